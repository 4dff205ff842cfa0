"""Who is signed in, told to the tablet's page, and signing in there again by the PIN."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError, generate_csrf

from contest import pin_checks, tablets
from contest.actions import tablets as actions
from contest.core import clock, errors, limits
from contest.core.access import public, requires
from contest.core.forms import half_width, normal
from contest.core.ledger import stamp
from contest.core.limits import limiter
from contest.models import Role, Tablet, User
from contest.policies.tablets import BIND_TABLET
from contest.signing_in import ask_to_sign_in
from contest.views.tablets import guesses_limited, open_session

bp = Blueprint("tablet_api", __name__, url_prefix="/api/v1")


@bp.errorhandler(CSRFError)
def explain_forgery(error: CSRFError) -> ResponseReturnValue:
    """Answer 401 where the sign-in has ended, and 400 where the token is of another session."""
    if request.endpoint == "tablet_api.bind" and not current_user.is_authenticated:
        return ask_to_sign_in()
    return errors.explain_forgery(error)


@bp.errorhandler(pin_checks.WrongPin)
def explain_wrong_pin(refusal: pin_checks.WrongPin) -> ResponseReturnValue:
    """Answer 401 with how many tries are left."""
    return jsonify(error=str(refusal), tries_left=refusal.left), refusal.status


@bp.get("/session")
@public
def show() -> ResponseReturnValue:
    return _told(tablets.here())


@bp.post("/session")
@public
@guesses_limited
def enter() -> ResponseReturnValue:
    tablet, pin = tablets.seen(), _sent("pin")
    if tablet is None:
        return jsonify(error=_("这台平板没有登记。请扫描登录卡，或用密码登录。")), 401
    if not tablet.is_good(clock.now()):
        return jsonify(error=_("这台平板已停用。请找工作人员重新打印登录卡。")), 410
    if current_user.is_authenticated and current_user.id != tablet.judge_id:
        return jsonify(error=_("这台平板上登录着别的账号。请先退出，再输入 PIN。")), 409
    pin_checks.check_at_tablet(tablet, pin="".join(half_width(pin).split()))
    open_session(tablet)
    return _told(tablet)


@bp.post("/tablet")
@requires(BIND_TABLET)
@limiter.limit(limits.LINK)
def bind(judge: User) -> ResponseReturnValue:
    name, found = normal(_sent("name", "")), tablets.here()
    if found is not None and found.judge_id == judge.id:
        if judge.sign_in and judge.sign_in.tablet_id != found.id:
            actions.join_tablet(found, by=judge)
        return _told(found)
    bound = actions.bind_tablet(judge, name=name, instead_of=tablets.seen(), by=judge)
    answer = _told(bound.tablet)
    tablets.keep(answer, bound.token)
    return answer


def _sent(key: str, missing: str | None = None) -> str:
    """Return a text of the JSON that was sent, or answer 400."""
    sent = request.get_json(silent=True) if request.data else {}
    found = sent.get(key, missing) if isinstance(sent, dict) else None
    if not isinstance(found, str):
        abort(400)
    return found


def _told(tablet: Tablet | None) -> Response:
    """Return who is signed in and on which tablet; without a sign-in, whose PIN to ask for."""
    user: Any = current_user if current_user.is_authenticated else None
    own = tablet if tablet and (user is None or tablet.judge_id == user.id) else None
    at_it = bool(user and own and user.sign_in and user.sign_in.tablet_id == own.id)
    return jsonify(
        signed_in=user is not None,
        judge=_judge(user, own),
        csrf_token=generate_csrf(),
        tablet=own and {"id": own.id, "name": own.name, "has_pin": bool(own.judge.pin_hash)},
        export_key=own.export_key if own and at_it else None,
        server_time=stamp(clock.now()),
    )


def _judge(user: User | None, tablet: Tablet | None) -> dict[str, Any] | None:
    if user is not None:
        return {"id": user.id, "name": user.name} if user.role is Role.JUDGE else None
    return {"id": tablet.judge_id, "name": tablets.hidden(tablet.judge.name)} if tablet else None
