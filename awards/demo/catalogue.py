"""What followed from the ended contest for the catalogue and key R&D, at different steps."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from awards.actions.catalogue import decide_item, propose_review, propose_winner, remove_item
from awards.actions.catalogue_import import import_items
from awards.actions.catalogue_rules import set_conditions
from awards.actions.nominations import Research, decide_nomination, nominate
from awards.catalogue_files import read_items
from awards.deciding import is_settled
from awards.demo.catalogue_texts import (
    CONDITIONS,
    DECISIONS,
    EARLIER,
    NOT_SOLD,
    RECOMMENDED,
    RESEARCH,
    STOPPED,
    WINNERS,
)
from awards.demo.days import DAY, HOUR, Days
from awards.demo.results import ENDED
from awards.demo.story import Cast, Happening
from awards.models import Award, CatalogueItem, Nomination
from awards.product import Product
from awards.queries.catalogue_rules import rules_of
from awards.rules_digest import rules_digest
from awards.states import CatalogueState
from contest.core.db import db
from contest.demo.contests import CLOSING, at
from contest.models import Contest, User

# The third one's right ends soon after the demo was loaded.
SOON = timedelta(days=40)
EXPIRES_SOON = 3
REVIEWED = "泵站叶轮磨损在线监测仪"
REVIEW_OWNER = "澄江水务装备有限公司"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Tells how products were listed and winners nominated."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield the steps, each by the person whose step it is."""
        table = self.days.contests[ENDED].timetable
        begin = at(table.publicity_from, CLOSING) + 62 * DAY
        yield Happening(begin, self._bring_in)
        yield Happening(begin + HOUR, self._set_conditions)
        yield Happening(begin + 2 * HOUR, self._take_out)
        yield Happening(begin + DAY, self._propose)
        yield Happening(begin + 2 * DAY, self._decide)
        yield Happening(begin + 3 * DAY, self._nominate)
        yield Happening(begin + 4 * DAY, self._approve)

    def _bring_in(self) -> None:
        content = EARLIER.format(y1=self._contest.year - 1, y2=self._contest.year - 2).encode()
        rows, _errors = read_items(content, self._contest.body)
        import_items(self._contest.body, rows=rows, by=self._person(1))

    def _set_conditions(self) -> None:
        body, year = self._contest.body, self._contest.year
        seen = rules_digest(rules_of(body.id, year))
        set_conditions(body, by=self._person(1), year=year, conditions=CONDITIONS, seen=seen)

    def _take_out(self) -> None:
        number = f"{self._contest.year - 2}-004"
        item = db.session.scalars(select(CatalogueItem).filter_by(number=number)).one()
        remove_item(item, by=self._person(2), version=item.version, reason=STOPPED)

    def _propose(self) -> None:
        for award in self._awards(WINNERS):
            product = _product(award, until=self._until(award.place))
            propose_winner(award, by=self._person(1), product=product)
        propose_review(
            self._contest.body, by=self._person(1), year=self._contest.year, product=_reviewed()
        )

    def _decide(self) -> None:
        waiting = select(CatalogueItem).filter_by(state=CatalogueState.PROPOSED)
        for item in db.session.scalars(waiting.order_by(CatalogueItem.id)).all():
            place = item.award.place if item.award else 1
            if place in DECISIONS and (item.award is None or is_settled(item.award)):
                listed, reason = DECISIONS[place]
                decide_item(
                    item, by=self._person(2), version=item.version, listed=listed, reason=reason
                )

    def _nominate(self) -> None:
        for award in self._awards(RESEARCH):
            research = Research(*RESEARCH[award.place])
            nominate(award, by=self._person(1), research=research)

    def _approve(self) -> None:
        first = select(Nomination).join(Nomination.award).where(Award.place == 1)
        nomination = db.session.scalars(first).one()
        if is_settled(nomination.award):
            version = nomination.version
            decide_nomination(
                nomination, by=self._person(2), version=version, approved=True, reason=RECOMMENDED
            )

    def _awards(self, places: Collection[int]) -> list[Award]:
        query = select(Award).where(
            Award.contest_id == self._contest.id, Award.place.in_(list(places))
        )
        return list(db.session.scalars(query.order_by(Award.place)))

    def _until(self, place: int) -> date:
        if place == EXPIRES_SOON:
            return self.days.today + SOON
        return date(2040 + place, 6, 30)

    @property
    def _contest(self) -> Contest:
        return self.cast.find(Contest, ENDED)

    def _person(self, number: int) -> User:
        return self.cast.find(User, f"organizer{number}")


def _product(award: Award, *, until: date) -> Product:
    model, kind, number, (verdict, note) = WINNERS[award.place]
    return Product(
        product=award.entry.title,
        enterprise=award.enterprise.name,
        uscc=award.enterprise.uscc,
        model=model,
        field_id=award.entry.challenge.field_id,
        summary=award.entry.summary[:300],
        ip_kind=kind,
        ip_number=number,
        ip_holder=award.enterprise.name,
        ip_until=until,
        answers={NOT_SOLD: {"verdict": verdict, "note": note}},
    )


def _reviewed() -> Product:
    return Product(
        product=REVIEWED,
        enterprise=REVIEW_OWNER,
        model="YL-5",
        summary="贴在泵壳外，听叶轮的振动，磨损超限前十天报警。",
        ip_kind="invention",
        ip_number="ZL202310339820.3",
        ip_holder=REVIEW_OWNER,
        ip_until=date(2043, 2, 28),
        answers={NOT_SOLD: {"verdict": "met", "note": "试用 12 台，未批量销售。"}},
    )
