"""The migration of payees, payments, certificates and revocations."""

from __future__ import annotations

from tests.migrating_case import Case, columns

OF_MONEY = (
    Case(
        "0036",
        adds="pk_certificate ck_certificate_certificatestate ck_certificate_void_since "
        "ck_certificate_void_says_why uq_certificate_body_id_year_sequence uq_certificate_code "
        "uq_certificate_valid ix_certificate_award_id ix_certificate_contest_id "
        "ix_certificate_replaces_id fk_certificate_award_id_award fk_certificate_body_id_body "
        "fk_certificate_contest_id_contest fk_certificate_issued_by_id_user "
        "fk_certificate_replaces_id_certificate "
        + columns(
            "certificate",
            "id contest_id award_id body_id year sequence number code content state issued_at "
            "issued_by_id replaces_id? void_reason voided_at?",
        )
        + " pk_payee ck_payee_payeestate ck_payee_difference_says_why ck_payee_refused_says_why "
        "ck_payee_by_two_people uq_payee_award_id_number uq_payee_current uq_payee_proposed "
        "ix_payee_award_id ix_payee_contest_id fk_payee_award_id_award "
        "fk_payee_contest_id_contest fk_payee_decided_by_id_user fk_payee_filled_by_id_user "
        + columns(
            "payee",
            "id contest_id award_id number holder registered difference bank branch account state "
            "filled_by_id filled_at decision decided_by_id? decided_at?",
        )
        + " pk_revocation ck_revocation_revocationstate ck_revocation_says_why "
        "ck_revocation_by_two_people ck_revocation_returned_says_why uq_revocation_open "
        "ix_revocation_award_id ix_revocation_contest_id fk_revocation_award_id_award "
        "fk_revocation_contest_id_contest fk_revocation_decided_by_id_user "
        "fk_revocation_proposed_by_id_user "
        + columns(
            "revocation",
            "id contest_id award_id state reason proposed_by_id proposed_at decided_by_id? "
            "decided_at? return_reason",
        )
        + " pk_payment ck_payment_paymentkind ck_payment_paymentstate "
        "ck_payment_paid_into_an_account ck_payment_cancelled_says_why "
        "ck_payment_checked_by_another ck_payment_recorded_by_its_voucher "
        "ck_payment_amount_within_the_cap uq_payment_award_id_number ix_payment_award_id "
        "ix_payment_contest_id ix_payment_payee_id fk_payment_award_id_award "
        "fk_payment_checked_by_id_user fk_payment_contest_id_contest fk_payment_payee_id_payee "
        "fk_payment_planned_by_id_user fk_payment_recorded_by_id_user "
        "fk_payment_voucher_id_stored_file "
        + columns(
            "payment",
            "id contest_id award_id number kind amount_fen due note state planned_by_id "
            "planned_at payee_id? paid_on? reference voucher_id? recorded_by_id? recorded_at? "
            "checked_by_id? checked_at? return_reason cancel_reason version",
        ),
    ),
)
