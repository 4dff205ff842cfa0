"""What the tables of tablets, cards and PINs consist of, and rows for them."""

from __future__ import annotations

from tests.migrating import Rows
from tests.migrating_rows import AT

COLUMNS = {
    "tablet": "id judge_id name token_hash export_key created_at"
    " revoked_at? revoked_by_id? ending?",
    "card": "id contest_id judge_id token_hash code_hash printed_at printed_by_id expires_at"
    " used_at? tablet_id? revoked_at? ending?",
    "pin_tries": "holder number",
    "sign_in": "tablet_id?",
    "user": "pin_hash pin_set_at?",
}
OTHERS = (
    "pk_tablet uq_tablet_token_hash ck_tablet_ending ck_tablet_ending_told ix_tablet_judge_id"
    " fk_tablet_judge_id_user fk_tablet_revoked_by_id_user"
    " pk_card uq_card_token_hash uq_card_code_hash ck_card_ending ck_card_ending_told"
    " ix_card_contest_id ix_card_judge_id fk_card_contest_id_contest fk_card_judge_id_user"
    " fk_card_printed_by_id_user fk_card_tablet_id_tablet"
    " pk_pin_tries ix_sign_in_tablet_id fk_sign_in_tablet_id_tablet"
)
ADDS = " ".join(
    [*(f"{table}.{name}" for table, names in COLUMNS.items() for name in names.split()), OTHERS]
)
FINDS = {
    'SELECT DISTINCT pin_hash, pin_set_at FROM "user"': [("", None)],
    "SELECT DISTINCT tablet_id FROM sign_in": [(None,)],
}
ROWS: Rows = {
    "tablet": [{"id": 1, "judge_id": 2, "name": "平板 1"}],
    "card": [{"id": 1, "judge_id": 2, "tablet_id": 1, "revoked_at": AT, "ending": "staff"}],
    "pin_tries": [{"holder": "tablet:1", "number": 4}],
    "sign_in": [{"id": 3, "token_hash": "c", "user_id": 2, "tablet_id": 1}],
}
BACK = {"SELECT user_id FROM sign_in WHERE id = 3": [(2,)]}
