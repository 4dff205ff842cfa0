"""A contest's bundle: what it holds, and taking it away."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from contest.core.access import requires
from contest.core.serving import made_archive
from contest.models import Contest
from judging.bundling import made_bundle
from judging.forms.bundles import BundleForm
from judging.policies.bundles import EXPORT_BUNDLE, OPEN_PEOPLE, VIEW_BUNDLE
from judging.queries.bundle.exports import exports_of

bp = Blueprint("bundles", __name__)


@bp.get("/contests/<int:contest_id>/bundle")
@requires(VIEW_BUNDLE)
def show(contest: Contest) -> ResponseReturnValue:
    return _page(contest, _form(contest))


@bp.post("/contests/<int:contest_id>/bundle")
@requires(EXPORT_BUNDLE)
def export(contest: Contest) -> ResponseReturnValue:
    form = _form(contest)
    if not form.accepted:
        return _page(contest, form), form.status
    made = made_bundle(contest, by=current_user, purpose=form.purpose)
    return made_archive(made.file, name=made.name)


def _form(contest: Contest) -> BundleForm:
    return BundleForm.asking(may_open=OPEN_PEOPLE.admits(current_user, contest))


def _page(contest: Contest, form: BundleForm) -> str:
    return render_template(
        "judging/bundles/show.html",
        contest=contest,
        form=form,
        may_open="opens" in form,
        exports=exports_of(contest.id),
    )
