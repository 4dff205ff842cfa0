"""A delivery: how issuer and enterprise work together, its milestones and its end."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import deliveries as actions
from awards.actions import milestones as milestone_actions
from awards.forms.days import EVIDENCE
from awards.forms.deliveries import (
    MilestonesForm,
    ProposeForm,
    ReasonForm,
    ReportForm,
    VersionForm,
)
from awards.models import Award, Delivery, Milestone
from awards.policies.deliveries import (
    BEGIN_DELIVERY,
    CONFIRM_MILESTONE,
    RECORD_DELIVERY,
    REPORT_MILESTONE,
    SETTLE_DELIVERY,
    TOLERATE_DELIVERY,
    VIEW_DELIVERY,
)
from awards.queries.agreements import agreement_of
from awards.queries.deliveries import records_of
from awards.queries.people import names_of
from awards.views.cases import today
from contest.core.access import requires
from contest.forms.challenges import cooperation_name

bp = Blueprint("deliveries", __name__)


@bp.route("/awards/<int:award_id>/delivery", methods=["GET", "POST"])
@requires(BEGIN_DELIVERY)
def begin(award: Award) -> ResponseReturnValue:
    form = ProposeForm.submitted()
    if form.accepted and form.does(
        actions.propose_delivery, award, by=current_user, **form.values()
    ):
        flash(_("合作方式已提出，等待另一方同意。"), "success")
        return redirect(url_for(".show", delivery_id=form.result.id))
    return render_template("awards/deliveries/begin.html", award=award, form=form), form.status


@bp.get("/deliveries/<int:delivery_id>")
@requires(VIEW_DELIVERY)
def show(delivery: Delivery) -> ResponseReturnValue:
    return _page(delivery, ReasonForm(version=delivery.version))


def _page(delivery: Delivery, ending: ReasonForm) -> str:
    agreement = agreement_of(delivery.award_id)
    return render_template(
        "awards/deliveries/show.html",
        delivery=delivery,
        award=delivery.award,
        records=records_of(delivery),
        kind=cooperation_name(delivery.cooperation),
        agreement=agreement,
        names=names_of(delivery.proposed_by_id, delivery.agreed_by_id, delivery.ended_by_id),
        version_form=VersionForm(formdata=None, version=delivery.version),
        ending=ending,
        today=today(),
        may=_may(delivery),
    )


def _may(delivery: Delivery) -> dict[str, Any]:
    """Return what the visitor may do here; whether it is time for it, the page asks of states."""
    settles = SETTLE_DELIVERY.admits(current_user, delivery)
    return {
        "settle": settles,
        "agree": settles and delivery.proposed_by.role is not current_user.role,
        "record": RECORD_DELIVERY.admits(current_user, delivery),
        "report": REPORT_MILESTONE.admits(current_user, delivery),
        "confirm": CONFIRM_MILESTONE.admits(current_user, delivery),
        "tolerate": TOLERATE_DELIVERY.admits(current_user, delivery),
    }


def _around(delivery: Delivery, anchor: str = "") -> ResponseReturnValue:
    return redirect(url_for(".show", delivery_id=delivery.id, _anchor=anchor or None))


@bp.post("/deliveries/<int:delivery_id>/agreement")
@requires(SETTLE_DELIVERY)
def agree(delivery: Delivery) -> ResponseReturnValue:
    form = VersionForm.submitted()
    actions.agree_delivery(delivery, by=current_user, version=form.version.data)
    flash(_("合作方式已商定。请制定里程碑。"), "success")
    return _around(delivery)


@bp.post("/deliveries/<int:delivery_id>/end")
@requires(SETTLE_DELIVERY)
def end(delivery: Delivery) -> ResponseReturnValue:
    form = ReasonForm.submitted()
    if form.accepted and form.does(
        actions.end_delivery, delivery, by=current_user, **form.values()
    ):
        flash(_("合作已结束。"), "success")
        return _around(delivery)
    return _page(delivery, form), form.status


@bp.route("/deliveries/<int:delivery_id>/milestones", methods=["GET", "POST"])
@requires(SETTLE_DELIVERY)
def plan(delivery: Delivery) -> ResponseReturnValue:
    form = MilestonesForm.of(delivery)
    if form.accepted and form.does(
        milestone_actions.plan_milestones,
        delivery,
        by=current_user,
        version=form.version.data,
        lines=form.lines(),
    ):
        flash(_("里程碑已保存，到期前 14 天、3 天和当天会发邮件提醒。"), "success")
        return _around(delivery, "milestones")
    page = render_template("awards/deliveries/plan.html", delivery=delivery, form=form)
    return page, form.status


@bp.route("/milestones/<int:milestone_id>/report", methods=["GET", "POST"])
@requires(REPORT_MILESTONE)
def report(milestone: Milestone) -> ResponseReturnValue:
    form = ReportForm.submitted(data={"version": milestone.version})
    if form.accepted and form.does(
        milestone_actions.report_milestone, milestone, by=current_user, **form.values()
    ):
        flash(_("已报告完成，等待发榜方确认。"), "success")
        return _around(milestone.delivery, "milestones")
    form.mind_the_file()
    page = render_template(
        "awards/deliveries/report.html", milestone=milestone, form=form, accepts=EVIDENCE
    )
    return page, form.status


@bp.get("/milestones/<int:milestone_id>")
@requires(CONFIRM_MILESTONE)
def review(milestone: Milestone) -> ResponseReturnValue:
    return _review(milestone, ReasonForm(version=milestone.version))


def _review(milestone: Milestone, form: ReasonForm) -> str:
    return render_template(
        "awards/deliveries/review.html",
        milestone=milestone,
        form=form,
        version_form=VersionForm(formdata=None, version=milestone.version),
    )


@bp.post("/milestones/<int:milestone_id>/confirmation")
@requires(CONFIRM_MILESTONE)
def confirm(milestone: Milestone) -> ResponseReturnValue:
    form = VersionForm.submitted()
    milestone_actions.confirm_milestone(milestone, by=current_user, version=form.version.data)
    flash(_("已确认里程碑完成。"), "success")
    return _around(milestone.delivery, "milestones")


@bp.post("/milestones/<int:milestone_id>/return")
@requires(CONFIRM_MILESTONE)
def give_back(milestone: Milestone) -> ResponseReturnValue:
    form = ReasonForm.submitted()
    if form.accepted and form.does(
        milestone_actions.return_milestone, milestone, by=current_user, **form.values()
    ):
        flash(_("已退回，企业会收到邮件。"), "success")
        return _around(milestone.delivery, "milestones")
    return _review(milestone, form), form.status
