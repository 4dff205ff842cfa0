"""The catalogue for everybody: what is listed, by year, field, origin and enterprise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from awards.catalogue_corrections import INTERNAL, LABELS
from awards.catalogue_words import (
    CHECKS,
    IP_KINDS,
    ITEM_STATES,
    NOMINATION_STATES,
    ORIGINS,
    VERDICTS,
)
from awards.exports.catalogue import catalogue_table
from awards.models import Origin
from awards.queries import catalogue as queries
from awards.states import CatalogueState
from contest.core.access import public
from contest.core.db import db
from contest.core.limits import LOOK_UP, limiter
from contest.core.serving import made_list

bp = Blueprint("catalogue", __name__, url_prefix="/catalogue")


@bp.app_template_global()
def catalogue_words() -> dict[str, Mapping[str, Any]]:
    """Return what origins, rights, verdicts and states are called, for templates."""
    return {
        "origins": ORIGINS,
        "rights": IP_KINDS,
        "verdicts": VERDICTS,
        "states": ITEM_STATES,
        "nominations": NOMINATION_STATES,
        "checks": CHECKS,
    }


@bp.get("/")
@public
def browse() -> ResponseReturnValue:
    search = _search()
    return render_template(
        "awards/catalogue/browse.html",
        page=db.paginate(queries.public_items(search), per_page=50, error_out=False),
        years=[(year, year) for year in queries.public_years()],
        fields=[(name, name) for name in queries.public_fields()],
        origins=list(ORIGINS.items()),
        taken_out=search.state is CatalogueState.REMOVED,
    )


@bp.get("/<int:item_id>")
@public
def read(item_id: int) -> ResponseReturnValue:
    item = queries.public_item(item_id) or abort(404)
    return render_template("awards/catalogue/read.html", item=item, labels=LABELS, hidden=INTERNAL)


@bp.get("/list.<any(xlsx, csv):kind>")
@public
@limiter.limit(LOOK_UP)
def export(kind: str) -> ResponseReturnValue:
    found = db.session.scalars(queries.public_items(_search()))
    content = catalogue_table(found, kind, public=True)
    return made_list(content, name=f"重点自主创新产品目录.{kind}")


def _search() -> queries.Search:
    """Return what the address asks for; what it does not understand does not narrow."""
    return queries.Search(
        words=request.args.get("q", ""),
        enterprise=request.args.get("enterprise", ""),
        year=request.args.get("year", type=int),
        field=request.args.get("field", ""),
        origin=request.args.get("origin", type=Origin),
        state=request.args.get("state", type=CatalogueState),
        sort=request.args.get("sort", ""),
    )
