"""Typical cases: written and approved behind the desk, read by everybody."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import typical_cases as actions
from awards.delivery_states import CaseState
from awards.forms.deliveries import ReasonForm, VersionForm
from awards.forms.evaluations import TypicalCaseForm
from awards.models import Award, TypicalCase
from awards.policies.evaluations import DECIDE_CASE, VIEW_CASE_TEXT, WRITE_CASE
from awards.queries.evaluations import public_case, public_cases, typical_cases_of
from awards.queries.people import names_of
from awards.states import AwardState
from contest.core.access import public, requires

bp = Blueprint("typical", __name__)


@bp.get("/cases")
@public
def browse() -> ResponseReturnValue:
    words = request.args.get("q", "").casefold().split()
    found = [case for case in public_cases() if all(word in _told(case) for word in words)]
    return render_template("awards/typical/browse.html", cases=found)


def _told(case: TypicalCase) -> str:
    award = case.award
    field = award.entry.challenge.field
    names = (case.title, case.summary, award.enterprise.name, field.name if field else "")
    return " ".join(names).casefold()


@bp.get("/cases/<int:case_id>")
@public
def read(case_id: int) -> ResponseReturnValue:
    case = public_case(case_id) or abort(404)
    return render_template("awards/typical/read.html", case=case, award=case.award)


@bp.get("/awards/<int:award_id>/case")
@requires(VIEW_CASE_TEXT)
def edit(award: Award) -> ResponseReturnValue:
    return _page(award, _case(award), TypicalCaseForm.of(_case(award)))


def _case(award: Award) -> TypicalCase | None:
    return typical_cases_of([award.id]).get(award.id)


def _page(
    award: Award, case: TypicalCase | None, form: TypicalCaseForm, back: ReasonForm | None = None
) -> str:
    stands = award.state is AwardState.ANNOUNCED
    writes = stands and WRITE_CASE.admits(current_user, award)
    return render_template(
        "awards/typical/edit.html",
        award=award,
        case=case,
        form=form,
        back=back or ReasonForm(formdata=None, version=case.version if case else 0),
        version_form=VersionForm(formdata=None, version=case.version if case else 0),
        names=names_of(case.written_by_id, case.approved_by_id) if case else {},
        may_write=writes and (case is None or case.state is not CaseState.APPROVED),
        may_decide=writes and case is not None,
    )


@bp.post("/awards/<int:award_id>/case")
@requires(WRITE_CASE)
def write(award: Award) -> ResponseReturnValue:
    form = TypicalCaseForm.of(_case(award))
    if form.accepted and form.does(
        actions.write_case,
        award,
        by=current_user,
        version=form.seen.data,
        texts=form.texts(),
    ):
        flash(_("案例已提交，等待另一人批准后公开。"), "success")
        return redirect(url_for(".edit", award_id=award.id))
    case = _case(award)
    form.look_again(case.version if case else 0)
    return _page(award, case, form), form.status


@bp.post("/typical-cases/<int:case_id>/approval")
@requires(DECIDE_CASE)
def approve(case: TypicalCase) -> ResponseReturnValue:
    form = VersionForm.submitted()
    actions.approve_case(case, by=current_user, version=form.version.data)
    flash(_("案例已公开。"), "success")
    return redirect(url_for(".edit", award_id=case.award_id))


@bp.post("/typical-cases/<int:case_id>/return")
@requires(DECIDE_CASE)
def give_back(case: TypicalCase) -> ResponseReturnValue:
    form = ReasonForm.submitted()
    if form.accepted and form.does(actions.return_case, case, by=current_user, **form.values()):
        flash(_("案例已退回修改，不再公开。"), "success")
        return redirect(url_for(".edit", award_id=case.award_id))
    return _page(case.award, case, TypicalCaseForm(formdata=None, obj=case), form), form.status
