"""Roadshow sessions: their panel, their room and their running order by lot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from contest.demo.chance import chance
from contest.demo.contests import at, contests
from contest.demo.entries import ENTRIES, Entry

SPOKE = ("admitted", "no_show")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session; ``judges`` are usernames, ``entries`` keys in running order."""

    contest: str
    number: int
    name: str
    room: str
    starts_at: datetime
    panel: str
    judges: tuple[str, ...]
    entries: tuple[str, ...]


def sessions(today: date) -> tuple[Session, ...]:
    """Return the sessions of the ended contest and of the one whose roadshow is ``today``."""
    ended, _roadshow, _open = contests(today)
    first = ended.timetable.roadshow_from
    return (
        Session(
            contest="ended",
            number=1,
            name="医疗与文博专场",
            room="甬江市科技大楼 201 报告厅",
            starts_at=first,
            panel="第一评审组",
            judges=ENDED_PANEL,
            entries=running_order("hospital", "museum"),
        ),
        Session(
            contest="ended",
            number=2,
            name="水务与环卫专场",
            room="甬江市科技大楼 201 报告厅",
            starts_at=first + timedelta(days=1),
            panel="第一评审组",
            judges=ENDED_PANEL,
            entries=running_order("water", "sanitation"),
        ),
        Session(
            contest="roadshow",
            number=1,
            name="民生与物流专场",
            room="甬江市会展中心一号厅",
            starts_at=at(today, time(9)),
            panel="上午评审组",
            judges=MORNING_PANEL,
            entries=running_order("port", "elderly", "university"),
        ),
        Session(
            contest="roadshow",
            number=2,
            name="城市治理与产业专场",
            room="甬江市会展中心二号厅",
            starts_at=at(today, time(13, 30)),
            panel="下午评审组",
            judges=AFTERNOON_PANEL,
            entries=running_order("metro", "grid", "park"),
        ),
    )


def running_order(*challenges: str) -> tuple[str, ...]:
    """Return the entries that were called to speak, challenge by challenge, drawn by lot."""
    order: list[str] = []
    for challenge in challenges:
        called = [entry.key for entry in ENTRIES if _is_called(entry, challenge)]
        chance(f"lot {challenge}").shuffle(called)
        order += called
    return tuple(order)


def _is_called(entry: Entry, challenge: str) -> bool:
    return entry.challenge == challenge and entry.status in SPOKE


ENDED_PANEL = tuple(f"judge{n:02d}" for n in (1, 2, 3, 4, 6, 7, 8))
MORNING_PANEL = tuple(f"judge{n:02d}" for n in (1, 3, 4, 5, 7, 8, 9))
AFTERNOON_PANEL = tuple(f"judge{n:02d}" for n in (1, 2, 3, 5, 6, 7, 9))
