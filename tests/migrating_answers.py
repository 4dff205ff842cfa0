"""The migration of how soon objections are answered."""

from __future__ import annotations

from tests.migrating_case import Case

OF_ANSWERS = (
    Case(
        "0042",
        adds="contest.objection_answer_days ck_contest_objections_answered_in_a_day_or_more",
        finds={"SELECT DISTINCT objection_answer_days FROM contest": [(3,)]},
    ),
)
