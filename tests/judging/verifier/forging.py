"""Bundles that somebody has meddled with, and what the verifier says of them."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

from judging import verifier
from judging.bundle.packing import Parts
from tests.judging.verifier.books import zipped
from tests.judging.verifier.packed import Awarded

# Awarded, amended, with recusals: see ``test_the_contest_that_is_forged_has_all_that_matters``.
SEED = 74


class Forgery:
    """A contest's parts, to be changed before they are packed and signed."""

    def __init__(self, seed: int = SEED) -> None:
        self.contest = Awarded(seed).run()
        self.book = self.contest.book
        self.head = self.book.head()
        self.parts: Parts = copy.deepcopy(self.contest.parts())

    def __getattr__(self, name: str) -> Any:
        """Return the rows of a file, to be changed in place."""
        return getattr(self.parts, name)

    def relog(self) -> None:
        """Write the log and its proofs anew from the book, as if nothing had been changed."""
        self.parts = replace(
            self.parts, ledger=self.book.ledger(), proofs=self.book.proofs(), heads=self.book.heads
        )

    @property
    def published(self) -> dict:
        """The edition that stands published."""
        return next(e for e in self.parts.editions if e["state"] == "published")

    @property
    def standing(self) -> dict:
        """An award that stands."""
        return next(a for a in self.parts.awards["awards"] if a["state"] != "revoked")

    def packed(self, **options: Any) -> bytes:
        """Return the bundle, its manifest signed."""
        return zipped(self.parts, self.head, **options)

    def found(self, **given: Any) -> dict[str, set[str]]:
        """Return what the verifier finds: the keys of its words, by kind of fault."""
        return found(self.packed(), **given)


def found(data: bytes, **given: Any) -> dict[str, set[str]]:
    """Return what the verifier finds in a bundle."""
    report, bundle = verifier.verify(data, verifier.Given(**given))
    assert "".join(verifier.lines_of(report, bundle, 0))
    kinds: dict[str, set[str]] = {}
    for kind, words, values in report.faults:
        assert verifier.say(words, 1, **values)
        kinds.setdefault(kind, set()).add(words)
    return kinds


def remarks(data: bytes, **given: Any) -> set[str]:
    """Return the keys of what the verifier says it cannot tell."""
    report, _bundle = verifier.verify(data, verifier.Given(**given))
    return {words for words, _values in report.unchecked}


def lines_of(rows: list[dict]) -> bytes:
    """Return rows as a file of JSON, a line each."""
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)
