"""Where something is in the log, for who holds a code or a receipt; never what it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from contest.core.db import db
from contest.core.heads import SignedHead
from contest.core.ledger import LedgerEntry, LedgerHead
from contest.core.trees import root_at
from judging.claims import DIGEST_LENGTH


class Line(NamedTuple):
    """A line of a chain: its number, when it was written, its digest and what it binds."""

    chain: str
    sequence: int
    at: datetime
    digest: str
    binds: str


class Head(NamedTuple):
    """What names all lines of a chain up to the ``size``-th; unsigned ones may yet grow."""

    chain: str
    size: int
    root: str
    at: datetime | None
    is_signed: bool


_LINE: Any = select(
    LedgerEntry.chain, LedgerEntry.sequence, LedgerEntry.at, LedgerEntry.digest, LedgerEntry.binds
)


def line_by_code(code: str) -> Line | None:
    """Return the last line that binds a digest beginning so; None where there is none."""
    chains = select(LedgerHead.chain)  # what leads to the index
    query = _LINE.where(LedgerEntry.chain.in_(chains), _begins(LedgerEntry.binds, code))
    return _first(query.order_by(LedgerEntry.id.desc()))


def line_at(chain: str, sequence: int) -> Line | None:
    """Return a chain's line by its number."""
    return _first(_LINE.where(LedgerEntry.chain == chain, LedgerEntry.sequence == sequence))


def head_by_code(code: str) -> Head | None:
    """Return the signed head whose root begins so."""
    found = db.session.scalars(select(SignedHead).where(_begins(SignedHead.root, code)).limit(1))
    return _as_head(found.first())


def head_over(line: Line) -> Head:
    """Return the first signed head that stands over a line, or what the chain ends in now."""
    over = (SignedHead.chain == line.chain, SignedHead.size >= line.sequence)
    query = select(SignedHead).where(*over).order_by(SignedHead.size).limit(1)
    return _as_head(db.session.scalar(query)) or _last(line.chain)


def _begins(column: Any, code: str) -> Any:
    rest = DIGEST_LENGTH - len(code)
    return column.between(code + "0" * rest, code + "f" * rest)


def _first(query: Select[Any]) -> Line | None:
    row = db.session.execute(query.limit(1)).first()
    return None if row is None else Line(*row)


def _as_head(found: SignedHead | None) -> Head | None:
    if found is None:
        return None
    return Head(found.chain, found.size, found.root, found.at, is_signed=True)


def _last(chain: str) -> Head:
    head = db.session.get_one(LedgerHead, chain)
    return Head(chain, head.sequence, root_at(head), head.at, is_signed=False)
