"""The little world most tests happen in: two bodies, two contests, and the people around them.

One contest takes entries; the other is on its roadshow day, its rule sheet
sealed and its ballots open. Look a thing up by name: ``world.author``,
``world.entry``, ``world.judge``. Each name is a row, found afresh every time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from awards.models import Award, FollowUp, FollowUpKind, Plan, PlanLine, Prize
from awards.states import AwardState, PlanState
from contest.core.actions import acting
from contest.core.db import db
from contest.models import (
    Body,
    Challenge,
    Contest,
    Employment,
    Entry,
    Field,
    Indicator,
    JudgeKind,
    JudgeProfile,
    Organisation,
    OrganisationKind,
    Role,
    User,
)
from contest.states import ChallengeState, ContestState
from judging.models import (
    Ballot,
    Criterion,
    Edition,
    Panel,
    Pledge,
    RuleSheet,
    Seat,
    Session,
    Slot,
)
from judging.states import RuleSheetState
from tests.apart import add_amendment, add_apart
from tests.asking import add_asking
from tests.live import add_live
from tests.paid import add_paid
from tests.recusing import add_recusing
from tests.subsidising import add_subsidising
from tests.traces import MONDAY, add_tablet, add_traces
from tests.trial import add_trial
from tests.world_papers import hand_in, under_way

DAY = timedelta(days=1)

# Valid codes of nobody (GB 32100-2015).
CODES = {
    "author": "91350100M000100Y43",
    "rival": "91330200MA0000000H",
    "metro": "91330200MA0000002P",
    "hospital": "91330200MA0000003T",
    "member": "91330200MA0000004X",
}

# name → model and number, filled while the world is built.
THINGS: dict[str, tuple[type, Any]] = {}


class World:
    """The rows of the little world, by name."""

    def __getattr__(self, name: str) -> Any:
        if name not in THINGS:
            raise AttributeError(name)
        model, key = THINGS[name]
        return db.session.get(model, key)


def _add(name: str, thing: Any) -> Any:
    db.session.add(thing)
    db.session.flush()
    key = tuple(type(thing).__mapper__.primary_key_from_instance(thing))
    THINGS[name] = (type(thing), key if len(key) > 1 else key[0])
    return thing


def _person(name: str, role: Role, **ties: Any) -> User:
    return _add(
        name,
        User(
            username=name,
            name=f"{name} 先生",
            email=f"{name}@example.org",
            role=role,
            totp_confirmed=role not in {Role.ENTERPRISE, Role.ISSUER, Role.JUDGE},
            created_at=MONDAY,
            **ties,
        ),
    )


def _organisation(name: str, kind: OrganisationKind, body: Body | None = None) -> Organisation:
    return _add(
        f"{name}_organisation",
        Organisation(
            kind=kind, name=f"{name} 有限公司", uscc=CODES[name], body_id=body and body.id
        ),
    )


def _contest(name: str, body: Body, *, opens: datetime) -> Contest:
    closes = opens + 14 * DAY
    return _add(
        name,
        Contest(
            body_id=body.id,
            name=f"{name} 场景大赛",
            year=2026,
            entries_open_at=opens,
            entries_close_at=closes,
            screening_until=closes + 7 * DAY,
            roadshow_from=closes + 10 * DAY,
            roadshow_until=closes + 14 * DAY,
            budget_fen=500_000_000,
        ),
    )


def _challenge(name: str, contest: Contest, issuer: Organisation, field: Field) -> Challenge:
    challenge = _add(
        name,
        Challenge(
            contest_id=contest.id,
            issuer_id=issuer.id,
            field_id=field.id,
            number=f"2026-{name}",
            title=f"{name} 隧道渗漏水智能巡检",
            pain_point="渗漏从出现到被发现平均要 9 天。",
            cooperation=["direct_purchase"],
            questions_until=contest.entries_close_at - 3 * DAY,
            indicators=[
                Indicator(position=1, name="发现时间", unit="天", comparator="≤", target="1")
            ],
        ),
    )
    for state in (ChallengeState.SUBMITTED, ChallengeState.APPROVED, ChallengeState.PUBLISHED):
        challenge.state = state
        db.session.flush()
    challenge.published_at = contest.entries_open_at
    return challenge


def _entry(name: str, challenge: Challenge, enterprise: Organisation, *, admitted: bool) -> Entry:
    entry = _add(
        name,
        Entry(
            uuid=f"00000000-0000-4000-8000-{len(THINGS):012d}",
            contest_id=challenge.contest_id,
            challenge_id=challenge.id,
            enterprise_id=enterprise.id,
            number=f"{challenge.number}-{name}" if admitted else "",
            title=f"{name} 的方案",
            summary=f"{name} 的摘要",
            created_at=MONDAY,
        ),
    )
    if admitted:
        hand_in(name, entry, _add)
    return entry


def _rule_sheet(contest: Contest, organizer: User) -> RuleSheet:
    sheet = _add(
        "rule_sheet",
        RuleSheet(
            contest_id=contest.id,
            number=1,
            technical_weight=Decimal(60),
            commercial_weight=Decimal(40),
            min_to_trim=5,
            quorum=1,
            quorum_technical=0,
            quorum_commercial=0,
            ties=["dimension:technical", "share"],
            criteria=[
                Criterion(
                    position=position,
                    key=key,
                    dimension=dimension,
                    name=key,
                    top=top,
                    step=Decimal("0.5"),
                    weight=top,
                )
                for position, (key, dimension, top) in enumerate(
                    [
                        ("understanding", JudgeKind.TECHNICAL, Decimal(20)),
                        ("solution", JudgeKind.TECHNICAL, Decimal(40)),
                        ("cost", JudgeKind.COMMERCIAL, Decimal(40)),
                    ],
                    1,
                )
            ],
        ),
    )
    sheet.state, sheet.digest = RuleSheetState.SEALED, "0" * 64
    sheet.sealed_at, sheet.sealed_by_id = MONDAY - DAY, organizer.id
    return sheet


def _judges(body: Body) -> list[User]:
    judges = [_person(name, Role.JUDGE, body_id=body.id) for name in ("judge", "other_judge")]
    for judge, kind in zip(judges, JudgeKind, strict=True):
        db.session.add(JudgeProfile(user_id=judge.id, kind=kind))
    db.session.add(
        Employment(user_id=judges[1].id, organisation_name="某医院", uscc=CODES["hospital"])
    )
    return judges


def _roadshow(contest: Contest, judges: list[User], entries: list[Entry]) -> None:
    panel = _add("panel", Panel(contest_id=contest.id, name="第一评审组"))
    for position, (judge, kind) in enumerate(zip(judges, JudgeKind, strict=True), 1):
        panel.seats.append(
            Seat(contest_id=contest.id, judge_id=judge.id, kind=kind, position=position)
        )
        db.session.add(
            Pledge(
                contest_id=contest.id,
                judge_id=judge.id,
                text_digest="0" * 64,
                signed_at=MONDAY - DAY,
                declared_at=MONDAY - DAY,
            )
        )
    session = Session(
        contest_id=contest.id,
        panel_id=panel.id,
        number=1,
        name="交通专场",
        room="二号厅",
        starts_at=MONDAY,
    )
    _add("session", session)
    for position, entry in enumerate(entries, 1):
        session.slots.append(Slot(contest_id=contest.id, entry_id=entry.id, position=position))


def _award(contest: Contest, entry: Entry, sheet: RuleSheet, people: dict[str, User]) -> None:
    """Add a revoked award where no test looks: in the contest that still takes entries."""
    first, second = people["organizer"], people["second_organizer"]
    prize = _add(
        "prize",
        Prize(contest_id=contest.id, position=1, name="荣誉奖", seats=1, amount_fen=0),
    )
    edition = Edition(
        contest_id=contest.id,
        number=1,
        rule_sheet_id=sheet.id,
        digest="e" * 64,
        computed_at=MONDAY,
        computed_by_id=first.id,
    )
    _add("edition", edition)
    plan = Plan(
        contest_id=contest.id,
        edition_id=edition.id,
        digest="d" * 64,
        proposed_by_id=first.id,
        proposed_at=MONDAY,
        lines=[
            PlanLine(
                entry_id=entry.id,
                position=1,
                place=1,
                score=Decimal(90),
                prize_id=prize.id,
                amount_fen=0,
                reason_code="won",
                reason="荣誉奖",
            )
        ],
    )
    _add("plan", plan)
    plan.state, plan.approved_by_id, plan.approved_at = PlanState.APPROVED, second.id, MONDAY
    award = Award(
        contest_id=contest.id,
        entry_id=entry.id,
        enterprise_id=entry.enterprise_id,
        prize_id=prize.id,
        plan_id=plan.id,
        place=1,
        amount_fen=prize.amount_fen,
        approved_at=MONDAY,
    )
    _add("award", award)
    award.state = AwardState.REVOKED
    add_paid(_add, award, people)
    about = {"contest_id": contest.id, "award_id": award.id, "year": 2026}
    _add("follow_up", FollowUp(**about, kind=FollowUpKind.CATALOGUE))


def _people(body: Body, other_body: Body) -> dict[str, User]:
    metro = _organisation("metro", OrganisationKind.ISSUER, body)
    hospital = _organisation("hospital", OrganisationKind.ISSUER, body)
    author = _organisation("author", OrganisationKind.ENTERPRISE)
    rival = _organisation("rival", OrganisationKind.ENTERPRISE)
    return {
        "organizer": _person("organizer", Role.ORGANIZER, body_id=body.id),
        "second_organizer": _person("second_organizer", Role.ORGANIZER, body_id=body.id),
        "other_organizer": _person("other_organizer", Role.ORGANIZER, body_id=other_body.id),
        "supervisor": _person("supervisor", Role.SUPERVISOR, body_id=body.id),
        "system_admin": _person("system_admin", Role.SYSTEM_ADMIN),
        "security_admin": _person("security_admin", Role.SECURITY_ADMIN),
        "audit_admin": _person("audit_admin", Role.AUDIT_ADMIN),
        "issuer": _person("issuer", Role.ISSUER, organisation_id=metro.id, body_id=body.id),
        "other_issuer": _person(
            "other_issuer", Role.ISSUER, organisation_id=hospital.id, body_id=body.id
        ),
        "author": _person("author", Role.ENTERPRISE, organisation_id=author.id),
        "rival": _person("rival", Role.ENTERPRISE, organisation_id=rival.id),
    }


def build_world() -> None:
    """Fill the current app's empty database."""
    THINGS.clear()
    with acting("test.world", Body(name="nobody", region=""), by=None):
        body = _add("body", Body(name="甲市科技局", region="甲市", supervisor_phone="0000-0001"))
        other_body = _add("other_body", Body(name="乙市科技局", region="乙市"))
        people = _people(body, other_body)
        field = _add("field", Field(body_id=body.id, group="面向城市治理", name="交通", position=1))
        judges = _judges(body)
        names = (f"{name}_organisation" for name in ("metro", "author", "rival"))
        metro, author, rival = (db.session.get(*THINGS[name]) for name in names)

        open_contest = _contest("open_contest", body, opens=MONDAY - DAY)
        open_contest.state = ContestState.ANNOUNCED
        open_challenge = _challenge("open_challenge", open_contest, metro, field)
        draft = _entry("draft", open_challenge, author, admitted=False)

        contest = _contest("contest", body, opens=MONDAY - 25 * DAY)
        contest.state = ContestState.ANNOUNCED
        challenge = _challenge("challenge", contest, metro, field)
        challenge.kept_at, challenge.kept_by_id = MONDAY - DAY, people["organizer"].id
        add_asking(_add, challenge, people["rival"])
        owners = {"entry": author, "rival_entry": rival}
        entries = [_entry(name, challenge, by, admitted=True) for name, by in owners.items()]
        sheet = _rule_sheet(contest, people["organizer"])
        _roadshow(contest, judges, entries)
        add_live(_add, db.session.get(*THINGS["session"]), judges[0], people["organizer"])
        add_traces(_add, people["author"])
        add_tablet(_add, judges[0], contest, people["organizer"])
        under_way(draft, entries[0], people, _add)
        add_recusing(_add, draft, judges[0], people["author"])
        add_apart(_add, draft, judges[0], people, sheet=sheet)
        _award(open_contest, draft, sheet, people)
        add_subsidising(_add, db.session.get(*THINGS["award"]), people)
        _add(
            "ballot",
            Ballot(
                uuid="11111111-0000-4000-8000-000000000001",
                contest_id=contest.id,
                entry_id=entries[0].id,
                judge_id=judges[0].id,
                rule_sheet_id=sheet.id,
            ),
        )
        add_trial(_add, sheet, entries[0], people["organizer"])
        add_amendment(_add, db.session.get(*THINGS["ballot"]), people)
