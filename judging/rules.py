"""The rule sheet (评审规则): what is marked, what it weighs, how marks become places.

Pure. A rule sheet that contradicts itself cannot be built: it is refused with
every reason at once, so that nobody is ranked by half a rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import lcm

SHARE = "share"
DECIDED_BY_PEOPLE = ("vote", "lot")
MOST_DECIMALS = 6
# Of a criterion's maximum and weight, on each side of the point.
MOST_DIGITS = 15

# Columns of the standings sheet: a dimension of that name would hide one of them.
_COLUMNS = frozenset({"place", "entry", "score", "tied", "decided_by"})


class Trim(StrEnum):
    """What the highest and the lowest are taken from, before the mean."""

    NONE = "none"
    PER_JUDGE_TOTAL = "per_judge_total"
    PER_CRITERION = "per_criterion"


class RoundOrder(StrEnum):
    """Add exactly and round once, or round every criterion before adding."""

    TOTAL = "total"
    CRITERION = "criterion"


class RulesRefused(ValueError):
    """The rule sheet cannot be applied; ``faults`` are all the reasons, in Chinese."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)  # no slots: the rate is worked out once and kept
class Criterion:
    """One line of the rubric (评分项).

    Marks run from 0 to ``top`` and ``top`` is worth ``weight`` points. Without
    a ``top`` a mark may be any number and every unit of it is worth ``weight``
    points, which may then be negative (a deduction).
    """

    key: str
    dimension: str
    top: Decimal | None
    weight: Decimal

    @cached_property
    def rate(self) -> Fraction:
        """Points for one unit of mark, exact."""
        return Fraction(self.weight) / Fraction(self.top or 1)

    def allows(self, mark: Decimal) -> bool:
        return self.top is None or 0 <= mark <= self.top


@dataclass(frozen=True, kw_only=True)  # no slots: the rates are worked out once and kept
class Rules:
    """Everything that turns marks into places. Raise RulesRefused if inconsistent.

    ``trim_each_end`` highest and as many lowest are left out where at least
    ``min_to_trim`` ballots (marks, when trimming by criterion) exist; with
    fewer, the plain mean stands. Rounding is half up (四舍五入), to
    ``decimals``. ``ties`` are the steps that separate equal scores, in order:
    ``dimension:<name>``, ``criterion:<key>``, ``vote``, ``lot``, ``share``.
    """

    criteria: tuple[Criterion, ...]
    trim: Trim = Trim.NONE
    trim_each_end: int = 1
    min_to_trim: int = 5
    decimals: int = 2
    round_order: RoundOrder = RoundOrder.TOTAL
    ties: tuple[str, ...] = (SHARE,)

    def __post_init__(self) -> None:
        faults = (*_criteria_faults(self), *_trim_faults(self), *_tie_faults(self))
        if faults:
            raise RulesRefused(faults)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Every dimension once, in the order of the rubric."""
        return tuple(dict.fromkeys(criterion.dimension for criterion in self.criteria))

    @property
    def counts_whole_ballots(self) -> bool:
        """Whether a judge counts with all criteria of an entry or with none.

        So wherever a judge's total is what is averaged or trimmed. Where the
        rule sheet speaks of a criterion's mean mark (trimmed by criterion, or
        rounded by criterion without trimming), each criterion has its own n.
        """
        if self.trim is Trim.NONE:
            return self.round_order is RoundOrder.TOTAL
        return self.trim is Trim.PER_JUDGE_TOTAL

    @cached_property
    def whole_rates(self) -> tuple[tuple[Decimal, ...], int]:
        """The criteria's rates as whole numbers over one denominator: exact, and fast to add."""
        rates = [criterion.rate for criterion in self.criteria]
        common = lcm(*(rate.denominator for rate in rates))
        return tuple(Decimal(int(rate * common)) for rate in rates), common

    def trims(self, n: int) -> bool:
        """Whether highest and lowest are left out of ``n`` ballots or marks."""
        return self.trim is not Trim.NONE and n >= self.min_to_trim


def _criteria_faults(rules: Rules) -> Iterator[str]:
    if not rules.criteria:
        yield "评审规则没有评分项：至少写一项 [[criteria]]。"
    for key, times in Counter(criterion.key for criterion in rules.criteria).items():
        if times > 1:
            yield f"评分项“{key}”写了 {times} 次：每个 key 只能用一次。"
    for criterion in rules.criteria:
        yield from _criterion_faults(criterion)


def _criterion_faults(criterion: Criterion) -> Iterator[str]:
    if not criterion.key or not criterion.dimension:
        yield f"评分项“{criterion.key}”缺少名称或维度：key 和 dimension 都要填写。"
    if criterion.dimension in _COLUMNS:
        yield f"维度不能叫“{criterion.dimension}”：这是排名表的列名，请换一个名称。"
    if not _finite(criterion.weight) or not _finite(criterion.top):
        yield (
            f"评分项“{criterion.key}”的 max 或 weight 不是可以计算的数："
            f"整数和小数部分各不超过 {MOST_DIGITS} 位。"
        )
        return
    if criterion.top is not None and criterion.top <= 0:
        yield f"评分项“{criterion.key}”的满分必须大于 0。"
    if criterion.top is not None and criterion.weight < 0:
        yield f"评分项“{criterion.key}”的权重为负：只有不设满分（max）的扣分项才能用负权重。"


def _finite(number: Decimal | None) -> bool:
    """Return whether the number can be counted with: 1e99999999 is finite, but fills the memory."""
    if number is None:
        return True
    exponent = number.as_tuple().exponent
    return (
        isinstance(exponent, int) and exponent >= -MOST_DIGITS and number.adjusted() < MOST_DIGITS
    )


def _trim_faults(rules: Rules) -> Iterator[str]:
    if not 0 <= rules.decimals <= MOST_DECIMALS:
        yield f"decimals 应在 0 到 {MOST_DECIMALS} 之间。"
    if rules.trim is Trim.NONE:
        return
    if rules.trim_each_end < 1:
        yield 'trim_each_end 至少为 1；不去掉最高分和最低分时请写 trim = "none"。'
    if rules.min_to_trim <= 2 * rules.trim_each_end:
        yield (
            f"min_to_trim 太小：两端各去掉 {rules.trim_each_end} 个以后没有剩下的分数，"
            f"至少写 {2 * rules.trim_each_end + 1}。"
        )


def _tie_faults(rules: Rules) -> Iterator[str]:
    known = {
        SHARE,
        *DECIDED_BY_PEOPLE,
        *(f"dimension:{name}" for name in rules.dimensions),
        *(f"criterion:{criterion.key}" for criterion in rules.criteria),
    }
    for step, times in Counter(rules.ties).items():
        if step not in known:
            yield (
                f"ties 中的“{step}”无法识别：可以写 dimension:维度、criterion:评分项、vote、lot、"
                "share，维度和评分项须在 [[criteria]] 中出现。"
            )
        if times > 1:
            yield f"ties 中的“{step}”写了 {times} 次：每一步只能写一次。"
    if SHARE in rules.ties[:-1]:
        yield "ties 中的 share（并列）之后不能再有步骤：请把它放在最后。"
