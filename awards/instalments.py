"""How much of an award may still be paid, or claimed back. Pure; money in fen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sums:
    """What an award's payments add up to, cancelled ones left out.

    ``promised`` is planned and paid out together, ``paid`` what was paid out; ``reclaimed`` is
    what is to come back or has come back, ``returned`` what has.
    """

    promised: int = 0
    paid: int = 0
    reclaimed: int = 0
    returned: int = 0


def left_to_pay(amount: int, sums: Sums) -> int:
    """Return what may still be planned of an award of ``amount``: never more than it."""
    return max(amount - sums.promised, 0)


def left_to_claim(sums: Sums) -> int:
    """Return what may still be claimed back of a revoked award: never more than was paid."""
    return max(sums.paid - sums.reclaimed, 0)


def to_come_back(sums: Sums) -> int:
    """Return what was paid of a revoked award and has not come back, claimed or not."""
    return max(sums.paid - sums.returned, 0)


def may_give_back(fen: int, sums: Sums) -> bool:
    """Return whether a payment may turn out not to have been made, by what is claimed back."""
    return sums.reclaimed <= sums.paid - fen
