"""Objections for everybody: made on a page, receipted, and followed by their token."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards import objection_words as words
from awards.actions import objections as actions
from awards.forms.objections import MOST_FILES, ObjectionForm
from awards.models import Award, Notice
from awards.policies.objections import LIST_OWN
from awards.queries import objections as queries
from contest.core.access import public, requires
from contest.core.limits import limiter
from contest.models import User

bp = Blueprint("objections", __name__)
# Each costs an answer by people; whoever has more to say writes it into one.
OBJECTIONS = "20 per hour"


@bp.route("/objections/new", methods=["GET", "POST"])
@limiter.limit(OBJECTIONS, methods=["POST"])
@public
def create() -> ResponseReturnValue:
    notice, award = _about()
    form = ObjectionForm.submitted(**_own_details())
    if form.accepted and form.takes_in_evidence() and _received(form, notice, award):
        flash(_("异议已收到，回执已发到您的邮箱。请保存本页地址，可随时查看办理情况。"), "success")
        return redirect(url_for(".follow", token=form.result.token))
    page = "awards/objections/create.html"
    shown = {"notice": notice, "award": award, "most": MOST_FILES}
    return render_template(page, form=form, **shown), form.status


def _received(form: ObjectionForm, notice: Notice, award: Award | None) -> bool:
    by = current_user if current_user.is_authenticated else None
    claim = form.claim(notice, award)
    return form.does(actions.receive_objection, notice.contest, by=by, claim=claim)


def _about() -> tuple[Notice, Award | None]:
    """Return what is objected to: an award, or an entrant's own result (``?entry=``)."""
    if (number := request.args.get("award", type=int)) is not None:
        return queries.award_on_notice(number) or abort(404)
    own = current_user.organisation_id if current_user.is_authenticated else None
    entry = request.args.get("entry", type=int)
    notice = queries.notice_for_entrant(entry, own) if entry and own else None
    return notice or abort(404), None


def _own_details() -> dict[str, object]:
    """Return what a form begins with for an enterprise that is signed in."""
    if not current_user.is_authenticated:
        return {}
    organisation = getattr(current_user.organisation, "name", "")
    names = ("name", "phone", "email")
    return {**{name: getattr(current_user, name) for name in names}, "organisation": organisation}


@bp.get("/objections/follow/<token>")
@public
def follow(token: str) -> ResponseReturnValue:
    objection = queries.objection_of(token) or abort(404)
    page = "awards/objections/follow.html"
    return render_template(page, objection=objection, token=token, words=words)


@bp.post("/objections/follow/<token>/withdrawal")
@public
def withdraw(token: str) -> ResponseReturnValue:
    objection = queries.objection_of(token) or abort(404)
    by = current_user if current_user.is_authenticated else None
    actions.withdraw_objection(objection, by=by)
    flash(_("异议已撤回。"), "success")
    return redirect(url_for(".follow", token=token))


@bp.get("/objections")
@requires(LIST_OWN)
def own(visitor: User) -> ResponseReturnValue:
    return render_template(
        "awards/objections/own.html",
        made=queries.own_of_enterprise(visitor.organisation_id),
        against=queries.against_enterprise(visitor.organisation_id),
        words=words,
    )
