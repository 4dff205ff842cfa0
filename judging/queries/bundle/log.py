"""The log of a bundle: its lines as far as they are shown, its heads, and the ballots' proofs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import starmap
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Reading

from contest.core.heads import SignedHead
from contest.core.ledger import LedgerEntry, LedgerHead, stamp
from contest.core.merkle import Tree
from contest.core.places import leaf_of
from contest.core.snapshots import STREAMED
from judging.bundle.deciding import is_shown, told_in
from judging.bundle.histories import Histories
from judging.models import Ballot

Row = dict[str, Any]

_SHOWN = (
    *("sequence", "actor_id", "role", "verb", "subject", "reason", "refused", "changes"),
    *("previous", "digest_name", "digest"),
)
_WITHHELD = ("sequence", "previous", "digest")
_COLUMNS = tuple(getattr(LedgerEntry, name) for name in (*_SHOWN, "at", "binds"))


def size_of(reading: Reading, chain: str) -> int:
    """Return how many lines the chain has."""
    query = select(LedgerHead.sequence).where(LedgerHead.chain == chain)
    return reading.scalar(query) or 0


def lines_of(reading: Reading, chain: str) -> Iterator[Row]:
    """Yield the chain's lines in order, with all that they say."""
    query = select(*_COLUMNS).where(LedgerEntry.chain == chain).order_by(LedgerEntry.sequence)
    for line in reading.execute(query, execution_options=STREAMED):
        yield dict(line._mapping)  # noqa: SLF001 -- SQLAlchemy's own name for it


def ledger_rows(reading: Reading, chain: str) -> Iterator[Row]:
    """Yield the lines as a bundle has them: whole, or by their digests alone."""
    for line in lines_of(reading, chain):
        shown = is_shown(line)
        row = {name: line[name] for name in (_SHOWN if shown else _WITHHELD)}
        row |= {"at": stamp(line["at"])} if shown else {"withheld": True}
        if not shown and (rows := told_in(line)):
            row["rows"] = rows
        yield row if line["binds"] is None else {**row, "binds": line["binds"]}


def head_rows(reading: Reading, last: Row) -> Iterator[Row]:
    """Yield the signed heads of the chain up to ``last``, the oldest first."""
    heads = (SignedHead.chain == last["chain"], SignedHead.size < last["size"])
    for head in reading.scalars(select(SignedHead).where(*heads).order_by(SignedHead.size)):
        yield head.signed
    yield last  # signed a moment after the look at the tables


def proof_rows(
    reading: Reading, contest_id: int, histories: Histories, *, chain: str
) -> Iterator[Row]:
    """Yield for each ballot the proof that the last line that bound it is in the tree.

    ``leaf`` is the line's digest; the leaf's data are its bytes and those of ``content``.
    """
    lines = select(LedgerEntry.digest, LedgerEntry.binds).where(LedgerEntry.chain == chain)
    found = reading.execute(lines.order_by(LedgerEntry.sequence)).all()
    tree = Tree(list(starmap(leaf_of, found)))
    ballots = select(Ballot.id, Ballot.uuid).where(Ballot.contest_id == contest_id)
    for number, uuid in reading.execute(ballots.order_by(Ballot.id), execution_options=STREAMED):
        if bound := histories.bound.get(number):
            yield {
                "uuid": uuid,
                "sequence": bound.sequence,
                "leaf": found[bound.sequence - 1].digest,
                "content": bound.content,
                "size": len(tree),
                "path": [node.hex() for node in tree.path_to(bound.sequence - 1)],
            }
