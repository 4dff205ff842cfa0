"""What a judge's tablet gets for a ballot: a receipt that it can check by itself. Pure.

The tablet counts a ballot as received only if ``content`` is the digest of what it sent, the
path leads from its leaf in the log to the root, and the signature over the receipt holds; an
answer of any other kind, with whatever status, is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import rfc8785

from contest.core.places import Place

# Where the marks went: among the ballots, or apart until two people have decided.
KEPT, APART = "ballot", "late"


def content_of(
    *, uuid: str, entry: int, judge: int, state: str, marks: Mapping[str, str | None]
) -> str:
    """Return the SHA-256 in hex of a ballot's content in canonical JSON (RFC 8785).

    ``marks`` are all lines of the sheet by criterion key, as text with two
    decimals, None where there is no mark; ``state`` is draft or submitted.
    """
    content: dict[str, Any] = {"uuid": uuid, "entry": entry, "judge": judge}
    return sha256(rfc8785.dumps({**content, "state": state, "marks": dict(marks)})).hexdigest()


def joint_content(contents: Sequence[str]) -> str:
    """Return what the line binds by which several ballots change at once.

    ``contents`` are the ballots' own digests in the order of their UUIDs; of one it is that one,
    of more the SHA-256 in hex of their list in canonical JSON.
    """
    if len(contents) == 1:
        return contents[0]
    return sha256(rfc8785.dumps(list(contents))).hexdigest()


def placed(chain: str, place: Place | None) -> dict[str, Any]:
    """Return where the content is in the log: its line, and the proof that it is the last leaf.

    The leaf is that of ``leaf`` (the line's digest) and ``content``, in the tree of the first
    ``sequence`` lines. All are None for what was kept before lines bound contents.
    """
    if place is None:
        return {"chain": chain, "sequence": None, "leaf": None, "root": None, "proof": []}
    told = place._asdict()
    return {"chain": chain, **{name: told[name] for name in ("sequence", "leaf", "root", "proof")}}
