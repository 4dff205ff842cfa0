"""Reading in marks that a tablet could not send: from a file, or code by code from its screen."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from contest.models import Contest
from judging.actions.unsent import Outcome
from judging.bringing_in import DIFFERS, REFUSED, Told, bring_in
from judging.forms.unsent import UnsentForm
from judging.policies.unsent import BRING_IN
from judging.queries.ballots import rubric_of
from judging.queries.names import names_of

bp = Blueprint("unsent", __name__)


def outcome_words() -> dict[str, tuple[str, str]]:
    """Return what became of a ballot as (word, tone of its chip)."""
    return {
        Outcome.IMPORTED: (_("已导入"), "ok"),
        Outcome.THERE: (_("之前已收到"), "neutral"),
        Outcome.APART: (_("另存待定"), "warn"),
        DIFFERS: (_("与服务器不同，未写入"), "seal"),
        REFUSED: (_("未接收"), "seal"),
    }


def _page(contest: Contest, form: UnsentForm, told: list[Told]) -> str:
    judges, entries = {one.judge for one in told}, {one.entry for one in told if one.entry}
    names = names_of(judges, entries) if told else ({}, {})
    return render_template(
        "judging/unsent/bring_in.html",
        contest=contest,
        form=form,
        told=told,
        judges=names[0],
        entries=names[1],
        lines={line.key: line.name for line in rubric_of(contest.id)} if told else {},
        words=outcome_words(),
    )


@bp.get("/contests/<int:contest_id>/unsent")
@requires(BRING_IN)
def bring_in_form(contest: Contest) -> ResponseReturnValue:
    return _page(contest, UnsentForm(formdata=None), [])


@bp.post("/contests/<int:contest_id>/unsent")
@requires(BRING_IN)
def take(contest: Contest) -> ResponseReturnValue:
    form = UnsentForm.submitted()
    exports = form.exports() if form.accepted else []
    told = [one for export in exports for one in bring_in(contest, export, by=current_user)]
    return _page(contest, form, told), 422 if form.errors else 200
