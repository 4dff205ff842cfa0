"""The rule sheet that a new contest starts with; every figure of it may be edited.

The two dimensions and what they look at come from 宁波市开放应用场景实施意见 §三(三); originality
is weighed because of §四(二). The other figures are common practice, not law.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

TECHNICAL = "technical"
COMMERCIAL = "commercial"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a mark between ``low`` and ``high`` (both included) stands for."""

    low: Decimal
    high: Decimal
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of the ballot; with ``weight`` equal to ``top`` a mark counts as it stands."""

    key: str
    name: str
    dimension: str
    top: Decimal
    step: Decimal
    weight: Decimal
    hint: str
    weighs_originality: bool
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the two sides of the judgement, its weight in points of 100."""

    key: str
    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class RuleSheetTemplate:
    """Everything a rule sheet fixes before the first mark.

    ``ties`` are steps in order; ``quorum`` counts ballots per entry after recusals, and
    ``quorum_per_kind`` those of each kind of judge. Below ``min_to_trim`` ballots the plain mean
    holds. Scores are out of 100.
    """

    dimensions: tuple[Dimension, ...]
    criteria: tuple[Criterion, ...]
    judges: int = 7
    trim: str = "per_judge_total"
    trim_each_end: int = 1
    min_to_trim: int = 5
    decimals: int = 2
    rounding: str = "half_up"
    round_order: str = "total"
    ties: tuple[str, ...] = (
        f"dimension:{TECHNICAL}",
        f"dimension:{COMMERCIAL}",
        "vote",
        "lot",
        "share",
    )
    quorum: int = 5
    quorum_per_kind: int = 2
    pass_mark: Decimal = Decimal(60)
    talk_minutes: int = 8
    question_minutes: int = 4


HALF = Decimal("0.5")


def _criterion(
    key: str,
    name: str,
    *,
    dimension: str,
    hint: str,
    bands: tuple[tuple[str, str, str], ...],
    top: int,
    weighs_originality: bool = False,
) -> Criterion:
    """Build a criterion from its bands, lowest first, each as (low, label, text)."""
    lows = [Decimal(low) for low, _label, _text in bands]
    most = Decimal(top)
    highs = [low - HALF for low in lows[1:]] + [most]
    anchors = tuple(
        Anchor(low, high, label, text)
        for low, high, (_low, label, text) in zip(lows, highs, bands, strict=True)
    )
    return Criterion(key, name, dimension, most, HALF, most, hint, weighs_originality, anchors)


UNDERSTANDING = _criterion(
    "understanding",
    "场景需求理解",
    dimension=TECHNICAL,
    top=20,
    hint="是否看清了发榜方真正的难处，并把它变成可以验证的指标。",
    bands=(
        ("0", "不足", "复述榜单原文，没有自己的判断；关键约束（作业时间、安全、接口）遗漏或说错。"),
        ("12", "基本", "痛点说对了大半，能对应到榜单指标，但对现场条件和使用者的了解停留在书面。"),
        (
            "16",
            "充分",
            "到过现场或用过真实数据，主次分明，逐条回应指标，也说明哪些做不到。",
        ),
        ("19", "深刻", "指出了榜单没有写出的原因或约束，据此调整了方案，发榜方当场认可。"),
    ),
)
NOVELTY = _criterion(
    "novelty",
    "整体技术方案与首创性",
    dimension=TECHNICAL,
    top=25,
    weighs_originality=True,
    hint="技术路线是否完整、先进，核心部分是否为自己首创。",
    bands=(
        ("0", "不足", "以现成产品拼装为主，技术路线有明显断点，或核心能力依赖他方且没有落实。"),
        ("15", "基本", "路线完整可行，以成熟技术为主，局部有改进，先进性缺少对比数据支撑。"),
        ("20", "先进", "核心技术自主，关键指标优于现有做法并有测试数据，系统各部分衔接清楚。"),
        (
            "23",
            "首创",
            "原理、核心技术或产品功能属首创，有专利或第三方测试佐证，且用在要害处。",
        ),
    ),
)
FEASIBILITY = _criterion(
    "feasibility",
    "方案可实施性",
    dimension=TECHNICAL,
    top=15,
    hint="在发榜方的现场、工期和安全要求下，能不能真正做成。",
    bands=(
        ("0", "不足", "没有可执行的进度和验证办法，或实施会影响发榜方正常运行而未作安排。"),
        ("9", "基本", "有分阶段计划，主要风险有应对，但验证方法、接口或备品安排还需补充。"),
        ("12", "可靠", "计划落到周，验证方法与榜单指标一一对应，已有同类环境的试用记录。"),
        ("14", "稳妥", "现场条件逐项核实，失败时可退回原状，验收数据由发榜方独立取得。"),
    ),
)
VALUE = _criterion(
    "value",
    "成本与投入产出",
    dimension=COMMERCIAL,
    top=20,
    hint="全周期花多少钱，换来什么，账是否算得清。",
    bands=(
        ("0", "不足", "只有总价，没有分项；或收益依据不明，长期运维费用未提及。"),
        ("12", "基本", "建设与运维分项清楚，收益有估算，部分假设偏乐观。"),
        ("16", "划算", "按全周期算账，与现状成本逐项对比，收益可由发榜方的台账核对。"),
        ("19", "突出", "投入明显低于同类做法或收益可分期兑现，并愿意把报酬与达标情况挂钩。"),
    ),
)
PROSPECTS = _criterion(
    "prospects",
    "推广前景与团队保障",
    dimension=COMMERCIAL,
    top=20,
    hint="做成之后能否用到更多地方，团队能否长期负责。评的是能力与安排，不看企业规模。",
    bands=(
        ("0", "不足", "方案只适合单一现场，团队关键岗位空缺，售后没有承诺。"),
        ("12", "基本", "可用于同类单位，团队结构完整，驻场和售后安排较笼统。"),
        ("16", "良好", "推广对象和改造成本清楚，负责人全程参与，售后响应有时限。"),
        (
            "19",
            "优秀",
            "已形成可复制的标准做法，愿向同类单位开放接口，团队与合作单位分工到人。",
        ),
    ),
)

STANDARD = RuleSheetTemplate(
    dimensions=(
        Dimension(TECHNICAL, "技术维度", Decimal(60)),
        Dimension(COMMERCIAL, "商务维度", Decimal(40)),
    ),
    criteria=(UNDERSTANDING, NOVELTY, FEASIBILITY, VALUE, PROSPECTS),
)
