"""Bringing in catalogues of earlier years: all or nothing, twice is once, out and in the same."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.actions.catalogue_import import NumbersTaken, import_items
from awards.catalogue_files import (
    Change,
    blank_items,
    packed,
    parsed,
    read_items,
    unpacked,
)
from awards.exports.catalogue import catalogue_table
from awards.models import CatalogueItem, IpKind, Origin
from awards.queries.catalogue import Search, public_items
from awards.states import CatalogueState
from contest.core.db import db
from contest.models import Field
from tests.awards import listing
from tests.world import CODES

HEAD = (
    "年度,编号,产品名称,规格型号,领域,企业名称,统一社会信用代码,"
    "知识产权类型,专利号或登记号,有效期至"
)
PUMP = f"2024,2024-001,泵站监测仪,P-1,交通,甲公司,{CODES['rival']},发明专利,ZL1,2031-05-01"
GATE = "2024,2024-002,闸门监测仪,,,乙公司,,,,"


def file_of(*lines):
    return "\n".join([HEAD, *lines]).encode()


def bring_in(world, *lines, by=None):
    rows, errors = read_items(file_of(*lines), world.body)
    assert errors == []
    return import_items(world.body, rows=rows, by=by or world.organizer)


def items():
    query = public_items(Search(sort="number"))
    return db.session.scalars(query).all()


def test_the_rows_of_a_file_are_in_the_catalogue(world):
    counts = bring_in(world, PUMP, GATE)

    pump, gate = items()
    assert counts == {Change.NEW: 2}
    assert (pump.product, pump.model, pump.field.name) == ("泵站监测仪", "P-1", "交通")
    assert (pump.ip_kind, pump.ip_until) == (IpKind.INVENTION, date(2031, 5, 1))
    assert (gate.enterprise, gate.uscc, gate.origin) == ("乙公司", "", Origin.IMPORT)


def test_twice_is_once(world):
    bring_in(world, PUMP, GATE)

    again = bring_in(world, PUMP, GATE)

    assert again == {Change.NEW: 0, Change.SAME: 2}
    assert len(items()) == 2


def test_other_content_under_the_same_number_changes_the_item(world):
    bring_in(world, PUMP, GATE)
    rows, _errors = read_items(file_of(PUMP.replace("P-1", "P-2"), GATE), world.body)

    counts = import_items(world.body, rows=rows, by=world.organizer)

    assert [row.change for row in rows] == [Change.CHANGED, Change.SAME]
    assert counts == {Change.NEW: 0, Change.CHANGED: 1, Change.SAME: 1}
    assert [item.model for item in items()] == ["P-2", ""]


def test_every_mistake_is_told_with_its_row_and_column(world):
    bad = "24,,,,水运,甲公司,91330200MA0000000X,专利,ZL1,明年"

    rows, errors = read_items(file_of(PUMP, bad, PUMP), world.body)

    assert [row.number for row in rows] == ["2024-001"]
    assert [(error.row, error.label) for error in errors] == [
        (3, "年度"),
        (3, "编号"),
        (3, "产品名称"),
        (3, "领域"),
        (3, "统一社会信用代码"),
        (3, "知识产权类型"),
        (3, "有效期至"),
        (4, "编号"),
    ]
    assert errors[-1].reason == "与第 2 行的年度和编号相同，请改正其中一行。"


def test_a_number_that_was_given_here_is_not_overwritten(world):
    listing.listed(world)
    line = "2026,2026-001,别的产品,,,丙公司,,,,"

    _rows, (error,) = read_items(file_of(line), world.body)

    assert (error.row, error.label) == (2, "编号")
    assert "该编号在本系统中列入" in error.reason
    assert "产品名称" in error.reason


def test_a_number_given_between_look_and_deed_undoes_all(world):
    line = "2026,2026-001,别的产品,,,丙公司,,,,"
    rows, _errors = read_items(file_of(GATE, line), world.body)
    item = listing.listed(world)

    with pytest.raises(NumbersTaken):
        import_items(world.body, rows=rows, by=world.organizer)

    assert items() == [item]


def test_what_was_taken_out_stays_out(world):
    bring_in(world, PUMP)
    (item,) = items()
    listing.catalogue.remove_item(
        item, by=world.second_organizer, version=item.version, reason="停产"
    )

    _rows, (error,) = read_items(file_of(PUMP.replace("P-1", "P-2")), world.body)

    assert "已移出目录" in error.reason


def test_whoever_brought_it_in_does_not_take_it_out(world):
    bring_in(world, PUMP)
    (item,) = items()

    with pytest.raises(listing.catalogue.SameRemover):
        listing.catalogue.remove_item(item, by=world.organizer, version=item.version, reason="停产")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_comes_in_unchanged(world, kind):
    bring_in(world, PUMP, GATE)

    rows, errors = read_items(catalogue_table(items(), kind), world.body)

    assert errors == []
    assert [row.change for row in rows] == [Change.SAME, Change.SAME]


def test_the_blank_file_asks_for_content(world):
    _rows, (error,) = read_items(blank_items(), world.body)

    assert error.reason == "只有列名，没有内容。请从第 2 行起填写。"


def test_what_a_page_carries_back_is_what_it_was_given(world):
    rows, _errors = read_items(file_of(PUMP, GATE), world.body)

    again, errors = read_items(unpacked(packed(rows)), world.body)

    assert errors == []
    assert again == rows


@pytest.mark.parametrize("text", ["", "甲", "AAAA", "x" * 100])
def test_what_is_no_file_carries_nothing(world, text):
    rows, errors = read_items(unpacked(text), world.body)

    assert rows == []
    assert errors != []


TEXT = st.text('甲乙丙 =+-@"，,;\tAZ09·（）', max_size=20).map(lambda text: " ".join(text.split()))
NAME = TEXT.filter(bool)
ITEMS = st.builds(
    CatalogueItem,
    product=NAME,
    enterprise=NAME,
    model=TEXT,
    summary=TEXT,
    ip_kind=st.none() | st.sampled_from(IpKind),
    ip_number=TEXT,
    ip_holder=TEXT,
    ip_until=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    other_ip=TEXT,
    uscc=st.sampled_from(["", *CODES.values()]),
    year=st.integers(2000, 2099),
    state=st.just(CatalogueState.PROPOSED),
    origin=st.just(Origin.IMPORT),
    removal=st.just(""),
    field=st.none() | st.just("交通").map(lambda name: Field(id=7, name=name)),
)
KEYS = ("product", "enterprise", "model", "summary", "ip_kind", "ip_number", "ip_holder")
MORE = ("ip_until", "other_ip", "uscc")


@settings(max_examples=60, deadline=None)
@given(st.lists(ITEMS, min_size=1, max_size=5))
def test_any_catalogue_comes_in_as_it_went_out(given_items):
    for number, item in enumerate(given_items, 1):
        item.number = f"甬创-{number}"

    rows, errors = parsed(catalogue_table(given_items, "csv"), {"交通": 7})

    assert errors == []
    for row, item in zip(rows, given_items, strict=True):
        assert (row.year, row.number) == (item.year, item.number)
        assert row.product.field_id == (7 if item.field else None)
        assert [getattr(row.product, k) for k in (*KEYS, *MORE)] == [
            getattr(item, k) for k in (*KEYS, *MORE)
        ]
