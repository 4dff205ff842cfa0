"""However instalments are planned, paid, given back and claimed, no sum passes its limit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awards.instalments import Sums, left_to_claim, left_to_pay, may_give_back

AMOUNT = 100
STEPS = st.lists(st.tuples(st.sampled_from("pdrc"), st.integers(1, 120)), max_size=30)


class Book:
    """An award's payments, kept by the rules alone."""

    def __init__(self):
        self.planned, self.paid, self.claimed = [], [], []

    @property
    def sums(self):
        paid = sum(self.paid)
        return Sums(sum(self.planned) + paid, paid, sum(self.claimed), 0)

    def take(self, kind, fen):
        if kind == "p" and fen <= left_to_pay(AMOUNT, self.sums):
            self.planned.append(fen)
        elif kind == "d" and self.planned:
            self.paid.append(self.planned.pop())
        elif kind == "r" and self.paid and may_give_back(self.paid[-1], self.sums):
            self.planned.append(self.paid.pop())
        elif kind == "c" and fen <= left_to_claim(self.sums):
            self.claimed.append(fen)


@given(STEPS)
def test_no_more_is_paid_than_the_award_and_no_more_claimed_than_was_paid(steps):
    book = Book()

    for kind, fen in steps:
        book.take(kind, fen)
        assert book.sums.paid <= book.sums.promised <= AMOUNT
        assert book.sums.reclaimed <= book.sums.paid


@given(STEPS)
def test_what_is_left_can_be_planned_to_the_last_fen(steps):
    book = Book()
    for kind, fen in steps:
        book.take(kind, fen)

    book.take("p", left_to_pay(AMOUNT, book.sums) or 1)

    assert book.sums.promised == AMOUNT
