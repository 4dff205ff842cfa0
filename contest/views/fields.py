"""The list of fields that a body's challenges are sorted by."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.actions import fields as actions
from contest.core.access import requires
from contest.forms.bodies import FieldForm
from contest.models import Body, Field
from contest.policies.bodies import EDIT_FIELD, EDIT_FIELDS, VIEW_FIELDS
from contest.queries import fields as queries

bp = Blueprint("fields", __name__, url_prefix="/fields")


@bp.get("/")
@requires(VIEW_FIELDS)
def browse(body: Body) -> ResponseReturnValue:
    return _list(body, FieldForm.submitted()), 200


@bp.post("/")
@requires(EDIT_FIELDS)
def add(body: Body) -> ResponseReturnValue:
    form = FieldForm.submitted()
    if form.accepted and form.does(actions.add_field, body, by=current_user, **form.values()):
        flash(_("已添加领域“%(name)s”。", name=form.name.data), "success")
        return redirect(url_for(".browse"))
    return _list(body, form), form.status


@bp.route("/<int:field_id>", methods=["GET", "POST"])
@requires(EDIT_FIELD)
def revise(field: Field) -> ResponseReturnValue:
    form = FieldForm.submitted(obj=field)
    if form.accepted and form.does(actions.revise_field, field, by=current_user, **form.values()):
        flash(_("已保存领域“%(name)s”。", name=form.name.data), "success")
        return redirect(url_for(".browse"))
    return render_template("contest/fields/revise.html", form=form, field=field), form.status


@bp.post("/<int:field_id>/place")
@requires(EDIT_FIELD)
def move(field: Field) -> ResponseReturnValue:
    actions.move_field(field, up=request.form.get("to") == "up", by=current_user)
    return redirect(url_for(".browse"))


@bp.post("/<int:field_id>/retired")
@requires(EDIT_FIELD)
def retire(field: Field) -> ResponseReturnValue:
    actions.retire_field(field, by=current_user)
    flash(_("领域“%(name)s”已停用，已有榜单不受影响。", name=field.name), "success")
    return redirect(url_for(".browse"))


@bp.post("/<int:field_id>/restored")
@requires(EDIT_FIELD)
def restore(field: Field) -> ResponseReturnValue:
    actions.restore_field(field, by=current_user)
    flash(_("领域“%(name)s”已恢复使用。", name=field.name), "success")
    return redirect(url_for(".browse"))


def _list(body: Body, form: FieldForm) -> str:
    return render_template(
        "contest/fields/browse.html",
        form=form,
        fields=queries.of_body(body),
        used=queries.challenges_by_field(body),
        may_edit=EDIT_FIELDS.admits(current_user, body),
    )
