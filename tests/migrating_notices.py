"""The migration of publicity notices."""

from __future__ import annotations

from tests.migrating_case import Case, columns

OF_NOTICES = (
    Case(
        "0033",
        adds="edition.publicised_at? "
        "pk_notice uq_notice_contest_id_number ck_notice_noticekind ck_notice_noticestate "
        "ck_notice_at_least_three_days ck_notice_corrects_another "
        "ck_notice_published_has_its_period ck_notice_withdrawn_says_why "
        "ix_notice_contest_id ix_notice_plan_id ix_notice_edition_id "
        "fk_notice_contest_id_contest fk_notice_plan_id_plan fk_notice_edition_id_edition "
        "fk_notice_corrects_id_notice fk_notice_drafted_by_id_user "
        "fk_notice_published_by_id_user fk_notice_withdrawn_by_id_user "
        "pk_notice_line ck_notice_line_noticechange ck_notice_line_amount_within_the_cap "
        "fk_notice_line_notice_id_notice fk_notice_line_award_id_award "
        + columns(
            "notice",
            "id contest_id number kind plan_id edition_id corrects_id? title text phone days "
            "first_day? last_day? covered head state drafted_by_id drafted_at published_by_id? "
            "published_at? withdrawn_by_id? withdrawn_at? withdraw_reason version",
        )
        + " "
        + columns(
            "notice_line",
            "notice_id award_id position entry_title enterprise challenge prize place "
            "amount_fen change",
        ),
        finds={"SELECT DISTINCT publicised_at FROM edition": [(None,)]},
        takes=("UPDATE award SET state = 'held' WHERE id = 1",),
    ),
    Case(
        "0034",
        adds="award.confirmed_at? award.confirmed_by_id? award.announcement_id? "
        "fk_award_confirmed_by_id_user fk_award_announcement_id_announcement "
        "ck_award_announced_by_a_decision "
        "pk_announcement uq_announcement_contest_id_number ck_announcement_has_a_document_number "
        "ix_announcement_contest_id fk_announcement_contest_id_contest "
        "fk_announcement_announced_by_id_user "
        "pk_plan_revocation ck_plan_revocation_says_why "
        "fk_plan_revocation_plan_id_plan fk_plan_revocation_award_id_award "
        + columns(
            "announcement", "id contest_id number document_number announced_at announced_by_id"
        )
        + " "
        + columns("plan_revocation", "plan_id award_id reason bars"),
        finds={"SELECT DISTINCT confirmed_at, announcement_id FROM award": [(None, None)]},
        refuses=("UPDATE award SET state = 'announced' WHERE id = 1",),
        later={"announcement": [{"id": 1, "number": 1, "document_number": "甲科〔2026〕1 号"}]},
    ),
    Case(
        "0035",
        adds="pk_objection uq_objection_contest_id_number uq_objection_token_hash "
        "ck_objection_objectionstate ck_objection_decided_with_a_reason "
        "ck_objection_by_two_people ck_objection_remedied_if_upheld "
        "ix_objection_contest_id ix_objection_notice_id ix_objection_enterprise_id "
        "fk_objection_contest_id_contest fk_objection_notice_id_notice "
        "fk_objection_enterprise_id_organisation fk_objection_accepted_by_id_user "
        "fk_objection_decided_by_id_user fk_objection_amendment_id_amendment "
        "pk_objection_award ix_objection_award_award_id "
        "fk_objection_award_objection_id_objection fk_objection_award_award_id_award "
        "pk_objection_file fk_objection_file_objection_id_objection "
        "fk_objection_file_file_id_stored_file "
        "pk_inquiry ck_inquiry_says_something ix_inquiry_contest_id ix_inquiry_objection_id "
        "fk_inquiry_contest_id_contest fk_inquiry_objection_id_objection "
        "fk_inquiry_by_id_user fk_inquiry_file_id_stored_file "
        + columns(
            "objection",
            "id contest_id notice_id number name organisation phone email enterprise_id? "
            "statement consents token_hash state received_at due accepted_by_id? accepted_at? "
            "decided_by_id? decided_at? decision_reason amendment_id? remedied_at? remedy version",
        )
        + " "
        + columns("objection_award", "objection_id award_id")
        + " "
        + columns("objection_file", "objection_id file_id")
        + " "
        + columns("inquiry", "id contest_id objection_id at by_id text file_id?"),
        finds={"SELECT count(*) FROM objection": [(0,)]},
    ),
)
