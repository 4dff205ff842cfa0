"""What visits leave in the little world."""

from datetime import UTC, datetime

from contest.models import SignIn

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def add_traces(add, user):
    """Add a session of someone's from elsewhere."""
    add(
        "sign_in",
        SignIn(token_hash="0", user_id=user.id, started_at=MONDAY, seen_at=MONDAY),
    )
