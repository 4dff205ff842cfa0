"""What a subsidy comes to: worked examples of each scheme, and what holds for any claim."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.subsidy import (
    LIMITS,
    CapScope,
    Facts,
    Parameters,
    PremiumBasis,
    ProductClass,
    Room,
    Share,
    Uncomputable,
    computed,
)
from awards.subsidy_seed import SCHEMES

SEEDS = {seed.key: seed for seed in SCHEMES}
ROWS = Path(__file__).with_name("subsidy_examples.csv")
# Counted by hand from the papers that the seeds name; amounts in yuan.
EXAMPLES = list(csv.DictReader(ROWS.read_text().splitlines()))


def fen(yuan: str) -> int:
    return int(Decimal(yuan) * 100)


def maybe(yuan: str) -> int | None:
    return fen(yuan) if yuan else None


def facts_of(row) -> Facts:
    return Facts(
        premium_paid_fen=fen(row["paid"]),
        premium_invoiced_fen=fen(row["invoiced"]),
        insured_fen=fen(row["insured"]),
        contract_fen=fen(row["contract"]),
        product_class=ProductClass(row["class"]),
        year_index=int(row["year"]),
    )


def room(*, taken=0, firm=None, left=10**12) -> Room:
    return Room(year=2026, cap_taken_fen=taken, firm_left_fen=firm, left_fen=left)


@pytest.mark.parametrize("row", EXAMPLES, ids=[f"{e['scheme']}: {e['by hand']}" for e in EXAMPLES])
def test_a_worked_example(row):
    left = room(taken=maybe(row["taken"]) or 0, firm=maybe(row["firm"]), left=fen(row["left"]))

    working = computed(SEEDS[row["scheme"]].parameters, facts_of(row), left)

    assert working.fen == fen(row["amount"])
    assert working.lines[-1].fen == working.fen


def test_every_scheme_with_figures_has_two_examples():
    told = [row["scheme"] for row in EXAMPLES]

    assert {key for key, seed in SEEDS.items() if not seed.parameters.missing} == set(told)
    assert all(told.count(key) >= 2 for key in told)


def test_the_working_tells_each_step_with_its_figures():
    working = computed(SEEDS["zhejiang-equipment-2024"].parameters, facts_of(EXAMPLES[11]), room())

    assert [str(line.said) for line in working.lines] == [
        "保险金额 20,000,000.00 元 × 费率上限 2%",
        "计入的保费，取较小者：实付保费 600,000.00 元；费率上限内的保费 400,000.00 元。",
        "计入的保费 400,000.00 元 × 补贴比例 70%"
        "（国内首台（套），首年 80%，每年递减 10 个百分点，第 2 年）",
        "取较小者：上一步 280,000.00 元；年度补贴上限 5,000,000.00 元。",
        "取较小者：上一步 280,000.00 元；2026 年资金额度余额 10,000,000,000.00 元。",
    ]


def test_a_scheme_whose_figures_are_to_be_entered_computes_nothing():
    ningbo = SEEDS["ningbo"].parameters
    assert len(ningbo.missing) == len(LIMITS) + 1

    with pytest.raises(Uncomputable, match="参数待录入"):
        computed(ningbo, facts_of(EXAMPLES[0]))


@pytest.mark.parametrize(
    ("key", "change", "said"),
    [
        ("zhejiang-equipment-2024", {"product_class": ProductClass.ANY}, "没有规定“不分类别”"),
        ("zhejiang-equipment-2024", {"year_index": 4}, "补贴 3 年，第 4 年不在其内"),
        ("national-equipment-2019", {"year_index": 0}, "第 0 年不在其内"),
    ],
)
def test_what_a_scheme_does_not_reach_has_no_amount(key, change, said):
    first = facts_of(EXAMPLES[10])
    values = {name: getattr(first, name) for name in Facts.__slots__}

    with pytest.raises(Uncomputable, match=said):
        computed(SEEDS[key].parameters, Facts(**values | change))


def test_a_quota_that_nobody_entered_stops_the_funding():
    with pytest.raises(Uncomputable, match="资金额度待录入"):
        computed(
            SEEDS["national-equipment-2019"].parameters, facts_of(EXAMPLES[0]), room(left=None)
        )
    with pytest.raises(Uncomputable, match="企业额度待录入"):
        computed(SEEDS["national-2024"].parameters, facts_of(EXAMPLES[0]), room())


money = st.integers(0, 10**13)
percents = st.decimals(0, 100, places=2)
limits = st.one_of(st.none(), money)


@st.composite
def schemes(draw) -> Parameters:
    rate = draw(st.one_of(st.none(), percents))
    return Parameters(
        rate_cap=rate,
        most_multiple=draw(st.one_of(st.none(), st.decimals(0, 20, places=2))),
        most_insured_fen=draw(limits),
        annual_cap_fen=draw(limits),
        years=draw(st.one_of(st.none(), st.integers(5, 9))),
        shares=(Share(ProductClass.ANY, draw(percents), draw(percents)),),
        premium_basis=draw(st.sampled_from(PremiumBasis)),
        cap_scope=draw(st.sampled_from(CapScope)),
        firm_quota=draw(st.booleans()),
        open_limits=frozenset(LIMITS),
    )


claims = st.builds(
    Facts,
    premium_paid_fen=money,
    premium_invoiced_fen=money,
    insured_fen=money,
    contract_fen=money,
    product_class=st.sampled_from(ProductClass),
    year_index=st.integers(1, 5),
)
rooms = st.builds(
    Room, year=st.just(2026), cap_taken_fen=money, firm_left_fen=money, left_fen=money
)


@given(schemes(), claims, rooms)
def test_an_amount_passes_no_premium_cap_or_quota(parameters, facts, left):
    working = computed(parameters, facts, left)

    share = Fraction(parameters.shares[0].in_year(facts.year_index)) / 100
    assert 0 <= working.fen <= facts.premium_paid_fen * share
    assert working.fen <= left.left_fen
    if parameters.rate_cap is not None:
        assert working.fen <= facts.insured_fen * Fraction(parameters.rate_cap) / 100
    if parameters.annual_cap_fen is not None:
        assert working.fen <= max(parameters.annual_cap_fen - left.cap_taken_fen, 0)
    if parameters.firm_quota:
        assert working.fen <= left.firm_left_fen
    if parameters.premium_basis is PremiumBasis.INVOICED:
        assert working.fen <= facts.premium_invoiced_fen


@given(schemes(), claims, rooms, money)
def test_more_room_never_gives_less(parameters, facts, left, more):
    wider = Room(
        year=left.year,
        cap_taken_fen=left.cap_taken_fen,
        firm_left_fen=left.firm_left_fen + more,
        left_fen=left.left_fen + more,
    )

    assert computed(parameters, facts, left).fen <= computed(parameters, facts, wider).fen


@given(schemes(), claims, rooms)
def test_a_later_year_never_gives_more(parameters, facts, left):
    values = {name: getattr(facts, name) for name in Facts.__slots__}
    amounts = [
        computed(parameters, Facts(**values | {"year_index": index}), left).fen
        for index in range(1, 6)
    ]

    assert amounts == sorted(amounts, reverse=True)
