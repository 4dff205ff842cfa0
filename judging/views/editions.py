"""Computing an edition of the standings, and publishing it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from contest.models import Contest
from judging import standings_words as words
from judging.actions import editions as actions
from judging.forms.editions import ComputeForm
from judging.models import Edition
from judging.policies.standings import COMPUTE_EDITION, PUBLISH_EDITION
from judging.queries.editions import preparation_of
from judging.queries.gaps import groups_of
from judging.views.standings import bp


@bp.route("/contests/<int:contest_id>/standings/computation", methods=["GET", "POST"])
@requires(COMPUTE_EDITION)
def compute(contest: Contest) -> ResponseReturnValue:
    prepared = preparation_of(contest)
    form = ComputeForm.asking(needed=bool(prepared and prepared.needs_reason))
    if form.accepted and form.does(
        actions.compute_edition, contest, by=current_user, **form.values()
    ):
        flash(_("已计算第 %(number)s 版排名，请核对后发布。", number=form.result.number), "success")
        return redirect(url_for(".show", contest_id=contest.id))
    return render_template(
        "judging/standings/compute.html",
        words=words,
        contest=contest,
        prepared=prepared,
        groups=groups_of(prepared.gaps) if prepared else [],
        form=form,
    ), form.status


@bp.post("/editions/<int:edition_id>/publication")
@requires(PUBLISH_EDITION)
def publish(edition: Edition) -> ResponseReturnValue:
    actions.publish_edition(edition, by=current_user)
    flash(
        _("第 %(number)s 版排名已发布，参赛企业现在可以看到自己的成绩。", number=edition.number),
        "success",
    )
    return redirect(url_for(".show", contest_id=edition.contest_id))
