"""Invented rule sheets, entries and panels: what there is before anybody marks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from contest.core.ledger import stamp
from judging.rules import Criterion, RoundOrder, Rules, Trim
from judging.rulesheet import Content, Line, digest_of
from tests.judging.verifier.books import Book

DIMENSIONS = ("technical", "commercial")
SHEET, SESSION, PANEL = 40, 50, 60


class Drawn:
    """A contest made up from a seed, up to the moment when judges may mark."""

    def __init__(self, seed: int, *, small: bool = False) -> None:
        self.random = Random(seed)  # noqa: S311 -- the same contests every time
        self.small = small
        self.book = Book(self.random.randint(1, 400))
        self.in_challenges = self.random.random() < 0.5
        self.one_each = self.random.random() < 0.6
        self.budget = self.random.choice([2 * 10**7, 10**8, 3 * 10**8])
        self.is_level = self.random.random() < 0.4  # judges see no difference: scores tie
        self.sheets: list[tuple[int, Content]] = []
        self._draw_rules()
        self._draw_entries()
        self._seat_judges()

    def _draw_rules(self) -> None:
        draw = self.random
        several = 2 if self.small else draw.randint(2, 4)
        lines = tuple(self._line(number) for number in range(several))
        trim, each_end = draw.choice(list(Trim)), draw.randint(1, 2)
        ties = draw.sample(_steps(lines), k=draw.randint(0, 3))
        self.content = Content(
            technical_weight=Decimal(60),
            commercial_weight=Decimal(40),
            lines=lines,
            trim=trim,
            trim_each_end=each_end,
            min_to_trim=draw.randint(2 * each_end + 1, 7),
            decimals=draw.choice([2, 2, 2, 0, 1, 3, 4]),
            round_order=draw.choice(list(RoundOrder)),
            ties=(*ties, *draw.choice([(), ("share",)])),
            quorum=5,
            quorum_technical=2,
            quorum_commercial=2,
            pass_mark=draw.choice([None, None, Decimal(30), Decimal("42.5")]),
        )
        self.rules = rules_of(self.content)
        self.keys = [line.key for line in lines]
        self._seal()
        if draw.random() < 0.2:
            self._change_rules()

    def _change_rules(self) -> None:
        """Replace the sealed sheet by one with other weights, before anybody marks."""
        lines = tuple(replace(line, weight=line.weight + 1) for line in self.content.lines)
        self.book.put("rulesheet", self.sheet, state="replaced")
        self.content = replace(self.content, lines=lines)
        self.rules = rules_of(self.content)
        self._seal()

    @property
    def sheet(self) -> int:
        """The number of the sheet in force."""
        return self.sheets[-1][0]

    @property
    def first(self) -> int:
        """The number of its first criterion."""
        return 700 + 20 * len(self.sheets)

    def _line(self, number: int) -> Line:
        draw = self.random
        return Line(
            key=f"c{number}",
            name=f"评分项 {number}",
            hint="",
            dimension=draw.choice(DIMENSIONS),
            top=draw.choice([Decimal(10), Decimal(20), Decimal(7)]),
            step=draw.choice([Decimal(1), Decimal("0.5"), Decimal("0.01")]),
            weight=draw.choice([Decimal(20), Decimal(25), Decimal("33.3"), Decimal("12.5")]),
        )

    def _seal(self) -> None:
        book, number = self.book, len(self.sheets) + 1
        self.sheets.append((SHEET + number, self.content))
        own = {"number": number, "state": "draft", "digest": "", "sealed_at": None}
        book.put("rulesheet", self.sheet, **own)
        for at, line in enumerate(self.content.lines):
            told = {name: str(getattr(line, name)) for name in ("top", "step", "weight")}
            own = {"rule_sheet_id": self.sheet, "key": line.key, "dimension": line.dimension}
            book.put("criterion", self.first + at, **own, **told)
        book.line("rule_sheet.begun", f"rulesheet:{self.sheet}")
        self.digest = digest_of(self.content, contest_id=book.contest, number=number)
        sealed = {"state": "sealed", "digest": self.digest, "sealed_at": stamp(book.now)}
        book.put("rulesheet", self.sheet, **sealed)
        book.line("rule_sheet.sealed", f"rulesheet:{self.sheet}")

    def _draw_entries(self) -> None:
        draw = self.random
        numbers = draw.sample(range(8, 130), k=1 if self.small else draw.randint(2, 5))
        self.entries = {
            number: {
                "id": number,
                "number": f"2026-{number:03d}",
                "title": f"方案 {number}",
                "enterprise": {"id": 900 + draw.randint(1, 4), "name": "某某有限公司"},
                "challenge": (one := draw.randint(1, 2))
                and {"id": one, "number": "B", "title": "榜"},
                "state": "admitted",
                "documents": [],
            }
            for number in sorted(numbers)
        }
        for number in numbers:
            self.book.put("entry", number, state="admitted")
            self.book.line("entry.admitted", f"entry:{number}", withheld=True)

    def _seat_judges(self) -> None:
        book, draw = self.book, self.random
        fewest, most = (2, 2) if self.small else (5, 15)
        self.judges = draw.sample(range(2, 300), k=draw.randint(fewest, most))
        book.put("session", SESSION, panel_id=PANEL, state="planned")
        for number, entry in enumerate(self.entries):
            book.put("slot", 80 + number, session_id=SESSION, entry_id=entry)
        book.line("session.filled", f"session:{SESSION}")
        for number, judge in enumerate(self.judges):
            seat = {"panel_id": PANEL, "judge_id": judge, "kind": draw.choice(DIMENSIONS)}
            book.put("seat", 100 + number, **seat, left_at=None)
        book.line("seat.taken", f"panel:{PANEL}")


def _steps(lines: tuple[Line, ...]) -> list[str]:
    dimensions = dict.fromkeys(f"dimension:{line.dimension}" for line in lines)
    return [*dimensions, *(f"criterion:{line.key}" for line in lines), "vote", "lot"]


def rules_of(content: Content) -> Rules:
    """Return the sheet as the engine computes by it, as ``queries.rulesheets`` does."""
    criteria = (Criterion(c.key, c.dimension, c.top, c.weight) for c in content.lines)
    names = ("trim", "trim_each_end", "min_to_trim", "decimals", "round_order", "ties")
    settings = {name: getattr(content, name) for name in names}
    return Rules(criteria=tuple(criteria), **settings)
