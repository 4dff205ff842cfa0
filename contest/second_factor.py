"""One-time codes of an authenticator app (TOTP, RFC 6238)."""

from __future__ import annotations

import hmac
import unicodedata
from datetime import datetime

import pyotp
import segno

PERIOD = 30  # seconds
ISSUER = "揭榜"


def new_secret() -> str:
    """Return a new secret: 32 characters of base 32."""
    return pyotp.random_base32()


def matching_step(secret: str, typed: str, at: datetime) -> int | None:
    """Return which step of 30 seconds a code is for, or None where it is of none.

    The step before and the one after hold too: people type slowly, clocks drift.
    """
    code = "".join(unicodedata.normalize("NFKC", typed).split())
    now, totp = int(at.timestamp()) // PERIOD, pyotp.TOTP(secret)
    for step in (now, now - 1, now + 1):
        if hmac.compare_digest(totp.generate_otp(step), code.encode().decode("ascii", "ignore")):
            return step
    return None


def address_of(secret: str, account: str) -> str:
    """Return the ``otpauth://`` address that authenticator apps read."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)


def picture_of(address: str) -> str:
    """Return the address as a QR code: an SVG image in a ``data:`` address."""
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=2, light="#fff"))
