"""The migration of paper audits."""

from __future__ import annotations

from tests.migrating_case import Case, columns

OF_AUDITS = (
    Case(
        "0031",
        adds="pk_paper_audit uq_paper_audit_contest_id_number ix_paper_audit_contest_id "
        "fk_paper_audit_contest_id_contest fk_paper_audit_drawn_by_id_user "
        "pk_paper_audit_line uq_paper_audit_line_audit_id_place "
        "ix_paper_audit_line_contest_id ck_paper_audit_line_papermatch "
        "ck_paper_audit_line_found_by_somebody fk_paper_audit_line_audit_id_paper_audit "
        "fk_paper_audit_line_ballot_id_ballot fk_paper_audit_line_contest_id_contest "
        "fk_paper_audit_line_checked_by_id_user "
        + columns(
            "paper_audit", "id contest_id number seed source ballots frame drawn_at drawn_by_id"
        )
        + " "
        + columns(
            "paper_audit_line",
            "audit_id ballot_id contest_id place key found? note checked_at? checked_by_id?",
        ),
        later={"paper_audit": [{"id": 1, "number": 1, "seed": "123456"}]},
    ),
)
