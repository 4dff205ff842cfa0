"""The signed receipt for what is kept of a ballot, with its place in the log."""

from __future__ import annotations

from typing import Any

from contest.core import signing
from contest.core.audit import chain_of
from contest.core.ledger import stamp
from contest.core.places import Place
from contest.core.trees import place_of_binding
from judging.models import LateBallot
from judging.receipts import APART, KEPT, placed
from judging.sent import Sent
from judging.writing import Saved


def receipt_for(saved: Saved) -> dict[str, Any]:
    """Return the receipt for a ballot as it is kept now."""
    found, kept, content = saved.found, saved.kept, saved.content
    chain = chain_of(found)
    receipt: dict[str, Any] = {
        "kept_as": KEPT,
        "uuid": kept.uuid,
        "entry": found.entry_id,
        "judge": found.judge_id,
        "version": kept.version,
        "state": str(kept.state),
        "saved_at": stamp(kept.saved_at) if kept.saved_at else None,
        "submitted_at": stamp(kept.submitted_at) if kept.submitted_at else None,
        "content": content,
    }
    place = saved.act.place if saved.act else place_of_binding(chain, content)
    return _signed(receipt, chain, place)


def receipt_for_late(late: LateBallot, sent: Sent) -> dict[str, Any]:
    """Return the receipt for marks that are kept apart, as they were sent."""
    receipt = {
        "kept_as": APART,
        "uuid": late.uuid,
        "entry": late.entry_id,
        "judge": late.judge_id,
        "version": 0,
        "state": sent.state,
        "saved_at": stamp(late.received_at),
        "submitted_at": None,
        "content": late.content,
    }
    chain = chain_of(late)
    return _signed(receipt, chain, place_of_binding(chain, late.content, first=True))


def _signed(receipt: dict[str, Any], chain: str, place: Place | None) -> dict[str, Any]:
    return signing.signed({**receipt, **placed(chain, place)})
