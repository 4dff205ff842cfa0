"""A sample of each document that follows the awards: what it reads, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace as Told

from awards.agreement_clauses import TOLERANCE
from awards.documents.agreement import agreement_official
from awards.documents.catalogue import CatalogueSheet, catalogue_table
from awards.documents.catalogue import Line as Product
from awards.documents.certificates import certificate
from awards.documents.claims import claim_form
from awards.documents.decisions import announcement_decision, objection_decision
from awards.documents.nominations import Line as Nominated
from awards.documents.nominations import NominationSheet, nomination_table
from awards.documents.notice import notice_document
from awards.documents.official import Official
from awards.models.notices import NoticeChange
from awards.noticing import HOW_TO_OBJECT, NOT_A_CONTRACT
from awards.states import NoticeState, ObjectionState
from awards.subsidy import ProductClass
from tests.awards.papers import DIGEST

DAY = date(2026, 11, 2)
NINE = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
ISSUER = "甬城科学技术局"
CONTEST = Told(name="甬城开放场景创新大赛", body=Told(name=ISSUER))
ENTRY, ENTERPRISE, USCC = "信号协同优化", "甬行科技有限公司", "91330200MA0000002P"

FIRST = Told(
    position=1,
    entry_title=ENTRY,
    enterprise=ENTERPRISE,
    challenge="路口信号协同",
    prize="一等奖",
    amount_fen=100_000_000,
    change=NoticeChange.NEW,
)
CHANGED = Told(**{**vars(FIRST), "prize": "二等奖", "change": NoticeChange.CHANGED})
NOTICE = Told(
    contest=CONTEST,
    number=1,
    kind="awards",
    title="甬城开放场景创新大赛拟奖励项目公示",
    text=f"{HOW_TO_OBJECT}\n{NOT_A_CONTRACT}",
    phone="0574-5550 1199",
    days=5,
    first_day=DAY,
    last_day=date(2026, 11, 9),
    covered=True,
    head={"root": DIGEST.removeprefix("sha256:")},
    state=NoticeState.PUBLISHED,
    published_at=NINE,
    drafted_at=NINE,
)
CORRECTION = Told(
    **{
        **vars(NOTICE),
        "number": 2,
        "kind": "correction",
        "last_day": date(2027, 1, 5),
        "covered": False,
    }
)
AWARD = Told(
    entry=Told(title=ENTRY),
    enterprise=Told(name=ENTERPRISE),
    prize=Told(name="一等奖"),
    amount_fen=100_000_000,
)
OBJECTION = Told(
    contest=CONTEST,
    notice=NOTICE,
    number=1,
    name="周启明",
    organisation="甬城养护有限公司",
    against=[Told(award=AWARD)],
    statement="申报的连续运行天数与日志不一致。",
    state=ObjectionState.REJECTED,
    decision_reason="经核对原始日志，申报的运行时间属实。",
    received_at=NINE,
    decided_at=datetime(2026, 11, 5, 9, 0, tzinfo=UTC),
)
ANNOUNCED = Told(contest=CONTEST, document_number="甬科赛〔2026〕12 号", announced_at=NINE)
INDICATOR = {
    "name": "绿灯利用率",
    "baseline": "71",
    "comparator": "≥",
    "target": "85",
    "unit": "%",
    "verification": "连续两周的平均值",
}
AGREED = {
    "title": ENTRY,
    "challenge": "路口信号协同",
    "aim": "相邻路口的信号协同。",
    "task": "协同算法、路侧设备接入与现场试运行。",
    "begins": "2026-11-10",
    "ends": "2027-11-09",
    "parties": {
        "organizer": ISSUER,
        "issuer": "甬城交通集团",
        "issuer_code": "91330200MA0000001R",
        "enterprise": ENTERPRISE,
        "enterprise_code": USCC,
        "members": [
            {
                "name": "甬城智能传感技术研究院有限公司",
                "uscc": "91330200MA0000003K",
                "work": "传感器",
            }
        ],
    },
    "indicators": [INDICATOR],
    "milestones": [{"title": "方案设计评审", "due": "2026-12-10"}],
    "money": {
        "award_fen": 100_000_000,
        "own_fen": 60_000_000,
        "issuer_fen": 40_000_000,
        "note": "设备自筹购置。",
    },
    "people": [{"role": "项目负责人", "organisation": ENTERPRISE, "duty": "总体设计"}],
    "ip": "shared",
    "ip_note": "",
    "tolerance": TOLERANCE,
}
AGREEMENT = Told(
    agreement=Told(number="2026-01-001-攻关", origin={"indicators": [INDICATOR]}),
    number=1,
    content=AGREED,
    digest=DIGEST.removeprefix("sha256:"),
    made_at=NINE,
)
CERTIFIED = {
    "certificate": "2026-0001",
    "enterprise": ENTERPRISE,
    "entry": ENTRY,
    "contest": CONTEST.name,
    "challenge": "路口信号协同",
    "prize": "一等奖",
    "issuer": ISSUER,
    "issued_on": "2026-11-20",
}
LISTED = Product(
    number="2026-001",
    product=ENTRY,
    model="XT-3",
    enterprise=ENTERPRISE,
    uscc=USCC,
    field="城市交通",
    right="发明专利 ZL202310339801.1",
    origin="获奖视同列入",
)
NOMINATED = Nominated(
    entry=ENTRY,
    enterprise=ENTERPRISE,
    prize="一等奖",
    research="多源数据融合预警算法的泛化能力。",
    aims="误报率不高于 3%；申请发明专利 2 项以上。",
    funding_fen=80_000_000,
)

CLAIM = Told(
    id=3,
    contest=CONTEST,
    enterprise=Told(name=ENTERPRISE, uscc=USCC),
    award=AWARD,
    frozen={
        "name": "国家首台（套）重大技术装备保险补偿（2019）",
        "number": 1,
        "source_name": "关于进一步深入推进首台（套）重大技术装备保险补偿机制试点工作的通知",
        "source_number": "财建〔2019〕225号",
    },
    product_name=ENTRY,
    product_class=ProductClass.ANY,
    year_index=1,
    insurer="人保财险甬城分公司",
    policy_number="PICC-2026-0001",
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
    insured_fen=5_000_000_000,
    contract_fen=4_000_000_000,
    premium_invoiced_fen=120_000_000,
    premium_paid_fen=120_000_000,
    user_name="甬城交通集团",
    user_uscc="91330200MA0000001R",
    related=False,
    subsidised=False,
    papers=[
        Told(kind="policy", removed_at=None, expires_on=None, file=Told(name="加盖公章的保单.pdf"))
    ],
    working=[
        {"text": "保险金额 50,000,000.00 元 × 费率上限 3%%", "values": {}, "fen": 150_000_000},
        {"text": "计入的保费 1,200,000.00 元 × 补贴比例 80%%", "values": {}, "fen": 96_000_000},
    ],
    amount_fen=96_000_000,
    steps=[Told(checks={"award": "", "policy": "已电话核对"})],
    submitted_at=NINE,
    qualified_at=NINE,
    funded_at=NINE,
    paid_on=date(2026, 11, 20),
    payment_reference="国库〔2026〕0031",
)

POLICY_SAMPLES: dict[str, Official] = {
    "notice": notice_document(NOTICE, [FIRST], "https://example.org/notices/1"),
    "correction": notice_document(CORRECTION, [CHANGED], "https://example.org/notices/2"),
    "objection": objection_decision(OBJECTION),
    "announcement": announcement_decision(ANNOUNCED, [AWARD]),
    "certificate": certificate(
        CERTIFIED, code="7e97d9e9e25c8940", address="https://example.org/certificates/7e97"
    ),
    "agreement": agreement_official(AGREEMENT),
    "claim": claim_form(CLAIM),
    "catalogue": catalogue_table(CatalogueSheet(2026, ISSUER, 1, DAY, [LISTED])),
    "nominations": nomination_table(NominationSheet(1, 1, CONTEST.name, ISSUER, DAY, [NOMINATED])),
}
