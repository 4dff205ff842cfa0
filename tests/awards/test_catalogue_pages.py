"""The pages of the catalogue: everybody's, the desk's, an item with its decision, an import."""

import re
from io import BytesIO

import pytest

from awards.models import CatalogueItem
from awards.queries.catalogue_rules import rules_of
from awards.rules_digest import rules_digest
from awards.states import CatalogueState
from contest.core.db import db
from tests.awards import listing
from tests.awards.listing import SOLD, a_review, a_winner, decide, question, won
from tests.awards.test_catalogue_import import GATE, PUMP, file_of
from tests.world import CODES


def typed(**more):
    product = {"product": "巡检机器人", "model": "TX-1", "field_id": "", "ip_kind": "invention"}
    return {**product, "ip_number": "ZL1", "ip_holder": "author 有限公司", **more}


def the_item():
    return db.session.query(CatalogueItem).one()


def test_an_officer_proposes_and_another_decides_on_the_page(world, visit):
    listing.with_conditions(world)
    award = won(world)
    listing.confirm(world, award)
    first, second = visit(world.organizer), visit(world.second_organizer)

    asked = first.get(f"/follow-ups/{question(award).id}")
    page = first.get(asked.headers["Location"]).text
    answers = {
        "answers-0-wording": SOLD,
        "answers-0-verdict": "conflict",
        "answers-0-note": "已售 300 台",
    }
    done = first.post(asked.headers["Location"], data=typed(**answers))
    item = the_item()
    shown = second.get(done.headers["Location"]).text
    second.post(
        f"/catalogue-items/{item.id}/decision",
        data={"version": item.version, "decision": "yes", "reason": "首台套应用"},
    )

    assert world.entry.title in page
    assert "有 1 条与目录条件冲突" in shown
    assert "经办人核实不符合：已售 300 台" in shown
    assert (the_item().state, the_item().number) == (CatalogueState.LISTED, "2026-001")
    assert the_item().enterprise == world.author_organisation.name


def test_the_proposer_is_told_why_they_cannot_decide(world, visit):
    item = a_review(world)

    answer = visit(world.organizer).post(
        f"/catalogue-items/{item.id}/decision",
        data={"version": item.version, "decision": "yes", "reason": "符合"},
    )

    assert answer.status_code == 422
    assert "提请人不能决定自己提请的条目" in answer.text


def test_a_decision_on_what_was_changed_meanwhile_is_a_conflict(world, visit):
    item = a_review(world)

    answer = visit(world.second_organizer).post(
        f"/catalogue-items/{item.id}/decision",
        data={"version": item.version - 1, "decision": "yes", "reason": "符合目录条件"},
    )

    assert answer.status_code == 409
    assert "符合目录条件" in answer.text
    assert the_item().state is CatalogueState.PROPOSED


def test_one_person_may_decide_against_listing_with_a_reason(world, visit):
    follow_up = question(won(world))

    visit(world.organizer).post(
        f"/follow-ups/{follow_up.id}",
        data={"version": follow_up.version, "granted": "no", "reason": "企业不愿列入"},
    )
    page = visit(world.organizer).get(f"/catalogue-items/of/{follow_up.award_id}").text

    assert "已决定不列入" in page
    assert "企业不愿列入" in page


def test_a_review_is_proposed_with_its_enterprise(world, visit):
    client, review = visit(world.organizer), {"enterprise": "丙公司", "uscc": CODES["rival"]}

    wrong = client.post("/catalogues/2026/new", data=typed(**review | {"uscc": "9133"}))
    client.post("/catalogues/2026/new", data=typed(**review))

    assert wrong.status_code == 422
    assert "统一社会信用代码为 18 位，现在是 4 位" in wrong.text
    assert "巡检机器人" in wrong.text
    assert (the_item().enterprise, the_item().uscc) == ("丙公司", CODES["rival"])


