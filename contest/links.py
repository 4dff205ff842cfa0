"""One-time links: their tokens and lifetimes. Only a token's hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from flask import current_app, request

from contest.models import LinkPurpose

LIFETIMES = {LinkPurpose.INVITATION: timedelta(hours=72), LinkPurpose.RESET: timedelta(hours=2)}


def new_token() -> str:
    """Return a token that nobody can guess: 256 bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def site() -> str:
    """Return the address people know us by: as set, else as this request named it."""
    return str(current_app.config["PUBLIC_URL"] or request.host_url)


def site_for_strangers() -> str:
    """Return our address for a letter that a stranger asks for: as set, else none.

    What a stranger's request calls us may be another's host, to which the
    link would lead. Mail leaves only from where our address is set; elsewhere
    who hands the letter over adds it (see ``contest.queries.outbox``).
    """
    return str(current_app.config["PUBLIC_URL"] or "")
