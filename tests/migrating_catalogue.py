"""The migration of the catalogue and of nominations."""

from __future__ import annotations

from tests.migrating_case import Case, columns

OF_CATALOGUE = (
    Case(
        "0040",
        adds="pk_catalogue_item uq_catalogue_item_award_id uq_catalogue_item_number "
        "ck_catalogue_item_origin ck_catalogue_item_ipkind ck_catalogue_item_cataloguestate "
        "ck_catalogue_item_award_by_origin ck_catalogue_item_contest_of_its_award "
        "ck_catalogue_item_listed_is_numbered ck_catalogue_item_decided_has_a_time "
        "ck_catalogue_item_by_two_people ck_catalogue_item_removed_says_why "
        "ck_catalogue_item_removed_by_another "
        "ix_catalogue_item_body_id ix_catalogue_item_contest_id ix_catalogue_item_field_id "
        "ix_catalogue_item_enterprise_id "
        "fk_catalogue_item_body_id_body fk_catalogue_item_contest_id_contest "
        "fk_catalogue_item_award_id_award fk_catalogue_item_field_id_field "
        "fk_catalogue_item_enterprise_id_organisation fk_catalogue_item_proposed_by_id_user "
        "fk_catalogue_item_decided_by_id_user fk_catalogue_item_removed_by_id_user "
        "pk_catalogue_rule uq_catalogue_rule_body_id_year_position ck_catalogue_rule_check "
        "ix_catalogue_rule_body_id fk_catalogue_rule_body_id_body "
        "fk_catalogue_rule_set_by_id_user "
        "pk_nomination uq_nomination_award_id ck_nomination_nominationstate "
        "ck_nomination_funding_not_negative ck_nomination_by_two_people "
        "ck_nomination_decided_has_a_time ix_nomination_contest_id "
        "fk_nomination_contest_id_contest fk_nomination_award_id_award "
        "fk_nomination_proposed_by_id_user fk_nomination_decided_by_id_user "
        + columns(
            "catalogue_item",
            "id body_id year number origin contest_id? award_id? product model field_id? summary "
            "ip_kind? ip_number ip_holder ip_until? other_ip enterprise_id? enterprise uscc state "
            "answers findings proposed_by_id proposed_at decided_by_id? decided_at? reason "
            "removed_by_id? removed_at? removal version",
        )
        + " "
        + columns("catalogue_rule", "id body_id year position kind wording parameter source")
        + " "
        + columns("catalogue_rule", "set_by_id set_at")
        + " "
        + columns(
            "nomination",
            "id contest_id award_id year research aims funding_fen grounds state proposed_by_id "
            "proposed_at decided_by_id? decided_at? reason version",
        ),
    ),
)
OF_CORRECTIONS = (
    Case(
        "0043",
        adds="pk_catalogue_correction ck_catalogue_correction_says_why "
        "ix_catalogue_correction_item_id fk_catalogue_correction_item_id_catalogue_item "
        "fk_catalogue_correction_by_id_user "
        + columns("catalogue_correction", "id item_id reason changes at by_id"),
    ),
)
