"""The judge's tablet: a desk of entries to mark, and one sheet at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from contest.core.actions import Refusal
from contest.models import JudgeKind, User
from contest.queries.submissions import entry_as_submitted
from contest.submitted import Document
from judging import refusals
from judging.actions import ballots as actions
from judging.models import Ballot
from judging.policies.ballots import MARK_ENTRY, VIEW_DESK, assignment_here
from judging.policies.papers import readable
from judging.queries.amendments import struck_marks, to_sign
from judging.queries.assignments import Assignment, assignments_of
from judging.queries.ballots import earlier_marks, lines_in, marks_of, rubric_of
from judging.queries.pledges import owed_by
from judging.sent import Sent
from judging.sheet import Given, Name, Sheet, SheetDimension, Typed, dimensions_of
from judging.states import BallotState
from judging.views.tablet import Device, day_of

NOTHING_TYPED = Typed()

bp = Blueprint("ballots", __name__, url_prefix="/ballots")


def dimension_names() -> dict[str, Name]:
    """Return what the two dimensions are called."""
    return {
        JudgeKind.TECHNICAL: Name(_("技术维度"), _("技术")),
        JudgeKind.COMMERCIAL: Name(_("商务维度"), _("商务")),
    }


def blank_dimensions(contest_id: int) -> tuple[SheetDimension, ...]:
    """Return the lines of the contest's sheet without a mark of anybody's."""
    blank = Given(marks={}, earlier={})
    return dimensions_of(rubric_of(contest_id), blank, names=dimension_names())


def blank_sheet(found: Assignment) -> Sheet:
    """Return the sheet without a mark: the tablet keeps it for a dead network."""
    state: dict[str, Any] = {"uuid": "", "version": 0, "locked": False, "stale": False}
    return Sheet(**state, dimensions=blank_dimensions(found.contest_id), **_named(found))


def _named(found: Assignment) -> dict[str, Any]:
    """Return by what the tablet knows the sheet."""
    judge_id, entry = found.seat.judge_id, found.entry
    kept_as = f"{judge_id}:{entry.uuid}"
    return {"kept_as": kept_as, "judge": judge_id, "entry": entry.id, "title": entry.title}


def sheet_of(found: Assignment, typed: Typed) -> Sheet:
    """Return the sheet as the tablet draws it; one not yet begun is offered a UUID here."""
    ballot: Ballot | None = found.ballot
    judge_id, contest_id, entry = found.seat.judge_id, found.contest_id, found.entry
    locked = bool(ballot and ballot.state is BallotState.SUBMITTED)
    given = Given(
        marks=marks_of(ballot),
        earlier=earlier_marks(judge_id, contest_id=contest_id, besides=entry.id),
        typed=typed,
        struck=struck_marks(entry.id, judge_id) if locked else {},
    )
    return Sheet(
        uuid=ballot.uuid if ballot else str(uuid4()),
        version=ballot.version if ballot else 0,
        locked=locked,
        stale=typed.stale,
        dimensions=dimensions_of(rubric_of(contest_id), given, names=dimension_names()),
        **_named(found),
    )


@bp.get("/")
@requires(VIEW_DESK)
def desk(judge: User) -> ResponseReturnValue:
    found = assignments_of(judge)
    lines = lines_in({f.contest_id for f in found})
    device = Device(judge.id, day_of(found), blank=_is_blank())
    page, owed = "judging/ballots/desk.html", owed_by(judge)
    told = {"assignments": found, "sessions": _sessions_of(found), "to_sign": to_sign(judge.id)}
    return render_template(page, **told, lines=lines, owed=owed, device=device)


def _sessions_of(found: Sequence[Assignment]) -> list[list[Assignment]]:
    """Return the assignments session by session, those of contests that are over at the end."""
    sessions = [list(one) for _id, one in groupby(found, key=lambda one: one.slot.session_id)]
    return sorted(sessions, key=lambda session: session[0].is_published)


def _is_blank() -> bool:
    """Return whether the tablet asks for what it may keep: a page without marks."""
    return "blank" in request.args


@bp.get("/entries/<int:entry_id>")
@requires(MARK_ENTRY)
def show(found: Assignment) -> ResponseReturnValue:
    return _page(found)


def _page(found: Assignment, typed: Typed = NOTHING_TYPED) -> str:
    day = assignments_of(current_user)
    around = _of_session(found, day)
    at = [other.slot.id for other in around].index(found.slot.id)
    return render_template(
        "judging/ballots/show.html",
        found=found,
        sheet=blank_sheet(found) if _is_blank() else sheet_of(found, typed),
        device=_device(found, day),
        turn=at + 1,
        turns=len(around),
        before=around[at - 1] if at else None,
        after=around[at + 1] if at + 1 < len(around) else None,
        entry=entry_as_submitted(found.entry),
        papers=[_shown(found, paper) for paper in readable(found)],
    )


def _device(found: Assignment, day: Sequence[Assignment]) -> Device:
    return Device(
        found.seat.judge_id, day_of(day), found.entry.id, found.slot.session_id, blank=_is_blank()
    )


def _of_session(found: Assignment, day: Sequence[Assignment]) -> list[Assignment]:
    """Return the judge's own entries of the session, in running order."""
    return [other for other in day if other.slot.session_id == found.slot.session_id]


