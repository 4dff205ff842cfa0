"""What a judge does with a ballot: saves it at every change, and submits it once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock, rows
from contest.core.actions import Refusal, action
from contest.core.db import db, number_of
from contest.core.rows import Change
from contest.models import Entry, User
from judging.marks import BadMarks, read_marks
from judging.models import Ballot, Mark
from judging.queries.duties import Duty, Kept, Line, duty, lines_of, written_marks
from judging.states import BallotState

# By criterion key; None is not marked.
Marks = Mapping[str, Decimal | None]


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
    """Other marks were saved meanwhile, from another page or device."""

    reason = _l("这份评分表已在另一处修改过。请对照两处的分数，选择保留哪一份。")

    def __init__(self, kept: Kept, lines: Sequence[Line]) -> None:
        super().__init__()
        self.version, self.uuid = kept.version, kept.uuid
        self.marks = written_marks(lines)


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


def _read(typed: Mapping[str, str | None], lines: Sequence[Line]) -> Marks:
    try:
        return read_marks(typed, lines)
    except BadMarks as faults:
        raise Unreadable(faults) from None


def _differ(marks: Marks, lines: Sequence[Line]) -> bool:
    return any(line.points != marks[line.key] for line in lines if line.key in marks)


def _begin(found: Duty, lines: Sequence[Line], *, uuid: str) -> Kept:
    if not lines:
        raise Refusal(_("评审规则尚未封存，暂不能评分。请联系工作人员。"))
    now, state, version = clock.now(), BallotState.DRAFT, 1
    ballot = {
        "uuid": uuid,
        "contest_id": found.contest_id,
        "entry_id": found.entry_id,
        "judge_id": found.judge_id,
        "rule_sheet_id": lines[0].rule_sheet_id,
        "state": state,
        "version": version,
        "saved_at": now,
        "comment": "",
        "void_reason": "",
    }
    return Kept(rows.add(Ballot, ballot), uuid, version, state, now)


def _go_on(kept: Kept) -> Kept:
    """Give the ballot its next version: it counts every change, also two in one instant."""
    now = kept._replace(version=kept.version + 1, saved_at=clock.now())
    old, new = ({"version": k.version, "saved_at": k.saved_at} for k in (kept, now))
    rows.change(Ballot, [Change({"id": kept.id}, old, new)])
    return now


def _put(kept: Kept, marks: Marks, lines: Sequence[Line]) -> None:
    """Write the marks that differ from those that stand on the lines."""
    changes = [
        Change(
            {"ballot_id": kept.id, "criterion_id": line.criterion_id},
            {"points": line.points},
            {"points": marks[line.key]},
        )
        for line in lines
        if line.key in marks and marks[line.key] != line.points
    ]
    if first := [{**one.key, **one.new} for one in changes if one.old["points"] is None]:
        rows.add_all(Mark, first)
    if gone := [one for one in changes if one.new["points"] is None]:
        rows.remove(Mark, gone)
    if other := [one for one in changes if None not in (one.old["points"], one.new["points"])]:
        rows.change(Mark, other)


@action("ballot.saved")
def save_ballot(
    entry: Entry | Duty, *, by: User, uuid: str, version: int, marks: Mapping[str, str | None]
) -> Kept:
    """Keep a judge's marks of an entry as a draft, and say what is kept.

    ``version`` is the one the marks were made on, 0 before the first save.
    Saving what already stands there changes nothing, whatever the version;
    other marks on a stale version raise ``Stale``. Raise NotAssigned, NotOpen,
    AlreadySubmitted, or Unreadable, which names each bad mark.
    """
    found = _duty(entry, by)
    lines, kept = lines_of(found), found.ballot
    read = _read(marks, lines)
    if kept and not _differ(read, lines):
        return kept
    if kept and kept.state is BallotState.SUBMITTED:
        raise AlreadySubmitted
    _refuse_closed(found)
    if kept and (kept.version, kept.uuid) != (version, uuid):
        raise Stale(kept, lines)
    now = _go_on(kept) if kept else _begin(found, lines, uuid=uuid)
    _put(now, read, lines)
    return now


@action("ballot.submitted")
def submit_ballot(entry: Entry, *, by: User, version: int) -> None:
    """Lock the judge's ballot of an entry; submitting the same version twice is one submission.

    Raise NotAssigned, NotOpen, NotComplete, or Stale where the marks the judge
    saw are not the ones kept here.
    """
    found = _duty(entry, by)
    lines, kept = lines_of(found), found.ballot
    if kept is None or any(line.points is None for line in lines):
        raise NotComplete
    if kept.state is BallotState.SUBMITTED:
        return
    if kept.version != version:
        raise Stale(kept, lines)
    _refuse_closed(found)
    ballot = db.session.get_one(Ballot, kept.id)
    ballot.state = BallotState.SUBMITTED
    ballot.submitted_at = clock.now()
