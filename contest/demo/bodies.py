"""The two organizing bodies."""

from __future__ import annotations

from dataclasses import dataclass

from contest.demo.source import rows


@dataclass(frozen=True, slots=True)
class Body:
    """An organizing body, and whom to call about fairness."""

    key: str
    name: str
    short: str
    region: str
    phone: str
    supervisor: str
    supervisor_phone: str
    address: str
    introduction: str


BODIES: tuple[Body, ...] = tuple(Body(**row) for row in rows("body", "bodies"))
