"""Comparing the log with what was signed of it: in the witness file, on paper, in a letter."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from contest.core import merkle, signing, witness
from contest.core.db import db
from contest.core.heads import SignedHead
from contest.core.ledger import LedgerEntry
from contest.core.places import leaf_of
from contest.core.witness import Signed

log = structlog.get_logger()

FORGED = "签名不成立：这不是本系统签署的链头"
SHORT = "日志现在只有 {lines} 行：末尾的记录不见了，数据库可能被换成了较旧的"
OTHER = "日志的前 {size} 行与签署时不同：数据库曾被换成较旧的，或日志被改写"
# How long an answer of ``quick`` is good for, in seconds.
_GOOD_FOR = 60.0
_BATCH: Any = {"yield_per": 1000}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A signed head that the log does not bear out, and what is wrong, in words."""

    chain: str
    size: int
    at: str
    trouble: str

    def __str__(self) -> str:
        """Return it as a sentence."""
        return f"{self.chain} 的签名链头（第 {self.size} 行，{self.at}）：{self.trouble}"


def mismatches(heads: Iterable[Signed]) -> Iterator[Mismatch]:
    """Yield each head that does not hold: its signature, or the root of the lines up to it.

    A head signed by another key than today's is compared all the same.
    """
    by_chain: dict[str, dict[int, list[Signed]]] = defaultdict(lambda: defaultdict(list))
    for head in heads:
        if not _is_genuine(head):
            yield _of(head, FORGED)
        else:
            by_chain[head["chain"]][head["size"]].append(head)
    for chain, by_size in sorted(by_chain.items()):
        yield from _unlike(chain, by_size)


def signed_heads() -> list[Signed]:
    """Return all signed heads that the database keeps."""
    query = select(SignedHead).order_by(SignedHead.chain, SignedHead.size)
    return [head.signed for head in db.session.scalars(query)]


def found_by_prefix(prefix: str) -> list[tuple[str, int]]:
    """Return each chain and number of lines whose root, or last digest, begins with hex digits.

    Every root that a chain ever had is tried, also those nobody signed.
    """
    wanted = prefix.strip().lower()
    query = select(LedgerEntry.chain).distinct().order_by(LedgerEntry.chain)
    found = [
        (chain, size)
        for chain in db.session.scalars(query).all()
        for size, root in _roots(chain)
        if root.startswith(wanted)
    ]
    last = select(LedgerEntry.chain, LedgerEntry.sequence).where(
        LedgerEntry.digest.startswith(wanted, autoescape=True)
    )
    return found or [(chain, size) for chain, size in db.session.execute(last)]


def _unlike(chain: str, by_size: dict[int, list[Signed]]) -> Iterator[Mismatch]:
    """Yield the heads of one chain that differ from its lines, in one pass over these."""
    waiting, lines = dict(by_size), 0
    for size, root in _roots(chain, of=set(by_size)):
        lines = size
        for head in waiting.pop(size, ()):
            if head["root"] != root:
                yield _of(head, OTHER.format(size=size))
    for size in sorted(waiting):
        for head in waiting[size]:
            yield _of(head, SHORT.format(lines=lines))


def _roots(chain: str, of: set[int] | None = None) -> Iterator[tuple[int, str]]:
    """Yield the root of the first lines of a chain for each size; of other sizes than ``of`` ''."""
    query = select(LedgerEntry.digest, LedgerEntry.binds).where(LedgerEntry.chain == chain)
    ordered = query.order_by(LedgerEntry.sequence).execution_options(**_BATCH)
    peaks: list[bytes] = []
    for size, (digest, binds) in enumerate(db.session.execute(ordered), 1):
        peaks = merkle.append(peaks, size - 1, leaf_of(digest, binds))
        wanted = of is None or size in of
        yield size, merkle.root_of_peaks(peaks).hex() if wanted else ""


def _is_genuine(head: Signed) -> bool:
    # Of another key's nobody here can say; its content is compared.
    return not signing.is_ours(head) or signing.is_signed(head)


def _of(head: Signed, trouble: str) -> Mismatch:
    return Mismatch(head["chain"], head["size"], head["at"], trouble)


def quick() -> list[Mismatch]:
    """Return what of the witness file the log does not bear out, asked at most once a minute.

    By the digests of single lines, which name all lines before them: what stands in those
    lines, ``flask audit verify`` recomputes.
    """
    kept: dict[str, Any] = current_app.extensions.setdefault("head_checks", {})
    now = time.monotonic()
    if "at" not in kept or now - kept["at"] > _GOOD_FOR:
        kept.update(at=now, found=list(_misplaced(witness.kept())))
    found: list[Mismatch] = kept["found"]
    return found


def _misplaced(heads: list[Signed]) -> Iterator[Mismatch]:
    by_chain: dict[str, list[Signed]] = defaultdict(list)
    for head in heads:
        by_chain[head["chain"]].append(head)
    for chain, signed in sorted(by_chain.items()):
        sizes = {head["size"] for head in signed}
        query = select(LedgerEntry.sequence, LedgerEntry.digest).where(
            LedgerEntry.chain == chain, LedgerEntry.sequence.in_(sizes)
        )
        there: dict[int, str] = dict(db.session.execute(query).all())
        for head in signed:
            if there.get(head["size"]) != head["digest"]:
                yield _of(head, _why(chain, head["size"], there))


def _why(chain: str, size: int, there: dict[int, str]) -> str:
    if size in there:
        return OTHER.format(size=size)
    query = select(LedgerEntry.sequence).where(LedgerEntry.chain == chain)
    last = db.session.scalar(query.order_by(LedgerEntry.sequence.desc()).limit(1))
    return SHORT.format(lines=last or 0)


def init_app(app: Flask) -> None:
    """Compare at the start: a database that is older than its witness is told of at once."""
    with app.app_context():
        if not witness.path().exists():
            return
        try:
            for mismatch in quick():
                log.error("log does not bear out a signed head", found=str(mismatch))
        except SQLAlchemyError:  # before the tables are made or migrated
            app.extensions.pop("head_checks", None)
        finally:
            db.session.remove()
