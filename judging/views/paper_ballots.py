"""Paper sheets: printing them, finding one by its code, typing it twice, settling differences."""

from __future__ import annotations

from typing import Any

import segno
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from contest.core.serving import attachment
from contest.models import Contest
from judging.actions import paper_ballots as actions
from judging.forms.paper_ballots import SCAN, FindForm, MarksForm, RemovalForm, ScanForm, marks_form
from judging.models import PaperBallot, Session
from judging.paper import differing, uuid_in
from judging.policies.paper_ballots import (
    CHANGE_PAPER,
    ENTER_SHEET,
    FIND_SHEET,
    PRINT_SHEETS,
    VIEW_PAPER,
    VIEW_PAPERS,
)
from judging.queries import paper_ballots as queries
from judging.queries.ballots import rubric_of
from judging.queries.paper_ballots import Sheet
from judging.states import PaperState
from judging.views.ballots import blank_dimensions

bp = Blueprint("paper_ballots", __name__)


@bp.get("/sessions/<int:session_id>/paper")
@requires(PRINT_SHEETS)
def print_sheets(session: Session) -> ResponseReturnValue:
    asked = {name: request.args.get(name, type=int) for name in ("judge", "entry")}
    sheets = queries.sheets_of(session.id, **asked)
    return render_template(
        "judging/paper_ballots/print.html",
        session=session,
        contest=session.contest,
        sheets=[(sheet, _code(sheet.uuid)) for sheet in sheets],
        dimensions=blank_dimensions(session.contest_id),
    )


def _code(uuid: str) -> str:
    return str(segno.make(uuid, error="m", micro=False).svg_data_uri(border=1))


@bp.get("/contests/<int:contest_id>/paper")
@requires(VIEW_PAPERS)
def index(contest: Contest) -> ResponseReturnValue:
    return _index(contest, FindForm.asked(*queries.choices_of(contest.id)))


def _index(contest: Contest, form: FindForm) -> str:
    page, papers = "judging/paper_ballots/index.html", queries.papers_of(contest.id)
    return render_template(page, contest=contest, papers=papers, form=form, states=state_words())


@bp.get("/contests/<int:contest_id>/paper/find")
@requires(FIND_SHEET)
def find(contest: Contest) -> ResponseReturnValue:
    form = FindForm.asked(*queries.choices_of(contest.id))
    if sheet := _found(contest, form):
        return redirect(url_for(".begin", contest_id=contest.id, uuid=sheet.uuid))
    form.form_errors.append(
        _("没有找到这份评分表：请核对二维码属于本次大赛，且这位专家评审此项目、没有回避。")
    )
    return _index(contest, form), 422


def _found(contest: Contest, form: FindForm) -> Sheet | None:
    if uuid := uuid_in(form.code.data or ""):
        return queries.sheet_by_uuid(contest.id, uuid)
    if form.code.data:
        return None
    if not form.validate():
        return None
    return queries.sheet_between(contest.id, form.judge.data, form.entry.data)


@bp.route("/contests/<int:contest_id>/paper/sheets/<uuid>", methods=["GET", "POST"])
@requires(ENTER_SHEET)
def begin(sheet: Sheet) -> ResponseReturnValue:
    if paper := queries.paper_between(sheet.judge.id, sheet.entry.id):
        return redirect(url_for(".show", paper_id=paper.id))
    form = marks_form(rubric_of(sheet.contest_id)).submitted()
    if form.accepted and form.does(actions.enter_paper, sheet, by=current_user, marks=form.marks()):
        flash(_("已录入。请另一位工作人员用自己的账号，照纸质评分表再录一遍。"), "success")
        return redirect(url_for(".index", contest_id=sheet.contest_id))
    page = "judging/paper_ballots/begin.html"
    return render_template(page, sheet=sheet, form=form, lines=form.lines), form.status


def _page(
    paper: PaperBallot,
    form: MarksForm | None = None,
    *,
    removal: RemovalForm | None = None,
    scan: ScanForm | None = None,
) -> str:
    lines = rubric_of(paper.contest_id)
    wanted = _asked_lines(paper, lines)
    return render_template(
        "judging/paper_ballots/show.html",
        paper=queries.paper_loaded(paper),
        lines=lines,
        differs=differing(paper.first_marks, paper.second_marks),
        form=form or marks_form(wanted)(formdata=None),
        removal=removal or RemovalForm(formdata=None),
        scan=scan or ScanForm(formdata=None),
        limits=SCAN,
        states=state_words(),
    )


def _asked_lines(paper: PaperBallot, lines: Any) -> list[Any]:
    """Return the lines to be typed next: all for the second person, then those that differ."""
    if paper.state is PaperState.ENTERED:
        return list(lines)
    differs = differing(paper.first_marks, paper.second_marks)
    return [line for line in lines if line.key in differs]


@bp.get("/paper/<int:paper_id>")
@requires(VIEW_PAPER)
def show(paper: PaperBallot) -> ResponseReturnValue:
    return _page(paper)


@bp.post("/paper/<int:paper_id>/second")
@requires(CHANGE_PAPER)
def enter_again(paper: PaperBallot) -> ResponseReturnValue:
    return _typed(paper, actions.enter_again)


@bp.post("/paper/<int:paper_id>/settlement")
@requires(CHANGE_PAPER)
def settle(paper: PaperBallot) -> ResponseReturnValue:
    return _typed(paper, actions.settle_paper)


def _typed(paper: PaperBallot, act: Any) -> ResponseReturnValue:
    form = marks_form(_asked_lines(paper, rubric_of(paper.contest_id))).submitted()
    if form.accepted and form.does(act, paper, by=current_user, marks=form.marks()):
        submitted = paper.state is PaperState.SUBMITTED
        flash(
            _("评分表已提交，来源记为纸质补录。") if submitted else _("两次录入有出入，请核定。"),
            "success" if submitted else "warning",
        )
        return redirect(url_for(".show", paper_id=paper.id))
    return _page(paper, form), form.status


@bp.post("/paper/<int:paper_id>/removal")
@requires(CHANGE_PAPER)
def remove(paper: PaperBallot) -> ResponseReturnValue:
    form, contest_id = RemovalForm.submitted(), paper.contest_id
    if form.accepted and form.does(actions.remove_paper, paper, by=current_user, **form.values()):
        flash(_("已撤销这次录入，可以重新录入。"), "success")
        return redirect(url_for(".index", contest_id=contest_id))
    return _page(paper, removal=form), form.status


@bp.post("/paper/<int:paper_id>/scan")
@requires(CHANGE_PAPER)
def attach(paper: PaperBallot) -> ResponseReturnValue:
    form = ScanForm.submitted()
    if (
        form.accepted
        and form.takes_in_scan()
        and form.does(actions.attach_scan, paper, by=current_user, file=form.file)
    ):
        flash(_("扫描件已保存。"), "success")
        return redirect(url_for(".show", paper_id=paper.id))
    return _page(paper, scan=form), form.status


@bp.get("/paper/<int:paper_id>/scan")
@requires(VIEW_PAPER)
def scan(paper: PaperBallot) -> ResponseReturnValue:
    if paper.file is None:
        abort(404)
    return attachment(paper.file.digest, name=paper.file.name, kind=paper.file.kind)


def state_words() -> dict[PaperState, tuple[str, str]]:
    """Return what each state is called, and the tone of its chip."""
    return {
        PaperState.ENTERED: (_("待另一人复录"), "warn"),
        PaperState.DIFFERING: (_("两次录入有出入"), "seal"),
        PaperState.SUBMITTED: (_("已提交"), "ok"),
    }
