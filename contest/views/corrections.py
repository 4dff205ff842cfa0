"""Corrections of published challenges."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.actions import corrections as actions
from contest.core.access import requires
from contest.forms.reasons import CorrectionForm
from contest.models import Challenge
from contest.policies.challenges import CORRECT_CHALLENGE

bp = Blueprint("corrections", __name__)


@bp.route("/desk/challenges/<int:challenge_id>/corrections/new", methods=["GET", "POST"])
@requires(CORRECT_CHALLENGE)
def write(challenge: Challenge) -> ResponseReturnValue:
    form = CorrectionForm.submitted()
    if form.accepted and form.does(
        actions.publish_correction, challenge, by=current_user, **form.values()
    ):
        flash(_("更正公告已发布，并发给所有已报名的企业。"), "success")
        return redirect(url_for("challenges.show", challenge_id=challenge.id))
    page = render_template("contest/corrections/write.html", challenge=challenge, form=form)
    return page, form.status
