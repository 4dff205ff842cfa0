"""Invented contests: judged, amended, and counted by the product's own pure modules."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID

from contest.core.ledger import stamp
from judging.queries.editions import edition_digest
from judging.rulesheet import Line
from judging.tally import Line as Counted
from judging.tally import Roll, SeatHeld, count
from judging.tie_decisions import AWAITING, Decision
from tests.judging.verifier.drawn import SESSION, Drawn

# What a line of the standings is called in its table.
_COLUMNS = {"entry": "entry_id", "ranking": "challenge_id"}


class Invented(Drawn):
    """A contest made up from a seed: judged, amended and counted."""

    def __init__(self, seed: int, *, small: bool = False) -> None:
        super().__init__(seed, small=small)
        self.editions: list[dict] = []
        self.amendments: list[dict] = []

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
        who = {"entry_id": entry, "judge_id": judge, "source": "tablet"}
        uuid = str(UUID(int=self.random.getrandbits(128), version=4))
        book.put("ballot", ballot, uuid=uuid, **who, rule_sheet_id=self.sheet)
        book.put("ballot", ballot, state="draft", submitted_at=None)
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
                own = {"ballot_id": ballot, "criterion_id": self.first + number}
                self.book.put("mark", f"{ballot}-{self.first + number}", **own, points=points)

    def _points(self, line: Line, judge: int) -> str:
        """Draw a mark, few different ones so that scores tie, written as the product may."""
        drawn = self.random.randint(1, 4)
        coarse = line.top * (judge % 4 + 1 if self.is_level else drawn) / 4
        steps = int(coarse / line.step)
        mark = steps * line.step
        return f"{mark:.2f}" if self.random.random() < 0.5 else str(mark)

    def amend(self) -> None:
        """Change the marks of one or two submitted ballots in one line, as amendments do."""
        rows = self.book.rows["ballot"].items()
        submitted = [int(number) for number, row in rows if row["state"] == "submitted"]
        ballots = self.random.sample(submitted, k=min(len(submitted), self.random.randint(1, 2)))
        before = {ballot: self.book.marks_of(ballot, self.keys) for ballot in ballots}
        for ballot in ballots:
            self._give(ballot, self.keys)
        self.book.joint_line("amendment.applied", ballots, self.keys)
        for ballot, marks in before.items():
            self._note_amendment(ballot, marks)

    def _note_amendment(self, ballot: int, before: dict) -> None:
        row, after = self.book.rows["ballot"][str(ballot)], self.book.marks_of(ballot, self.keys)
        if before != after:
            self.amendments.append(
                {
                    "id": len(self.amendments) + 1,
                    "kind": "amendment",
                    "ground": "abnormal",
                    "entry": row["entry_id"],
                    "judge": row["judge_id"],
                    "state": "applied",
                    "before": before,
                    "after": after,
                    "proposed_by": 900,
                    "cosigned_by": 901,
                    "applied_sequence": len(self.book.lines),
                }
            )

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
        waiting = [line for line in lines if line.decided_by.startswith(AWAITING)]
        for line in waiting if self.random.random() < 0.8 else ():
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
        told = {"number": number, "rule_sheet_id": self.sheet, "digest": digest}
        book.put("edition", 500 + number, **told)
        book.silently("edition", 500 + number, state="computed")
        rows = [_standing(line, self.rules.decimals) for line in lines]
        for row in rows:
            told = {_COLUMNS.get(name, name): value for name, value in row.items()}
            book.put("standing", f"{500 + number}-{row['entry']}", edition_id=500 + number, **told)
        book.line("edition.computed", f"edition:{500 + number}")
        self.editions.append(
            {
                "id": 500 + number,
                "number": number,
                "state": "computed",
                "digest": digest,
                "corrects": None,
                "reason": "",
                "lines": rows,
                "rule_sheet": len(self.sheets),
                "computed_at": stamp(book.now),
                "published_at": None,
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


def _standing(line: Counted, decimals: int) -> dict:
    """Return a line as a bundle has it, as ``queries.bundle.contests`` does."""
    return {
        "entry": line.entry,
        "ranking": line.ranking,
        "score": f"{line.score:.{decimals}f}",
        "technical": f"{line.technical:.{decimals}f}" if line.technical else "0",
        "commercial": f"{line.commercial:.{decimals}f}" if line.commercial else "0",
        **{name: getattr(line, name) for name in ("place", "tied", "decided_by")},
        **{name: getattr(line, name) for name in ("ballots", "trimmed", "detail")},
    }
