"""What an insurance subsidy comes to by a scheme's figures, told step by step. Pure.

    min( min(premium paid, insured sum × rate cap) × share(class, year), yearly cap, what is left )

Money is in whole fen. Each step that a person would write down is rounded down to a fen once;
between, nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from contest.core.money import show_yuan
from contest.core.said import N_, Said


class ProductClass(StrEnum):
    """How far a product is the first of its kind; ``any`` where a scheme does not ask."""

    ANY = "any"
    INTERNATIONAL = "international"
    DOMESTIC = "domestic"
    PROVINCIAL = "provincial"


class PremiumBasis(StrEnum):
    """Which premium counts: what was paid, or what was invoiced (never above what was paid)."""

    PAID = "paid"
    INVOICED = "invoiced"


class CapScope(StrEnum):
    """Whose claims of a year the yearly cap counts together."""

    PRODUCT = "product"
    ENTERPRISE = "enterprise"


CLASSES: dict[ProductClass, Said] = {
    ProductClass.ANY: N_("不分类别"),
    ProductClass.INTERNATIONAL: N_("国际首台（套）"),
    ProductClass.DOMESTIC: N_("国内首台（套）"),
    ProductClass.PROVINCIAL: N_("省内首台（套）"),
}
# Figures that a scheme sets, or expressly leaves open: neither is "still to be entered".
LIMITS: dict[str, Said] = {
    "rate_cap": N_("费率上限"),
    "most_multiple": N_("保险金额与合同金额的最大倍数"),
    "most_insured_fen": N_("计入的保险金额上限"),
    "annual_cap_fen": N_("年度补贴上限"),
    "years": N_("补贴年数"),
}
SHARES = N_("补贴比例")


class Uncomputable(Exception):
    """There is no amount: a figure is missing, or the scheme does not reach so far."""

    def __init__(self, reason: Said) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class Share:
    """The share of the premium for a class in the first year, and what it falls each year."""

    product_class: ProductClass
    percent: Decimal
    step: Decimal = Decimal(0)

    def in_year(self, index: int) -> Decimal:
        """Return the percentage in the ``index``-th year, never below zero."""
        return max(self.percent - self.step * (index - 1), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """A scheme's figures. ``open_limits`` names those that its source does not set."""

    rate_cap: Decimal | None = None  # per cent of the insured sum
    most_multiple: Decimal | None = None  # of the contract sum
    most_insured_fen: int | None = None
    annual_cap_fen: int | None = None
    years: int | None = None
    shares: tuple[Share, ...] = ()
    premium_basis: PremiumBasis = PremiumBasis.PAID
    cap_scope: CapScope = CapScope.ENTERPRISE
    firm_quota: bool = False
    open_limits: frozenset[str] = frozenset()

    @property
    def missing(self) -> tuple[Said, ...]:
        """Return the names of the figures that are still to be entered."""
        unset = [name for key, name in LIMITS.items() if self._is_missing(key)]
        return (*unset, *(() if self.shares else (SHARES,)))

    def _is_missing(self, key: str) -> bool:
        return getattr(self, key) is None and key not in self.open_limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a claim says, in fen; the year index counts from 1."""

    premium_paid_fen: int
    premium_invoiced_fen: int
    insured_fen: int
    contract_fen: int
    product_class: ProductClass
    year_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is left in the year: under the cap already taken, of the firm's and the whole quota."""

    year: int
    cap_taken_fen: int
    firm_left_fen: int | None
    left_fen: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A step of the working: the sentence with its figures, and the amount it ends with."""

    said: Said
    fen: int


@dataclass(frozen=True, slots=True)
class Working:
    """The steps, and the amount of the last."""

    lines: tuple[Line, ...]
    fen: int


@dataclass(slots=True)
class _Sheet:
    """The working as it is written."""

    lines: list[Line] = field(default_factory=list)

    def write(self, fen: int, said: Said) -> int:
        self.lines.append(Line(said, fen))
        return fen


def computed(parameters: Parameters, facts: Facts, room: Room | None = None) -> Working:
    """Return the amount with its working; without ``room``, before cap taken and quotas.

    Raise Uncomputable where a figure is still to be entered, the scheme has no share for the
    class, or the year is past its last.
    """
    share = _share_of(parameters, facts)
    sheet = _Sheet()
    premium = _counted_premium(parameters, facts, sheet)
    fen = _shared(premium, share, facts, sheet)
    if parameters.annual_cap_fen is not None:
        fen = _capped(fen, parameters, room, sheet)
    if room is not None:
        fen = _within(fen, parameters, room, sheet)
    return Working(tuple(sheet.lines), fen)


def _share_of(parameters: Parameters, facts: Facts) -> Share:
    if parameters.missing:
        named = _enumerated(parameters.missing)
        raise Uncomputable(N_("办法的参数待录入（%(names)s），暂不能计算。", names=named))
    found = [s for s in parameters.shares if s.product_class in {facts.product_class, "any"}]
    if not found:
        name = CLASSES[facts.product_class]
        raise Uncomputable(N_("办法没有规定“%(name)s”的补贴比例。", name=name))
    if facts.year_index < 1 or (parameters.years and facts.year_index > parameters.years):
        values = {"years": parameters.years or 1, "index": facts.year_index}
        raise Uncomputable(N_("办法补贴 %(years)s 年，第 %(index)s 年不在其内。", **values))
    return found[0]


def _counted_insured(parameters: Parameters, facts: Facts, sheet: _Sheet) -> int:
    """Return the insured sum as far as the scheme counts it (工信部联原〔2017〕222号)."""
    most: list[tuple[Said, int]] = []
    if parameters.most_multiple is not None:
        times = floored(facts.contract_fen * Fraction(parameters.most_multiple))
        name = N_("合同金额的 %(n)s 倍", n=_plain(parameters.most_multiple))
        most.append((name, times))
    if parameters.most_insured_fen is not None:
        most.append((N_("办法上限"), parameters.most_insured_fen))
    if not most:
        return facts.insured_fen
    counted = min(facts.insured_fen, *(fen for _name, fen in most))
    bounds = _listed([(N_("保险金额"), facts.insured_fen), *most])
    return sheet.write(counted, N_("计入的保险金额，取较小者：%(bounds)s。", bounds=bounds))


def _counted_premium(parameters: Parameters, facts: Facts, sheet: _Sheet) -> int:
    insured = _counted_insured(parameters, facts, sheet)
    bounds: list[tuple[Said, int]] = [(N_("实付保费"), facts.premium_paid_fen)]
    if parameters.premium_basis is PremiumBasis.INVOICED:
        bounds.append((N_("发票保费"), facts.premium_invoiced_fen))
    if parameters.rate_cap is not None:
        most = floored(insured * Fraction(parameters.rate_cap) / 100)
        rate = N_(
            "保险金额 %(insured)s × 费率上限 %(rate)s%%",
            insured=show_yuan(insured),
            rate=_plain(parameters.rate_cap),
        )
        sheet.write(most, rate)
        bounds.append((N_("费率上限内的保费"), most))
    counted = min(fen for _name, fen in bounds)
    if len(bounds) == 1:
        return sheet.write(counted, N_("计入的保费：实付保费。"))
    return sheet.write(counted, N_("计入的保费，取较小者：%(bounds)s。", bounds=_listed(bounds)))


def _shared(premium: int, share: Share, facts: Facts, sheet: _Sheet) -> int:
    percent = share.in_year(facts.year_index)
    values: dict[str, object] = {
        "premium": show_yuan(premium),
        "percent": _plain(percent),
        "index": facts.year_index,
        "name": CLASSES[share.product_class],
    }
    said = N_(
        "计入的保费 %(premium)s × 补贴比例 %(percent)s%%（%(name)s，第 %(index)s 年）", **values
    )
    if share.step and facts.year_index > 1:
        said = N_(
            "计入的保费 %(premium)s × 补贴比例 %(percent)s%%"
            "（%(name)s，首年 %(first)s%%，每年递减 %(step)s 个百分点，第 %(index)s 年）",
            first=_plain(share.percent),
            step=_plain(share.step),
            **values,
        )
    return sheet.write(floored(premium * Fraction(percent) / 100), said)


def _capped(fen: int, parameters: Parameters, room: Room | None, sheet: _Sheet) -> int:
    cap = parameters.annual_cap_fen or 0
    taken = room.cap_taken_fen if room else 0
    left = max(cap - taken, 0)
    bounds = [(N_("上一步"), fen), (N_("年度补贴上限"), left)]
    if taken:
        name = N_(
            "年度补贴上限余额（%(cap)s − 已核定 %(taken)s）",
            cap=show_yuan(cap),
            taken=show_yuan(taken),
        )
        bounds[1] = (name, left)
    return sheet.write(min(fen, left), N_("取较小者：%(bounds)s。", bounds=_listed(bounds)))


def _within(fen: int, parameters: Parameters, room: Room, sheet: _Sheet) -> int:
    if parameters.firm_quota:
        if room.firm_left_fen is None:
            raise Uncomputable(N_("%(year)s 年的企业额度待录入，暂不能核定。", year=room.year))
        fen = _least(fen, N_("%(year)s 年企业额度余额", year=room.year), room.firm_left_fen, sheet)
    if room.left_fen is None:
        raise Uncomputable(N_("%(year)s 年的资金额度待录入，暂不能核定。", year=room.year))
    return _least(fen, N_("%(year)s 年资金额度余额", year=room.year), room.left_fen, sheet)


def _least(fen: int, name: Said, left: int, sheet: _Sheet) -> int:
    left = max(left, 0)
    bounds = _listed([(N_("上一步"), fen), (name, left)])
    return sheet.write(min(fen, left), N_("取较小者：%(bounds)s。", bounds=bounds))


def floored(amount: Fraction) -> int:
    """Return an amount in whole fen, rounded down."""
    return amount.numerator // amount.denominator


def _listed(bounds: Sequence[tuple[Said, int]]) -> Said:
    """Return names with their amounts, one after the other, as one sentence's value."""
    parts = list(_parts(bounds))
    said = parts[0]
    for part in parts[1:]:
        said = N_("%(one)s；%(other)s", one=said, other=part)
    return said


def _enumerated(names: Sequence[Said]) -> Said:
    """Return names, one after the other, as one sentence's value."""
    said = names[0]
    for name in names[1:]:
        said = N_("%(one)s、%(other)s", one=said, other=name)
    return said


def _parts(bounds: Sequence[tuple[Said, int]]) -> Iterator[Said]:
    for name, fen in bounds:
        yield N_("%(name)s %(amount)s", name=name, amount=show_yuan(fen))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
