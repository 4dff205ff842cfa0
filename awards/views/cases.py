"""The case file of an award, and the index of a contest's winners with how far each is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from awards.actions.exports import note_export
from awards.case_rows import CaseRow, chosen, page_of, row_of, rows_of
from awards.cases import steps_of
from awards.exports.case_list import case_list
from awards.models import Award
from awards.policies.agreements import DRAFT_AGREEMENT
from awards.policies.cases import LIST_CASES, LIST_LATEST, LIST_OWN_CASES, VIEW_CASE
from awards.policies.deliveries import BEGIN_DELIVERY, READ_CASE_FILE
from awards.policies.evaluations import EVALUATE, PROPOSE_BENCHMARK, WRITE_CASE
from awards.queries.cases import cases_of, own_cases
from awards.queries.files import CaseFile
from awards.states import AwardState
from contest.actions.openings import Opened, note_opening
from contest.core import clock
from contest.core.access import requires
from contest.core.serving import attachment, made_list
from contest.models import Contest, User

bp = Blueprint("cases", __name__)


@bp.get("/awards/<int:award_id>")
@requires(VIEW_CASE)
def show(award: Award) -> ResponseReturnValue:
    steps = steps_of([award])[award.id]
    announced = award.state is AwardState.ANNOUNCED
    return render_template(
        "awards/cases/show.html",
        award=award,
        steps=steps,
        row=row_of(award, steps, today()),
        today=today(),
        begun={step.key: step.url for step in steps},
        may={
            "begin": announced and BEGIN_DELIVERY.admits(current_user, award),
            "draft": announced and DRAFT_AGREEMENT.admits(current_user, award),
            "evaluate": announced and EVALUATE.admits(current_user, award),
            "write": announced and WRITE_CASE.admits(current_user, award),
            "propose": announced and PROPOSE_BENCHMARK.admits(current_user, award),
        },
    )


def today() -> Any:
    """Return what day it is in China."""
    return clock.local(clock.now()).date()


@bp.get("/contests/<int:contest_id>/cases")
@requires(LIST_CASES)
def index(contest: Contest) -> ResponseReturnValue:
    return _list(cases_of(contest.id), contest=contest)


@bp.get("/deliveries/mine")
@requires(LIST_OWN_CASES)
def mine(user: User) -> ResponseReturnValue:
    return _list(own_cases(user), contest=None)


def _list(awards: Sequence[Award], *, contest: Contest | None) -> str:
    rows = _rows(awards)
    page = page_of(_asked(rows), request.args.get("page", 1, type=int))
    return render_template(
        "awards/cases/index.html",
        contest=contest,
        page=page,
        total=len(rows),
        overdue=sum(bool(row.overdue) for row in rows),
        today=today(),
    )


def _rows(awards: Sequence[Award]) -> list[CaseRow]:
    return rows_of(awards, steps_of(awards), today())


def _asked(rows: list[CaseRow]) -> list[CaseRow]:
    overdue = request.args.get("state") == "overdue"
    return chosen(rows, words=request.args.get("q", ""), only_overdue=overdue)


@bp.get("/contests/<int:contest_id>/cases.<any(xlsx, csv):kind>")
@requires(LIST_CASES)
def export(contest: Contest) -> ResponseReturnValue:
    kind = request.path.rpartition(".")[2]
    rows = _asked(_rows(cases_of(contest.id)))
    name, content = case_list(contest.name, rows, kind)
    digest, listed = hashlib.sha256(content).hexdigest(), f"contest:{contest.id}"
    note_export(Opened(listed, listed), by=current_user, reason=f"{name} sha256:{digest}")
    return made_list(content, name=name)


@bp.get("/cases/current")
@requires(LIST_LATEST)
def current(contest: Contest) -> ResponseReturnValue:
    return redirect(url_for(".index", contest_id=contest.id))


@bp.get("/awards/<int:award_id>/files/<int:file_id>")
@requires(READ_CASE_FILE)
def file(found: CaseFile) -> ResponseReturnValue:
    """Hand a file of the case over; who opened which is on record."""
    opened = Opened(found.logged_as, f"contest:{found.contest_id}")
    if found.file.uploaded_by_id != current_user.id:
        note_opening(opened, by=current_user)
    return attachment(found.file.digest, name=found.file.name, kind=found.file.kind)
