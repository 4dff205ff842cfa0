"""The catalogue's own conditions: what each check gives, in words."""

from datetime import date

import pytest

from awards.catalogue_numbers import next_number
from awards.conditions import (
    Check,
    Condition,
    Facts,
    Verdict,
    conflicts,
    findings,
    kept_findings,
)

TODAY = date(2026, 3, 2)
HERE = {"enterprise": "甲公司", "today": TODAY}


def found(check, parameter="", **facts):
    (one,) = findings([Condition("条件", check, parameter, "出处")], Facts(**HERE, **facts))
    return one.verdict, one.words


@pytest.mark.parametrize(
    ("parameter", "uscc", "verdict"),
    [
        ("3302", "91330200MA0000000H", Verdict.MET),
        ("3302", "91350100M000100Y43", Verdict.CONFLICT),
        ("3302", "", Verdict.UNKNOWN),
        ("", "91330200MA0000000H", Verdict.UNKNOWN),
    ],
)
def test_the_region_is_read_from_the_credit_code(parameter, uscc, verdict):
    assert found(Check.REGION, parameter, uscc=uscc)[0] is verdict


def test_a_region_of_elsewhere_is_named():
    assert found(Check.REGION, "3302", uscc="91350100M000100Y43")[1] == (
        "信用代码中的登记机关区划为 350100，不在 3302 范围内，请核对注册地。"
    )


@pytest.mark.parametrize(
    ("ip", "verdict"),
    [
        ({}, Verdict.UNKNOWN),
        ({"ip_number": "ZL1"}, Verdict.UNKNOWN),
        ({"ip_number": "ZL1", "ip_holder": "甲公司"}, Verdict.MET),
        ({"ip_number": "ZL1", "ip_holder": "甲公司", "ip_until": TODAY}, Verdict.MET),
        ({"ip_number": "ZL1", "ip_holder": "甲公司", "ip_until": date(2026, 3, 1)}, "conflict"),
        ({"ip_number": "ZL1", "ip_holder": "乙公司"}, Verdict.CONFLICT),
    ],
)
def test_a_right_counts_while_it_lasts_and_is_the_enterprises_own(ip, verdict):
    assert found(Check.OWN_IP, **ip)[0] == verdict


def test_a_product_that_is_listed_elsewhere_is_a_conflict_with_its_place():
    assert found(Check.LISTED_ONCE) == (Verdict.MET, "系统中没有同一企业的同名产品。")
    assert found(Check.LISTED_ONCE, listed=("2024 年目录 2024-003",)) == (
        Verdict.CONFLICT,
        "同一企业的同名产品已列入：2024 年目录 2024-003。",
    )


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({}, (Verdict.UNKNOWN, "尚未核实。")),
        ({"verdict": "unknown", "note": "等财务报表"}, (Verdict.UNKNOWN, "等财务报表")),
        ({"verdict": "met"}, (Verdict.MET, "经办人核实符合。")),
        (
            {"verdict": "conflict", "note": "已售 300 台"},
            (Verdict.CONFLICT, "经办人核实不符合：已售 300 台"),
        ),
    ],
)
def test_what_only_people_know_is_declared(answer, told):
    assert found(Check.DECLARED, answers={"条件": answer}) == told


def test_findings_come_back_from_a_decision_as_they_were():
    conditions = [Condition("一", Check.LISTED_ONCE), Condition("二", Check.OWN_IP)]
    made = findings(conditions, Facts(**HERE, listed=("2024 年目录 7",)))

    again = kept_findings([finding.kept() for finding in made])

    assert again == made
    assert [finding.wording for finding in conflicts(again)] == ["一"]


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ((), "2026-001"),
        (("2026-001", "2026-002"), "2026-003"),
        (("2026-999",), "2026-1000"),
        (("甬创 7", "2025-040"), "2026-001"),
    ],
)
def test_numbers_go_on_from_the_highest_of_the_year(given, number):
    assert next_number(2026, given) == number
