"""The subsidy schemes that a body can begin with: figures of public papers, with their source.

An editable default, not legal advice: a body enters its own versions afterwards. Whatever no
public paper gave is left to be entered, and nothing is computed until it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from awards.subsidy import LIMITS, Parameters, PremiumBasis, ProductClass, Share

ANY, INTERNATIONAL = ProductClass.ANY, ProductClass.INTERNATIONAL
DOMESTIC, PROVINCIAL = ProductClass.DOMESTIC, ProductClass.PROVINCIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeSeed:
    """A scheme with its source and figures."""

    key: str
    name: str
    source_name: str
    source_number: str = ""
    source_address: str = ""
    clause: str = ""
    region_note: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    parameters: Parameters


def _open(*but: str) -> frozenset[str]:
    """Return the limits that a source leaves open: all but these."""
    return frozenset(LIMITS) - frozenset(but)


SCHEMES: tuple[SchemeSeed, ...] = (
    SchemeSeed(
        key="national-equipment-2019",
        name="国家首台（套）重大技术装备保险补偿（2019）",
        source_name="关于进一步深入推进首台（套）重大技术装备保险补偿机制试点工作的通知",
        source_number="财建〔2019〕225号",
        clause="费率不超过 3%，按实际投保年度保费的 80%，不超过 3 年",
        parameters=Parameters(
            rate_cap=Decimal(3),
            shares=(Share(ANY, Decimal(80)),),
            years=3,
            open_limits=_open("rate_cap", "years"),
        ),
    ),
    SchemeSeed(
        key="national-materials-2017",
        name="国家重点新材料首批次应用保险补偿（2017）",
        source_name="关于开展重点新材料首批次应用保险补偿机制试点工作的通知",
        source_number="工信部联原〔2017〕222号",
        source_address="https://www.gov.cn/xinwen/2017-09/14/content_5224984.htm",
        clause="补贴的责任限额不超过合同金额的 5 倍且不超过 5 亿元，费率不超过 3%，"
        "按年度保费的 80%，不超过 3 年",
        parameters=Parameters(
            rate_cap=Decimal(3),
            most_multiple=Decimal(5),
            most_insured_fen=50_000_000_000,
            shares=(Share(ANY, Decimal(80)),),
            years=3,
            open_limits=_open("rate_cap", "most_multiple", "most_insured_fen", "years"),
        ),
    ),
    SchemeSeed(
        key="national-2024",
        name="国家首台（套）首批次保险补偿（2024）",
        source_name="关于进一步完善首台（套）重大技术装备首批次新材料保险补偿政策的意见",
        source_number="工信部联重装〔2024〕89号",
        clause="不超过发票保费的 80%，在企业获批的额度和年度内",
        valid_from=date(2024, 5, 24),
        parameters=Parameters(
            shares=(Share(ANY, Decimal(80)),),
            premium_basis=PremiumBasis.INVOICED,
            firm_quota=True,
            open_limits=_open(),
        ),
    ),
    SchemeSeed(
        key="zhejiang-equipment-2024",
        name="浙江省制造业首台（套）装备保险补偿（2024）",
        source_name="关于做好2024年度浙江省制造业首台（套）装备保险补偿申报工作的通知",
        source_number="浙经信装备〔2024〕211号",
        clause="费率不超过 2%；首年国际 90%、国内 80%、省内 70%，次年起每年递减 10 个百分点；"
        "每年不超过 500 万元；3 年",
        region_note="宁波不发：宁波市企业不适用",
        # 起保时间在此期间的保单 (the paper's third part).
        valid_from=date(2023, 9, 1),
        valid_until=date(2024, 8, 31),
        parameters=Parameters(
            rate_cap=Decimal(2),
            annual_cap_fen=500_000_000,
            shares=(
                Share(INTERNATIONAL, Decimal(90), Decimal(10)),
                Share(DOMESTIC, Decimal(80), Decimal(10)),
                Share(PROVINCIAL, Decimal(70), Decimal(10)),
            ),
            years=3,
            open_limits=_open("rate_cap", "annual_cap_fen", "years"),
        ),
    ),
    SchemeSeed(
        key="ningbo",
        name="宁波市首台（套）首批次首版次应用保险补贴",
        source_name="宁波市高端装备首台（套）新材料首批次软件首版次应用保险补贴工作实施办法",
        region_note="宁波市企业",
        parameters=Parameters(),
    ),
)
