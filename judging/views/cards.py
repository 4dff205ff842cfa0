"""The tablets of a contest's judges, and the cards by which they sign in there."""

from __future__ import annotations

from urllib.parse import urlsplit

import segno
from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from contest import links
from contest.cards import Printed
from contest.choosing import contests_of
from contest.core import clock
from contest.core.access import requires
from contest.models import Contest
from judging.actions import cards as actions
from judging.card_days import days_for
from judging.forms.cards import PrintForm
from judging.policies.cards import PRINT_CARDS, VIEW_TABLETS
from judging.queries.cards import tablets_of
from judging.queries.sessions import starts_of

bp = Blueprint("cards", __name__)

# Names by which a machine knows itself, and no tablet knows it.
OWN_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def _form(contest: Contest) -> PrintForm:
    days = days_for(contest.roadshow_until, starts_of(contest.id), clock.now())
    return PrintForm.submitted(judges=tablets_of(contest), days=days)


def _listed(contest: Contest, form: PrintForm) -> str:
    return render_template(
        "judging/cards/index.html",
        contest=contest,
        contests=contests_of(current_user),
        judges=form.judges,
        form=form,
        site=links.site(),
        unreachable=urlsplit(links.site()).hostname in OWN_NAMES,
    )


@bp.get("/contests/<int:contest_id>/tablets")
@requires(VIEW_TABLETS)
def index(contest: Contest) -> ResponseReturnValue:
    return _listed(contest, _form(contest))


@bp.post("/contests/<int:contest_id>/tablets")
@requires(PRINT_CARDS)
def print_sheet(contest: Contest) -> ResponseReturnValue:
    """Show the sheet at once: what stands on it is kept nowhere and cannot be shown again."""
    form = _form(contest)
    if not (
        form.accepted and form.does(actions.print_cards, contest, by=current_user, **form.chosen())
    ):
        return _listed(contest, form), form.status
    panels = {row.judge_id: row.panels for row in form.judges}
    return render_template(
        "judging/cards/sheet.html",
        contest=contest,
        printed=form.result,
        pictures=[_picture(card) for card in form.result],
        panels=panels,
        code_page=_address(url_for("tablets.enter_code")),
    )


def _address(path: str) -> str:
    """Return the address of a page as tablets reach us."""
    return links.site().rstrip("/") + path


def _picture(card: Printed) -> str:
    """Return the card's address as a QR code: an SVG image in a ``data:`` address."""
    drawn = segno.make(_address(url_for("tablets.card", token=card.token)), error="m")
    return str(drawn.svg_data_uri(border=2))