def test_what_others_saved_meanwhile_stands_beside(world, visit):
    item = a_review(world)
    old = item.version
    listing.catalogue.revise_item(
        item,
        by=world.second_organizer,
        version=old,
        product=listing.a_product(product="泵站监测仪", model="P-9"),
    )
    mine = {"enterprise": "丙公司", "uscc": CODES["rival"], "version": old}

    answer = visit(world.organizer).post(f"/catalogue-items/{item.id}/edit", data=typed(**mine))

    assert answer.status_code == 409
    assert "P-9" in answer.text
    assert "丙公司" in answer.text


def test_taking_out_is_done_on_the_page_by_another_than_who_listed(world, visit):
    item = listing.listed(world)
    data = {"version": item.version, "reason": "停产"}

    own = visit(world.second_organizer).post(f"/catalogue-items/{item.id}/removal", data=data)
    visit(world.organizer).post(f"/catalogue-items/{item.id}/removal", data=data)
    page = visit().get(f"/catalogue/{item.id}").text

    assert "列入决定人不能自行移出" in own.text
    assert "移出目录：停产" in page


def test_everybody_reads_what_is_listed_and_no_holder_of_a_right(world, visit):
    item = listing.listed(world, ip_holder="张三")
    hidden = a_review(world, product="未决定的产品")

    everything = visit().get("/catalogue/").text
    page = visit().get(f"/catalogue/{item.id}").text

    assert "泵站监测仪" in everything
    assert "ZL202310000001.1" in page
    assert "未决定的产品" not in everything
    assert "张三" not in everything + page
    assert visit().get(f"/catalogue/{hidden.id}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("year=2026", ["泵站监测仪"]),
        ("year=2024", ["闸门监测仪"]),
        ("q=TX-1", ["泵站监测仪"]),
        ("q=2024-001", ["闸门监测仪"]),
        ("enterprise=甲", ["闸门监测仪"]),
        ("origin=import", ["闸门监测仪"]),
        ("origin=nonsense&year=x", ["泵站监测仪", "闸门监测仪"]),
        ("field=交通", ["闸门监测仪"]),
        ("state=removed", []),
        ("sort=-number", ["泵站监测仪", "闸门监测仪"]),
        ("sort=number", ["闸门监测仪", "泵站监测仪"]),
    ],
)
def test_the_catalogue_is_narrowed_and_sorted(world, visit, asked, found):
    listing.listed(world)
    line = PUMP.replace("泵站监测仪", "闸门监测仪")
    bring_in(visit(world.organizer), file_of(line))

    page = visit().get(f"/catalogue/?{asked}").text
    table = visit().get(f"/catalogue/list.csv?{asked}").text.splitlines()[1:]

    assert re.findall(r'<a href="/catalogue/\d+">(.*?)</a>', page) == found
    assert [line.split(",")[2] for line in table] == found


@pytest.mark.parametrize("extra", [0, 5])
def test_the_catalogue_costs_the_same_however_long(world, visit, queries, extra):
    listing.listed(world)
    for number in range(extra):
        listing.listed(world, product=f"产品 {number}")
    client = visit()

    with queries() as made:
        page = client.get("/catalogue/").text

    assert page.count("<tr>") == 2 + extra
    assert len(made) == 4


def bring_in(client, content):
    file = {"file": (BytesIO(content), "历年目录.csv")}
    looked = client.post("/catalogues/import", data=file)
    carried = re.search(r'name="rows" type="hidden" value="([^"]+)"', looked.text)
    return looked, client.post(
        "/catalogues/import/confirmation", data={"rows": carried[1] if carried else ""}
    )


def test_an_import_is_looked_at_before_it_counts(world, visit):
    client = visit(world.organizer)

    looked, done = bring_in(client, file_of(PUMP, GATE))

    assert "请核对，还没有导入" in looked.text
    assert "新增 2 项，更新 0 项，0 项没有变化" in looked.text
    assert done.status_code == 302
    assert "已导入：新增 2 项" in client.get("/catalogues/2024").text
    assert db.session.query(CatalogueItem).count() == 2


