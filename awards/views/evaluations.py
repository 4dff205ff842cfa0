"""Evaluations of an award at three levels, and the criteria of a level."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import evaluations as actions
from awards.evaluation_words import level_name
from awards.forms.days import EVIDENCE
from awards.forms.evaluations import CriteriaForm, EvaluateForm
from awards.models import Award, Level
from awards.policies.evaluations import (
    EVALUATE,
    EVALUATE_AT,
    SET_FORM,
    VIEW_EVALUATIONS,
    VIEW_FORM,
)
from awards.queries.evaluations import AtLevel, LevelForm, evaluations_of, level_form
from contest.core.access import requires

bp = Blueprint("evaluations", __name__)


@bp.get("/awards/<int:award_id>/evaluations")
@requires(VIEW_EVALUATIONS)
def show(award: Award) -> ResponseReturnValue:
    return render_template(
        "awards/evaluations/show.html",
        award=award,
        made=evaluations_of([award.id]).get(award.id, []),
        levels=[(level, level_name(level)) for level in Level],
        level_name=level_name,
        may_evaluate=EVALUATE.admits(current_user, award),
    )


@bp.route("/awards/<int:award_id>/evaluations/<level>", methods=["GET", "POST"])
@requires(EVALUATE_AT)
def evaluate(at: AtLevel) -> ResponseReturnValue:
    award, form = at.award, EvaluateForm.of(at.form)
    if form.accepted and form.does(
        actions.evaluate,
        award,
        by=current_user,
        level=at.form.level,
        criteria=form.marked(at.form.criteria),
        experts=form.experts.data,
        opinion=form.opinion.data,
        file=form.kept,
    ):
        flash(_("评估已记录。"), "success")
        return redirect(url_for(".show", award_id=award.id))
    form.mind_the_file()
    page = render_template(
        "awards/evaluations/evaluate.html",
        award=award,
        level=at.form,
        name=level_name(at.form.level),
        form=form,
        accepts=EVIDENCE,
    )
    return page, form.status


@bp.get("/evaluation-forms/<level>")
@requires(VIEW_FORM)
def criteria(found: LevelForm) -> ResponseReturnValue:
    return _criteria(found, CriteriaForm.of(found))


def _criteria(found: LevelForm, form: CriteriaForm) -> str:
    return render_template(
        "awards/evaluations/criteria.html",
        level=found,
        name=level_name(found.level),
        levels=[(level, level_name(level)) for level in Level],
        form=form,
        may_set=SET_FORM.admits(current_user, found),
    )


@bp.post("/evaluation-forms/<level>")
@requires(SET_FORM)
def set_criteria(found: LevelForm) -> ResponseReturnValue:
    form = CriteriaForm.of(found)
    if form.accepted and form.does(
        actions.set_criteria,
        found.body,
        by=current_user,
        level=found.level,
        version=form.seen.data,
        criteria=form.criteria.data,
    ):
        flash(_("评估表已保存，以后的评估按新的内容进行。"), "success")
        return redirect(url_for(".criteria", level=found.level))
    now = level_form(found.body.id, found.level)
    form.look_again(now.version if now else 0)
    return _criteria(found, form), form.status
