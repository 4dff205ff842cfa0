"""Signatures of the installation: Ed25519 (RFC 8032) over canonical JSON (RFC 8785).

The key is made at the first start and is a secret of its own, apart from the one that keeps
cookies: whoever holds it could write receipts. What is signed says which key it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import current_app

KEY_NAME_LENGTH = 16


def signed(content: dict[str, Any]) -> dict[str, Any]:
    """Return ``content`` with the name of the key, and the signature over both in hex."""
    named = {**content, "key": key_name()}
    return {**named, "signature": _key().sign(rfc8785.dumps(named)).hex()}


def is_ours(told: Mapping[str, Any]) -> bool:
    """Return whether something that was given away says that our present key signed it."""
    return told.get("key") == key_name()


def is_signed(told: Mapping[str, Any]) -> bool:
    """Return whether the signature by our present key holds; what has no such form has none."""
    content = {name: value for name, value in told.items() if name != "signature"}
    try:
        signature = bytes.fromhex(str(told.get("signature")))
        _key().public_key().verify(signature, rfc8785.dumps(content))
    except (InvalidSignature, ValueError, RecursionError, rfc8785.CanonicalizationError):
        return False
    return True


def public_key() -> str:
    """Return the 32 bytes of the public key in hex."""
    return _key().public_key().public_bytes_raw().hex()


def key_name() -> str:
    """Return what the key is called: the first 16 hex digits of its public half's SHA-256."""
    return _name_of(public_key())


def _name_of(public: str) -> str:
    return sha256(bytes.fromhex(public)).hexdigest()[:KEY_NAME_LENGTH]


def _key() -> Ed25519PrivateKey:
    return _key_from(current_app.config["RECEIPT_KEY"])


@lru_cache(maxsize=4)
def _key_from(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
