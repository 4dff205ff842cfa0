"""The trees of the log's chains, made from their lines."""

from __future__ import annotations

from itertools import starmap

from sqlalchemy import select

from contest.core import merkle
from contest.core.db import db
from contest.core.ledger import LedgerEntry, LedgerHead
from contest.core.places import Place, leaf_of, place_after


def place_of_binding(chain: str, binds: str, *, first: bool = False) -> Place | None:
    """Return the place of the last line that binds a digest, or the ``first``; None if none does.

    Its tree is made anew from all lines up to it.
    """
    order = LedgerEntry.sequence if first else LedgerEntry.sequence.desc()
    bound = (LedgerEntry.chain == chain, LedgerEntry.binds == binds)
    query = select(LedgerEntry.sequence, LedgerEntry.digest).where(*bound).order_by(order)
    if (found := db.session.execute(query.limit(1)).first()) is None:
        return None
    peaks = peaks_of(chain, found.sequence - 1)
    return place_after(peaks, digest=found.digest, binds=binds, sequence=found.sequence)


def peaks_of(chain: str, size: int | None = None) -> list[str]:
    """Return in hex the peaks of the tree of a chain's lines, or of its first ``size`` ones."""
    return [peak.hex() for peak in tree_of(chain, size).peaks()]


def root_at(head: LedgerHead) -> str:
    """Return in hex the root of all lines of the chain that a head is the last link of."""
    peaks = peaks_of(head.chain) if head.peaks is None else head.peaks
    return merkle.root_of_peaks([bytes.fromhex(peak) for peak in peaks]).hex()


def tree_of(chain: str, size: int | None = None) -> merkle.Tree:
    """Return the tree of a chain's lines, or of its first ``size`` ones."""
    query = select(LedgerEntry.digest, LedgerEntry.binds).where(LedgerEntry.chain == chain)
    if size is not None:
        query = query.where(LedgerEntry.sequence <= size)
    lines = db.session.execute(query.order_by(LedgerEntry.sequence))
    return merkle.Tree(list(starmap(leaf_of, lines)))
