"""Where a visitor comes from: an address, and a browser that somebody signed in with before.

A browser keeps a signed note of the accounts that signed in with it. Whoever
fails at one of these accounts from elsewhere, even behind the same address,
does not make that browser wait.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from contest.core.limits import network_of

COOKIE = "device"
MOST = 20  # accounts of one browser: a tablet that goes round a panel
YEAR = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Origin:
    """An address, what the browser calls itself, and the accounts it is known for."""

    address: str
    agent: str = ""
    device: str = ""
    owners: tuple[int, ...] = ()

    def knows(self, user_id: int) -> bool:
        """Return whether the account signed in with this browser before."""
        return user_id in self.owners

    def source_for(self, user_id: int | None) -> str:
        """Return what failures at an account are counted under: a known browser, or the address."""
        known = user_id is not None and self.knows(user_id)
        return f"device:{self.device}" if known else network_of(self.address)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="device")


def origin() -> Origin:
    """Return where the current request comes from."""
    try:
        device, *owners = _signer().loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        device, owners = "", []
    agent = request.user_agent.string[:200]
    return Origin(request.remote_addr or "", agent, device, tuple(owners))


def source() -> str:
    """Return what guesses of the current request count against: a known browser, or a network."""
    here = origin()
    return f"device:{here.device}" if here.device else network_of(here.address)


def remember(response: Response, user_id: int) -> None:
    """Let the browser keep that the account signed in with it."""
    known = origin()
    owners = [user_id, *(owner for owner in known.owners if owner != user_id)][:MOST]
    note = _signer().dumps([known.device or secrets.token_hex(16), *owners])
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(
        COOKIE, str(note), max_age=YEAR, httponly=True, samesite="Lax", secure=secure
    )