def test_a_file_with_mistakes_brings_nothing_in(world, visit):
    bad = GATE.replace("闸门监测仪", "")

    looked, done = bring_in(visit(world.organizer), file_of(PUMP, bad))

    assert looked.status_code == 422
    assert "共 1 处需要修改，一行也没有导入" in looked.text
    assert "产品名称" in looked.text
    assert done.status_code == 422
    assert db.session.query(CatalogueItem).count() == 0


def test_conditions_begin_with_the_usual_ones_and_are_set_for_a_year(world, visit):
    client = visit(world.organizer)
    page = client.get("/catalogues/2026/conditions").text
    row = {"wording": "在本市登记", "check": "region", "parameter": "3302", "source": "通知"}
    rows = {f"conditions-0-{name}": value for name, value in row.items()}

    client.post("/catalogues/2026/conditions", data={"version": rules_digest([]), **rows})
    (rule,) = rules_of(world.body.id, 2026)

    assert "尚未形成批量销售" in page
    assert "2019 年度重点自主创新产品推荐目录申报通知" in page
    assert (rule.wording, rule.parameter, rule.source) == ("在本市登记", "3302", "通知")
    assert rules_of(world.body.id, 2025) == []
    assert "在本市登记" in client.get("/catalogues/2027/conditions").text


def test_conditions_set_meanwhile_are_shown_beside(world, visit):
    listing.with_conditions(world)
    row = {"wording": "另一条", "check": "declared", "parameter": "", "source": "通知"}
    rows = {f"conditions-0-{name}": value for name, value in row.items()}

    answer = visit(world.second_organizer).post(
        "/catalogues/2026/conditions", data={"version": rules_digest([]), **rows}
    )

    assert answer.status_code == 409
    assert "另一条" in answer.text
    assert SOLD in answer.text


@pytest.mark.parametrize(
    "path",
    ["/catalogues/2026", "/catalogues/2026?expiring=1", "/catalogues/2026?state=listed&sort=until"],
)
def test_the_desk_shows_a_bodys_own_items_alone(world, visit, path):
    item = a_winner(world, ip_until=listing.date(2026, 4, 1))
    decide(item, world.second_organizer)

    assert item.product in visit(world.supervisor).get(path).text
    assert item.product not in visit(world.other_organizer).get(path).text


def test_what_the_desk_exports_is_on_record(world, visit):
    listing.listed(world)

    answer = visit(world.organizer).get("/catalogues/2026/list.csv?state=listed")
    page = visit(world.supervisor).get("/log/").text

    assert "2026-001" in answer.text
    assert "创新产品目录 · 导出" in page


def test_a_correction_is_told_to_everybody_but_for_whose_right_it_is(world, visit):
    item = a_review(world)
    decide(item, world.second_organizer)
    address = f"/catalogue-items/{item.id}/correction"
    client = visit(world.organizer)
    page = client.get(address).text
    answers = typed(
        product=item.product,
        enterprise=item.enterprise,
        uscc=item.uscc,
        model="TX-9",
        ip_number=item.ip_number,
        ip_holder="甲市研究院",
        ip_until="2043-05-01",
        version=item.version,
    )

    unsaid = client.post(address, data=answers)
    client.post(address, data={**answers, "reason": "铭牌型号有误"})
    done = client.get(f"/catalogue-items/{item.id}")
    public = visit().get(f"/catalogue/{item.id}").text

    assert 'value="TX-1"' in page
    assert unsaid.status_code == 422
    assert 'value="TX-9"' in unsaid.text
    assert "已更正，公开目录中注明更正。" in done.text
    assert "甲市研究院" in done.text
    assert "规格型号：<del>TX-1</del> → TX-9" in public
    assert "原因：铭牌型号有误" in public
    assert "甲市研究院" not in public
