"""Three contests: one ended last year, one on its roadshow day, one open for entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
WAN_YUAN = 10_000 * 100  # 万元, in fen
CLOSING = time(17)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When what happens: aware times in UTC, the ends not included."""

    published_at: datetime
    questions_until: datetime
    entries_open_at: datetime
    entries_close_at: datetime
    screening_until: datetime
    roadshow_from: datetime
    roadshow_until: datetime
    publicity_from: date


@dataclass(frozen=True, slots=True)
class Prize:
    """A prize: how many receive it, and how much each receives (fen)."""

    name: str
    seats: int
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A contest; ``scope`` of the ranking is contest or challenge."""

    key: str
    body: str
    name: str
    year: int
    introduction: str
    timetable: Timetable
    budget_fen: int
    prizes: tuple[Prize, ...]
    scope: str
    publicity_days: int = 5


PRIZES = (
    Prize("一等奖", 2, 100 * WAN_YUAN),
    Prize("二等奖", 3, 60 * WAN_YUAN),
    Prize("三等奖", 5, 30 * WAN_YUAN),
)
SMALL_PRIZES = (
    Prize("一等奖", 1, 50 * WAN_YUAN),
    Prize("二等奖", 2, 30 * WAN_YUAN),
)


def contests(today: date) -> tuple[Contest, Contest, Contest]:
    """Return the ended contest, the one whose roadshow is ``today`` (Shanghai), the open one."""
    return _ended(today.year - 1), _on_roadshow(today), _open(today)


def at(day: date, clock: time) -> datetime:
    """Return a Shanghai wall-clock time in UTC."""
    return datetime.combine(day, clock, SHANGHAI).astimezone(UTC)


def _ended(year: int) -> Contest:
    return Contest(
        key="ended",
        body="yongjiang",
        name=f"{year} 甬江市场景大赛",
        year=year,
        introduction="首届甬江市场景大赛。4 家单位带着真实难题发榜，20 个项目揭榜，10 个项目获奖，"
        "其中 3 项已进入试点。",
        timetable=Timetable(
            published_at=at(date(year, 5, 20), time(9)),
            questions_until=at(date(year, 6, 20), CLOSING),
            entries_open_at=at(date(year, 6, 2), time(9)),
            entries_close_at=at(date(year, 7, 11), CLOSING),
            screening_until=at(date(year, 7, 25), CLOSING),
            roadshow_from=at(date(year, 8, 20), time(9)),
            roadshow_until=at(date(year, 8, 21), time(18)),
            publicity_from=date(year, 9, 2),
        ),
        budget_fen=1000 * WAN_YUAN,
        prizes=PRIZES,
        scope="contest",
    )


def _on_roadshow(today: date) -> Contest:
    return Contest(
        key="roadshow",
        body="yongjiang",
        name=f"{today.year} 甬江市场景大赛",
        year=today.year,
        introduction="轨道、港口、养老、海岛电网、产业园区和高校 6 个真实场景，请企业同台揭榜。"
        "评审看首创性和先进性，大中小企业一视同仁。",
        timetable=_around(
            today,
            published=-80,
            opens=-75,
            questions=-40,
            closes=-30,
            screened=-20,
            roadshow=0,
            publicity=7,
        ),
        budget_fen=1000 * WAN_YUAN,
        prizes=PRIZES,
        scope="contest",
    )


def _open(today: date) -> Contest:
    return Contest(
        key="open",
        body="dongyu",
        name=f"{today.year} 东屿市开放场景揭榜赛",
        year=today.year,
        introduction="海上、岛上的 4 个场景：网箱病害、政务热线、景区潮汐安全、冷库仓单。"
        "揭榜即可进场调研，欢迎外地企业。",
        timetable=_around(
            today,
            published=-18,
            opens=-14,
            questions=5,
            closes=12,
            screened=22,
            roadshow=35,
            publicity=45,
        ),
        budget_fen=300 * WAN_YUAN,
        prizes=SMALL_PRIZES,
        scope="challenge",
    )


def _around(
    today: date,
    *,
    published: int,
    opens: int,
    questions: int,
    closes: int,
    screened: int,
    roadshow: int,
    publicity: int,
) -> Timetable:
    """Build a timetable from days relative to ``today``."""

    def day(offset: int) -> date:
        return today + timedelta(days=offset)

    return Timetable(
        published_at=at(day(published), time(9)),
        questions_until=at(day(questions), CLOSING),
        entries_open_at=at(day(opens), time(9)),
        entries_close_at=at(day(closes), CLOSING),
        screening_until=at(day(screened), CLOSING),
        roadshow_from=at(day(roadshow), time(9)),
        roadshow_until=at(day(roadshow), time(18)),
        publicity_from=day(publicity),
    )
