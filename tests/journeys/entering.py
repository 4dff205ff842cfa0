"""Enterprises enter, and the organizer screens what they submitted."""

from __future__ import annotations

import re

from contest.screening_items import ITEMS
from contest.submitted import TEXTS
from tests.contest.core.filesamples import pdf
from tests.journeys.town import Town
from tests.journeys.walker import PASSWORD, Walker

PAPERS = ("proposal", "licence", "pledge")


def enterprise(town: Town, name: str, code: str) -> Walker:
    """Register an enterprise by its credit code; it is signed in at once."""
    walker = town.visitor(name)
    walker.open("/register").send(
        "/register",
        organisation=f"{name} 科技有限公司",
        uscc=code,
        name=f"{name} 经理",
        email=walker.address,
        phone="0588-5551000",
        agreed="y",
    )
    walker.send("", password=PASSWORD, again=PASSWORD)
    return walker


def entry(town: Town, name: str, challenge: str) -> str:
    """Enter the challenge, write, upload, submit; return the entry's number."""
    walker = town[name].open(f"/challenges/{challenge}").send(f"/challenges/{challenge}/entries")
    number = re.search(r"/entries/(\d+)", walker.path)[1]
    for kind in PAPERS:
        paper = (pdf(2), f"{kind} 材料.pdf")
        walker.open(f"/entries/{number}/edit").send(
            "/documents", within=f"upload-{kind}", file=paper
        )
    written = {text: f"{name} 的{text}" for text in TEXTS}
    walker.open(f"/entries/{number}/edit").send("/submissions", **written, credit_pledged="y")
    return number


def screening(town: Town, entry_id: str) -> None:
    """Look the enterprise up on the three public lists, and admit the entry."""
    second = town["second"].open(f"/entries/{entry_id}/screening")
    for source in ("debtor", "tax", "procurement"):
        page = second.open(f"/entries/{entry_id}/credit-checks")
        page.send("/credit-checks", source=source, result="clear", uscc=page.options("uscc")[0])
    second.open(f"/entries/{entry_id}/screening").send("/admission", **dict.fromkeys(ITEMS, "yes"))
