"""Changing submitted marks: proposed, signed by the judge, co-signed by another, applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from contest.core import audit, clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Contest, User
from judging import amending, occasions
from judging.amendment_refusals import (
    BallotsMoved,
    Closed,
    ContestOver,
    InAmendment,
    NotAmendable,
    NotCosigned,
    NothingChanges,
    NotSigned,
    NotSigning,
    NotWhatWasShown,
    Outdated,
    SamePerson,
)
from judging.marks import BadMarks, read_marks
from judging.models import (
    AmendedBallot,
    Amendment,
    AmendmentGround,
    AmendmentKind,
    Ballot,
    Criterion,
)
from judging.queries.amendments import amendment_by, ballots_by, marks_in_words, next_number
from judging.queries.ballots import rubric_of
from judging.queries.duties import as_text, duty
from judging.queries.editions import editions_of, published_edition
from judging.queries.previews import Preview, preview_of
from judging.receipts import content_of
from judging.states import OPEN_AMENDMENTS, AmendmentState, BallotState


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: marks as texts by ballot number and criterion key, and on what ground.

    ``objection`` is the number of the one that led to it, if any did.
    """

    marks: Mapping[int, Mapping[str, str]]
    ground: AmendmentGround
    occasion: str = ""
    objection: int | None = None


@action("amendment.proposed")
def propose_amendment(contest: Contest, *, by: User, request: Request, reason: str) -> Amendment:
    """Propose other marks for submitted ballots, at the wish of their judges.

    Only ballots whose marks change are part of it. Raise ContestOver, NotAmendable, InAmendment,
    NothingChanges, or a Refusal that names the marks that the rule sheet does not allow.
    """
    _refuse_over(contest)
    ballots = _amended(contest, request)
    published = published_edition(contest.id)
    amendment = Amendment(
        contest_id=contest.id,
        number=next_number(contest.id),
        kind=AmendmentKind.CORRECTION if published else AmendmentKind.AMENDMENT,
        ground=request.ground,
        reason=reason,
        occasion=request.occasion,
        proposed_by_id=by.id,
        proposed_at=clock.now(),
        ballots=ballots,
    )
    db.session.add(amendment)
    db.session.flush()
    occasions.note(amendment, request.objection)
    return amendment


@action("amendment.signed")
def sign_amendment(one: AmendedBallot, *, by: User) -> None:
    """Let the judge agree to the new marks of their ballot; the log's line binds them.

    Whoever calls this has asked for the judge's PIN or password. Raise NotSigning.
    """
    amendment = amendment_by(one.amendment_id)
    if amendment is None or amendment.state is not AmendmentState.PROPOSED:
        raise NotSigning
    if one.judge_id != by.id or one.signed_at is not None:
        raise NotSigning
    one.signed_at = clock.now()
    audit.bind(_content(one))
    if all(other.signed_at for other in amendment.ballots):
        amendment.state = AmendmentState.SIGNED


@action("amendment.declined")
def decline_amendment(amendment: Amendment, *, by: User, reason: str) -> None:
    """Let a judge of it disagree, which ends it as a whole. Raise NotSigning."""
    if amendment.state is not AmendmentState.PROPOSED:
        raise NotSigning
    _cancel(amendment, by=by, reason=reason)


@action("amendment.cosigned")
def cosign_amendment(amendment: Amendment, *, by: User, digest: str) -> None:
    """Co-sign an amendment with the consequences that ``digest`` stands for.

    By the supervisor or an organizer who did not propose it; again, where it has become outdated.
    Raise SamePerson, NotSigned, Closed, BallotsMoved, NotWhatWasShown.
    """
    if amendment.proposed_by_id == by.id:
        raise SamePerson
    if amendment.state is AmendmentState.PROPOSED:
        raise NotSigned
    if amendment.state not in OPEN_AMENDMENTS:
        raise Closed
    preview = _preview(amendment)
    if preview.digest != digest:
        raise NotWhatWasShown
    amendment.cosigned_by_id, amendment.cosigned_at = by.id, clock.now()
    amendment.preview, amendment.preview_digest = preview.content, digest
    if amendment.state is AmendmentState.SIGNED:
        amendment.state = AmendmentState.COSIGNED


