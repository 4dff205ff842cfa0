"""What the tables of running orders consist of, and rows for them."""

from __future__ import annotations

from tests.migrating import Rows
from tests.migrating_rows import AT

COLUMNS = {
    "draw": "id contest_id session_id number state source known_at late_only entries ahead"
    " commitment reason sealed_at sealed_by_id salt public_number order witness drawn_at?"
    " drawn_by_id? ended_at? ended_by_id? end_reason",
    "draw_salt": "draw_id salt",
    "order_change": "id contest_id session_id method at by_id order about reason witness draw_id?"
    " leavings_before? leavings_after?",
    "missed_turn": "id contest_id session_id entry_id missed_at reason by_id recalled_at?"
    " recalled_by_id?",
}
REFERS = {
    **{f"{name}_id": name for name in ("contest", "session", "entry", "draw")},
    **dict.fromkeys(("sealed_by_id", "drawn_by_id", "ended_by_id", "by_id"), "user"),
    "recalled_by_id": "user",
}
OTHERS = (
    "uq_draw_session_id_number ck_draw_drawn_has_its_result ck_draw_sealed_keeps_its_salt"
    " ck_draw_drawstate ck_order_change_ordermethod ix_missed_turn_entry_id"
)


def _parts(table: str) -> list[str]:
    columns = COLUMNS[table].split()
    named = [column.rstrip("?") for column in columns]
    indexed = [] if table == "draw_salt" else ["contest_id", "session_id"]
    return [
        f"pk_{table}",
        *(f"{table}.{column}" for column in columns),
        *(f"fk_{table}_{name}_{REFERS[name]}" for name in named if name in REFERS),
        *(f"ix_{table}_{name}" for name in indexed),
    ]


ADDS = " ".join([*(part for table in COLUMNS for part in _parts(table)), OTHERS])
DRAWN = {"salt": "5a", "public_number": "3912.45", "drawn_at": AT, "order": ["A"]}
LISTS = {"entries": ["A"], "ahead": [], "order": []}
ROWS: Rows = {
    "draw": [
        {"id": 1, "state": "sealed", "number": 1, **LISTS},
        {"id": 2, "state": "drawn", "number": 2, **LISTS, **DRAWN},
    ],
    "draw_salt": [{"draw_id": 1, "salt": "5a"}],
    "order_change": [{"id": 1, "method": "drawn", "order": ["A"], "draw_id": 2}],
    "missed_turn": [{"id": 1, "reason": "堵车"}],
}
