"""Putting on record who opened which voucher."""

from __future__ import annotations

from awards.models import Payment
from contest.core.actions import action
from contest.models import User


@action("voucher.seen")
def note_opened(payment: Payment, *, by: User) -> None:
    """Log that somebody opened a payment's voucher; it changes nothing."""
