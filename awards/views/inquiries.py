"""Objections for those who answer them: accepted, looked into, decided, put right."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards import objection_words as words
from awards.actions import objections as actions
from awards.actions.exports import note_export
from awards.actions.plans import propose_correction
from awards.exports.objections import objections_table
from awards.forms.objections import (
    AcceptForm,
    DecideForm,
    InquiryForm,
    ReasonForm,
    RemedyForm,
    RevokeForm,
)
from awards.models import Objection
from awards.policies.objections import (
    DECIDE_OBJECTION,
    INQUIRE,
    LIST_OBJECTIONS,
    VIEW_OBJECTION,
)
from awards.publicity import public_awards
from awards.queries import objections as queries
from awards.queries.people import names_of
from awards.states import ObjectionState
from contest.actions.openings import Opened
from contest.core import clock
from contest.core.access import requires
from contest.core.db import db
from contest.core.serving import attachment, made_list
from contest.models import Contest

bp = Blueprint("inquiries", __name__)
FORMS = {
    "accepting": AcceptForm,
    "declining": ReasonForm,
    "deciding": DecideForm,
    "inquiring": InquiryForm,
    "remedying": RemedyForm,
    "revoking": RevokeForm,
}


@bp.get("/contests/<int:contest_id>/objections")
@requires(LIST_OBJECTIONS)
def index(contest: Contest) -> ResponseReturnValue:
    return render_template(
        "awards/objections/index.html",
        contest=contest,
        page=db.paginate(queries.listed(contest.id, _state()), per_page=25, error_out=False),
        states=[(state, words.told_state(state)[0]) for state in ObjectionState],
        words=words,
        today=clock.local(clock.now()).date(),
    )


def _state() -> ObjectionState | None:
    return request.args.get("state", type=ObjectionState)


@bp.get("/contests/<int:contest_id>/objections.<any(xlsx, csv):kind>")
@requires(LIST_OBJECTIONS)
def export(contest: Contest) -> ResponseReturnValue:
    kind = request.path.rpartition(".")[2]
    found = db.session.scalars(queries.listed(contest.id, _state())).all()
    content, name = objections_table(found, kind), f"{contest.name}异议.{kind}"
    digest, asked = hashlib.sha256(content).hexdigest(), f"contest:{contest.id}"
    note_export(Opened(asked, asked), by=current_user, reason=f"{name} sha256:{digest}")
    return made_list(content, name=name)


@bp.get("/objections/<int:objection_id>")
@requires(VIEW_OBJECTION)
def show(objection: Objection) -> ResponseReturnValue:
    return _page(objection)


def _page(objection: Objection, **posted: Any) -> str:
    """Draw an objection with its forms: ``posted`` as they came, the others as they begin."""
    fresh = {name: form(formdata=None, obj=_begun(objection)) for name, form in FORMS.items()}
    forms = {**fresh, **posted}
    forms["accepting"].awards.choices = _choices(objection)
    return render_template(
        "awards/objections/show.html",
        objection=objection,
        words=words,
        names=names_of(objection.accepted_by_id, objection.decided_by_id),
        may_decide=DECIDE_OBJECTION.admits(current_user, objection),
        today=clock.local(clock.now()).date(),
        **forms,
    )


class _Begun:
    """What forms of an objection begin with: its version alone."""

    def __init__(self, version: int) -> None:
        self.version = version


def _begun(objection: Objection) -> _Begun:
    return _Begun(objection.version)


def _choices(objection: Objection) -> list[tuple[int, str]]:
    return [
        (award.id, f"{award.entry.title} · {award.prize.name} · {award.enterprise.name}")
        for award in public_awards(objection.contest)
        if award.id not in {one.award_id for one in objection.against}
    ]


def _done(objection: Objection, told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(url_for(".show", objection_id=objection.id))


def _number() -> int:
    """Return the number of the file that the address names."""
    return int((request.view_args or {})["number"])


@bp.post("/objections/<int:objection_id>/acceptance")
@requires(DECIDE_OBJECTION)
def accept(objection: Objection) -> ResponseReturnValue:
    form = AcceptForm.submitted()
    form.awards.choices = _choices(objection)
    named = [one for one in public_awards(objection.contest) if one.id in (form.awards.data or ())]
    details = {"by": current_user, "version": form.version.data, "awards": named}
    if form.accepted and form.does(actions.accept_objection, objection, **details):
        return _done(objection, _("异议已受理，由另一人作出决定。"))
    return _page(objection, accepting=form), form.status


@bp.post("/objections/<int:objection_id>/refusal")
@requires(DECIDE_OBJECTION)
def decline(objection: Objection) -> ResponseReturnValue:
    form = ReasonForm.submitted()
    if form.accepted and form.does(
        actions.decline_objection, objection, by=current_user, **form.values()
    ):
        return _done(objection, _("已决定不予受理，理由已发给异议人。"))
    return _page(objection, declining=form), form.status


@bp.post("/objections/<int:objection_id>/inquiries")
@requires(INQUIRE)
def inquire(objection: Objection) -> ResponseReturnValue:
    form = InquiryForm.submitted()
    if (
        form.accepted
        and form.takes_in_file()
        and form.does(
            actions.add_inquiry, objection, by=current_user, text=form.text.data, file=form.kept
        )
    ):
        return _done(objection, _("调查情况已记录。"))
    return _page(objection, inquiring=form), form.status


@bp.post("/objections/<int:objection_id>/decision")
@requires(DECIDE_OBJECTION)
def decide(objection: Objection) -> ResponseReturnValue:
    form = DecideForm.submitted()
    details = {"version": form.version.data, "upheld": form.upheld.data == "yes"}
    if form.accepted and form.does(
        actions.decide_objection, objection, by=current_user, reason=form.reason.data, **details
    ):
        return _done(objection, _("决定已作出，已发给异议人。"))
    return _page(objection, deciding=form), form.status


@bp.post("/objections/<int:objection_id>/remedy")
@requires(DECIDE_OBJECTION)
def remedy(objection: Objection) -> ResponseReturnValue:
    form = RemedyForm.submitted()
    if form.accepted and form.does(
        actions.remedy_objection, objection, by=current_user, remedy=form.remedy.data
    ):
        return _done(objection, _("处理结果已记录，所涉奖励继续公示。"))
    return _page(objection, remedying=form), form.status


@bp.post("/objections/<int:objection_id>/revocation")
@requires(DECIDE_OBJECTION)
def revoke(objection: Objection) -> ResponseReturnValue:
    """Propose to take the objection's awards back for good; another person approves the plan."""
    form, against = RevokeForm.submitted(), [one.award for one in objection.against]
    details = {"barred": against, "reason": form.reason.data}
    if objection.state is not ObjectionState.UPHELD:
        raise actions.NotUpheld
    if form.accepted and form.does(
        propose_correction, objection.contest, by=current_user, **details
    ):
        flash(_("已拟定更正方案，须由另一人批准。"), "success")
        return redirect(url_for("plans.show", plan_id=form.result.id))
    return _page(objection, revoking=form), form.status


@bp.get("/objections/<int:objection_id>/files/<int:number>")
@requires(VIEW_OBJECTION)
def evidence(objection: Objection) -> ResponseReturnValue:
    """Hand over a file of the objection or of its record; that it was opened is logged."""
    file = queries.file_of(objection, _number()) or abort(404)
    actions.note_opening(objection, by=current_user, reason=file.name)
    return attachment(file.digest, name=file.name, kind=file.kind)
