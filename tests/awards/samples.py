"""One sample of each official document, the same at any time and in any process."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

from awards.documents.award_list import award_list
from awards.documents.judge_pledge import PledgeFacts, judge_pledge
from awards.documents.official import Official, docx_of, pdf_of
from awards.documents.recusal_record import RecordHead, RecusalLine, RequestLine, recusal_record
from awards.documents.score_slip import Slip, score_slip
from awards.documents.screening_record import ScreeningLine, screening_record
from awards.documents.standings_sheet import standings_official
from judging.pledge_text import ARTICLES
from tests.awards.papers import (
    DIGEST,
    HEAD,
    LEDGER,
    RULES,
    STANDINGS_HEAD,
    award,
    fonts,
    standing,
)
from tests.awards.policy_samples import POLICY_SAMPLES

DAY = date(2026, 11, 2)
RECORD = RecordHead("甬城开放场景创新大赛", LEDGER, "甬城科学技术局", DAY)
SLIP = Slip(
    contest="甬城开放场景创新大赛",
    number="2026-01-001",
    entry="信号协同优化",
    enterprise="甬行科技有限公司",
    challenge="路口信号协同",
    edition="第 3 版，更正第 2 版",
    scope="本榜单",
    place=1,
    technical=Decimal("54.90"),
    commercial=Decimal("35.3"),
    total=Decimal("90.20"),
    ballots=7,
    trimmed=True,
    decided_by="技术得分高者在前",
    rules=RULES,
    phone="0574-5550 1199",
    ledger_head=LEDGER,
    issuer="甬城科学技术局",
    dated=DAY,
)
RECUSED = RecusalLine(
    judge="沈既白",
    number="2026-01-001",
    entry="信号协同优化",
    enterprise="甬行科技有限公司",
    origin="found",
    ground="employed",
    detail="任职单位“甬行科技有限公司”是本项目的牵头单位。",
    state="confirmed",
    reason="任职记录在三十六个月内，确认回避。",
    decided_by="卞若谷",
    decided_at="2026-10-12 09:30",
)
KEPT = replace(RECUSED, judge="蔚澜", origin="requested", ground="other", state="dismissed")
ASKED = RequestLine(
    "2026-01-001", "信号协同优化", "蔚澜", "曾在论坛发言。", "已受理。", "2026-10-11 10:00"
)
SCREENED = ScreeningLine(
    number="2026-01-001",
    entry="信号协同优化",
    enterprise="甬行科技有限公司",
    admitted=True,
    checklist=dict.fromkeys(
        ("complete", "entity", "consortium", "pledge", "relevant", "credit"), True
    ),
    reason="",
    by="卞若谷",
    at="2026-10-01 14:00",
)
REFUSED = replace(
    SCREENED,
    number="2026-01-002",
    admitted=False,
    checklist={**(SCREENED.checklist or {}), "pledge": False},
    reason="承诺书未盖章，通知补正后逾期未补。",
)
UNSEEN = replace(SCREENED, number="2026-01-003", admitted=None, checklist=None, by="", at="")
PLEDGE = PledgeFacts(
    contest="甬城开放场景创新大赛",
    issuer="甬城科学技术局",
    judge="沈既白",
    kind="技术",
    articles=ARTICLES,
    signed_at="2026-10-08 09:30",
    declared_at="2026-10-08 09:34",
    digest=DIGEST.removeprefix("sha256:"),
    same=True,
    dated=date(2026, 10, 8),
)

SAMPLES: dict[str, Official] = {
    "award_list": award_list(
        [award(1), award(2, prize="二等奖", amount=60_000_050, enterprise="展翼机器人公司")], HEAD
    ),
    "pledge": judge_pledge(PLEDGE),
    "recusals": recusal_record([RECUSED, KEPT], [ASKED], RECORD),
    "screening": screening_record([SCREENED, REFUSED, UNSEEN], RECORD),
    "slip": score_slip(SLIP),
    "standings": standings_official([standing(), standing(place=None, total=None)], STANDINGS_HEAD),
    **POLICY_SAMPLES,
}
# A certificate is framed, without a page number, and nobody edits it.
EDITED = [key for key, official in SAMPLES.items() if not official.framed]


def digests() -> list[str]:
    """Return the SHA-256 of every sample as PDF, and as DOCX where there is one."""
    made = [pdf_of(one, fonts()) for one in SAMPLES.values()]
    made += [docx_of(SAMPLES[key]) for key in EDITED]
    return [hashlib.sha256(file).hexdigest() for file in made]


if __name__ == "__main__":
    print(*digests(), sep="\n")  # noqa: T201 -- another process reads it
