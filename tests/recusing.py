"""A recusal and a request for one, where no test looks: in the contest that still takes entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contest.core.db import db
from contest.models import Entry, StoredFile, User
from judging.models import Recusal, RecusalGround, RecusalOrigin, RecusalRequest, Seat, Slot
from tests.kept import DIGEST, SIZE


def add_recusing(add: Callable[..., Any], entry: Entry, judge: User, author: User) -> None:
    """Add the recusal ``recusal``, the request ``request``, and name a seat and a slot."""
    about = {"contest_id": entry.contest_id, "entry_id": entry.id}
    add(
        "recusal",
        Recusal(
            **about,
            judge_id=judge.id,
            origin=RecusalOrigin.DECLARED,
            ground=RecusalGround.OTHER,
            raised_at=entry.created_at,
        ),
    )
    evidence = StoredFile(
        digest=DIGEST, size=SIZE, kind="pdf", name="聘书.pdf", uploaded_at=entry.created_at
    )
    add(
        "request",
        RecusalRequest(
            **about,
            named="某大学王教授",
            detail="曾为其顾问",
            requested_at=entry.created_at,
            requested_by_id=author.id,
            file=evidence,
        ),
    )
    add("seat", db.session.query(Seat).order_by(Seat.id).first())
    add("slot", db.session.query(Slot).order_by(Slot.id).first())
