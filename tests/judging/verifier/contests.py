"""Invented contests, from drawing to awards, counted by the product's own pure modules."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from types import SimpleNamespace
from uuid import UUID

from contest.core.ledger import stamp
from judging.queries.editions import edition_digest
from judging.rules import Criterion, RoundOrder, Rules, Trim
from judging.rulesheet import Content, Line, digest_of
from judging.tally import Line as Counted
from judging.tally import Roll, SeatHeld, count
from judging.tie_decisions import AWAITING, Decision
from tests.judging.verifier.books import Book

DIMENSIONS = ("technical", "commercial")
SHEET, SESSION, PANEL = 40, 50, 60
# What a line of the standings is called in its table.
_COLUMNS = {"entry": "entry_id", "ranking": "challenge_id"}


class Invented:
    """A contest made up from a seed: judged, counted, corrected, awarded, and packed."""

    def __init__(self, seed: int, *, small: bool = False) -> None:
        self.random = Random(seed)
        self.small = small
        self.book = Book(self.random.randint(1, 400))
        self.in_challenges = self.random.random() < 0.5
        self.one_each = self.random.random() < 0.6
        self.budget = self.random.choice([2 * 10**7, 10**8, 3 * 10**8])
        self.is_level = self.random.random() < 0.4  # judges see no difference: scores tie
        self.editions: list[dict] = []
        self._draw_rules()
        self._draw_entries()
        self._seat_judges()

    # --- what is there before anybody marks

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
        book, content = self.book, self.content
        book.put("rulesheet", SHEET, number=1, state="draft", digest="", sealed_at=None)
        for number, line in enumerate(content.lines):
            told = {name: str(getattr(line, name)) for name in ("top", "step", "weight")}
            own = {"rule_sheet_id": SHEET, "key": line.key, "dimension": line.dimension}
            book.put("criterion", 700 + number, **own, **told)
        book.line("rule_sheet.begun", f"rulesheet:{SHEET}")
        self.digest = digest_of(content, contest_id=book.contest, number=1)
        sealed = {"state": "sealed", "digest": self.digest, "sealed_at": stamp(book.now)}
        book.put("rulesheet", SHEET, **sealed)
        book.line("rule_sheet.sealed", f"rulesheet:{SHEET}")

    def _draw_entries(self) -> None:
        draw = self.random
        numbers = draw.sample(range(8, 130), k=2 if self.small else draw.randint(2, 5))
        self.entries = {
            number: {
                "id": number,
                "number": f"2026-{number:03d}",
                "title": f"方案 {number}",
                "enterprise": {"id": 900 + draw.randint(1, 4), "name": "某某有限公司"},
                "challenge": (one := draw.randint(1, 2)) and {"id": one, "number": "B", "title": "榜"},
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
        fewest, most = (5, 5) if self.small else (5, 15)
        self.judges = draw.sample(range(2, 300), k=draw.randint(fewest, most))
        book.put("session", SESSION, panel_id=PANEL, state="planned")
        for number, entry in enumerate(self.entries):
            book.put("slot", 80 + number, session_id=SESSION, entry_id=entry)
        book.line("session.filled", f"session:{SESSION}")
        for number, judge in enumerate(self.judges):
            seat = {"panel_id": PANEL, "judge_id": judge, "kind": draw.choice(DIMENSIONS)}
            book.put("seat", 100 + number, **seat, left_at=None)
        book.line("seat.taken", f"panel:{PANEL}")

    # --- judging

    def judge(self) -> None:
        """Let the judges mark; some stand back, some are away, some are replaced."""
        for entry in self.entries:
            for judge in self.judges:
                self._one(entry, judge)
        if self.random.random() < 0.3:
            self._replace(self.random.choice(self.judges))

    def _one(self, entry: int, judge: int) -> None:
        is_plain = self.is_level and self.random.random() < 0.97
        chance = 0.5 if is_plain else self.random.random()
        if chance < 0.06:
            self._recuse(entry, judge, "confirmed")
        elif chance < 0.11:
            number = len(self.book.rows["absence"]) + 1
            who = {"entry_id": entry, "judge_id": judge, "session_id": SESSION}
            times = {"at": stamp(self.book.now), "ended_at": None}
            self.book.put("absence", number, **who, **times)
            self.book.line("absence.recorded", f"absence:{number}")
        else:
            self._mark(entry, judge, whole=chance < 0.97)
            if chance > 0.94:
                self._recuse(entry, judge, self.random.choice(["confirmed", "dismissed"]))

    def _recuse(self, entry: int, judge: int, state: str) -> None:
        book, number = self.book, len(self.book.rows["recusal"]) + 1
        who = {"entry_id": entry, "judge_id": judge, "origin": "declared", "ground": "other"}
        book.put("recusal", number, **who, detail={"commitment": "ab" * 32})
        book.silently("recusal", number, state="potential")
        book.line("recusal.raised", f"recusal:{number}")
        book.put("recusal", number, state=state)
        ballots = self._void(lambda row: (row["entry_id"], row["judge_id"]) == (entry, judge))
        self._line_of_void("recusal.decided", ballots if state == "confirmed" else [])

    def _replace(self, judge: int) -> None:
        number = next(k for k, row in self.book.rows["seat"].items() if row["judge_id"] == judge)
        self.book.put("seat", number, left_at=stamp(self.book.now))
        self._line_of_void("seat.replaced", self._void(lambda row: row["judge_id"] == judge))

    def _void(self, which) -> list[int]:
        return [int(k) for k, row in self.book.rows["ballot"].items() if which(row)]

    def _line_of_void(self, verb: str, ballots: list[int]) -> None:
        gone = [b for b in ballots if self.book.rows["ballot"][str(b)]["state"] != "void"]
        for ballot in gone:
            self.book.put("ballot", ballot, state="void")
        at = self.book.line(verb, f"session:{SESSION}")
        for ballot in gone:
            self.book.note_version(ballot, at, self.book.marks_of(ballot, self.keys), None)

    def _mark(self, entry: int, judge: int, *, whole: bool) -> None:
        """Keep a draft, change it, then submit it; a few are submitted although marks lack."""
        book, ballot = self.book, len(self.book.rows["ballot"]) + 300
        who = {"entry_id": entry, "judge_id": judge, "rule_sheet_id": SHEET, "source": "tablet"}
        uuid = str(UUID(int=self.random.getrandbits(128), version=4))
        book.put("ballot", ballot, uuid=uuid, **who, state="draft", submitted_at=None)
        self._give(ballot, self.keys[:1])
        book.ballot_line("ballot.saved", ballot, self.keys)
        self._give(ballot, self.keys if whole else self.keys[:-1])
        if self.random.random() < 0.97:
            book.put("ballot", ballot, state="submitted", submitted_at=stamp(book.now))
        book.ballot_line("ballot.submitted", ballot, self.keys)

    def _give(self, ballot: int, keys: list[str]) -> None:
        for number, line in enumerate(self.content.lines):
            if line.key in keys:
                points = self._points(line, self.book.rows["ballot"][str(ballot)]["judge_id"])
                own = {"ballot_id": ballot, "criterion_id": 700 + number}
                self.book.put("mark", f"{ballot}-{700 + number}", **own, points=points)

    def _points(self, line: Line, judge: int) -> str:
        """Draw a mark, few different ones so that scores tie, written as the product may."""
        drawn = self.random.randint(1, 4)
        coarse = line.top * (judge % 4 + 1 if self.is_level else drawn) / 4
        steps = int(coarse / line.step)
        mark = steps * line.step
        return f"{mark:.2f}" if self.random.random() < 0.5 else str(mark)

    def amend(self) -> None:
        """Change a submitted ballot's marks, as an amendment does, and count again."""
        rows = self.book.rows["ballot"].items()
        if submitted := [int(k) for k, row in rows if row["state"] == "submitted"]:
            ballot = self.random.choice(submitted)
            self._give(ballot, self.keys)
            self.book.ballot_line("amendment.applied", ballot, self.keys)

    # --- counting

    def roll(self) -> Roll:
        """Return what the product counts from."""
        book, recused = self.book, {}
        for row in book.rows["recusal"].values():
            if row.get("state") == "confirmed":
                recused.setdefault(row["entry_id"], set()).add(row["judge_id"])
        seats = {
            row["judge_id"]: SeatHeld(row["kind"], left=row["left_at"] is not None)
            for row in book.rows["seat"].values()
        }
        ballots: dict = {}
        for number, row in book.rows["ballot"].items():
            entry, judge = row["entry_id"], row["judge_id"]
            if row["state"] == "submitted" and judge not in recused.get(entry, ()):
                marks = book.marks_of(int(number), self.keys)
                given = {key: Decimal(mark) for key, mark in marks.items() if mark is not None}
                ballots.setdefault(entry, {})[judge] = given
        return Roll(
            entries={e: row["challenge"]["id"] for e, row in self.entries.items()},
            seats=dict.fromkeys(self.entries, seats),
            recused={entry: frozenset(judges) for entry, judges in recused.items()},
            undecided={},
            ballots=ballots,
        )

    def compute(self) -> bool:
        """Count an edition and publish it if no tie waits; decide one that does, once."""
        lines = self._count()
        if not lines:
            return False
        self._edition(lines)
        for line in lines:
            if line.decided_by.startswith(AWAITING) and self.random.random() < 0.8:
                self._decide(line, lines)
        lines = self._count()
        self._edition(lines)
        if any(line.decided_by.startswith(AWAITING) for line in lines):
            return False
        self._publish()
        return True

    def _count(self) -> list:
        decisions = [
            Decision(row["method"], tuple(map(str, row["order"])))
            for row in self.book.rows["tiedecision"].values()
        ]
        within = self.in_challenges
        return count(self.roll(), self.rules, within_challenges=within, decisions=decisions)

    def _decide(self, line, lines: list) -> None:
        same = (line.ranking, line.place, line.decided_by)
        order = [o.entry for o in lines if (o.ranking, o.place, o.decided_by) == same]
        self.random.shuffle(order)
        method, number = line.decided_by.removeprefix(AWAITING), len(self.book.rows["tiedecision"])
        at = stamp(self.book.now)
        self.book.put("tiedecision", 9 + number, method=method, order=order, at=at)
        self.book.line("tie.decided", f"contest:{self.book.contest}")

    def _edition(self, lines: list) -> None:
        book, number = self.book, len(self.editions) + 1
        for earlier in self.editions:
            if earlier["state"] == "computed":
                self._move(earlier, "discarded")
        digest = edition_digest(book.contest, SimpleNamespace(digest=self.digest), lines)
        told = {"number": number, "rule_sheet_id": SHEET, "digest": digest}
        book.put("edition", 500 + number, **told)
        book.silently("edition", 500 + number, state="computed")
        rows = [_standing(line, self.rules.decimals) for line in lines]
        for row in rows:
            told = {_COLUMNS.get(name, name): value for name, value in row.items()}
            book.put("standing", f"{500 + number}-{row['entry']}", edition_id=500 + number, **told)
        book.line("edition.computed", f"edition:{500 + number}")
        self.editions.append(
            {
                **{"id": 500 + number, "number": number, "rule_sheet": 1, "state": "computed"},
                **{"digest": digest, "corrects": None, "reason": "", "lines": rows},
                **{"computed_at": stamp(book.now), "published_at": None},
            }
        )

    def _move(self, edition: dict, state: str) -> None:
        edition["state"] = state
        self.book.put("edition", edition["id"], state=state)

    def _publish(self) -> None:
        for edition in self.editions:
            if edition["state"] == "published":
                self._move(edition, "superseded")
        self._move(self.editions[-1], "published")
        self.book.line("edition.published", f"edition:{self.editions[-1]['id']}")


