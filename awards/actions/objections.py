"""Objecting to awards, looking into it, and deciding by another person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards import objection_letters as letters
from awards.holding import hold, release
from awards.models import Award, Inquiry, Notice, Objection, ObjectionAward, ObjectionFile
from awards.periods import day_of, is_running, written
from awards.queries import objections as queries
from awards.states import OPEN_OBJECTIONS, AwardState, ObjectionState
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.calendar import last_working_day
from contest.core.db import db
from contest.core.intake import Kept
from contest.links import new_token, token_hash
from contest.models import Contest, User
from contest.queries.files import row_of
from contest.refusals import refuse_stale


class TooLate(Refusal):
    """The period is over; the sentence says when, and where else to turn."""


class Decided(Refusal):
    """Nothing more is done about an objection that was decided or withdrawn."""

    reason = _l("这项异议已经办结，不能再改。")


class NotTheSamePerson(Refusal):
    """Who accepted it and looked into it does not decide it."""

    reason = _l("受理和调查的人不能作出决定，须由另一人决定。")


class NoAwardNamed(Refusal):
    """An objection to one's own result holds nothing until somebody says what it concerns."""

    reason = _l("请先指明这项异议涉及哪些奖励。")


class NotUpheld(Refusal):
    """Only what was upheld, and not yet put right, is remedied."""

    reason = _l("只有认定成立、尚未处理完毕的异议需要写明处理结果。")


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody objects: who they are, how to reach them, what they say, and evidence.

    ``award`` is None where an entrant objects to its own result.
    """

    notice: Notice
    award: Award | None
    name: str
    organisation: str
    phone: str
    email: str
    statement: str
    consents: bool = False
    files: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """An objection, and the token with which whoever made it follows it: told once."""

    objection: Objection
    token: str


@action("objection.received")
def receive_objection(contest: Contest, *, by: User | None, claim: Claim) -> Received:
    """Take in an objection within the period; the award concerned is held, the others go on.

    Raise TooLate, with the day and where else to turn.
    """
    _refuse_late(claim.notice)
    token, now = new_token(), clock.now()
    objection = Objection(
        contest_id=contest.id,
        notice=claim.notice,
        number=queries.next_number(contest.id),
        name=claim.name,
        organisation=claim.organisation,
        phone=claim.phone,
        email=claim.email,
        enterprise_id=by.organisation_id if by else None,
        statement=claim.statement,
        consents=claim.consents,
        token_hash=token_hash(token),
        received_at=now,
        due=last_working_day(day_of(now), contest.objection_answer_days).last,
    )
    files = [row_of(kept, by=by, contest_id=contest.id) for kept in claim.files]
    objection.contest = contest
    objection.evidence = [ObjectionFile(file=file) for file in files]
    db.session.add(objection)
    db.session.flush()
    _concern(objection, [claim.award] if claim.award else [])
    letters.send_receipt(objection, token)
    letters.tell_of_receipt(objection)
    return Received(objection, token)


def _refuse_late(notice: Notice) -> None:
    if not is_running(notice.last_day, clock.now()) or notice.state != "published":
        raise TooLate(
            _(
                "公示期已于 %(day)s 届满，不再受理异议。"
                "仍有情况需要反映的，请致电纪检监督：%(phone)s。",
                day=written(notice.last_day) if notice.last_day else "",
                phone=notice.phone,
            )
        )


def _concern(objection: Objection, awards: Sequence[Award]) -> None:
    """Let the objection concern the awards too, and hold them."""
    known = {one.award_id for one in objection.against}
    new = [award for award in awards if award.id not in known]
    objection.against += [ObjectionAward(award=award) for award in new]
    hold(new)


@action("objection.accepted")
def accept_objection(
    objection: Objection, *, by: User, version: int, awards: Sequence[Award] = ()
) -> None:
    """Begin to look into an objection; ``awards`` are what it concerns beside those it named.

    Raise Stale, Decided or NoAwardNamed.
    """
    refuse_stale(objection, version)
    if objection.state is not ObjectionState.RECEIVED:
        raise Decided
    if not (objection.against or awards):
        raise NoAwardNamed
    public = (AwardState.PUBLICISED, AwardState.HELD)
    _concern(objection, [award for award in awards if award.state in public])
    objection.state = ObjectionState.INQUIRY
    objection.accepted_by_id, objection.accepted_at = by.id, clock.now()


@action("objection.declined", personal_reason=True)
def decline_objection(objection: Objection, *, by: User, version: int, reason: str) -> None:
    """Not take an objection up, with the reason; its awards go on. Raise Stale or Decided."""
    refuse_stale(objection, version)
    if objection.state is not ObjectionState.RECEIVED:
        raise Decided
    _decide(objection, ObjectionState.NOT_ACCEPTED, by=by, reason=reason)


@action("objection.inquired")
def add_inquiry(objection: Objection, *, by: User, text: str, file: Kept | None = None) -> Inquiry:
    """Add what was found out to an objection's record. Raise Decided."""
    if objection.state not in OPEN_OBJECTIONS:
        raise Decided
    inquiry = Inquiry(
        contest_id=objection.contest_id,
        objection_id=objection.id,
        at=clock.now(),
        by_id=by.id,
        text=text,
    )
    if file:
        inquiry.file = row_of(file, by=by, contest_id=objection.contest_id)
    db.session.add(inquiry)
    return inquiry


@action("objection.decided", personal_reason=True)
def decide_objection(
    objection: Objection, *, by: User, version: int, upheld: bool, reason: str
) -> None:
    """Uphold or reject an objection, by another person than who accepted or looked into it.

    Rejected, its awards go on; upheld, they stay held until it is remedied. Raise Stale,
    Decided or NotTheSamePerson.
    """
    refuse_stale(objection, version)
    if objection.state is not ObjectionState.INQUIRY:
        raise Decided
    if by.id in {objection.accepted_by_id, *(one.by_id for one in objection.inquiries)}:
        raise NotTheSamePerson
    state = ObjectionState.UPHELD if upheld else ObjectionState.REJECTED
    _decide(objection, state, by=by, reason=reason)


OUTCOMES = {
    ObjectionState.NOT_ACCEPTED: _l("不予受理"),
    ObjectionState.UPHELD: _l("异议成立"),
    ObjectionState.REJECTED: _l("异议不成立"),
}


def _decide(objection: Objection, state: ObjectionState, *, by: User, reason: str) -> None:
    objection.decided_by_id, objection.decided_at = by.id, clock.now()
    objection.decision_reason, objection.state = reason, state
    if state is not ObjectionState.UPHELD:
        release(objection)
    letters.send_decision(objection, OUTCOMES[state])


@action("objection.withdrawn")
def withdraw_objection(objection: Objection, *, by: User | None) -> None:
    """Take an objection back, by whoever made it; its awards go on. Raise Decided."""
    if objection.state not in OPEN_OBJECTIONS:
        raise Decided
    objection.state = ObjectionState.WITHDRAWN
    release(objection)


@action("objection.remedied")
def remedy_objection(objection: Objection, *, by: User, remedy: str) -> None:
    """Say how an upheld objection was put right without taking an award back; they go on.

    Raise NotUpheld.
    """
    if objection.state is not ObjectionState.UPHELD or objection.remedied_at:
        raise NotUpheld
    objection.remedied_at, objection.remedy = clock.now(), remedy
    db.session.flush()
    release(objection)


@action("objection.opened")
def note_opening(objection: Objection, *, by: User, reason: str) -> None:
    """Log that somebody opened a file of the objection: ``reason`` is its name."""
