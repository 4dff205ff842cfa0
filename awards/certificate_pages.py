"""What certificates say outside of the product: on paper, and to whoever verifies one."""

from __future__ import annotations

from typing import Any

from flask import current_app, has_request_context, request
from flask_babel import lazy_gettext as _l

from awards.documents.certificates import certificate as on_paper
from awards.documents.official import Official
from awards.models import Certificate
from awards.states import CertificateState
from contest.core.actions import Refusal
from contest.core.clock import local
from contest.core.signing import public_key


class IsVoid(Refusal):
    """A certificate that is void is not printed any more."""

    reason = _l("这份证书已经作废，不再打印。")


def plain(typed: str) -> str:
    """Return a code as it is kept: small letters, no spaces."""
    return "".join(typed.split()).lower()


def official_of(certificate: Certificate) -> Official:
    """Return a certificate as it is printed. Raise IsVoid."""
    if certificate.state is CertificateState.VOID:
        raise IsVoid
    return on_paper(
        certificate.content, code=certificate.code, address=address_of(certificate.code)
    )


def address_of(code: str) -> str:
    """Return where others verify a code: our address as set, else as this request named it."""
    own = current_app.config["PUBLIC_URL"] or (request.url_root if has_request_context() else "")
    return f"{str(own).rstrip('/')}/certificates/{code}"


def told_of(certificate: Certificate) -> dict[str, Any]:
    """Return the signed content with the public key, and the state, which is not signed."""
    void = certificate.voided_at
    return {
        "signed": dict(certificate.content),
        "public_key": public_key(),
        "valid": certificate.state is CertificateState.VALID,
        "void_since": local(void).date().isoformat() if void else None,
        "void_reason": certificate.void_reason or None,
    }