@action("amendment.applied")
def apply_amendment(amendment: Amendment, *, by: User) -> None:
    """Write all marks of a co-signed amendment, and a new edition where standings are computed.

    After a publication the new edition is published with it and corrects the one before, unless
    a tie waits for people. Raise NotCosigned, BallotsMoved, Outdated, NotSettled.
    """
    if amendment.state is not AmendmentState.COSIGNED:
        raise NotCosigned
    preview = _preview(amendment)
    if preview.digest != amendment.preview_digest:
        raise Outdated
    amending.refuse_unsettled(preview)
    amending.write_marks(amendment.ballots)
    amendment.kind = preview.kind
    earlier = editions_of(amendment.contest_id)
    amendment.editions_before = max((edition.number for edition in earlier), default=0)
    amendment.applied_sequence = amending.line_to_come(amendment)
    amendment.applied_by_id, amendment.applied_at = by.id, clock.now()
    amendment.state = AmendmentState.APPLIED
    amending.record(preview, by=by)


@action("amendment.cancelled")
def cancel_amendment(amendment: Amendment, *, by: User, reason: str) -> None:
    """Give an amendment up as a whole; it stays to be read. Raise Closed."""
    _cancel(amendment, by=by, reason=reason)


def _refuse_over(contest: Contest) -> None:
    if not amending.can_be_amended(contest):
        raise ContestOver


def _amended(contest: Contest, request: Request) -> list[AmendedBallot]:
    lines = rubric_of(contest.id)
    ballots = {ballot.id: ballot for ballot in ballots_by(contest.id, list(request.marks))}
    found = []
    for number, typed in request.marks.items():
        if number not in ballots:
            raise NotAmendable
        ballot = ballots[number]
        before, after = marks_in_words(ballot, lines), _read(typed, lines)
        if before != after:
            found.append(_row(ballot, before=before, after=after))
    if not found:
        raise NothingChanges
    _refuse_amended([one.ballot_id for one in found])
    return found


def _read(typed: Mapping[str, str], lines: Sequence[Criterion]) -> dict[str, str | None]:
    try:
        marks = read_marks(typed, lines)
    except BadMarks as faults:
        raise Refusal(str(faults)) from None
    if None in marks.values() or len(marks) != len(lines):
        raise Refusal(_("每个评分项都要有分数。"))
    return {line.key: as_text(marks[line.key]) for line in lines}


def _row(
    ballot: Ballot, *, before: Mapping[str, str | None], after: Mapping[str, str | None]
) -> AmendedBallot:
    if duty(ballot.judge_id, ballot.entry_id) is None:
        raise NotAmendable
    return AmendedBallot(
        ballot_id=ballot.id,
        contest_id=ballot.contest_id,
        entry_id=ballot.entry_id,
        judge_id=ballot.judge_id,
        before={key: mark for key, mark in before.items() if mark is not None},
        after=dict(after),
    )


def _refuse_amended(ballots: Sequence[int]) -> None:
    query = (
        select(AmendedBallot.ballot_id)
        .join(Amendment, Amendment.id == AmendedBallot.amendment_id)
        .where(AmendedBallot.ballot_id.in_(ballots), Amendment.state.in_(OPEN_AMENDMENTS))
    )
    if db.session.scalar(query.limit(1)) is not None:
        raise InAmendment


def _content(one: AmendedBallot) -> str:
    return content_of(
        uuid=one.ballot.uuid,
        entry=one.entry_id,
        judge=one.judge_id,
        state=BallotState.SUBMITTED.value,
        marks=one.after,
    )


def _cancel(amendment: Amendment, *, by: User, reason: str) -> None:
    if amendment.state not in OPEN_AMENDMENTS:
        raise Closed
    amendment.cancelled_by_id, amendment.cancelled_at = by.id, clock.now()
    amendment.state, amendment.cancel_reason = AmendmentState.CANCELLED, reason


def _preview(amendment: Amendment) -> Preview:
    preview = preview_of(amendment)
    if preview is None or preview.moved:
        raise BallotsMoved
    return preview
