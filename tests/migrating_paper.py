"""The migrations of paper sheets and of rehearsals."""

from __future__ import annotations

from tests.migrating_case import Case, columns
from tests.migrating_rows import LATER

OF_PAPER = (
    Case(
        "0024",
        adds="late_ballot.return_reason pk_paper_ballot uq_paper_ballot_entry_id_judge_id "
        "ck_paper_ballot_paperstate ck_paper_ballot_two_people ck_paper_ballot_typed_twice "
        "ix_paper_ballot_contest_id ix_paper_ballot_entry_id ix_paper_ballot_judge_id "
        "ix_paper_ballot_rule_sheet_id "
        "fk_paper_ballot_contest_id_contest fk_paper_ballot_entry_id_entry "
        "fk_paper_ballot_judge_id_user fk_paper_ballot_rule_sheet_id_rule_sheet "
        "fk_paper_ballot_first_by_id_user fk_paper_ballot_second_by_id_user "
        "fk_paper_ballot_settled_by_id_user fk_paper_ballot_file_id_stored_file "
        + columns(
            "paper_ballot",
            "id contest_id entry_id judge_id rule_sheet_id uuid state first_marks first_by_id "
            "first_at second_marks second_by_id? second_at? settled_marks settled_by_id? "
            "settled_at? file_id?",
        ),
        rows={
            "late_ballot": [
                {"id": 1, "uuid": "u", "source": "late", "state": "waiting", "marks": {}}
            ]
        },
        finds={"SELECT return_reason FROM late_ballot": [("",)]},
    ),
    Case(
        "0025",
        adds="contest.rehearsal_of_id? fk_contest_rehearsal_of_id_contest "
        "ix_contest_rehearsal_of_id ck_contest_rehearsal_of_another pk_calibration "
        "fk_calibration_contest_id_contest fk_calibration_entry_id_entry "
        "fk_calibration_released_by_id_user ix_calibration_entry_id "
        + columns("calibration", "contest_id entry_id released_at? released_by_id?"),
        finds={"SELECT DISTINCT rehearsal_of_id FROM contest": [(None,)]},
        later={
            "contest": [
                {
                    "id": 9,
                    "body_id": 2,
                    "name": "场景大赛（彩排）",
                    "state": "rehearsal",
                    "rehearsal_of_id": 1,
                    "ranking_scope": "challenge",
                    "entries_close_at": LATER,
                    "screening_until": LATER,
                    "publicity_days": 3,
                }
            ]
        },
        back={"SELECT state FROM contest WHERE id = 9": [("draft",)]},
    ),
)
