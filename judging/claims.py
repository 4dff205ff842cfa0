"""What somebody says is in the log: a code typed from paper, or a whole receipt. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from contest.core.merkle import root_from_path
from contest.core.places import CODE_LENGTH, leaf_of

DIGEST_LENGTH = 64
# A receipt is some 2 kB; its proof grows by 64 digits whenever the log doubles.
LONGEST = 20_000
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_LINES = 2**53 - 1


class NoReceipt(Exception):
    """What was given is no receipt at all."""


class Claim(NamedTuple):
    """Where a receipt says that its content is: as the last of ``sequence`` lines under ``root``.

    ``told`` is the receipt as it was given. What was kept before the log bound contents has no
    place: ``sequence`` is then None, and so are ``leaf`` and ``root``.
    """

    told: Mapping[str, Any]
    content: str
    chain: str
    sequence: int | None
    leaf: str | None
    root: str | None
    proof: list[str]

    @property
    def is_proved(self) -> bool:
        """Whether the path leads from the leaf to the root."""
        if self.sequence is None or self.leaf is None:
            return False
        leaf, path = leaf_of(self.leaf, self.content), [bytes.fromhex(one) for one in self.proof]
        root = root_from_path(leaf, self.sequence - 1, self.sequence, path)
        return root is not None and root.hex() == self.root


def code_in(typed: str) -> str | None:
    """Return 16 to 64 hex digits as we keep them; None where it is neither code nor digest."""
    plain = "".join(typed.replace("-", "").split()).lower()
    is_hex = re.fullmatch(r"[0-9a-f]+", plain, re.ASCII)
    return plain if is_hex and CODE_LENGTH <= len(plain) <= DIGEST_LENGTH else None


def read_claim(text: str) -> Claim:
    """Return what a receipt claims, or the answer it came in. Raise NoReceipt."""
    told = _object(text)
    content, chain, sequence = (told.get(name) for name in ("content", "chain", "sequence"))
    if not (_is_digest(content) and isinstance(chain, str)):
        raise NoReceipt
    if sequence is None:
        return Claim(told, str(content), chain, None, None, None, [])
    if not _is_number(sequence):
        raise NoReceipt
    leaf, root, proof = (told.get(name) for name in ("leaf", "root", "proof"))
    if not isinstance(proof, list) or not all(map(_is_digest, (leaf, root, *proof))):
        raise NoReceipt
    return Claim(told, str(content), chain, sequence, leaf, root, proof)


def _object(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise NoReceipt
    inner = told.get("receipt")
    return inner if isinstance(inner, dict) else told


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and bool(_DIGEST.fullmatch(value))


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _MOST_LINES
