"""Paper audits: drawing ballots from a public seed, comparing paper and screen, the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from contest.models import Contest
from judging import sampling
from judging.actions import paper_audits as actions
from judging.forms.paper_audits import MatchForm, SampleForm
from judging.models import PaperAudit, PaperAuditLine, PaperMatch
from judging.policies.paper_audits import (
    CHECK_LINE,
    DRAW_AUDIT,
    VIEW_AUDIT,
    VIEW_AUDITS,
    VIEW_LINE,
)
from judging.queries import paper_audits as queries
from judging.queries.ballots import rubric_of

bp = Blueprint("paper_audits", __name__)

# For how many altered ballots the chance of missing them all is printed.
ALTERED = (1, 2, 3, 5, 10, 20)
SURE = Fraction(1, 20)


@bp.get("/contests/<int:contest_id>/paper-audits")
@requires(VIEW_AUDITS)
def index(contest: Contest) -> ResponseReturnValue:
    return _index(contest, SampleForm(formdata=None))


@bp.post("/contests/<int:contest_id>/paper-audits")
@requires(DRAW_AUDIT)
def draw(contest: Contest) -> ResponseReturnValue:
    form = SampleForm.submitted()
    if form.accepted and form.does(actions.draw_audit, contest, by=current_user, **form.asked()):
        flash(_("已抽取 %(n)s 份，请逐份与纸质评分表核对。", n=len(form.result.lines)), "success")
        return redirect(url_for(".show", audit_id=form.result.id))
    return _index(contest, form), form.status


def _index(contest: Contest, form: SampleForm) -> str:
    frame = queries.frame_of(contest.id)
    form.seen.data = sampling.frame_digest(frame)
    return render_template(
        "judging/paper_audits/index.html",
        contest=contest,
        form=form,
        frame=frame,
        digest=form.seen.data,
        audits=queries.audits_of(contest.id),
        needed=_needed(len(frame)),
        outcome=outcome,
    )


def _needed(ballots: int) -> list[tuple[int, int]]:
    """Return how many to draw so that altered ballots stay unseen one time in twenty at most."""
    return [
        (altered, next(n for n in range(1, ballots + 1) if _missing(altered, ballots, n) <= SURE))
        for altered in ALTERED
        if altered <= ballots
    ]


def _missing(altered: int, ballots: int, drawn: int) -> Fraction:
    return sampling.chance_of_missing(altered, among=ballots, drawn=drawn)


@bp.get("/paper-audits/<int:audit_id>")
@requires(VIEW_AUDIT)
def show(audit: PaperAudit) -> ResponseReturnValue:
    lines = queries.lines_of(audit)
    chances = [
        (altered, sampling.percent(_missing(altered, audit.ballots, len(lines))))
        for altered in ALTERED
        if altered <= audit.ballots
    ]
    return render_template(
        "judging/paper_audits/show.html",
        audit=audit,
        lines=lines,
        chances=chances,
        outcome=outcome(lines),
        match_words=match_words,
    )


@bp.get("/paper-audits/<int:audit_id>/ballots/<int:ballot_id>")
@requires(VIEW_LINE)
def compare(line: PaperAuditLine) -> ResponseReturnValue:
    return _compare(line, MatchForm(formdata=None, data={"found": line.found, "note": line.note}))


@bp.post("/paper-audits/<int:audit_id>/ballots/<int:ballot_id>")
@requires(CHECK_LINE)
def check(line: PaperAuditLine) -> ResponseReturnValue:
    form = MatchForm.submitted()
    if form.accepted and form.does(actions.record_check, line, by=current_user, **form.seen()):
        flash(_("已登记第 %(n)s 份的核对结果。", n=line.place), "success")
        return redirect(url_for(".show", audit_id=line.audit_id))
    return _compare(line, form), form.status


def _compare(line: PaperAuditLine, form: MatchForm) -> str:
    given = {mark.criterion_id: mark.points for mark in line.ballot.marks}
    return render_template(
        "judging/paper_audits/compare.html",
        line=line,
        rubric=rubric_of(line.contest_id),
        given=given,
        form=form,
        match_words=match_words,
    )


def outcome(lines: Sequence[PaperAuditLine]) -> tuple[str, str]:
    """Return where an audit stands in words, and the tone of its chip."""
    left = sum(line.found is None for line in lines)
    amiss = sum(line.found not in {None, PaperMatch.SAME} for line in lines)
    if amiss:
        return _("%(n)s 份对不上", n=amiss), "seal"
    return (_("还有 %(n)s 份未核对", n=left), "warn") if left else (_("全部一致"), "ok")


def match_words(found: PaperMatch | None) -> tuple[str, str]:
    """Return what was found in words, and the tone of its chip."""
    return {
        None: (_("未核对"), "warn"),
        PaperMatch.SAME: (_("一致"), "ok"),
        PaperMatch.DIFFERS: (_("不一致"), "seal"),
        PaperMatch.NO_PAPER: (_("没有纸质表"), "seal"),
    }[found]
