"""What each migration does to the rows that it finds, and to those that only it can hold."""

from __future__ import annotations

from typing import Any

from tests import migrating_orders as orders
from tests import migrating_tablets as tablets
from tests.migrating import Rows
from tests.migrating_amendments import OF_AMENDMENTS
from tests.migrating_answers import OF_ANSWERS
from tests.migrating_archives import OF_ARCHIVES
from tests.migrating_audits import OF_AUDITS
from tests.migrating_case import Case
from tests.migrating_case import columns as _columns
from tests.migrating_catalogue import OF_CATALOGUE, OF_CORRECTIONS
from tests.migrating_deliveries import OF_DELIVERIES
from tests.migrating_heads import OF_HEADS
from tests.migrating_live import OF_LIVE
from tests.migrating_money import OF_MONEY
from tests.migrating_notices import OF_NOTICES
from tests.migrating_paper import OF_PAPER
from tests.migrating_rows import AS_LEAD, AS_MEMBER, AT
from tests.migrating_subsidies import OF_SUBSIDIES
from tests.migrating_understanding import OF_UNDERSTANDING
from tests.world import CODES


def _append(sequence: int) -> str:
    return (
        "INSERT INTO ledger_entry (id, chain, sequence, at, role, verb, subject, reason,"  # noqa: S608 -- ours
        " refused, changes, previous, digest, digest_name)"
        f" SELECT 9, chain, {sequence}, at, role, verb, subject, '补交材料',"
        " refused, changes, digest, 'd', digest_name FROM ledger_entry WHERE id = 2"
    )


def _issuer(number: int, body: int) -> dict[str, Any]:
    unique = {"id": number, "name": f"轨道交通{number}", "body_id": body}
    return {"kind": "issuer", "uscc": CODES["metro"], **unique}


def _insert_issuer(body: str) -> str:
    return (
        "INSERT INTO organisation (id, kind, name, uscc, region, profile, body_id)"  # noqa: S608 -- ours
        f" VALUES (9, 'issuer', '轨道交通', '{CODES['metro']}', '', '', {body})"
    )


def _recusal(number: int, state: str, **more: Any) -> dict[str, Any]:
    pair = {"entry_id": 4, "judge_id": 2, "origin": "found", "ground": "employed"}
    return {"id": number, "state": state, **pair, **more}


def _return(plan: int, reason: str, *, note: str | None = None, **place: Any) -> dict[str, Any]:
    """Return the line of a plan's return, which wrote its reason over another note."""
    changed = {"state": ["proposed", "returned"]} | ({"note": [note, reason]} if note else {})
    return {
        "id": 10 + plan,
        "verb": "awards.returned",
        "subject": f"plan:{plan}",
        "actor_id": 2,
        "reason": reason,
        "changes": {f"plan:{plan}": changed},
        **place,
    }


def _returned_late(number: int) -> dict[str, Any]:
    """Return a plan whose return was kept apart from the start; its note is the proposer's."""
    kept = {"returned_by_id": 1, "returned_at": AT, "return_reason": "金额有误"}
    return {"id": number, "state": "returned", "note": "退回修改", **kept}


HEAD = "INSERT INTO ledger_head (chain, sequence, digest) VALUES "
PRIZES = "SELECT id, position, name, seats, amount_fen FROM prize ORDER BY id"
RECUSALS = "SELECT id, state, detail, decision_reason FROM recusal WHERE entry_id = 4"
REQUEST_COLUMNS = "id contest_id entry_id named detail file_id? requested_at requested_by_id"
LEAD, MEMBER = f"{CODES['author']}:lead", f"{CODES['hospital']}:member"

