"""What a judge does with a ballot: saves it at every change, and submits it once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm.attributes import flag_modified

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db, number_of
from contest.models import Entry, User
from judging.marks import BadMarks, read_marks
from judging.models import Ballot, Criterion, Mark
from judging.queries.ballots import marks_of, rubric_of, written_marks
from judging.queries.duties import Duty, ballot_of, duty
from judging.states import BallotState

# By criterion key; None is not marked.
Marks = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Saved:
    """What the server keeps of a ballot, as its judge is told."""

    uuid: str
    version: int
    state: BallotState
    saved_at: datetime | None

    @classmethod
    def of(cls, ballot: Ballot) -> Saved:
        """Return what is kept of the ballot now."""
        return cls(ballot.uuid, ballot.version, ballot.state, ballot.saved_at)


class NotAssigned(Refusal):
    """The judge is recused, replaced, or was never on this entry's panel."""

    reason = _l("您不再评审此项目，评分未保存。如有疑问请联系工作人员。")


class NotOpen(Refusal):
    """Marks are given between the first and the last moment of the roadshow."""

    reason = _l("现在不在评分时间内，请联系工作人员。您在本机的评分仍会保留。")


class Published(Refusal):
    """The standings are out: what they were counted from stays as it is."""

    reason = _l("本次大赛的排名已发布，评分已关闭。您在本机的评分仍会保留。")


class AlreadySubmitted(Refusal):
    """A submitted ballot is locked."""

    reason = _l("这份评分已提交并锁定，不能再改。")


class NotComplete(Refusal):
    """A ballot is submitted whole."""

    reason = _l("还有评分项未打分，请全部打分后再提交。")


class Unreadable(Refusal):
    """Some marks cannot be taken: the reason names each, ``keys`` are their criteria."""

    def __init__(self, faults: BadMarks) -> None:
        super().__init__(str(faults))
        self.keys = frozenset(faults.faults)


class Stale(Refusal):
    """Other marks were saved meanwhile, from another page or device; ``ballot`` holds them."""

    reason = _l("这份评分表已在另一处修改过。请对照两处的分数，选择保留哪一份。")

    def __init__(self, ballot: Ballot) -> None:
        super().__init__()
        self.version, self.uuid = ballot.version, ballot.uuid
        self.marks = written_marks(ballot, rubric_of(ballot.contest_id))


def _refuse_closed(found: Duty) -> None:
    if not found.opens <= clock.now() < found.closes:
        raise NotOpen
    if found.is_published:
        raise Published


def _duty(entry: Entry | Duty, by: User) -> Duty:
    """Return what holds now, under the lock: a recusal may have come since the page was read."""
    entry_id = entry.entry_id if isinstance(entry, Duty) else number_of(entry)
    found = duty(number_of(by), entry_id)
    if found is None:
        raise NotAssigned
    return found


def _apply(ballot: Ballot, marks: Marks, rubric: Sequence[Criterion]) -> None:
    given = {mark.criterion_id: mark for mark in ballot.marks}
    for line in rubric:
        if line.key not in marks:
            continue
        points, mark = marks[line.key], given.get(line.id)
        if points is not None and mark is not None:
            mark.points = points
        elif points is not None:
            ballot.marks.append(Mark(criterion_id=line.id, points=points))
        elif mark is not None:
            ballot.marks.remove(mark)


def _differs(ballot: Ballot, marks: Marks, rubric: Sequence[Criterion]) -> bool:
    given = marks_of(ballot)
    return any(given.get(line.id) != marks[line.key] for line in rubric if line.key in marks)


def _read(typed: Mapping[str, str | None], rubric: Sequence[Criterion]) -> Marks:
    try:
        return read_marks(typed, rubric)
    except BadMarks as faults:
        raise Unreadable(faults) from None


def _begun(found: Duty, rubric: Sequence[Criterion], *, uuid: str) -> Ballot:
    if not rubric:
        raise Refusal(_("评审规则尚未封存，暂不能评分。请联系工作人员。"))
    ballot = Ballot(
        uuid=uuid,
        contest_id=found.contest_id,
        entry_id=found.entry_id,
        judge_id=found.judge_id,
        rule_sheet_id=rubric[0].rule_sheet_id,
    )
    db.session.add(ballot)
    return ballot


@action("ballot.saved")
def save_ballot(
    entry: Entry | Duty, *, by: User, uuid: str, version: int, marks: Mapping[str, str | None]
) -> Saved:
    """Keep a judge's marks of an entry as a draft, and say what is kept.

    ``version`` is the one the marks were made on, 0 before the first save.
    Saving what already stands there changes nothing, whatever the version;
    other marks on a stale version raise ``Stale``. Raise NotAssigned, NotOpen,
    AlreadySubmitted, or Unreadable, which names each bad mark.
    """
    found = _duty(entry, by)
    rubric = rubric_of(found.contest_id)
    read = _read(marks, rubric)
    begun = ballot_of(found)
    ballot = begun or _begun(found, rubric, uuid=uuid)
    if begun and not _differs(ballot, read, rubric):
        return Saved.of(ballot)
    if ballot.state is BallotState.SUBMITTED:
        raise AlreadySubmitted
    _refuse_closed(found)
    if begun and (ballot.version != version or ballot.uuid != uuid):
        raise Stale(ballot)
    _apply(ballot, read, rubric)
    ballot.saved_at = clock.now()
    flag_modified(ballot, "saved_at")  # the version counts every change, also two in one instant
    db.session.flush()
    return Saved.of(ballot)


@action("ballot.submitted")
def submit_ballot(entry: Entry, *, by: User, version: int) -> None:
    """Lock the judge's ballot of an entry; submitting the same version twice is one submission.

    Raise NotAssigned, NotOpen, NotComplete, or Stale where the marks the judge
    saw are not the ones kept here.
    """
    found = _duty(entry, by)
    ballot = ballot_of(found)
    if ballot is None or len(ballot.marks) < len(rubric_of(found.contest_id)):
        raise NotComplete
    if ballot.state is BallotState.SUBMITTED:
        return
    if ballot.version != version:
        raise Stale(ballot)
    _refuse_closed(found)
    ballot.state = BallotState.SUBMITTED
    ballot.submitted_at = clock.now()
