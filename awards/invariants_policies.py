"""What must hold of what follows the awards: listings, nominations and examples."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, not_, or_, select

from awards.delivery_states import BenchmarkState, CaseState
from awards.models import Award, Benchmark, CatalogueItem, Nomination, TypicalCase
from awards.states import AwardState, CatalogueState, NominationState
from contest.core.db import db
from contest.models import Contest, Entry
from contest.states import ContestState

# As ``deciding.is_settled`` asks of one award.
_SETTLED = or_(
    Award.state.in_([AwardState.CONFIRMED, AwardState.ANNOUNCED]),
    and_(Award.state == AwardState.APPROVED, Contest.state == ContestState.CONCLUDED),
)


def without_a_settled_award() -> Iterator[str]:
    """Yield listings, nominations and examples whose award is revoked, or not confirmed."""
    for kind, name, stands in (
        (CatalogueItem, "目录条目", CatalogueItem.state == CatalogueState.LISTED),
        (Nomination, "重点研发提名", Nomination.state == NominationState.APPROVED),
        (TypicalCase, "公开的典型案例", TypicalCase.state == CaseState.APPROVED),
        (Benchmark, "标杆案例", Benchmark.state == BenchmarkState.LISTED),
    ):
        query = (
            select(Entry.number)
            .join(Award, Award.entry_id == Entry.id)
            .join(kind, kind.award_id == Award.id)
            .join(Contest, Contest.id == Award.contest_id)
            .where(stands, not_(_SETTLED))
        )
        for number in db.session.scalars(query.order_by(Entry.number)):
            yield f"项目 {number}：{name}所依据的奖励已撤销或尚未确认"
