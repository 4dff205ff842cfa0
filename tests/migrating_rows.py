"""A few rows for every table that a migration touches, as the first one made the tables.

They are on their way through a contest: people of three kinds, one without a
body, an entry in every state that matters, a plan with its award, and a log.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.migrating import Rows
from tests.world import CODES

AT = datetime(2026, 3, 2, 9)  # noqa: DTZ001 -- as the tables keep it
LATER = datetime(2026, 3, 9, 9)  # noqa: DTZ001 -- likewise

# The words that were kept with a found recusal, one line a tie.
AS_LEAD = (
    f"专家任职单位“甬江智能（宁波）”（{CODES['author']}，仍在职）是本项目的牵头单位“甬江智能”。"
)
AS_MEMBER = (
    f"专家任职单位“第一医院”（{CODES['hospital'].lower()}，任职至 2025-06-30）"
    "是本项目的联合体成员“第一医院”。"
)


def _user(number: int, name: str, role: str, **ties: int) -> dict[str, Any]:
    unique = {"username": f"user{number}", "email": f"user{number}@example.org"}
    return {"id": number, "name": name, "role": role, **unique, **ties}


def _line(number: int, subject: str) -> dict[str, Any]:
    unique = {"sequence": number, "digest": f"digest {number}"}
    return {"id": number, "chain": "contest:1", "verb": "entry.submitted", **unique} | {
        "subject": subject,
        "reason": "材料齐全",
        "role": "enterprise",
    }


def _entry(number: int, state: str, **more: Any) -> dict[str, Any]:
    unique = {"uuid": f"entry {number}", "enterprise_id": number + 1, "title": f"方案{number}"}
    return {"id": number, "state": state, "submitted_at": AT, **unique, **more}


PEOPLE: Rows = {
    "body": [{"id": 1, "name": "宁波市经济和信息化局"}, {"id": 2, "name": "鄞州区发展和改革局"}],
    "organisation": [
        {"id": 1, "kind": "issuer", "name": "轨道交通", "uscc": CODES["metro"], "body_id": 1},
        {"id": 2, "kind": "enterprise", "name": "甬江智能", "uscc": CODES["author"]},
        {"id": 3, "kind": "enterprise", "name": "海曙机器人", "uscc": CODES["rival"]},
        {"id": 4, "kind": "enterprise", "name": "第一医院", "uscc": CODES["hospital"]},
        {"id": 5, "kind": "enterprise", "name": "Ningbo Member", "uscc": CODES["member"]},
    ],
    "user": [
        _user(1, "王丽", "organizer", body_id=1),
        _user(2, "欧阳娜娜", "judge", body_id=1),
        _user(3, "陈晓明", "enterprise", organisation_id=2) | {"is_disabled": True},
        _user(4, "Ada Lovelace", "system_admin"),
        _user(5, "", "supervisor", body_id=2),
    ],
    "sign_in": [
        {"id": 1, "token_hash": "a", "user_id": 1},
        {"id": 2, "token_hash": "b", "user_id": 1, "ended_at": LATER},
    ],
}
CONTEST: Rows = {
    "contest": [
        {
            "id": 1,
            "name": "宁波市场景大赛",
            "state": "announced",
            "ranking_scope": "contest",
            "entries_close_at": LATER,
            "screening_until": LATER,
            "publicity_days": 5,
        },
        {
            "id": 2,
            "body_id": 2,
            "name": "鄞州区场景大赛",
            "state": "draft",
            "ranking_scope": "challenge",
            "entries_close_at": LATER,
            "screening_until": LATER,
            "publicity_days": 3,
        },
    ],
    "challenge": [
        {"id": 1, "title": "道口预警", "stage": "planned", "state": "published"},
        {"id": 2, "title": "", "stage": "in_building", "state": "draft"},
    ],
    "entry": [
        _entry(1, "admitted"),
        _entry(2, "draft", submitted_at=None),
        _entry(3, "disqualified", state_reason="材料不实"),
        _entry(4, "admitted"),
    ],
    "stored_file": [{"id": 1, "name": "回避申请.pdf", "digest": "f"}],
}
JUDGING: Rows = {
    "panel": [{"id": 1, "name": "第一组"}],
    "seat": [{"id": 1, "judge_id": 2, "kind": "technical"}],
    "session": [{"id": 1, "name": "上午"}],
    "slot": [{"id": 1, "entry_id": 1}, {"id": 2, "entry_id": 4}],
    "rule_sheet": [
        {"id": 1, "state": "draft", "trim": "none", "round_order": "total", "ties": ["share"]}
    ],
    "edition": [{"id": 1, "state": "published"}],
    "standing": [{"place": 1, "score": 9125}, {"entry_id": 4, "place": 2, "score": 8800}],
    "recusal": [
        {
            "id": number,
            "entry_id": number,
            "judge_id": 2,
            "origin": origin,
            "ground": "employed",
            "state": "potential",
            "detail": detail,
        }
        for number, origin, detail in (
            (1, "found", f"{AS_LEAD}\n{AS_MEMBER}"),
            (2, "found", "早先记下的另一种说法"),
            (3, "declared", AS_LEAD),
            (4, "found", AS_MEMBER),
        )
    ],
}
AWARDS: Rows = {
    "prize": [
        {"id": 1, "position": 1, "name": "一等奖", "seats": 1, "amount_fen": 100_000_000},
        {"id": 2, "position": 2, "name": "二等奖", "seats": 2, "amount_fen": 50_000_000},
        {"id": 3, "position": 3, "name": "三等奖", "seats": 3},
    ],
    "plan": [
        {"id": 1, "state": "approved", "approved_by_id": 2, "note": "按排名"},
        {"id": 2, "state": "returned", "note": "请核对金额"},
        {"id": 3, "state": "proposed"},
    ],
    "plan_line": [
        {"position": 1, "place": 1, "prize_id": 1, "reason_code": "won", "reason": "名次 1"},
        {"entry_id": 4, "position": 2, "place": 2, "reason_code": "seats_used_up"},
        {"plan_id": 2, "position": 1, "place": 1, "prize_id": 2, "reason_code": "won"},
    ],
    "award": [
        {"id": 1, "enterprise_id": 2, "place": 1, "state": "confirmed"},
        {"id": 2, "enterprise_id": 2, "place": 1, "state": "revoked"},
    ],
    "follow_up": [
        {"id": 1, "kind": "subsidy", "state": "undecided", "year": 2026},
        {"id": 2, "kind": "key_rd", "state": "no", "reason": "不符合", "decided_by_id": 1},
    ],
}
LOG: Rows = {
    "ledger_head": [
        {"chain": "contest:1", "sequence": 2, "digest": "digest 2", "at": AT},
        {"chain": "installation", "sequence": 0},
    ],
    "ledger_entry": [_line(1, "entry:1"), _line(2, "entry:4")],
    "ledger_secret": [{"commitment": "c", "entry_id": 2, "salt": "s", "value": "张三"}],
}
FIRST: Rows = {**PEOPLE, **CONTEST, **JUDGING, **AWARDS, **LOG}
