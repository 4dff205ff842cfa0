"""What became of the ended contest's money: accounts, instalments, and what still waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import select

from awards.actions.certificates import reissue_certificate
from awards.actions.payees import fill_payee
from awards.actions.payments import check_payment, plan_payment, record_payment
from awards.actions.revocations import propose_revocation
from awards.demo.days import DAY, HOUR, Days
from awards.demo.story import Cast, Happening
from awards.demo.vouchers import voucher
from awards.models import Award, Payment
from awards.queries.certificates import valid_certificate
from awards.queries.payees import payees_of
from awards.queries.payments import last_number
from contest.core import clock
from contest.core.db import db
from contest.demo.contests import CLOSING, at
from contest.models import Contest, User

ENDED = "ended"
BANKS = (
    ("中国银行", "甬江市分行营业部"),
    ("中国工商银行", "甬江鼓楼支行"),
    ("中国建设银行", "甬江高新区支行"),
    ("交通银行", "甬江东部新城支行"),
)
HALF, ALL = 50, 100  # per cent
WHY = "接实名反映：申报材料所列的一项发明专利，其专利权已于路演前转让，待核实后决定。"


@dataclass(frozen=True, slots=True)
class Payments:
    """Tells how awards were paid, by their order: the first in full, one still without account."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield the steps; the last ones lie a few days back, and wait for a visitor."""
        given = at(self.days.contests[ENDED].timetable.publicity_from, CLOSING) + 18 * DAY
        lately = at(self.days.today - 3 * DAY, CLOSING)
        for number in (0, 1, 2, 3, 5, 6, 7, 8, 9):  # the fifth has not given its account yet
            yield Happening(given + number * HOUR, partial(self._fill, number))
            share = HALF if number < 4 else ALL  # noqa: PLR2004 -- the larger prizes in two parts
            yield from self._paid(given + 3 * DAY + number * HOUR, number, share)
        yield from self._paid(given + 60 * DAY, 0, HALF)
        yield Happening(given + 4 * DAY, self._correct_a_name)
        yield Happening(lately, lambda: self._plan(1, HALF, self.days.now + 5 * DAY))
        yield Happening(lately, lambda: self._plan(2, HALF, lately + DAY))
        yield Happening(lately + DAY, lambda: self._record(2))
        yield Happening(lately + DAY, lambda: self._fill(3, changed=True))
        yield Happening(lately + 2 * DAY, self._doubt)

    def _paid(self, when: datetime, number: int, share: int) -> Iterator[Happening]:
        """Yield an instalment that was planned, paid and checked."""
        yield Happening(when, lambda: self._plan(number, share, when + 10 * DAY))
        yield Happening(when + 8 * DAY, lambda: self._record(number))
        yield Happening(when + 9 * DAY, lambda: self._check(number))

    def _fill(self, number: int, *, changed: bool = False) -> None:
        award = self._awards[number]
        bank, branch = BANKS[(number + changed) % len(BANKS)]
        query = select(User).where(User.organisation_id == award.enterprise_id).order_by(User.id)
        fill_payee(
            award,
            by=db.session.scalars(query).first() or self._person(1),
            holder=award.enterprise.name,
            bank=bank,
            branch=branch,
            account=f"3340{award.enterprise_id:06}{award.id:04}{7 * award.id + changed:04}",
            seen=len(payees_of(award.id)),
        )

    def _plan(self, number: int, share: int, due: datetime) -> None:
        award = self._awards[number]
        fen = award.amount_fen * share // 100
        note = "" if share == ALL else "尾款" if last_number(award.id) else "首款"
        day = clock.local(due).date()
        plan_payment(award, by=self._person(1), amount_fen=fen, due=day, note=note)

    def _record(self, number: int) -> None:
        payment = self._last(number)
        day = clock.local(clock.now()).date()
        reference = f"YJ{day:%Y%m%d}{payment.id:06}"
        record_payment(
            payment,
            by=self._person(1),
            version=payment.version,
            paid_on=day,
            reference=reference,
            voucher=voucher(payment, day, reference),
        )

    def _check(self, number: int) -> None:
        payment = self._last(number)
        check_payment(payment, by=self._person(2), version=payment.version)

    def _correct_a_name(self) -> None:
        certificate = valid_certificate(self._awards[1].id)
        if certificate is None:
            raise LookupError("the second award has no certificate")
        reissue_certificate(
            certificate,
            by=self._person(1),
            title=f"{certificate.content['entry']}（一期）",
            reason="项目名称漏写“（一期）”。",
        )

    def _doubt(self) -> None:
        propose_revocation(self._awards[9], by=self._person(1), reason=WHY)

    def _last(self, number: int) -> Payment:
        award = self._awards[number]
        query = select(Payment).where(Payment.award_id == award.id).order_by(Payment.number.desc())
        return db.session.scalars(query.limit(1)).one()

    @property
    def _awards(self) -> list[Award]:
        contest = self.cast.find(Contest, ENDED)
        query = select(Award).where(Award.contest_id == contest.id)
        return list(db.session.scalars(query.order_by(Award.amount_fen.desc(), Award.place)))

    def _person(self, number: int) -> User:
        return self.cast.find(User, f"organizer{number}")