def _steps(lines: tuple[Line, ...]) -> list[str]:
    dimensions = dict.fromkeys(f"dimension:{line.dimension}" for line in lines)
    return [*dimensions, *(f"criterion:{line.key}" for line in lines), "vote", "lot"]


def rules_of(content: Content) -> Rules:
    """Return the sheet as the engine computes by it, as ``queries.rulesheets`` does."""
    criteria = (Criterion(c.key, c.dimension, c.top, c.weight) for c in content.lines)
    names = ("trim", "trim_each_end", "min_to_trim", "decimals", "round_order", "ties")
    settings = {name: getattr(content, name) for name in names}
    return Rules(criteria=tuple(criteria), **settings)


def _standing(line: Counted, decimals: int) -> dict:
    """Return a line as a bundle has it, as ``queries.bundle.contests`` does."""
    return {
        **{"entry": line.entry, "ranking": line.ranking, "score": f"{line.score:.{decimals}f}"},
        "technical": f"{line.technical:.{decimals}f}" if line.technical else "0",
        "commercial": f"{line.commercial:.{decimals}f}" if line.commercial else "0",
        **{name: getattr(line, name) for name in ("place", "tied", "decided_by")},
        **{name: getattr(line, name) for name in ("ballots", "trimmed", "detail")},
    }
