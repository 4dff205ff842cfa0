"""The kinds of passage that a challenge should not have, with their clauses.

Sources: 宁波市开放应用场景推动创新发展的实施意见 §四(二); 中小企业促进法 art. 40; 科学技术进步法
art. 91; 公平竞争审查条例 arts. 8-12; 安徽省场景创新工作推进导引（试行）, 场景机会 (excluded kinds).
"""

from __future__ import annotations

import re

from contest.core.said import N_
from contest.linter.findings import Concern, Severity

EQUAL_CHANCE = (
    "《关于开放应用场景推动创新发展的实施意见》四（二）；《中小企业促进法》第四十条；"
    "《科学技术进步法》第九十一条"
)
OPEN_MARKET = "《公平竞争审查条例》第八条至第十二条"
NO_OPPORTUNITY = "《安徽省场景创新工作推进导引（试行）》场景机会清单“不属于场景机会范畴”"
INDICATORS = (
    "《安徽省场景创新工作推进导引（试行）》场景机会清单条件 2（明确、合理、可行的技术需求及指标）"
)

# What turns a quantity into a gate: a bound, or a word that demands.
_NUMBER = r"[0-9〇零一二两三四五六七八九十百千]+"
_BOUND = (
    r"(?:不低于|不少于|不小于|不得低于|不得少于|至少|达到|达|超过|大于|高于|满|≥|>=|"
    rf"{_NUMBER}.{{0,6}}以上)"
)
_DEMAND = (
    r"(?:须|需|应|要求|必须|仅限|限于|只接受|具有|具备|拥有|提供|优先|达到|不少于|不低于|至少)"
)

_SIZE = (
    r"(?:注册资本|注册资金|实缴资本|资产总额|净资产|员工|职工|从业人员|社保人数|企业规模|人员规模)"
)
_REVENUE = r"(?:营业收入|营业额|营收|销售额|销售收入|主营收入|年产值|产值|纳税额|利润|净利润)"
_YEARS = r"(?:成立|注册|设立|经营|从业|从事.{0,8})"
_RECORD = r"(?:业绩|成功案例|同类案例|类似项目|同类项目|中标|合同额|市场占有率|市场份额|供货记录)"
_PLACE = (
    r"(?:本市|本省|本区|本县|本地|当地|属地|辖区内?|市内|区内|省内|"
    r"[一-龥]{1,6}(?:市|区|省)(?:内|域)?)"
)
_SEAT = (
    r"(?:注册|登记|设立|设有|成立|落户|纳税|缴纳社保|办公场所|固定场所|分公司|子公司|分支机构|企业)"
)
_WORKS = (
    r"(?:一般性?基建|房屋建筑工程|土建工程|装修(?:改造)?工程|场地平整|绿化工程|"
    r"(?:道路|桥梁|管网|围墙|楼宇|厂房)(?:的)?(?:新建|改扩建|施工|铺设|拓宽|翻新))"
)
_OFFICE_IT = (
    r"(?:办公自动化|OA ?系统|门户网站|网站建设|机房(?:建设|改造)|综合布线|视频会议系统|"
    r"(?:服务器|电脑|计算机|打印机|软件许可)(?:设备)?采购|软件升级维护|系统运维)"
)
_ALONE = (
    r"(?:(?:本单位|我司|我院|我局|我方|发榜方|自行)(?:自主|独立)?(?:研发|开发|完成研制)|独立研发|"
    r"(?:无需|不需要|不接受)(?:外部|其他)?(?:单位|企业|团队)?(?:参与|合作))"
)
_FINISHED = (
    r"(?:(?:已|已经|业已)(?:全部|整体)?(?:竣工|完工|建成投用|建成投运|交付使用|通过验收|验收通过))"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


GATES = (
    Concern(
        "gate.size",
        Severity.HIGH,
        _any(rf"{_SIZE}.{{0,8}}{_BOUND}", rf"{_DEMAND}.{{0,6}}(?:大型|规模以上|规上|上市)企业"),
        EQUAL_CHANCE,
        N_("以企业规模作为参与条件，会把有能力的中小企业挡在门外。"),
        N_("改为说明承担任务所需的能力，例如“能在试验期内投入不少于 3 人的技术团队”。"),
    ),
    Concern(
        "gate.revenue",
        Severity.HIGH,
        _any(rf"{_REVENUE}.{{0,10}}{_BOUND}", rf"{_DEMAND}.{{0,4}}{_REVENUE}"),
        EQUAL_CHANCE,
        N_("以营收、产值、利润或纳税作为参与条件，属于以经营规模限制资格。"),
        N_("删除该条件；履约能力可由信用承诺与信用核查、联合体分工来说明。"),
    ),
    Concern(
        "gate.years",
        Severity.HIGH,
        _any(
            rf"{_YEARS}(?:时间|年限|期限)?.{{0,4}}{_BOUND}.{{0,4}}年",
            rf"{_YEARS}.{{0,4}}{_NUMBER} ?(?:个)?(?:年|周年)(?:及)?以上",
        ),
        EQUAL_CHANCE,
        N_("以成立或经营年限作为参与条件，新企业没有机会。"),
        N_("删除年限，改为要求提供可验证的技术成熟度材料或样机测试记录。"),
    ),
    Concern(
        "gate.record",
        Severity.HIGH,
        _any(rf"{_DEMAND}.{{0,14}}{_RECORD}", rf"{_RECORD}.{{0,8}}{_BOUND}"),
        EQUAL_CHANCE,
        N_("不得仅以市场业绩为由限制参与资格；首创产品往往没有业绩。"),
        N_("改为“可提供试验、检测或应用材料作为可行性佐证”，不作为门槛。"),
    ),
    Concern(
        "gate.local",
        Severity.HIGH,
        _any(
            rf"{_DEMAND}.{{0,6}}(?:在|为)?{_PLACE}.{{0,6}}{_SEAT}",
            rf"{_PLACE}.{{0,4}}{_SEAT}.{{0,4}}(?:优先|加分)",
            rf"(?:仅限|限于|只面向){_PLACE}",
        ),
        OPEN_MARKET,
        N_("要求在本地注册、设点、纳税，或优待本地企业，限制了外地经营者参与竞争。"),
        N_("删除本地要求；确需驻场的，写明现场服务的响应时间和方式。"),
    ),
)

EXCLUDED = (
    Concern(
        "kind.works",
        Severity.MEDIUM,
        _any(_WORKS),
        NO_OPPORTUNITY,
        N_("看起来属于一般性基建。场景机会应对新技术、新产品有应用需求。"),
        N_("写明要解决的技术问题和指标；若只是施工，请按政府采购或招标程序办理。"),
    ),
    Concern(
        "kind.office_it",
        Severity.MEDIUM,
        _any(_OFFICE_IT),
        NO_OPPORTUNITY,
        N_("看起来属于传统信息化项目，市场上已有成熟供给。"),
        N_("说明现有产品做不到什么、希望新技术做到什么，并给出指标。"),
    ),
    Concern(
        "kind.alone",
        Severity.MEDIUM,
        _any(_ALONE),
        NO_OPPORTUNITY,
        N_("看起来由发榜方独立研发，没有向企业开放的内容。"),
        N_("写明向揭榜企业开放哪些环节、数据或场地，以及合作方式。"),
    ),
    Concern(
        "kind.finished",
        Severity.MEDIUM,
        _any(_FINISHED),
        NO_OPPORTUNITY,
        N_("看起来项目已竣工。应用场景一般为在建或待建项目。"),
        N_("若在已建成的设施上试验新技术，请写明新建或改造的部分及计划时间。"),
    ),
)
