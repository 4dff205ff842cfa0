"""An invented contest's awards, and all of it as a bundle."""

from __future__ import annotations

import json
from decimal import Decimal

from awards.allocation import allocate
from awards.outcomes import Candidate, Held, Limits, Outcome, Prize, UnsettledTie
from judging.bundle.packing import Parts
from judging.rulesheet import Content, canonical
from tests.judging.verifier.books import zipped
from tests.judging.verifier.contests import Invented
from tests.judging.verifier.drawn import PANEL, SESSION

FIRST_PLAN, FIRST_AWARD = 600, 650


class Awarded(Invented):
    """A contest with prizes: planned, approved, and now and then taken back and given again."""

    def __init__(self, seed: int, *, small: bool = False) -> None:
        super().__init__(seed, small=small)
        self.plans: list[dict] = []
        self.awards: list[dict] = []
        amounts = sorted(self.random.choice([1, 5, 20, 100]) * 10**6 for _ in range(2))[::-1]
        self.prizes = [
            {"id": 20 + n, "position": n, "name": f"{n} 等奖", "seats": n, "amount_fen": amount}
            for n, amount in enumerate(amounts, 1)
        ]

    def run(self) -> Awarded:
        """Let all happen, with a signed head now and then."""
        self.judge()
        self.book.head()
        is_published = self.compute()
        if is_published and self.random.random() < 0.4:
            self.amend()
            self.book.head()
            is_published = self.compute()
        if is_published:
            self._propose()
        if self.awards and self.random.random() < 0.3:
            self._disqualify(self.awards[0])
            self._propose()
        return self

    def _propose(self) -> None:
        """Plan by the product's allocation, and approve; nothing where a tie stops it."""
        edition = self.editions[-1]
        try:
            outcomes = self._allocated(edition["lines"])
        except UnsettledTie:
            return
        number = FIRST_PLAN + len(self.plans)
        lines = [_planned(at, outcome) for at, outcome in enumerate(outcomes, 1)]
        told = {"edition_id": edition["id"], "digest": "0" * 64, "state": "proposed", "note": ""}
        self.book.put("plan", number, **told)
        for line in lines:
            columns = {_named(name): value for name, value in line.items()}
            self.book.put("planline", f"{number}-{line['entry']}", plan_id=number, **columns)
        self.book.line("awards.proposed", f"plan:{number}")
        plan = {"id": number, "edition": edition["number"], "state": "approved", "note": ""}
        people = {"proposed_by": 3, "approved_by": 4}
        self.plans.append({**plan, **people, "digest": "0" * 64, "lines": lines})
        self._approve(number, lines)

    def _approve(self, number: int, lines: list[dict]) -> None:
        self.book.put("plan", number, state="approved")
        for line in lines:
            if line["prize"] is not None:
                award = {
                    "id": FIRST_AWARD + len(self.awards),
                    "plan": number,
                    "state": "approved",
                    **{name: line[name] for name in ("entry", "prize", "place", "amount_fen")},
                    "enterprise": self.entries[line["entry"]]["enterprise"]["id"],
                }
                self.awards.append(award)
                columns = {_named(k): v for k, v in award.items() if k not in {"id", "state"}}
                self.book.put("award", award["id"], **columns)
                self.book.silently("award", award["id"], state="approved")
        self.book.line("awards.approved", f"plan:{number}")

    def _allocated(self, lines: list[dict]) -> tuple[Outcome, ...]:
        standing = [award for award in self.awards if award["state"] != "revoked"]
        groups: dict[str, list[Candidate]] = {}
        for line in sorted(lines, key=lambda line: (line["ranking"] or 0, line["place"])):
            groups.setdefault(str(line["ranking"] or ""), []).append(self._candidate(line))
        free = {group: self._free(group, standing) for group in groups}
        limits = Limits(
            budget_fen=self.budget - sum(award["amount_fen"] for award in standing),
            pass_mark=self.content.pass_mark,
            one_award_per_enterprise=self.one_each,
        )
        held = [Held(entry=str(a["entry"]), enterprise=str(a["enterprise"])) for a in standing]
        return allocate(groups, free, limits, held=held)

    def _candidate(self, line: dict) -> Candidate:
        entry = self.entries[line["entry"]]
        return Candidate(
            entry=str(entry["id"]),
            enterprise=str(entry["enterprise"]["id"]),
            place=line["place"],
            score=Decimal(line["score"]),
            left="" if entry["state"] == "admitted" else "已被取消参赛资格",
        )

    def _free(self, group: str, standing: list[dict]) -> list[Prize]:
        def taken(prize: dict) -> int:
            rankings = [self._group(a) for a in standing if a["prize"] == prize["id"]]
            return rankings.count(group)

        return [
            Prize(str(p["id"]), p["name"], max(p["seats"] - taken(p), 0), p["amount_fen"])
            for p in self.prizes
        ]

    def _group(self, award: dict) -> str:
        return str(self.entries[award["entry"]]["challenge"]["id"]) if self.in_challenges else ""

    def _disqualify(self, award: dict) -> None:
        self.entries[award["entry"]]["state"] = award["state"] = "disqualified"
        award["state"] = "revoked"
        self.book.put("award", award["id"], state="revoked")
        self.book.line("entry.disqualified", f"entry:{award['entry']}")

    # --- as a bundle

    def parts(self) -> Parts:
        """Return all rows as a bundle has them."""
        return Parts(
            contest=self._contest(),
            rules=[self._sheet(at, *sheet) for at, sheet in enumerate(self.sheets, 1)],
            entries=list(self.entries.values()),
            judges=[{"id": judge, "kind": None, "name": None} for judge in sorted(self.judges)],
            assignments=self._assignments(),
            recusals=[
                {"id": int(number), **_people(row, "origin", "ground", "state")}
                for number, row in self.book.rows["recusal"].items()
            ],
            absences=[
                {"id": int(number), "session": SESSION, **_people(row, "at", "ended_at")}
                for number, row in self.book.rows["absence"].items()
            ],
            ballots=self._ballots(),
            amendments=self.amendments,
            ties=[{"id": int(n), **row} for n, row in self.book.rows["tiedecision"].items()],
            editions=self.editions,
            awards={"prizes": self.prizes, "plans": self.plans, "awards": self.awards},
            ledger=self.book.ledger(),
            heads=self.book.heads,
            proofs=self.book.proofs(),
        )

    def _contest(self) -> dict:
        return {
            "id": self.book.contest,
            "name": "试评大赛",
            "year": 2026,
            "state": "judging",
            "ranking_scope": "challenge" if self.in_challenges else "contest",
            "budget_fen": self.budget,
            "one_award_per_enterprise": self.one_each,
            "fewest_entries": 1,
        }

    def _sheet(self, number: int, own: int, content: Content) -> dict:
        row = self.book.rows["rulesheet"][str(own)]
        written = canonical(content, contest_id=self.book.contest, number=number)
        return {"id": own, **row, "content": json.loads(written)}

    def _assignments(self) -> list[dict]:
        names = ("kind", "left_at")
        return [
            {
                "session": SESSION,
                "panel": PANEL,
                "judge": seat["judge_id"],
                "entry": entry,
                **{name: seat[name] for name in names},
            }
            for entry in self.entries
            for seat in self.book.rows["seat"].values()
        ]

    def _ballots(self) -> list[dict]:
        book = self.book
        return [
            {
                "id": int(number),
                "void": row["state"] == "void",
                **_people(row, "uuid", "state", "source", "submitted_at"),
                "rule_sheet": len(self.sheets),
                "sequence": book.bound[int(number)],
                "content": book.content_of(int(number), self.keys),
                "marks": book.marks_of(int(number), self.keys),
                "versions": book.versions[int(number)],
            }
            for number, row in book.rows["ballot"].items()
        ]

    def bundle(self) -> bytes:
        """Return the contest as a bundle, whose head is signed now."""
        head = self.book.head()
        return zipped(self.parts(), head)


def _people(row: dict, *names: str) -> dict:
    return {"entry": row["entry_id"], "judge": row["judge_id"], **{n: row[n] for n in names}}


def _named(name: str) -> str:
    return f"{name}_id" if name in {"entry", "prize", "plan", "enterprise"} else name


def _planned(position: int, outcome: Outcome) -> dict:
    candidate, prize = outcome.candidate, outcome.prize
    return {
        "entry": int(candidate.entry),
        "position": position,
        "place": candidate.place,
        "score": f"{candidate.score:.2f}",
        "prize": int(prize.key) if prize else None,
        "amount_fen": outcome.amount_fen,
        "reason_code": str(outcome.reason),
        "reason": "…",
    }
