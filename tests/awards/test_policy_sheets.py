"""Catalogue and nominations as documents, in the case of an award, and on work lists."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from awards.case_steps_catalogue import steps_of_catalogue, steps_of_nominations
from awards.documents import catalogue as listed_table
from awards.documents import nominations as nominated_table
from awards.documents.fonts import find_fonts
from awards.documents.official import pdf_of
from awards.policy_sheets import (
    catalogue_sheet,
    nomination_sheet,
    sheets_of_catalogue,
    sheets_of_nominations,
)
from awards.registry import DOCUMENTS
from awards.worklist import items
from tests.awards import listing
from tests.awards.listing import a_review, a_winner, decide, decide_nomination, nominated

DAY = date(2026, 3, 2)


def text_of(official):
    made = pdf_of(official, find_fonts(None))
    assert made == pdf_of(official, find_fonts(None))
    pages = PdfReader(BytesIO(made)).pages
    assert pages[0].mediabox.width > pages[0].mediabox.height
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def test_the_catalogue_is_told_on_wide_paper():
    line = listed_table.Line(
        "2026-001",
        "巡检车",
        "TX-1",
        "甲公司",
        "91330200MA0000000H",
        "交通",
        "发明专利 ZL1",
        "评审列入",
    )
    sheet = listed_table.CatalogueSheet(2026, "甲市科技局", 1, DAY, [line])

    text = text_of(listed_table.catalogue_table(sheet))

    assert "2026年重点自主创新产品目录" in text
    assert "截至2026年3月2日，2026年目录在册产品共1项。" in text
    for told in ("2026-001", "巡检车", "TX-1", "甲公司", "交通", "ZL1", "评审列入"):
        assert told in text
    assert "列入目录不是采购承诺" in text
    assert "甲市科技局2026年3月2日" in text


def test_nominations_are_told_with_their_sum_in_capitals():
    line = nominated_table.Line("巡检车", "甲公司", "一等奖", "行走机构", "故障减半", 80_000_000)
    sheet = nominated_table.NominationSheet(7, 1, "甲市大赛", "甲市科技局", DAY, [line])

    text = text_of(nominated_table.nomination_table(sheet))

    assert "提名1项，申请资助合计80.00万元（捌拾万元整）" in text
    assert "行走机构" in text
    assert "是否立项以正式通知为准" in text


def test_the_table_holds_what_is_listed_and_told(world):
    item = a_winner(world)
    decide(item, world.second_organizer)
    a_review(world)

    (line,) = catalogue_sheet(world.body, 2026).lines

    assert (line.number, line.product, line.origin) == ("2026-001", item.product, "获奖视同列入")
    assert [sheet.year for sheet in sheets_of_catalogue(world.contest.id)] == [2026]
    assert sheets_of_catalogue(world.open_contest.id) == []


def test_the_table_of_nominations_holds_the_approved_ones(world):
    nomination = nominated(world)
    assert nomination_sheet(world.contest).lines == []
    assert sheets_of_nominations(world.contest.id) == []

    decide_nomination(nomination, world.second_organizer)

    assert [line.funding_fen for line in nomination_sheet(world.contest).lines] == [80_000_000]
    assert len(sheets_of_nominations(world.contest.id)) == 1


@pytest.mark.parametrize("key", ["catalogue", "nominations"])
def test_the_tables_are_for_the_bodys_own_people(world, visit, key):
    decide(a_review(world), world.second_organizer)
    decide_nomination(nominated(world), world.second_organizer)
    number = 2026 if key == "catalogue" else world.contest.id
    path = f"/documents/{key}/{number}"

    assert str(DOCUMENTS[key].name) in {"目录表", "重点研发提名表"}
    assert visit(world.supervisor).get(path).status_code == 200
    assert visit(world.organizer).get(f"{path}.docx").data.startswith(b"PK")
    assert visit(world.other_organizer).get(path).status_code == 404


def test_the_case_of_an_award_tells_its_listing_and_nomination(app, world, queries):
    nomination = nominated(world)
    award = nomination.award
    item = listing.catalogue.propose_winner(
        award, by=world.organizer, product=listing.a_product(model="")
    )

    with app.test_request_context(), queries() as made:
        (listed,) = steps_of_catalogue([award])[award.id]
        (researched,) = steps_of_nominations([award])[award.id]

    assert [listed.key, researched.key] == ["60.catalogue", "70.key_rd"]
    assert listed.missing == ("规格型号",)
    assert listed.url == f"/catalogue-items/{item.id}"
    assert listed.done_at is None
    assert len(made) == 3

    decide(item, world.second_organizer)
    with app.test_request_context():
        (told,) = steps_of_catalogue([award])[award.id]
    assert (told.title, told.expires) == ("列入目录，编号 2026-001", date(2043, 5, 1))
    assert told.done_at == item.decided_at


def titles(app, user):
    with app.test_request_context():
        return [(item.level, item.title) for item in items(user)]


def test_what_others_proposed_waits_for_this_person(app, world):
    item = a_winner(world)
    review = a_review(world, ip_until=date(2026, 4, 1))

    assert ("hot", "2026 年目录有 2 个产品待您决定") in titles(app, world.second_organizer)
    assert all("待您决定" not in title for _level, title in titles(app, world.organizer))

    decide(item, world.second_organizer)
    decide(review, world.second_organizer)
    assert ("cool", "目录中 1 个产品的知识产权 90 天内到期") in titles(app, world.organizer)
    assert titles(app, world.other_organizer) == []


def test_a_nomination_waits_for_another(app, world):
    nominated(world)

    assert ("hot", "有 1 项重点研发提名待您决定") in titles(app, world.second_organizer)
    assert ("cool", "《contest 场景大赛》有 2 项政策衔接待决定") in titles(app, world.organizer)
