"""Signing in at a tablet: by a printed card the first time, by the PIN ever after."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest import devices, pin_checks, pins, signing_in, tablets
from contest.actions import tablets as actions
from contest.cards import is_code, normal_code
from contest.core import clock, limits
from contest.core.access import public, requires
from contest.core.limits import limiter
from contest.core.web import own_path
from contest.credentials import check_own_secret
from contest.forms.tablets import (
    CardCodeForm,
    ChangePinForm,
    FirstPinForm,
    KnownPinForm,
    PinForm,
)
from contest.models import Card, Tablet, User
from contest.policies.tablets import OWN_PIN, RESET_PIN, REVOKE_CARD, REVOKE_TABLET
from contest.queries import tablets as queries
from contest.tablets import Bound

bp = Blueprint("tablets", __name__)

guesses_limited = limiter.limit(
    limits.SIGN_IN, key_func=devices.source, deduct_when=limits.was_guess
)


# Nobody guesses the token of a QR code: who guesses short codes keeps no neighbour's card out.
codes_limited = limiter.limit(
    limits.SIGN_IN,
    key_func=devices.source,
    deduct_when=limits.was_guess,
    exempt_when=lambda: not is_code((request.view_args or {})["token"]),
)


def open_session(tablet: Tablet) -> None:
    """Sign this browser in as the judge whose tablet it is."""
    origin = devices.origin()
    token = signing_in.open_sign_in(
        tablet.judge, address=origin.address, agent=origin.agent, tablet=tablet
    )
    signing_in.enter(tablet.judge, token)


def _let_in(tablet: Tablet, onward: str) -> ResponseReturnValue:
    open_session(tablet)
    answer = make_response(redirect(own_path(onward)))
    devices.remember(answer, tablet.judge_id)
    return answer


@bp.route("/c", methods=["GET", "POST"])
@public
def enter_code() -> ResponseReturnValue:
    form = CardCodeForm.submitted()
    if form.accepted:
        return redirect(url_for(".card", token=normal_code(form.code.data)))
    return render_template("contest/tablets/enter_code.html", form=form), form.status


@bp.route("/c/<token>", methods=["GET", "POST"])
@public
@codes_limited
def card(token: str) -> ResponseReturnValue:
    """Ask who holds a card to confirm: a look at it, by a scanner or a preview, uses nothing up."""
    found = queries.card_by_secret(token)
    if found is None:
        limits.note_guess()
        return _dead(None)
    if current_user.is_authenticated and current_user.id != found.judge_id:
        return render_template("contest/tablets/occupied.html", card=found), 409
    form = (KnownPinForm if found.judge.pin_hash else FirstPinForm).submitted()
    if found.is_open(clock.now()) and form.accepted and form.does(_used, found, form=form):
        answer = make_response(_let_in(form.result.tablet, url_for(tablets.DESK)))
        tablets.keep(answer, form.result.token)
        return answer
    if not found.is_open(clock.now()):
        return _dead(found)
    return render_template("contest/tablets/card.html", form=form, card=found), form.status


def _used(card: Card, *, form: KnownPinForm | FirstPinForm) -> Bound:
    """Use the card up with the PIN that was typed or chosen."""
    judge, chosen = card.judge, None
    if judge.pin_hash:
        pin_checks.check_at_card(card, pin=form.pin.data)
    else:
        chosen = pins.hashed(judge, form.pin.data)
    return actions.use_card(
        card, name=form.name.data or "", pin_hash=chosen, instead_of=tablets.seen(), by=judge
    )


def _dead(card: Card | None) -> ResponseReturnValue:
    return render_template("contest/tablets/card_dead.html", card=card), 410


@bp.route("/sign-in/pin", methods=["GET", "POST"])
@public
@guesses_limited
def enter_pin() -> ResponseReturnValue:
    tablet, form = tablets.here(), PinForm.submitted()
    onward = own_path(request.args.get("next"))
    if tablet is None or not tablet.judge.pin_hash:
        return redirect(url_for("accounts.sign_in", next=onward, by="password"))
    if form.accepted and form.does(pin_checks.check_at_tablet, tablet, pin=form.pin.data):
        return _let_in(tablet, url_for(tablets.DESK) if onward == "/" else onward)
    if not tablet.is_good(clock.now()):
        return render_template("contest/tablets/ended.html", form=form), 410
    name, page = tablets.hidden(tablet.judge.name), "contest/tablets/enter_pin.html"
    return render_template(page, form=form, name=name, tablet=tablet, onward=onward), form.status


@bp.route("/account/pin", methods=["GET", "POST"])
@requires(OWN_PIN)
@limiter.limit(limits.LINK, methods=["POST"])
def change_pin(judge: User) -> ResponseReturnValue:
    form = ChangePinForm.submitted()
    if form.accepted and form.does(
        check_own_secret, judge, typed=form.current.data, origin=devices.origin()
    ):
        actions.change_pin(judge, pin_hash=pins.hashed(judge, form.pin.data), by=judge)
        flash(_("PIN 已设置，下次在您的平板上登录时使用。"), "success")
        return redirect(url_for("accounts.profile"))
    return render_template("contest/tablets/change_pin.html", form=form), form.status


@bp.post("/tablets/<int:tablet_id>/revocation")
@requires(REVOKE_TABLET)
def revoke(tablet: Tablet) -> ResponseReturnValue:
    actions.revoke_tablet(tablet, by=current_user)
    flash(_("“%(name)s”已停用，在它上面的登录已退出。", name=tablet.name), "success")
    return redirect(own_path(request.referrer))


@bp.post("/cards/<int:card_id>/revocation")
@requires(REVOKE_CARD)
def revoke_card(card: Card) -> ResponseReturnValue:
    actions.revoke_card(card, by=current_user)
    flash(_("%(name)s的登录卡已作废。", name=card.judge.name), "success")
    return redirect(own_path(request.referrer))


@bp.post("/judges/<int:user_id>/pin-reset")
@requires(RESET_PIN)
def reset_pin(judge: User) -> ResponseReturnValue:
    actions.reset_pin(judge, by=current_user)
    flash(_("%(name)s的 PIN 已重置，下一张登录卡会请其重新设置。", name=judge.name), "success")
    return redirect(own_path(request.referrer))
