"""The migration of insurance subsidies."""

from __future__ import annotations

from tests.migrating_case import Case, columns

CONSTRAINTS = (
    "ck_claim_by_two_people ck_claim_claimstate ck_claim_funded_has_its_amount "
    "ck_claim_paid_has_its_day ck_claim_paper_paperkind ck_claim_productclass "
    "ck_claim_step_claimdeed ck_claim_step_refusal_says_why ck_claim_year_from_one "
    "ck_scheme_quota_not_negative ck_scheme_share_percent "
    "ck_scheme_share_productclass ck_scheme_share_step ck_scheme_version_annual_cap "
    "ck_scheme_version_capscope ck_scheme_version_most_insured "
    "ck_scheme_version_premiumbasis ck_scheme_version_rate_cap "
    "ck_scheme_version_valid_in_order ck_scheme_version_years fk_claim_award_id_award "
    "fk_claim_contest_id_contest fk_claim_enterprise_id_organisation "
    "fk_claim_funded_by_id_user fk_claim_paper_claim_id_claim "
    "fk_claim_paper_contest_id_contest fk_claim_paper_file_id_stored_file "
    "fk_claim_qualified_by_id_user fk_claim_scheme_id_scheme fk_claim_step_by_id_user "
    "fk_claim_step_claim_id_claim fk_claim_step_contest_id_contest "
    "fk_claim_version_id_scheme_version fk_claim_voucher_id_stored_file "
    "fk_scheme_body_id_body fk_scheme_quota_enterprise_id_organisation "
    "fk_scheme_quota_scheme_id_scheme fk_scheme_share_version_id_scheme_version "
    "fk_scheme_version_made_by_id_user fk_scheme_version_scheme_id_scheme "
    "ix_claim_award_id ix_claim_contest_id ix_claim_enterprise_id "
    "ix_claim_paper_claim_id ix_claim_paper_contest_id ix_claim_paper_file_id "
    "ix_claim_policy_key ix_claim_scheme_id ix_claim_step_claim_id "
    "ix_claim_step_contest_id ix_claim_version_id ix_claim_voucher_id "
    "ix_scheme_body_id ix_scheme_quota_scheme_id ix_scheme_version_scheme_id pk_claim "
    "pk_claim_paper pk_claim_step pk_scheme pk_scheme_quota pk_scheme_share "
    "pk_scheme_version uq_claim_policy_granted uq_claim_year_granted "
    "uq_scheme_body_id_key uq_scheme_quota_of_all "
    "uq_scheme_quota_scheme_id_year_enterprise_id uq_scheme_version_scheme_id_number"
)
COLUMNS = {
    "claim": (
        "amount_fen? award_id contest_id contract_fen? created_at ends_on? "
        "enterprise_id frozen funded_at? funded_by_id? funded_year? id insured_fen? "
        "insurer other_subsidy own_legal_rep paid_on? payment_reference policy_key "
        "policy_number premium_invoiced_fen? premium_paid_fen? product_class "
        "product_name qualified_at? qualified_by_id? related? scheme_id? shareholding "
        "starts_on? state submitted_at? subsidised? user_legal_rep user_name "
        "user_uscc version version_id? voucher_id? working year_index?"
    ),
    "claim_paper": "added_at claim_id contest_id expires_on? file_id id kind removed_at?",
    "claim_step": "at by_id checks claim_id contest_id deed findings id reason",
    "scheme": "body_id created_at id key",
    "scheme_quota": "enterprise_id? fen id scheme_id year",
    "scheme_share": "percent position product_class step version_id",
    "scheme_version": (
        "annual_cap_fen? cap_scope clause firm_quota id made_at made_by_id "
        "most_insured_fen? most_multiple? name note number open_limits premium_basis "
        "rate_cap? region_note scheme_id source_address source_name source_number "
        "valid_from? valid_until? years?"
    ),
}

OF_SUBSIDIES = (
    Case(
        "0039",
        adds=" ".join([CONSTRAINTS, *(columns(*each) for each in COLUMNS.items())]),
    ),
)
