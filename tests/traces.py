"""What visits leave in the little world, and what judges visit with."""

from datetime import UTC, datetime

from contest.models import Card, SignIn, Tablet

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def add_traces(add, user):
    """Add a session of someone's from elsewhere."""
    add(
        "sign_in",
        SignIn(token_hash="0", user_id=user.id, started_at=MONDAY, seen_at=MONDAY),
    )


def add_tablet(add, judge, contest, organizer):
    """Add a judge's tablet whose secret nobody has, and a card that waits to be used."""
    add(
        "tablet",
        Tablet(
            judge_id=judge.id,
            name="平板 1",
            token_hash="0",
            export_key="5a" * 32,
            created_at=MONDAY,
        ),
    )
    add(
        "card",
        Card(
            contest_id=contest.id,
            judge_id=judge.id,
            token_hash="0",
            code_hash="0",
            printed_at=MONDAY,
            printed_by_id=organizer.id,
            expires_at=contest.roadshow_until,
        ),
    )
