"""A body's catalogue of a year, as the subject of pages: it is no row of its own."""

from __future__ import annotations

from dataclasses import dataclass

from contest.core.ledger import INSTALLATION
from contest.models import Body

FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True, slots=True)
class CatalogueYear:
    """A body's catalogue of a year."""

    body: Body
    year: int

    @property
    def body_id(self) -> int:
        """The number of the body, by which policies know whose it is."""
        return self.body.id

    @property
    def logged_as(self) -> str:
        """How the log names it: by its body."""
        return f"body:{self.body.id}"

    @property
    def logged_in(self) -> str:
        """The chain that tells of it."""
        return INSTALLATION
