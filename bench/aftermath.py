"""What follows the awards of a contest, in bulk: a notice, a decision, and each award's papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from awards.models import (
    Agreement,
    AgreementVersion,
    Announcement,
    CatalogueItem,
    Certificate,
    Claim,
    Nomination,
    Notice,
    NoticeLine,
    Objection,
    ObjectionAward,
)
from awards.models.catalogue import Origin
from awards.models.schemes import ProductClass
from awards.states import (
    CatalogueState,
    CertificateState,
    ClaimState,
    NominationState,
    NoticeState,
    ObjectionState,
)
from bench.world import CONTEST, ORGANIZER
from contest.core import clock
from contest.models import Role, User

SECOND = 2  # what one person proposes another decides
DAY = date(2026, 9, 2)
WHOLE_WAN = 1_000_000  # fen


def add_aftermath(connection: Connection, awards: int, fen: int) -> None:
    """Give every award, numbered from 1, all that its documents tell; ``fen`` is its amount."""
    numbers = range(1, awards + 1)
    for model, rows in (
        (User, [_second()]),
        (Notice, [_notice()]),
        (NoticeLine, (_line(number, fen) for number in numbers)),
        (Objection, [_objection()]),
        (ObjectionAward, [{"objection_id": 1, "award_id": 1}]),
        (Announcement, [_announcement()]),
        (Certificate, map(_certificate, numbers)),
        (Agreement, map(_agreement, numbers)),
        (AgreementVersion, map(_version, numbers)),
        (Claim, map(_claim, numbers)),
        (CatalogueItem, map(_item, numbers)),
        (Nomination, map(_nomination, numbers)),
    ):
        connection.execute(insert(model.__table__), list(rows))  # type: ignore[attr-defined]
    connection.exec_driver_sql("UPDATE award SET announcement_id = 1, state = 'announced'")


def _second() -> dict[str, Any]:
    return {
        "id": SECOND,
        "role": Role.ORGANIZER,
        "username": "user2",
        "name": "组委会二",
        "email": "2@example.org",
        "body_id": 1,
        "totp_confirmed": True,
        "created_at": clock.now(),
    }


def _notice() -> dict[str, Any]:
    return {
        "id": 1,
        "contest_id": CONTEST,
        "number": 1,
        "plan_id": 1,
        "edition_id": 1,
        "title": "2026 年度场景大赛拟奖励项目公示",
        "text": "经形式审查、路演评审和奖励核批，现将拟奖励项目予以公示。",
        "phone": "0574-5550 1199",
        "days": 5,
        "first_day": DAY,
        "last_day": DAY + timedelta(days=7),
        "head": {"root": "0" * 64},
        "state": NoticeState.PUBLISHED,
        "drafted_by_id": ORGANIZER,
        "drafted_at": clock.now(),
        "published_at": clock.now(),
        "version": 1,
    }


def _line(number: int, fen: int) -> dict[str, Any]:
    return {
        "notice_id": 1,
        "award_id": number,
        "position": number,
        "entry_title": f"第 {number} 项方案",
        "enterprise": _enterprise(number),
        "challenge": "第 1 号榜单",
        "prize": "一等奖",
        "place": number,
        "amount_fen": fen,
    }


def _objection() -> dict[str, Any]:
    return {
        "id": 1,
        "contest_id": CONTEST,
        "notice_id": 1,
        "number": 1,
        "name": "周启明",
        "phone": "0574-5550 0199",
        "email": "zhou@example.org",
        "statement": "申报的连续运行天数与日志不一致。",
        "token_hash": "0" * 64,
        "state": ObjectionState.REJECTED,
        "received_at": clock.now(),
        "due": DAY,
        "decided_by_id": SECOND,
        "decided_at": clock.now(),
        "decision_reason": "经核对原始日志，申报的运行时间属实。",
        "version": 1,
    }


def _announcement() -> dict[str, Any]:
    told = {"id": 1, "contest_id": CONTEST, "number": 1, "document_number": "甬科赛〔2026〕12 号"}
    return {**told, "announced_at": clock.now(), "announced_by_id": ORGANIZER}


def _certificate(number: int) -> dict[str, Any]:
    content = {
        "certificate": f"2026-{number:04}",
        "enterprise": _enterprise(number),
        "entry": f"第 {number} 项方案",
        "contest": "2026 年度场景大赛",
        "challenge": "第 1 号榜单",
        "prize": "一等奖",
        "issuer": "甲市科技局",
        "issued_on": DAY.isoformat(),
    }
    return {
        "contest_id": CONTEST,
        "award_id": number,
        "body_id": 1,
        "year": 2026,
        "sequence": number,
        "number": content["certificate"],
        "code": f"{number:016x}",
        "content": content,
        "state": CertificateState.VALID,
        "issued_at": clock.now(),
        "issued_by_id": ORGANIZER,
    }


def _agreement(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "contest_id": CONTEST,
        "award_id": number,
        "number": f"2026-{number:03}-攻关",
        "origin": {"indicators": [*_indicators()]},
        "drafted_at": clock.now(),
    }


def _indicators() -> Iterator[dict[str, str]]:
    for at in range(1, 5):
        asked = {"name": f"指标 {at}", "baseline": "71", "comparator": "≥", "target": "85"}
        yield {**asked, "unit": "%", "verification": "连续两周的平均值"}


def _version(number: int) -> dict[str, Any]:
    enterprise = _enterprise(number)
    content = {
        "title": f"第 {number} 项方案",
        "challenge": "第 1 号榜单",
        "aim": "一天之内发现新渗漏。",
        "task": "算法、设备接入与现场试运行。",
        "begins": "2026-10-10",
        "ends": "2027-10-09",
        "parties": {
            "organizer": "甲市科技局",
            "issuer": "甲市轨道集团",
            "issuer_code": "91330200MA0000001R",
            "enterprise": enterprise,
            "enterprise_code": "91330200MA0000002P",
            "members": [],
        },
        "indicators": [*_indicators()],
        "milestones": [{"title": f"里程碑 {at}", "due": "2026-12-10"} for at in range(1, 5)],
        "money": {"award_fen": 0, "own_fen": WHOLE_WAN, "issuer_fen": WHOLE_WAN, "note": ""},
        "people": [{"role": "项目负责人", "organisation": enterprise, "duty": "总体设计"}],
        "ip": "shared",
        "ip_note": "",
        "tolerance": "在约定的包容期内，因技术探索未达到预期指标的，不追究责任。",
    }
    ties = {"contest_id": CONTEST, "agreement_id": number, "number": 1, "content": content}
    return {**ties, "digest": "0" * 64, "made_by_id": ORGANIZER, "made_at": clock.now()}


def _claim(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "contest_id": CONTEST,
        "award_id": number,
        "enterprise_id": number + 1,
        "product_name": f"第 {number} 项产品",
        "product_class": ProductClass.ANY,
        "year_index": 1,
        "policy_number": f"P{number:08}",
        "policy_key": f"P{number:08}",
        "insurer": "人保财险甲市分公司",
        "starts_on": DAY,
        "ends_on": DAY + timedelta(days=364),
        "insured_fen": 5_000 * WHOLE_WAN,
        "premium_invoiced_fen": 120 * WHOLE_WAN,
        "premium_paid_fen": 120 * WHOLE_WAN,
        "contract_fen": 4_000 * WHOLE_WAN,
        "user_name": "甲市轨道集团",
        "user_uscc": "91330200MA0000001R",
        "related": False,
        "subsidised": False,
        "state": ClaimState.SUBMITTED,
        "created_at": clock.now(),
        "submitted_at": clock.now(),
        "version": 1,
    }


def _item(number: int) -> dict[str, Any]:
    return {
        "body_id": 1,
        "year": clock.local(clock.now()).year,
        "number": f"2026-{number:04}",
        "origin": Origin.AWARD,
        "contest_id": CONTEST,
        "award_id": number,
        "product": f"第 {number} 项产品",
        "model": "XT-3",
        "enterprise_id": number + 1,
        "enterprise": _enterprise(number),
        "state": CatalogueState.LISTED,
        "proposed_by_id": ORGANIZER,
        "proposed_at": clock.now(),
        "decided_by_id": SECOND,
        "decided_at": clock.now(),
        "version": 1,
    }


def _nomination(number: int) -> dict[str, Any]:
    return {
        "contest_id": CONTEST,
        "award_id": number,
        "year": clock.local(clock.now()).year,
        "research": "多源数据融合预警算法的泛化能力。",
        "aims": "误报率不高于 3%；申请发明专利 2 项以上。",
        "funding_fen": 80 * WHOLE_WAN,
        "grounds": "获奖项目有技术攻关。",
        "state": NominationState.APPROVED,
        "proposed_by_id": ORGANIZER,
        "proposed_at": clock.now(),
        "decided_by_id": SECOND,
        "decided_at": clock.now(),
        "version": 1,
    }


def _enterprise(number: int) -> str:
    return f"甬江第{number}智能科技有限公司"
