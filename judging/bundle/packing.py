"""A bundle's files from plain rows, in order, and the archive that holds them. Pure.

The format is described in ``docs/bundle.md``. The same rows under the same head give the same
bytes: whoever checks a bundle builds the archive again from its contents and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import rfc8785

from judging.bundle.readme import README

FORMAT = "jiebang-bundle/1"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
# Of the archive: the first moment that a zip knows, Unix, a plain file that all may read.
_START, _UNIX, _MODE = (1980, 1, 1, 0, 0, 0), 3, 0o644 << 16
_BLOCK = 1 << 16

Row = Mapping[str, Any]
Rows = Iterable[Row]
Files = Iterator[tuple[str, Iterable[bytes]]]
Sign = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a bundle tells of a contest: a row each, taken once and in order.

    Each field but ``readme`` is a file: ``contest`` and ``awards`` one object, all others a
    line an object. ``opened`` opens commitments, for who may read what they stand for.
    """

    readme: str = README
    contest: Row
    rules: Rows = ()
    entries: Rows = ()
    judges: Rows = ()
    assignments: Rows = ()
    recusals: Rows = ()
    absences: Rows = ()
    ballots: Rows = ()
    amendments: Rows = ()
    ties: Rows = ()
    editions: Rows = ()
    awards: Row = field(default_factory=lambda: {"prizes": [], "plans": [], "awards": []})
    ledger: Rows = ()
    heads: Rows = ()
    proofs: Rows = ()
    opened: Rows = ()


# The files of a bundle in order, but for the manifest and its signature.
FILES = (
    *("README.txt", "contest.json", "rules.jsonl", "entries.jsonl", "judges.jsonl"),
    *("assignments.jsonl", "recusals.jsonl", "absences.jsonl", "ballots.jsonl"),
    *("amendments.jsonl", "ties.jsonl", "editions.jsonl", "awards.json", "ledger.jsonl"),
    *("heads.jsonl", "proofs.jsonl", "opened.jsonl"),
)


class NotTaken(Exception):
    """The next file was asked for before all of this one was read: its digest is not known."""


def pack(parts: Parts, *, head: Row, sign: Sign, keys: Mapping[str, str]) -> Files:
    """Yield each file's name and bytes, in order; each is read to its end before the next.

    ``head`` is the signed head of the contest's chain and gives the bundle its time, ``sign``
    signs as ``contest.core.signing.signed`` does, ``keys`` are the public keys in hex by name.
    """
    digests: dict[str, str] = {}
    for name in FILES:
        yield name, _hashed(name, _bytes_of(name, parts), digests)
        if name not in digests:
            raise NotTaken(name)
    manifest = canonical(
        {
            "format": FORMAT,
            "contest": parts.contest["id"],
            "made_at": head["at"],
            "files": digests,
            "head": dict(head),
            "keys": dict(keys),
        }
    )
    yield MANIFEST, [manifest]
    yield SIGNATURE, [canonical(sign({"manifest": sha256(manifest).hexdigest()}))]


def write_zip(stream: IO[bytes], files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Write files as they come into an archive that has one form only; ``stream`` can seek."""
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name, chunks in files:
            info = ZipInfo(name, _START)
            info.create_system, info.external_attr = _UNIX, _MODE
            with archive.open(info, "w") as member:
                for chunk in chunks:
                    member.write(chunk)


def canonical(content: Row) -> bytes:
    """Return canonical JSON (RFC 8785)."""
    return rfc8785.dumps(dict(content))


def bound_by(manifest: Row) -> str:
    """Return in hex what the log's line of an export binds: the SHA-256 of the file digests."""
    return sha256(canonical(manifest["files"])).hexdigest()


def _bytes_of(name: str, parts: Parts) -> Iterable[bytes]:
    stem, _, kind = name.partition(".")
    content = getattr(parts, stem.lower())
    if kind == "txt":
        return [content.encode()]
    return [canonical(content)] if kind == "json" else _lines(content)


def _lines(rows: Rows) -> Iterator[bytes]:
    """Yield rows as lines, many at once."""
    block = bytearray()
    for row in rows:
        block += canonical(row) + b"\n"
        if len(block) >= _BLOCK:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _hashed(name: str, chunks: Iterable[bytes], digests: dict[str, str]) -> Iterator[bytes]:
    """Yield the chunks, and note their digest once the last is taken."""
    digest = sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    digests[name] = digest.hexdigest()
