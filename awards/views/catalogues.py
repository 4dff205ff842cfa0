"""A year's catalogue on the desk: its items and conditions, reviews, and earlier years."""

from __future__ import annotations

import hashlib

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards import catalogue_files
from awards.actions import catalogue as actions
from awards.actions import catalogue_import, catalogue_rules
from awards.catalogue_defaults import USUAL
from awards.catalogue_files import Change
from awards.catalogue_words import ITEM_STATES, ORIGINS
from awards.catalogue_year import CatalogueYear
from awards.conditions import Condition
from awards.exports.catalogue import catalogue_table
from awards.forms.catalogue import ConditionsForm, ConfirmImportForm, ImportForm, ProductForm
from awards.models import Origin
from awards.policies.catalogue import (
    IMPORT_ITEMS,
    PROPOSE_REVIEW,
    SET_CONDITIONS,
    VIEW_CATALOGUES,
    VIEW_YEAR,
)
from awards.queries import catalogue as queries
from awards.queries.catalogue_rules import latest_rules, rules_of
from awards.states import CatalogueState
from contest.core import clock
from contest.core.access import requires
from contest.core.db import db
from contest.core.serving import made_list
from contest.models import Body

bp = Blueprint("catalogues", __name__, url_prefix="/catalogues")


@bp.get("/")
@requires(VIEW_CATALOGUES)
def current(_body: Body) -> ResponseReturnValue:
    year, soon = clock.local(clock.now()).year, request.args.get("expiring")
    return redirect(url_for(".show", year=year, expiring=soon))


@bp.get("/<int:year>")
@requires(VIEW_YEAR)
def show(catalogue: CatalogueYear) -> ResponseReturnValue:
    found = queries.body_items(catalogue.body_id, _search(catalogue.year))
    return render_template(
        "awards/catalogues/show.html",
        catalogue=catalogue,
        page=db.paginate(found, per_page=25, error_out=False),
        counts=queries.counts_by_state(catalogue.body_id, catalogue.year),
        years=sorted({catalogue.year, *queries.body_years(catalogue.body_id)}, reverse=True),
        rules=rules_of(catalogue.body_id, catalogue.year),
        states=[(state, name) for state, (name, _tone) in ITEM_STATES.items()],
        origins=list(ORIGINS.items()),
        may_act=SET_CONDITIONS.admits(current_user, catalogue),
    )


def _search(year: int) -> queries.Search:
    """Return what the address asks for; what it does not understand does not narrow."""
    soon = request.args.get("expiring")
    return queries.Search(
        words=request.args.get("q", ""),
        year=None if soon else year,
        origin=request.args.get("origin", type=Origin),
        state=request.args.get("state", type=CatalogueState),
        expiring_from=clock.local(clock.now()).date() if soon else None,
        sort=request.args.get("sort", ""),
    )


@bp.get("/<int:year>/list.<any(xlsx, csv):kind>")
@requires(VIEW_YEAR)
def export(catalogue: CatalogueYear) -> ResponseReturnValue:
    kind = request.path.rpartition(".")[2]
    found = db.session.scalars(queries.body_items(catalogue.body_id, _search(catalogue.year)))
    content, name = catalogue_table(found, kind), f"{catalogue.year}年重点自主创新产品目录.{kind}"
    digest = hashlib.sha256(content).hexdigest()
    catalogue_import.note_catalogue_export(
        catalogue.body, by=current_user, reason=f"{name} sha256:{digest}"
    )
    return made_list(content, name=name)


@bp.route("/<int:year>/conditions", methods=["GET", "POST"])
@requires(SET_CONDITIONS)
def conditions(catalogue: CatalogueYear) -> ResponseReturnValue:
    form = ConditionsForm.of(catalogue.body, catalogue.year, _to_begin_with(catalogue))
    if form.accepted and form.does(
        catalogue_rules.set_conditions,
        catalogue.body,
        by=current_user,
        conditions=form.described(),
        seen=form.version.data,
    ):
        flash(_("目录条件已保存。"), "success")
        return redirect(url_for(".show", year=catalogue.year))
    page = render_template("awards/catalogues/conditions.html", form=form, catalogue=catalogue)
    return page, form.status


def _to_begin_with(catalogue: CatalogueYear) -> list[Condition]:
    """Return the conditions of the newest earlier year, else the usual ones."""
    earlier = latest_rules(catalogue.body_id, catalogue.year)
    kept = [Condition(rule.wording, rule.kind, rule.parameter, rule.source) for rule in earlier]
    return kept or list(USUAL)


@bp.route("/<int:year>/new", methods=["GET", "POST"])
@requires(PROPOSE_REVIEW)
def propose(catalogue: CatalogueYear) -> ResponseReturnValue:
    form = ProductForm.blank(catalogue.body, catalogue.year)
    if form.accepted and form.does(
        actions.propose_review,
        catalogue.body,
        by=current_user,
        year=catalogue.year,
        product=form.described(),
    ):
        flash(_("已提请列入，由另一人决定。"), "success")
        return redirect(url_for("catalogue_items.show", item_id=form.result.id))
    page = render_template("awards/catalogues/propose.html", form=form, catalogue=catalogue)
    return page, form.status


@bp.route("/import", methods=["GET", "POST"])
@requires(IMPORT_ITEMS)
def bring_in(body: Body) -> ResponseReturnValue:
    form = ImportForm.submitted()
    if form.accepted:
        return _looked_at(body, form.file.data.read())
    page = render_template("awards/catalogues/import.html", form=form, rows=[], errors=[])
    return page, form.status


@bp.post("/import/confirmation")
@requires(IMPORT_ITEMS)
def confirm_import(body: Body) -> ResponseReturnValue:
    form, content = ConfirmImportForm.submitted(), b""
    if form.accepted:
        content = catalogue_files.unpacked(form.rows.data or "")
        rows, errors = catalogue_files.read_items(content, body)
        if not errors and form.does(
            catalogue_import.import_items, body, rows=rows, by=current_user
        ):
            return _brought_in(form.result)
    return _looked_at(body, content, refused=form.trouble)


def _looked_at(body: Body, content: bytes, *, refused: str = "") -> ResponseReturnValue:
    """Draw what bringing a file in would do, row by row, or what is wrong with it."""
    rows, errors = catalogue_files.read_items(content, body)
    confirmation = ConfirmImportForm(formdata=None, rows=catalogue_files.packed(rows))
    page = render_template(
        "awards/catalogues/import.html",
        form=ImportForm(formdata=None),
        rows=rows,
        errors=errors,
        refused=refused,
        confirmation=confirmation,
        counts={change: sum(1 for row in rows if row.change is change) for change in Change},
    )
    return page, 422 if errors or refused else 200


def _brought_in(counts: dict[Change, int]) -> ResponseReturnValue:
    said = _(
        "已导入：新增 %(new)d 项，更新 %(changed)d 项，%(same)d 项没有变化。",
        **{change.value: counts[change] for change in Change},
    )
    flash(said, "success")
    return redirect(url_for(".current"))


@bp.get("/template.xlsx")
@requires(IMPORT_ITEMS)
def blank(_body: Body) -> ResponseReturnValue:
    return made_list(catalogue_files.blank_items(), name="历年目录导入模板.xlsx")