CASES = (
    Case(
        "0002",
        adds="sign_in.code_step? uq_sign_in_user_id_code_step pk_mail_message "
        "ix_mail_message_recipient ix_mail_message_sent_at "
        + _columns("mail_message", "id written_at recipient subject body sent_at? trouble?"),
        finds={"SELECT code_step FROM sign_in": [(None,), (None,)]},
        refuses=("UPDATE sign_in SET code_step = 58000000 WHERE user_id = 1",),
        later={"mail_message": [{"id": 1, "subject": "登录验证", "recipient": "a@example.org"}]},
    ),
    Case(
        "0003",
        adds="pk_recusal_request ix_recusal_request_contest_id "
        "ix_recusal_request_entry_id fk_recusal_request_contest_id_contest "
        "fk_recusal_request_entry_id_entry fk_recusal_request_file_id_stored_file "
        "fk_recusal_request_requested_by_id_user fk_recusal_request_answered_by_id_user "
        + _columns("recusal_request", f"{REQUEST_COLUMNS} answer answered_at? answered_by_id?"),
        later={"recusal_request": [{"id": 1, "named": "某大学王教授", "file_id": 1}]},
        back={"SELECT name FROM stored_file": [("回避申请.pdf",)]},
    ),
    Case(
        "0004",
        adds="uq_organisation_uscc_kind_body_id uq_organisation_uscc_of_all user.is_locked",
        drops="uq_organisation_uscc_kind",
        finds={'SELECT DISTINCT is_locked FROM "user"': [(False,)]},
        takes=(_insert_issuer("2"), _insert_issuer("NULL")),
    ),
    Case(
        "0005",
        adds="seat.taken_at? slot.added_at?",
        finds={
            "SELECT taken_at FROM seat": [(None,)],
            "SELECT added_at FROM slot": [(None,), (None,)],
        },
    ),
    Case(
        "0006",
        refuses=(
            _append(9),
            f"{HEAD}('contest:2', 5, '')",
            f"{HEAD}('contest:2', 0, 'd')",
            f"{HEAD}('contest:1', 0, '') ON CONFLICT (chain) DO UPDATE SET sequence = 0",
            "UPDATE ledger_head SET sequence = 1 WHERE chain = 'contest:1'",
            "UPDATE ledger_head SET chain = '大赛' WHERE chain = 'contest:1'",
            "DELETE FROM ledger_head WHERE chain = 'installation'",
            "UPDATE ledger_secret SET value = '李四'",
        ),
        always=(
            _append(3),
            f"{HEAD}('contest:2', 0, '')",
            "UPDATE ledger_head SET sequence = 3, digest = 'd' WHERE chain = 'contest:1'",
            "DELETE FROM ledger_secret",
        ),
    ),
    Case(
        "0007",
        rows={
            "mail_message": [
                {"id": 1, "subject": "入围通知", "recipient": "a@example.org", "sent_at": AT},
                {"id": 2, "subject": "邀请", "recipient": "b@example.org", "trouble": "信箱已满"},
            ]
        },
        adds=_columns("mail_message", "delivered_at? tries next_try_at?"),
        finds={
            "SELECT delivered_at, tries, next_try_at FROM mail_message": [(None, 0, None)] * 2,
        },
    ),
    Case(
        "0008",
        adds="user.disabled_by_organizer",
        finds={
            'SELECT id FROM "user" WHERE disabled_by_organizer': [(3,)],
            'SELECT id FROM "user" WHERE is_disabled': [(3,)],
        },
    ),
    Case(
        "0009",
        adds="unknown_sign_in.day unknown_sign_in.tries pk_unknown_sign_in",
        later={"unknown_sign_in": [{"tries": 3}]},
    ),
    Case(
        "0010",
        adds="user.name_key ix_user_name_key",
        finds={
            'SELECT id, name_key FROM "user" ORDER BY id': [
                (1, "wang li"),
                (2, "ou yang na na"),
                (3, "chen xiao ming"),
                (4, "ada lovelace"),
                (5, ""),
            ]
        },
    ),
    Case(
        "0011",
        rows={
            "prize": [
                {"id": 4, "contest_id": 2, "position": 1, "name": "金奖", "seats": 1},
                {"id": 5, "contest_id": 2, "position": 2, "name": "银奖", "seats": 1},
                {"id": 6, "contest_id": 2, "position": 1, "name": "特等奖", "seats": 1},
            ]
        },
        adds="uq_prize_contest_id_position ck_prize_seats_not_negative",
        drops="uq_prize_contest_id_name ck_prize_has_a_seat",
        mends="position",
        finds={
            "SELECT id, position FROM prize ORDER BY id": [
                *((1, 1), (2, 2), (3, 3)),
                *((4, 1), (5, 3), (6, 2)),
            ]
        },
        refuses=("UPDATE prize SET position = 1 WHERE id = 2",),
        takes=(
            "UPDATE prize SET seats = 0 WHERE id = 3",
            "UPDATE prize SET name = '一等奖' WHERE id = 2",
        ),
        later={
            "prize": [
                {"id": 7, "position": 4, "name": "二等奖", "amount_fen": 30_000_000},
                {"id": 8, "position": 5, "name": "鼓励奖", "amount_fen": 10_000_000},
            ]
        },
        back={
            PRIZES: [
                (1, 1, "一等奖", 1, 100_000_000),
                (2, 2, "二等奖", 2, 50_000_000),
                (3, 3, "三等奖", 3, 0),
                *((4, 1, "金奖", 1, 0), (5, 3, "银奖", 1, 0), (6, 2, "特等奖", 1, 0)),
                (7, 4, "二等奖（4）", 1, 0),
                (8, 5, "鼓励奖", 1, 0),
            ]
        },
    ),
    Case(
        "0012",
        adds="award.revoked_at? award.revocation",
        finds={"SELECT revoked_at, revocation FROM award": [(None, ""), (None, "")]},
    ),
    Case(
        "0013",
        adds="plan.returned_by_id? plan.returned_at? plan.return_reason "
        "fk_plan_returned_by_id_user",
        finds={
            "SELECT note, returned_by_id, returned_at, return_reason FROM plan ORDER BY id": [
                ("按排名", None, None, ""),
                ("请核对金额", None, None, ""),
                ("", None, None, ""),
            ]
        },
        refuses=("UPDATE plan SET returned_by_id = 99 WHERE id = 2",),
        always=("UPDATE plan SET note = '重拟' WHERE id = 3",),
    ),
    Case(
        "0014",
        adds="follow_up.version",
        finds={"SELECT id, version FROM follow_up ORDER BY id": [(1, 1), (2, 1)]},
    ),
    Case(
        "0015",
        adds="recusal.ties uq_recusal_entry_id_judge_id_origin_ties",
        drops="uq_recusal_entry_id_judge_id_origin",
        finds={
            "SELECT id, ties FROM recusal ORDER BY id": [
                (1, f"{MEMBER} {LEAD}"),
                *((2, ""), (3, ""), (4, MEMBER)),
            ]
        },
        refuses=("UPDATE recusal SET ties = 'X:lead', entry_id = 1 WHERE origin = 'found'",),
        later={
            "recusal": [
                _recusal(5, "confirmed", ties=LEAD, detail=AS_LEAD, decision_reason="在职"),
                _recusal(6, "dismissed", ties="X:issuer", decision_reason="已离职"),
            ]
        },
        back={RECUSALS: [(5, "confirmed", f"{AS_MEMBER}\n{AS_LEAD}", "在职\n已离职")]},
    ),
    Case(
        "0016",
        adds="challenge.kept_at? challenge.kept_by_id? challenge.kept_reason "
        "fk_challenge_kept_by_id_user",
        finds={
            "SELECT kept_at, kept_by_id, kept_reason FROM challenge": [(None, None, "")] * 2,
        },
        refuses=("UPDATE challenge SET kept_by_id = 99 WHERE id = 1",),
    ),
    Case(
        "0017",
        adds="body.version organisation.version user.version",
        finds={
            "SELECT DISTINCT version FROM body": [(1,)],
            "SELECT DISTINCT version FROM organisation": [(1,)],
            'SELECT DISTINCT version FROM "user"': [(1,)],
        },
    ),
    Case(
        "0018",
        takes=("UPDATE entry SET state = 'closed' WHERE id = 4",),
        later={
            "entry": [
                {
                    "id": 5,
                    "uuid": "entry 5",
                    "challenge_id": 2,
                    "enterprise_id": 5,
                    "state": "closed",
                    "state_reason": "榜单已关闭",
                    "submitted_at": AT,
                }
            ]
        },
        back={
            "SELECT state, state_reason FROM entry WHERE id = 5": [("disqualified", "榜单已关闭")]
        },
    ),
    Case(
        "0019",
        finds={"SELECT id, state FROM challenge": [(1, "published"), (2, "draft")]},
        later={"challenge": [{"id": 9, "title": "泵站", "stage": "planned", "state": "draft"}]},
        back={"SELECT max(id) FROM challenge": [(9,)]},
    ),
    Case(
        "0020",
        rows={
            "plan": [
                {"id": 4, "state": "returned", "note": "请核对席位"},
                {"id": 5, "state": "returned", "note": "由新的方案代替的"},
                _returned_late(6),
            ],
            "ledger_head": [
                {"chain": f"contest:{number}", "sequence": 0, "digest": ""} for number in (4, 6)
            ],
            "ledger_entry": [
                _return(2, "请核对金额", chain="contest:1", sequence=3, note="按排名"),
                _return(4, "请核对席位", chain="contest:4", sequence=1),
                _return(6, "退回修改", chain="contest:6", sequence=1),
            ],
        },
        mends="note returned_by_id returned_at return_reason",
        finds={
            "SELECT id, note, returned_by_id, return_reason FROM plan ORDER BY id": [
                (1, "按排名", None, ""),
                (2, "按排名", 2, "请核对金额"),
                (3, "", None, ""),
                (4, "请核对席位", 2, "请核对席位"),
                (5, "由新的方案代替的", None, ""),
                (6, "退回修改", 1, "金额有误"),
            ],
            "SELECT count(*) FROM plan WHERE returned_at IS NOT NULL": [(3,)],
        },
    ),
    Case(
        "0021",
        adds="session.marks_when session.state session.closed_at? slot.marking_opened_at? "
        "ballot.source ballot.holder ck_session_markswhen ck_session_sessionstate "
        "ck_ballot_ballotsource pk_late_ballot uq_late_ballot_uuid_content "
        "ck_late_ballot_ballotsource ck_late_ballot_latestate ck_late_ballot_two_people "
        "ck_late_ballot_decided_by_somebody ix_late_ballot_uuid ix_late_ballot_contest_id "
        "ix_late_ballot_entry_id ix_late_ballot_judge_id "
        "fk_late_ballot_contest_id_contest fk_late_ballot_entry_id_entry "
        "fk_late_ballot_judge_id_user fk_late_ballot_proposed_by_id_user "
        "fk_late_ballot_decided_by_id_user "
        + _columns(
            "late_ballot",
            "id uuid contest_id entry_id judge_id content marks whole source made_at? skew "
            "received_at reason state counts? proposed_by_id? proposed_at? proposal_reason "
            "decided_by_id? decided_at?",
        ),
        finds={"SELECT state, marks_when, closed_at FROM session": [("planned", "anytime", None)]},
        refuses=(
            "UPDATE session SET state = 'paused'",
            "UPDATE session SET marks_when = 'never'",
        ),
    ),
    Case("0022", adds=orders.ADDS, later=orders.ROWS),
    Case("0023", adds=tablets.ADDS, finds=tablets.FINDS, later=tablets.ROWS, back=tablets.BACK),
    *OF_PAPER,
    Case(
        "0026",
        adds="contest.papers_offline",
        finds={"SELECT count(*) FROM contest WHERE papers_offline": [(0,)]},
    ),
    *OF_LIVE,
    *OF_HEADS,
    *OF_UNDERSTANDING,
    *OF_AUDITS,
    *OF_AMENDMENTS,
    *OF_NOTICES,
    *OF_MONEY,
    *OF_DELIVERIES,
    *OF_SUBSIDIES,
    *OF_CATALOGUE,
    *OF_ARCHIVES,
    *OF_ANSWERS,
    *OF_CORRECTIONS,
)
WITH_RULES = tuple(case for case in CASES if case.refuses or case.takes)
WITH_LATER = tuple(case for case in CASES if case.later)
ISSUER_OF_ANOTHER_BODY: Rows = {"organisation": [_issuer(9, 2)]}
