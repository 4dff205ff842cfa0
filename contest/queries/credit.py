"""Credit checks of an entry's organisations."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.core.db import db
from contest.credit import Gap, unchecked
from contest.models import CreditCheck, Entry, User
from contest.queries.submissions import entry_as_submitted


def credit_check_by(check_id: int) -> CreditCheck | None:
    """Return a credit check."""
    return db.session.get(CreditCheck, check_id)


def credit_checks(entry: Entry) -> list[tuple[CreditCheck, User]]:
    """Return the entry's credit checks with who made them, the oldest first."""
    query = (
        select(CreditCheck, User)
        .join(User, User.id == CreditCheck.by_id)
        .where(CreditCheck.entry_id == entry.id)
        .options(joinedload(CreditCheck.file))
        .order_by(CreditCheck.id)
    )
    return [(check, user) for check, user in db.session.execute(query)]


def missing_checks(entry: Entry, checks: list[CreditCheck]) -> list[Gap]:
    """Return what nobody has looked up yet, for the lead and every member as submitted."""
    checked = {(check.uscc, check.source) for check in checks}
    return unchecked(entry_as_submitted(entry).organisations, checked)
