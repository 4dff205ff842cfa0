"""An item of the catalogue: its product, what its conditions give, and the decision in one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import catalogue as actions
from awards.catalogue_corrections import LABELS
from awards.conditions import conflicts
from awards.forms.catalogue import (
    CorrectionForm,
    DecideItemForm,
    ProductForm,
    RemoveForm,
)
from awards.forms.prizes import DecideForm
from awards.models import Award, CatalogueItem, FollowUpKind
from awards.policies.catalogue import DECIDE_ITEM, PROPOSE_WINNER, VIEW_ITEM
from awards.queries.awards import follow_up_of
from awards.queries.catalogue import item_of_award
from awards.queries.catalogue_rules import findings_of
from awards.queries.people import names_of
from awards.states import AwardState
from contest.core import clock
from contest.core.access import requires

bp = Blueprint("catalogue_items", __name__, url_prefix="/catalogue-items")


@bp.get("/<int:item_id>")
@requires(VIEW_ITEM)
def show(item: CatalogueItem) -> ResponseReturnValue:
    return _page(item), 200


def _page(
    item: CatalogueItem,
    decision: DecideItemForm | None = None,
    removal: RemoveForm | None = None,
) -> str:
    found = findings_of(item, clock.local(clock.now()).date())
    return render_template(
        "awards/catalogue_items/show.html",
        item=item,
        findings=found,
        conflicts=len(conflicts(found)),
        decision=decision or DecideItemForm(formdata=None, version=item.version),
        removal=removal or RemoveForm(formdata=None, version=item.version),
        labels=LABELS,
        names=names_of(
            *(item.proposed_by_id, item.decided_by_id, item.removed_by_id),
            *(correction.by_id for correction in item.corrections),
        ),
        may_act=DECIDE_ITEM.admits(current_user, item),
    )


@bp.route("/of/<int:award_id>", methods=["GET", "POST"])
@requires(PROPOSE_WINNER)
def propose(award: Award) -> ResponseReturnValue:
    if item := item_of_award(award.id):
        return redirect(url_for(".show", item_id=item.id))
    form = ProductForm.of_winner(award)
    owner = {"enterprise": award.enterprise.name, "uscc": award.enterprise.uscc}
    if form.accepted and form.does(
        actions.propose_winner, award, by=current_user, product=form.described(**owner)
    ):
        flash(_("已提请列入，由另一人决定。"), "success")
        return redirect(url_for(".show", item_id=form.result.id))
    return _proposal(award, form), form.status


def _proposal(award: Award, form: ProductForm) -> str:
    follow_up = follow_up_of(award.id, FollowUpKind.CATALOGUE)
    return render_template(
        "awards/catalogue_items/propose.html",
        award=award,
        form=form,
        follow_up=follow_up,
        refusal=DecideForm(formdata=None, version=follow_up.version) if follow_up else None,
        gone=award.state is AwardState.REVOKED,
    )


@bp.route("/<int:item_id>/edit", methods=["GET", "POST"])
@requires(DECIDE_ITEM)
def edit(item: CatalogueItem) -> ResponseReturnValue:
    form = ProductForm.of(item)
    if form.accepted and form.does(
        actions.revise_item,
        item,
        by=current_user,
        version=form.version.data,
        product=form.described(**_owner(item)),
    ):
        flash(_("已保存，由另一人决定。"), "success")
        return redirect(url_for(".show", item_id=item.id))
    return render_template("awards/catalogue_items/edit.html", form=form, item=item), form.status


@bp.route("/<int:item_id>/correction", methods=["GET", "POST"])
@requires(DECIDE_ITEM)
def correct(item: CatalogueItem) -> ResponseReturnValue:
    form = CorrectionForm.of(item)
    if form.accepted and form.does(
        actions.correct_item,
        item,
        by=current_user,
        version=form.version.data,
        product=form.described(**_owner(item)),
        reason=form.reason.data,
    ):
        flash(_("已更正，公开目录中注明更正。"), "success")
        return redirect(url_for(".show", item_id=item.id))
    return render_template("awards/catalogue_items/correct.html", form=form, item=item), form.status


def _owner(item: CatalogueItem) -> dict[str, str]:
    """Return a winner's enterprise, which its form does not ask for."""
    return {"enterprise": item.enterprise, "uscc": item.uscc} if item.award_id else {}


@bp.post("/<int:item_id>/decision")
@requires(DECIDE_ITEM)
def decide(item: CatalogueItem) -> ResponseReturnValue:
    form = DecideItemForm.submitted()
    if form.accepted and form.does(
        actions.decide_item,
        item,
        by=current_user,
        version=form.version.data,
        listed=form.decision.data == "yes",
        reason=form.reason.data,
    ):
        flash(_("决定已记录。"), "success")
        return redirect(url_for(".show", item_id=item.id))
    return _page(item, decision=form), form.status


@bp.post("/<int:item_id>/removal")
@requires(DECIDE_ITEM)
def remove(item: CatalogueItem) -> ResponseReturnValue:
    form = RemoveForm.submitted()
    if form.accepted and form.does(
        actions.remove_item,
        item,
        by=current_user,
        version=form.version.data,
        reason=form.reason.data,
    ):
        flash(_("已移出目录，公开目录中注明移出。"), "success")
        return redirect(url_for(".show", item_id=item.id))
    return _page(item, removal=form), form.status
