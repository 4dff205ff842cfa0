"""The entries, as the enterprises wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contest.demo.challenges import Challenge, chapters

ADMITTED = "admitted"


@dataclass(frozen=True, slots=True)
class Member:
    """A consortium member: its organisation's key and its share of the work."""

    organisation: str
    share_of_work: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry, keyed ``challenge-enterprise``.

    ``status`` is draft, submitted, admitted, refused, withdrawn, no_show or disqualified: where
    the entry has got to in its contest. ``reason`` says why, for the last four.
    """

    key: str
    challenge: str
    contest: str
    enterprise: str
    title: str
    summary: str
    understanding: str
    solution: str
    originality: str
    feasibility: str
    evaluation: str
    team: str
    status: str
    reason: str = ""
    members: tuple[Member, ...] = ()


def _entries() -> Iterator[Entry]:
    for challenge, rows in chapters():
        for row in rows:
            yield _entry(challenge, row)


def _entry(challenge: Challenge, row: dict[str, Any]) -> Entry:
    members = tuple(Member(*pair) for pair in row.pop("members", ()))
    # Entries of the open contest wait for screening; the others have been through it.
    row.setdefault("status", "submitted" if challenge.contest == "open" else ADMITTED)
    return Entry(
        key=f"{challenge.key}-{row['enterprise']}",
        challenge=challenge.key,
        contest=challenge.contest,
        members=members,
        **row,
    )


ENTRIES: tuple[Entry, ...] = tuple(_entries())
BY_KEY: Mapping[str, Entry] = {entry.key: entry for entry in ENTRIES}
