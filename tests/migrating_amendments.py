"""The migration of amendments."""

from __future__ import annotations

from tests.migrating_case import Case, columns

OF_AMENDMENTS = (
    Case(
        "0032",
        adds="edition.corrects_id? fk_edition_corrects_id_edition "
        "pk_amendment uq_amendment_contest_id_number ck_amendment_amendmentkind "
        "ck_amendment_amendmentground ck_amendment_amendmentstate ck_amendment_two_people "
        "ck_amendment_cosigned_by_somebody ck_amendment_applied_by_somebody "
        "ck_amendment_cancelled_by_somebody ix_amendment_contest_id "
        "fk_amendment_contest_id_contest fk_amendment_edition_id_edition "
        "fk_amendment_proposed_by_id_user fk_amendment_cosigned_by_id_user "
        "fk_amendment_applied_by_id_user fk_amendment_cancelled_by_id_user "
        "pk_amended_ballot ix_amended_ballot_ballot_id ix_amended_ballot_contest_id "
        "ix_amended_ballot_entry_id ix_amended_ballot_judge_id "
        "fk_amended_ballot_amendment_id_amendment fk_amended_ballot_ballot_id_ballot "
        "fk_amended_ballot_contest_id_contest fk_amended_ballot_entry_id_entry "
        "fk_amended_ballot_judge_id_user "
        + columns(
            "amendment",
            "id contest_id number kind ground reason occasion state proposed_by_id proposed_at "
            "cosigned_by_id? cosigned_at? preview preview_digest applied_by_id? applied_at? "
            "applied_sequence? editions_before? edition_id? cancelled_by_id? cancelled_at? "
            "cancel_reason",
        )
        + " "
        + columns(
            "amended_ballot",
            "amendment_id ballot_id contest_id entry_id judge_id before after signed_at?",
        ),
        finds={"SELECT DISTINCT corrects_id FROM edition": [(None,)]},
    ),
)