def _shown(found: Assignment, paper: Document) -> dict[str, object]:
    """Return a paper as the reader draws it: its name, and the addresses of its pages."""
    numbers = range(1, (paper.pages or 0) + 1)
    entry_id = found.entry.id
    pages = [
        url_for("papers.page", entry_id=entry_id, document_id=paper.id, number=number)
        for number in numbers
    ]
    return {"label": paper_names()[paper.kind], "pages": pages}


def paper_names() -> dict[str, str]:
    """Return what the papers a judge reads are called."""
    return {"proposal": _("方案"), "slides": _("路演材料"), "evidence": _("佐证材料")}


@bp.post("/entries/<int:entry_id>")
@requires(MARK_ENTRY)
def submit(found: Assignment) -> ResponseReturnValue:
    """Save what the page holds, then lock it, and go on to what is next."""
    uuid = found.ballot.uuid if found.ballot else str(uuid4())
    version = request.form.get("version", 0, type=int)
    sent = Sent(uuid, version, _sent_marks(), submits=True)
    actions.submit_ballot(found.entry, by=current_user, sent=sent)
    return _go_on(found)


def _sent_marks() -> dict[str, str]:
    return {k.removeprefix("mark-"): v for k, v in request.form.items() if k.startswith("mark-")}


def _go_on(found: Assignment) -> ResponseReturnValue:
    """Lead to the session's next entry without a submitted ballot, or back to the list."""
    around = _of_session(found, assignments_of(current_user))
    at = [other.slot.id for other in around].index(found.slot.id)
    waiting = [other for other in around[at + 1 :] + around[:at] if other.is_open]
    done = _("“%(title)s”的评分已提交。", title=found.entry.title)
    if not waiting:
        flash(done + _("本场的项目已全部提交。"), "success")
        return redirect(url_for(".desk", _anchor=f"entry-{found.entry.id}"))
    flash(done + _("接下来是“%(title)s”。", title=waiting[0].entry.title), "success")
    return redirect(url_for(".show", entry_id=waiting[0].entry.id))


def show_again(refusal: Refusal) -> ResponseReturnValue:
    """Show the sheet with what was typed and why it was refused, so that nothing is lost."""
    found = assignment_here(**(request.view_args or {}))
    if found is None:
        abort(404)
    flash(str(refusal), "error")
    wrong, stale = getattr(refusal, "keys", ()), isinstance(refusal, refusals.Stale)
    return _page(found, Typed(_sent_marks(), wrong=wrong, stale=stale)), refusal.status


bp.register_error_handler(refusals.NotTaken, show_again)
