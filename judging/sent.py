"""A ballot as a tablet sends it: marks as text, and what the tablet says of itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HOLDER = re.compile(r"[\w-]{0,64}", re.ASCII)
STATES = ("draft", "submitted")


class NoBallot(Exception):
    """What was sent is not of the form that the description gives."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Marks by criterion key as text, None where there is none, made on a ballot's ``version``.

    ``submits`` asks to lock the ballot with these marks. ``holder`` names the
    tablet; with ``takes_over`` it goes on where another one began. ``made_at``
    and ``sent_at`` are by the tablet's clock, which may be wrong by days.
    """

    uuid: str
    version: int
    marks: Mapping[str, str | None]
    submits: bool = False
    holder: str = ""
    takes_over: bool = False
    made_at: datetime | None = None
    sent_at: datetime | None = None

    @property
    def state(self) -> str:
        """The state that the ballot shall be in."""
        return STATES[self.submits]

    def skew(self, now: datetime) -> int:
        """Return how many seconds the tablet's clock is ahead of ``now``, the server's."""
        return round((self.sent_at - now).total_seconds()) if self.sent_at else 0

    def made(self, now: datetime) -> datetime | None:
        """Return when the marks were made by the server's clock, as far as the tablet tells."""
        if self.made_at is None or self.sent_at is None:
            return None
        return now - (self.sent_at - self.made_at)


def read_sent(uuid: str, sent: Any) -> Sent:
    """Return the ballot that a tablet sent as JSON; raise NoBallot where it is none."""
    if not UUID.fullmatch(uuid) or not isinstance(sent, dict):
        raise NoBallot
    version, marks = sent.get("version"), sent.get("marks")
    if type(version) is not int or not isinstance(marks, dict):  # true is an int to isinstance
        raise NoBallot
    if any(not isinstance(mark, str | None) for mark in marks.values()):
        raise NoBallot
    return Sent(
        uuid=uuid,
        version=version,
        marks=marks,
        submits=_one_of(STATES, sent.get("state", "draft")) == "submitted",
        holder=_holder(sent.get("holder", "")),
        takes_over=_one_of((False, True), sent.get("takes_over", False)),
        made_at=_moment(sent.get("made_at")),
        sent_at=_moment(sent.get("sent_at")),
    )


def _one_of(values: tuple[Any, ...], given: Any) -> Any:
    """Return the given one of the values; 1 is not true."""
    if not any(type(given) is type(value) and given == value for value in values):
        raise NoBallot
    return given


def _holder(given: Any) -> str:
    if not isinstance(given, str) or not HOLDER.fullmatch(given):
        raise NoBallot
    return given


def _moment(given: Any) -> datetime | None:
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given)
        naive = moment.tzinfo is None
        moment = moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise NoBallot from None
    if naive:
        raise NoBallot
    return moment
