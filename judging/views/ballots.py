"""The judge's tablet: a desk of entries to mark, and one sheet at a time."""

from __future__ import annotations

from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from contest.models import JudgeKind, User
from contest.queries.submissions import entry_as_submitted
from contest.submitted import Document
from judging.actions import ballots as actions
from judging.models import Ballot
from judging.policies.ballots import MARK_ENTRY, VIEW_DESK
from judging.policies.papers import readable
from judging.queries.assignments import Assignment, assignments_of
from judging.queries.ballots import earlier_marks, marks_of, rubric_of
from judging.queries.pledges import owed_by
from judging.sheet import Name, Sheet, dimensions_of
from judging.states import BallotState

bp = Blueprint("ballots", __name__, url_prefix="/ballots")


def dimension_names() -> dict[str, Name]:
    """Return what the two dimensions are called."""
    return {
        JudgeKind.TECHNICAL: Name(_("技术维度"), _("技术")),
        JudgeKind.COMMERCIAL: Name(_("商务维度"), _("商务")),
    }


def sheet_of(found: Assignment) -> Sheet:
    """Return the sheet as the tablet draws it; one not yet begun gets its UUID here."""
    ballot: Ballot | None = found.ballot
    judge_id, contest_id, entry_id = found.seat.judge_id, found.contest_id, found.entry.id
    return Sheet(
        uuid=ballot.uuid if ballot else str(uuid4()),
        version=ballot.version if ballot else 0,
        locked=bool(ballot and ballot.state is BallotState.SUBMITTED),
        dimensions=dimensions_of(
            rubric_of(contest_id),
            marks=marks_of(ballot),
            earlier=earlier_marks(judge_id, contest_id=contest_id, besides=entry_id),
            names=dimension_names(),
        ),
    )


@bp.get("/")
@requires(VIEW_DESK)
def desk(judge: User) -> ResponseReturnValue:
    found = assignments_of(judge)
    lines = {number: len(rubric_of(number)) for number in {f.contest_id for f in found}}
    page, owed = "judging/ballots/desk.html", owed_by(judge)
    return render_template(page, assignments=found, lines=lines, owed=owed)


@bp.get("/entries/<int:entry_id>")
@requires(MARK_ENTRY)
def show(found: Assignment) -> ResponseReturnValue:
    around = [f for f in assignments_of(current_user) if f.slot.session_id == found.slot.session_id]
    return render_template(
        "judging/ballots/show.html",
        found=found,
        sheet=sheet_of(found),
        around=around,
        entry=entry_as_submitted(found.entry),
        papers=[_shown(found, paper) for paper in readable(found)],
    )


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
    """Save what the page holds, then lock it: the way that needs no script."""
    entry, typed = found.entry, request.form
    marks = {k.removeprefix("mark-"): v for k, v in typed.items() if k.startswith("mark-")}
    uuid = found.ballot.uuid if found.ballot else str(uuid4())
    version = typed.get("version", 0, type=int)
    saved = actions.save_ballot(entry, by=current_user, uuid=uuid, version=version, marks=marks)
    actions.submit_ballot(entry, by=current_user, version=saved.version)
    flash(_("“%(title)s”的评分已提交。", title=entry.title), "success")
    return redirect(url_for(".desk"))
