"""The migrations of deliveries, and of what came of them."""

from __future__ import annotations

from tests.migrating_case import Case, columns

DELIVERY_NAMES = (
    "pk_delivery fk_delivery_ended_by_id_user fk_delivery_proposed_by_id_user "
    "fk_delivery_contest_id_contest fk_delivery_award_id_award "
    "fk_delivery_agreed_by_id_user ck_delivery_by_two_people uq_delivery_award_id "
    "ck_delivery_ended_for_a_reason ck_delivery_cooperation ck_delivery_deliverystate "
    "ck_delivery_agreed_at_some_time ix_delivery_contest_id pk_milestone "
    "fk_milestone_reported_by_id_user fk_milestone_file_id_stored_file "
    "fk_milestone_confirmed_by_id_user fk_milestone_delivery_id_delivery "
    "fk_milestone_contest_id_contest ck_milestone_reported_at_some_time "
    "ck_milestone_by_two_people ck_milestone_confirmed_once "
    "ck_milestone_milestonestate ix_milestone_contest_id ix_milestone_delivery_id "
    "ix_milestone_file_id pk_milestone_reminder "
    "fk_milestone_reminder_milestone_id_milestone pk_agreement "
    "fk_agreement_award_id_award fk_agreement_contest_id_contest "
    "uq_agreement_award_id ix_agreement_contest_id pk_agreement_version "
    "fk_agreement_version_contest_id_contest "
    "fk_agreement_version_agreement_id_agreement "
    "fk_agreement_version_signed_by_id_user fk_agreement_version_made_by_id_user "
    "fk_agreement_version_file_id_stored_file "
    "uq_agreement_version_agreement_id_number "
    "ck_agreement_version_changed_for_a_reason ck_agreement_version_signed_on_paper "
    "ix_agreement_version_agreement_id ix_agreement_version_contest_id "
    "ix_agreement_version_file_id pk_test_record fk_test_record_recorded_by_id_user "
    "fk_test_record_delivery_id_delivery fk_test_record_file_id_stored_file "
    "fk_test_record_contest_id_contest ck_test_record_ends_after_it_begins "
    "ix_test_record_contest_id ix_test_record_delivery_id ix_test_record_file_id "
    "pk_tolerance fk_tolerance_decided_by_id_user fk_tolerance_contest_id_contest "
    "fk_tolerance_delivery_id_delivery ck_tolerance_has_a_reason "
    "ix_tolerance_contest_id ix_tolerance_delivery_id pk_acceptance "
    "fk_acceptance_file_id_stored_file fk_acceptance_recorded_by_id_user "
    "fk_acceptance_contest_id_contest fk_acceptance_delivery_id_delivery "
    "ck_acceptance_conclusion ix_acceptance_contest_id ix_acceptance_delivery_id "
    "ix_acceptance_file_id pk_use_record fk_use_record_recorded_by_id_user "
    "fk_use_record_contest_id_contest fk_use_record_delivery_id_delivery "
    "fk_use_record_file_id_stored_file fk_use_record_credited_by_id_user "
    "ck_use_record_by_two_people ix_use_record_contest_id ix_use_record_delivery_id "
    "ix_use_record_file_id "
)
DELIVERY_COLUMNS = {
    "delivery": (
        "id contest_id award_id cooperation basis state proposed_by_id proposed_at "
        "agreed_by_id? agreed_at? ended_by_id? ended_at? end_reason version"
    ),
    "milestone": (
        "id contest_id delivery_id position title due state report file_id? "
        "reported_by_id? reported_at? confirmed_by_id? confirmed_at? return_reason "
        "version"
    ),
    "milestone_reminder": ("milestone_id due ahead sent_at"),
    "agreement": ("id contest_id award_id number origin drafted_at"),
    "agreement_version": (
        "id contest_id agreement_id number content digest reason made_by_id made_at "
        "signed_on? file_id? signed_by_id? signed_at?"
    ),
    "test_record": (
        "id contest_id delivery_id place first_day last_day conditions measured "
        "file_id? recorded_by_id recorded_at"
    ),
    "tolerance": ("id contest_id delivery_id until reason decided_by_id decided_at"),
    "acceptance": (
        "id contest_id delivery_id held_on people measured conclusion opinion "
        "file_id recorded_by_id recorded_at"
    ),
    "use_record": (
        "id contest_id delivery_id unit used_since extent file_id recorded_by_id "
        "recorded_at credited_by_id? credited_at? credit_note"
    ),
}
EVALUATION_NAMES = (
    "pk_evaluation_form fk_evaluation_form_body_id_body ck_evaluation_form_level "
    "uq_evaluation_form_body_id_level ix_evaluation_form_body_id pk_evaluation "
    "fk_evaluation_contest_id_contest fk_evaluation_award_id_award "
    "fk_evaluation_file_id_stored_file fk_evaluation_evaluated_by_id_user "
    "ck_evaluation_level ck_evaluation_total_within_the_most ix_evaluation_award_id "
    "ix_evaluation_contest_id ix_evaluation_file_id pk_typical_case "
    "fk_typical_case_contest_id_contest fk_typical_case_award_id_award "
    "fk_typical_case_approved_by_id_user fk_typical_case_written_by_id_user "
    "ck_typical_case_approved_once ck_typical_case_casestate "
    "ck_typical_case_two_people uq_typical_case_award_id ix_typical_case_contest_id "
    "pk_benchmark fk_benchmark_proposed_by_id_user fk_benchmark_decided_by_id_user "
    "fk_benchmark_award_id_award fk_benchmark_contest_id_contest "
    "ck_benchmark_decided_once ck_benchmark_two_people uq_benchmark_award_id "
    "ck_benchmark_benchmarkstate ix_benchmark_contest_id "
)
EVALUATION_COLUMNS = {
    "evaluation_form": ("id body_id level criteria version"),
    "evaluation": (
        "id contest_id award_id level criteria total most experts opinion file_id? "
        "evaluated_by_id evaluated_at"
    ),
    "typical_case": (
        "id contest_id award_id title summary problem practice effect replication "
        "state written_by_id written_at approved_by_id? approved_at? return_reason "
        "version"
    ),
    "benchmark": (
        "id contest_id award_id conditions reason state proposed_by_id proposed_at "
        "decided_by_id? decided_at? decision_reason version"
    ),
}


def _added(names: str, tables: dict[str, str]) -> str:
    return names + " ".join(columns(table, told) for table, told in tables.items())


OF_DELIVERIES = (
    Case("0037", adds=_added(DELIVERY_NAMES, DELIVERY_COLUMNS)),
    Case("0038", adds=_added(EVALUATION_NAMES, EVALUATION_COLUMNS)),
)
