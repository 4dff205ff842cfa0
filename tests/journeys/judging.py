"""Rules are sealed, judges seated, entries marked, counted and awarded."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from tests.journeys.town import Town
from tests.journeys.walker import PASSWORD, letter_to

# Longer than any seven working days.
PERIOD = timedelta(days=21)
# Four technical, three commercial; the first works for the enterprise called rival.
JUDGES = {f"judge{n}": "technical" if n < 5 else "commercial" for n in range(1, 8)}


def rules(town: Town, contest: str) -> None:
    """Begin the rule sheet from the template, and seal it as it stands."""
    first = town["first"].open(f"/contests/{contest}/rule-sheet")
    first.send("/rule-sheet")
    sheet = re.search(r"/rule-sheets/(\d+)", first.path)[1]
    first.open(f"/rule-sheets/{sheet}/seal").send("/seal")


def judges(town: Town, rival_code: str) -> None:
    """Invite the judges of the body; the first one's employer is the rival."""
    for name, kind in JUDGES.items():
        employer = {
            "employments__0__organisation_name": "rival 科技有限公司",
            "employments__0__uscc": rival_code,
        }
        town["first"].open("/people/judges/new").send(
            "/people/judges/new",
            name=f"{name} 教授",
            email=f"{name}@example.cn",
            phone="0588-5552000",
            kind=kind,
            **(employer if name == "judge1" else {}),
        )
        town.arrives(name, letter_to(f"{name}@example.cn"))


def panel(town: Town, contest: str) -> None:
    """Make a panel, seat everybody, and give it a session with every entry."""
    first = town["first"].open(f"/contests/{contest}/panels").send("/panels", name="第一评审组")
    for judge in first.options("judge_id"):
        first.send("/seats", judge_id=judge)
    first.open(f"/contests/{contest}/sessions/new").send(
        "/sessions/new", name="交通专场", room="二号厅", panel_id=first.options("panel_id")[0]
    )
    first.send("/entries", entry_ids=first.texts("//input[@name='entry_ids']/@value"))


def recusals(town: Town, contest: str) -> None:
    """Confirm what was found."""
    second = town["second"].open(f"/contests/{contest}/recusals")
    second.open(second.link(r"^/recusals/\d+$")).send(
        "", decision="confirm", reason="任职记录属实，确认回避。"
    )


def ballots(town: Town, contest: str, shares: dict[str, Decimal]) -> None:
    """Let every judge pledge, declare, and mark what they may: a share of each maximum."""
    for name in JUDGES:
        judge = town[name].open(f"/contests/{contest}/pledge").send("/pledge", agreed="y")
        judge.send("/declaration", honest="y")
        desk = judge.open("/ballots/").texts("//a[contains(@href, '/ballots/entries/')]/@href")
        for sheet in desk:
            share = shares[sheet.rpartition("/")[2]]
            judge.mark(sheet, lambda most, share=share: (most * share).quantize(Decimal(1)))


def led(town: Town, contest: str) -> str:
    """Start the session, call every entry, and let it be marked; return the session's address."""
    first = town["first"].open(f"/contests/{contest}/sessions")
    session = first.link(r"^/sessions/\d+$")
    first.open(f"{session}/console").send("/start")
    calls = first.texts("//form[contains(@action, '/call')]/@action")
    for call in dict.fromkeys(calls):
        first.open(f"{session}/console").send(call)
        first.open(f"{session}/console").send("/marking")
    return session


def closed(town: Town, session: str) -> None:
    """Close the session, which nothing stands in the way of, and freeze it."""
    first = town["first"].open(f"{session}/closing").send("/closing")
    first.open(f"{session}/freezing").send("/freezing")


def standings(town: Town, contest: str) -> None:
    """Compute and publish."""
    first = town["first"].open(f"/contests/{contest}/standings/computation")
    first.send("/computation")
    first.send("/publication")


def awards(town: Town, contest: str) -> None:
    """Let one person propose and the other approve."""
    town["first"].open(f"/contests/{contest}/awards").send("/plans", note="按名次。")
    second = town["second"].open(town["first"].path)
    second.send("/approval", password=PASSWORD)


def publicity(town: Town, contest: str) -> None:
    """Draft the notice of what was approved, fill in the supervisor's phone, and publish it."""
    first = town["first"].open(f"/desk/contests/{contest}/publicity")
    first.send(f"/contests/{contest}/notices")
    first.open(f"{first.path}/edit").send("/edit", phone="0588-5559000")
    first.send("/publication")


def announcement(town: Town, contest: str) -> None:
    """Once the period is over, confirm the awards and announce them."""
    town.time.now += PERIOD
    first = town["first"].open(f"/desk/contests/{contest}/publicity")
    first.send("/confirmation")
    first.send("/announcement", document_number="甬江科发〔2026〕18号")
