"""Names of judges and entries, by number."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import literal, select, union_all

from contest.core.db import db
from contest.models import Entry, User

Names = dict[int, str]


def names_of(judges: Collection[int], entries: Collection[int]) -> tuple[Names, Names]:
    """Return the judges' names, and the entries' numbers and titles, in one statement."""
    query = union_all(
        select(literal(0), User.id, User.name).where(User.id.in_(judges)),
        select(literal(1), Entry.id, Entry.number + " " + Entry.title).where(Entry.id.in_(entries)),
    )
    names: tuple[Names, Names] = ({}, {})
    for kind, number, name in db.session.execute(query):
        names[kind][number] = name
    return names
