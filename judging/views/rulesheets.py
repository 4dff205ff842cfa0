"""The rule sheet of a contest: written, previewed, sealed, replaced, and published."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.choosing import contests_of, current_contest
from contest.core import language
from contest.core.access import public, requires
from contest.models import Contest, User
from contest.rules import is_public
from judging.actions import rulesheets as actions
from judging.forms.rulesheets import ReasonForm, RuleSheetForm, SealForm
from judging.models import RuleSheet
from judging.policies.rulesheets import (
    BEGIN_SHEET,
    LIST_SHEETS,
    SEAL_SHEET,
    VIEW_CURRENT,
    VIEW_SHEET,
    WRITE_SHEET,
)
from judging.queries.contests import contest_by_id
from judging.queries.rule_changes import rule_change_of
from judging.queries.rulesheets import (
    content_of,
    digest_of,
    has_marks,
    in_force,
    in_writing,
    models_for,
    rules_of,
    sealed_sheet,
    sealed_versions,
    sheets_of,
)
from judging.rule_linter import findings
from judging.rulesheet import canonical
from judging.rulesheet_words import dimension_name, settings_in_words, state_of, ties_in_words
from judging.worked_example import worked_example

bp = Blueprint("rulesheets", __name__)


def shown(sheet: RuleSheet) -> dict[str, Any]:
    """Return what every page of a version draws, the worked example by the real engine included."""
    content = content_of(sheet)
    steps = {line.key: line.step for line in content.lines}
    return {
        "sheet": sheet,
        "content": content,
        "digest": digest_of(sheet),
        "settings": settings_in_words(content),
        "ties": ties_in_words(content),
        "findings": findings(content),
        "example": worked_example(rules_of(sheet), steps=steps, judges=content.quorum + 2),
        "dimension_name": dimension_name,
        "state_of": state_of,
    }


def _changing(sheet: RuleSheet) -> dict[str, Any]:
    """Return what a page needs to show the ranking under this version and the one in force."""
    return {"change": rule_change_of(sheet), "say": language.say}


@bp.get("/rule-sheet")
@requires(VIEW_CURRENT)
def current(user: User) -> ResponseReturnValue:
    if contest := current_contest(user):
        return redirect(url_for(".index", contest_id=contest.id))
    return render_template("judging/no_contest.html", title=_("评审规则"))


@bp.get("/contests/<int:contest_id>/rule-sheet")
@requires(LIST_SHEETS)
def index(contest: Contest) -> ResponseReturnValue:
    sheets = sheets_of(contest.id)
    sealed, opened = in_force(sheets), in_writing(sheets)
    sheet = sealed or opened
    return render_template(
        "judging/rulesheets/index.html",
        contest=contest,
        contests=contests_of(current_user),
        sheets=sheets,
        opened=opened,
        first=sealed is None,
        models=[] if sheet else models_for(contest),
        **(shown(sheet) if sheet else {"sheet": None, "state_of": state_of}),
    )


@bp.post("/contests/<int:contest_id>/rule-sheet")
@requires(BEGIN_SHEET)
def begin(contest: Contest) -> ResponseReturnValue:
    model = request.form.get("model", type=int)
    sheet = actions.begin_rule_sheet(contest, by=current_user, model=model)
    return redirect(url_for(".edit", sheet_id=sheet.id))


@bp.get("/rule-sheets/<int:sheet_id>")
@requires(VIEW_SHEET)
def show(sheet: RuleSheet) -> ResponseReturnValue:
    first = sealed_sheet(sheet.contest_id) is None
    page = "judging/rulesheets/show.html"
    told = {"first": first, **_changing(sheet)}
    return render_template(page, contest=sheet.contest, **told, **shown(sheet))


@bp.route("/rule-sheets/<int:sheet_id>/edit", methods=["GET", "POST"])
@requires(WRITE_SHEET)
def edit(sheet: RuleSheet) -> ResponseReturnValue:
    form = RuleSheetForm.submitted(content=content_of(sheet), version=digest_of(sheet))
    if form.accepted and form.does(
        actions.revise_rule_sheet,
        sheet,
        by=current_user,
        content=form.content(),
        seen=form.version.data,
    ):
        flash(_("评审规则已保存，下面是用它计算的示例。"), "success")
        return redirect(url_for(".show", sheet_id=sheet.id))
    page = "judging/rulesheets/edit.html"
    locked = sealed_sheet(sheet.contest_id) is not None and has_marks(sheet.contest_id)
    return render_template(page, form=form, sheet=sheet, locked=locked), form.status


@bp.route("/rule-sheets/<int:sheet_id>/seal", methods=["GET", "POST"])
@requires(SEAL_SHEET)
def seal(sheet: RuleSheet) -> ResponseReturnValue:
    form = SealForm.submitted(digest=digest_of(sheet))
    known = form.acknowledged(request.form)
    if form.accepted and form.does(
        actions.seal_rule_sheet,
        sheet,
        by=current_user,
        digest=form.digest.data,
        acknowledged=known,
        reason="; ".join(sorted(known)),
    ):
        flash(_("评审规则第 %(n)s 版已封存。", n=sheet.number), "success")
        return redirect(url_for(".show", sheet_id=sheet.id))
    page = "judging/rulesheets/seal.html"
    return render_template(page, form=form, **_changing(sheet), **shown(sheet)), form.status


@bp.route("/rule-sheets/<int:sheet_id>/proposal", methods=["GET", "POST"])
@requires(WRITE_SHEET)
def propose(sheet: RuleSheet) -> ResponseReturnValue:
    form = ReasonForm.submitted(digest=digest_of(sheet))
    if form.accepted and form.does(
        actions.propose_rule_sheet, sheet, by=current_user, **form.values()
    ):
        flash(_("已提交，请另一位组委会成员核对后封存。"), "success")
        return redirect(url_for(".show", sheet_id=sheet.id))
    page = "judging/rulesheets/propose.html"
    return render_template(page, form=form, **_changing(sheet), **shown(sheet)), form.status


@bp.route("/rule-sheets/<int:sheet_id>/dismissal", methods=["GET", "POST"])
@requires(SEAL_SHEET)
def dismiss(sheet: RuleSheet) -> ResponseReturnValue:
    form = ReasonForm.submitted()
    if form.accepted and form.does(
        actions.dismiss_rule_sheet, sheet, by=current_user, reason=form.reason.data
    ):
        flash(_("这一版已放弃，留存备查。"), "success")
        return redirect(url_for(".index", contest_id=sheet.contest_id))
    return render_template("judging/rulesheets/dismiss.html", form=form, sheet=sheet), form.status


def published_versions(contest_id: int, number: int | None) -> tuple[RuleSheet, list[RuleSheet]]:
    """Return the version that was in force under the number, and all such versions.

    Without a number, the one in force; 404 where the contest or the version is not public.
    """
    contest = contest_by_id(contest_id)
    versions = list(sealed_versions(contest_id)) if contest and is_public(contest) else []
    wanted = [sheet for sheet in versions if number in {None, sheet.number}]
    return (wanted[0], versions) if wanted else abort(404)


@bp.get("/contests/<int:contest_id>/criteria", defaults={"number": None})
@bp.get("/contests/<int:contest_id>/criteria/<int:number>")
@public
def published(contest_id: int, number: int | None) -> ResponseReturnValue:
    sheet, versions = published_versions(contest_id, number)
    return render_template(
        "judging/rulesheets/published.html",
        contest=sheet.contest,
        versions=versions,
        **shown(sheet),
    )


@bp.get("/contests/<int:contest_id>/criteria.json", defaults={"number": None})
@bp.get("/contests/<int:contest_id>/criteria/<int:number>.json")
@public
def canonical_json(contest_id: int, number: int | None) -> ResponseReturnValue:
    """Answer the very bytes that the seal's digest is of."""
    sheet, _versions = published_versions(contest_id, number)
    sealed = canonical(content_of(sheet), contest_id=contest_id, number=sheet.number)
    return Response(sealed, mimetype="application/json")
