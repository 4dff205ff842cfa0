"""Signed heads: what a chain was at a moment, said so that it cannot be unsaid.

A head names all lines so far by one root. Once a copy is out of the building, no line before it
can be altered or dropped, and no older database put back, without the copy telling.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from contest.core import clock, signing, witness
from contest.core.actions import afterwards, operating
from contest.core.audit import Operational, chain_of
from contest.core.db import Model, db
from contest.core.ledger import LedgerHead, stamp
from contest.core.places import CODE_LENGTH
from contest.core.trees import root_at


class SignedHead(Operational, Model):
    """A chain's head as it was signed; ``why`` says on what occasion. Never changed."""

    __tablename__ = "signed_head"
    __table_args__ = (UniqueConstraint("chain", "size"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    root: Mapped[str]
    at: Mapped[datetime]
    why: Mapped[str]
    key: Mapped[str]
    signature: Mapped[str]

    @property
    def signed(self) -> dict[str, Any]:
        """The head as it is given away: what the signature covers, and the signature."""
        content = content_of(self.chain, self.size, self.digest, self.root, self.at)
        return {**content, "key": self.key, "signature": self.signature}

    @property
    def code(self) -> str:
        """The first 16 hex digits of the root: short enough for paper."""
        return self.root[:CODE_LENGTH]


def content_of(chain: str, size: int, digest: str, root: str, at: datetime) -> dict[str, Any]:
    """Return what a head's signature covers, but for the key's name; hashes in hex."""
    return {"chain": chain, "size": size, "digest": digest, "root": root, "at": stamp(at)}


def sign_head(chain: str, *, why: str, look: Callable[[], object] | None = None) -> SignedHead:
    """Return the signed head of a chain as it is now, kept; signed once for each length.

    The chain has lines, and the caller is in no action: a head is signed after its last line.
    ``look`` is called while no line can come after it. The witness file gets it too.
    """
    with operating() as session:
        query = select(LedgerHead).where(LedgerHead.chain == chain).with_for_update()
        head = session.scalars(query.execution_options(populate_existing=True)).one()
        if look is not None:
            look()
        found = _signed(chain, head.sequence)
        if found is None:
            found = _sign(head, why)
            session.add(found)
    witness.note(found.signed)
    return found


def sign_afterwards(thing: Any, *, why: str) -> None:
    """Leave it to the running action that the head of the thing's chain is signed after it."""
    afterwards(partial(sign_head, chain_of(thing), why=why))


def sign_all(*, why: str) -> list[SignedHead]:
    """Sign the head of every chain that has lines, and have all earlier heads witnessed too."""
    earlier = db.session.scalars(select(SignedHead).order_by(SignedHead.id)).all()
    witness.note(*(head.signed for head in earlier))
    query = select(LedgerHead.chain).where(LedgerHead.sequence > 0).order_by(LedgerHead.chain)
    return [sign_head(chain, why=why) for chain in db.session.scalars(query).all()]


def latest_head(chain: str) -> SignedHead | None:
    """Return the last signed head of a chain, or None where none was signed yet."""
    query = select(SignedHead).where(SignedHead.chain == chain)
    return db.session.scalar(query.order_by(SignedHead.size.desc()).limit(1))


def heads_of(chain: str) -> list[SignedHead]:
    """Return all signed heads of a chain, the oldest first."""
    query = select(SignedHead).where(SignedHead.chain == chain).order_by(SignedHead.size)
    return list(db.session.scalars(query))


def _signed(chain: str, size: int) -> SignedHead | None:
    query = select(SignedHead).where(SignedHead.chain == chain, SignedHead.size == size)
    return db.session.scalar(query)


def _sign(head: LedgerHead, why: str) -> SignedHead:
    root, at = root_at(head), clock.now()
    content = content_of(head.chain, head.sequence, head.digest, root, at)
    made = signing.signed(content)
    return SignedHead(
        chain=head.chain,
        size=head.sequence,
        digest=head.digest,
        root=root,
        at=at,
        why=why,
        key=made["key"],
        signature=made["signature"],
    )
