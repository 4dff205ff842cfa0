"""Task agreements: taken over from the challenge, changed in versions, signed on paper."""

from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from awards.actions import agreements as actions
from awards.actions import deliveries, milestones
from awards.agreement_content import deviations, differences, lines_of
from awards.agreement_drafts import digest_of, first_content
from awards.delivering import NeedsFile, Overtaken
from awards.documents import official as doc
from awards.documents.agreement import agreement_official
from awards.documents.fonts import find_fonts
from awards.milestones import Line
from awards.registry import DOCUMENTS
from tests.awards.delivering import DUE, a_file, agreement, announced, delivery, today
from tests.contest.entering import a_pdf

TWO = [{"title": "样机下线", "due": "2026-04-01"}, {"title": "现场安装", "due": "2026-06-01"}]


def revise(world, *, by=None, seen=None, reason="补充里程碑", **changed):
    found = agreement(world)
    content = {**found.latest.content, "milestones": TWO, **changed}
    return actions.revise_agreement(
        found,
        by=by or world.organizer,
        seen=seen or found.latest.number,
        content=content,
        reason=reason,
    )


def sign(world, **changed):
    found = agreement(world)
    told = {"seen": found.latest.number, "signed_on": today(), "file": a_file("任务书.pdf")}
    actions.sign_agreement(found, by=world.organizer, **{**told, **changed})
    return found


def test_the_first_version_takes_over_the_challenge(world):
    found = agreement(world)
    content = found.latest.content

    assert content["indicators"] == found.origin["indicators"]
    assert content["indicators"][0]["name"] == "发现时间"
    assert content["parties"]["issuer"] == "metro 有限公司"
    assert content["money"]["award_fen"] == announced(world).amount_fen
    assert deviations(found.origin["indicators"], content["indicators"]) == []


def test_drafting_again_makes_no_second_agreement(world):
    assert agreement(world).id == agreement(world).id


def test_a_change_is_a_new_version_with_its_reason(world):
    version = revise(world, by=world.author)
    before, after = agreement(world).versions

    assert (version.number, version.reason, version.made_by_id) == (
        2,
        "补充里程碑",
        world.author.id,
    )
    assert [one.label for one in differences(before.content, after.content)] == [
        "里程碑“样机下线”",
        "里程碑“现场安装”",
    ]


def test_a_softer_indicator_is_told_as_a_deviation(world):
    found = agreement(world)
    softer = [{**found.latest.content["indicators"][0], "target": "3"}]

    version = revise(world, indicators=softer)

    (one,) = deviations(found.origin["indicators"], version.content["indicators"])
    assert (one.asked, one.agreed) == ("≤ 1 天", "≤ 3 天")


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"milestones": []}, actions.NothingChanged),
        ({"reason": ""}, actions.NeedsReason),
        ({"seen": 9}, Overtaken),
    ],
    ids=["the same", "no reason", "stale"],
)
def test_a_version_that_is_none_is_refused(world, changed, refusal):
    with pytest.raises(refusal):
        revise(world, **changed)

    assert len(agreement(world).versions) == 1


def test_the_award_is_no_money_to_haggle_over(world):
    money = {"award_fen": 1, "own_fen": 500, "issuer_fen": 0, "note": ""}

    version = revise(world, money=money)

    assert version.content["money"]["award_fen"] == announced(world).amount_fen


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"file": None}, NeedsFile),
        ({"signed_on": DUE + timedelta(days=900)}, actions.SignedLater),
        ({"seen": 1}, Overtaken),
    ],
    ids=["no paper", "tomorrow", "stale"],
)
def test_only_the_paper_makes_it_signed(world, changed, refusal):
    revise(world)

    with pytest.raises(refusal):
        sign(world, **changed)

    assert agreement(world).in_force is None


def test_without_milestones_there_is_nothing_to_sign(world):
    with pytest.raises(actions.NoMilestones):
        sign(world)


def test_what_was_signed_says_when_what_is_due(world):
    revise(world)
    found = delivery(world)

    sign(world)

    assert [(one.title, one.due.isoformat()) for one in found.milestones] == [
        (one["title"], one["due"]) for one in TWO
    ]
    with pytest.raises(milestones.PlannedElsewhere):
        milestones.plan_milestones(
            found, by=world.issuer, version=found.version, lines=[Line("另一个", DUE)]
        )


def test_an_agreement_signed_before_the_cooperation_is_laid_out_with_it(world):
    revise(world)
    sign(world)
    found = deliveries.propose_delivery(
        announced(world), by=world.issuer, cooperation="joint_research", basis="任务书"
    )

    deliveries.agree_delivery(found, by=world.organizer, version=found.version)

    assert [one.title for one in found.milestones] == ["样机下线", "现场安装"]


def test_a_later_version_leaves_the_signed_one_in_force(world):
    revise(world)
    sign(world)

    revise(world, reason="延期", ends="2028-01-01")

    found = agreement(world)
    assert (found.in_force.number, found.latest.number) == (2, 3)


def test_the_document_has_all_parties_and_is_made_twice_alike(world):
    revise(world, people=[{"role": "项目负责人", "organisation": "author", "duty": "总体"}])
    told = agreement_official(agreement(world).latest)

    first, second = (doc.pdf_of(told, find_fonts(None)) for _ in range(2))
    pages = [page.extract_text() for page in PdfReader(BytesIO(first)).pages]
    text = "".join(pages).replace("\n", "")

    assert first == second
    for words in (
        "甲市科技局",
        "metro 有限公司",
        "author 有限公司",
        "获奖不构成合同",
        "不构成可靠的电子签名",
        "壹佰万元整",
        "2026-06-01",
        "（盖章）：",
    ):
        assert words.replace(" ", "") in text.replace(" ", ""), words
    assert DOCUMENTS["agreement"].rows(world.contest.id) == [agreement(world).latest]


def test_the_pages_of_an_agreement(world, visit):
    found = agreement(world)
    address = f"/agreements/{found.id}"
    typed = {
        "seen": 1,
        "aim": "一天内发现",
        "task": "声光融合",
        "begins": "2026-03-10",
        "ends": "2027-03-10",
        "indicators-0-name": "发现时间",
        "indicators-0-comparator": "≤",
        "indicators-0-target": "1",
        "indicators-0-unit": "天",
        "milestones-0-title": "样机下线",
        "milestones-0-due": "2026-04-01",
        "own_fen": "20",
        "issuer_fen": "0",
        "ip": "shared",
        "tolerance": "包容",
        "reason": "补充",
    }

    wrong = visit(world.author).post(f"{address}/revision", data={**typed, "ends": "2026-01-01"})
    assert wrong.status_code == 422
    assert "结束日期早于开始日期" in wrong.text
    assert "样机下线" in wrong.text
    assert visit(world.author).post(f"{address}/revision", data=typed).status_code == 302
    assert visit(world.author).post(f"{address}/revision", data=typed).status_code == 409
    paper = {"seen": 2, "signed_on": "2026-03-01", "file": (BytesIO(a_pdf()), "任务书.pdf")}
    assert visit(world.organizer).post(f"{address}/signature", data=paper).status_code == 302

    page = visit(world.issuer).get(address).text
    assert "已签" in page
    assert "这一版改了什么" in page
    assert "第 1 版" in visit(world.issuer).get(f"{address}?version=1").text
    assert visit(world.issuer).get(f"{address}?version=7").status_code == 404


texts = st.text(max_size=8)


@given(st.dictionaries(st.sampled_from(["aim", "task", "ends", "tolerance"]), texts))
def test_versions_differ_in_exactly_what_was_changed(changed):
    old = {
        "aim": "a",
        "task": "b",
        "begins": "c",
        "ends": "d",
        "indicators": [],
        "milestones": [],
        "money": {"award_fen": 1, "own_fen": 2, "issuer_fen": 3, "note": ""},
        "people": [],
        "ip": "shared",
        "ip_note": "",
        "tolerance": "e",
    }
    new = {**old, **changed}
    labels = {"aim": "攻关目标", "task": "攻关内容", "ends": "起止日期", "tolerance": "包容条款"}

    found = {one.label for one in differences(old, new)}

    assert found == {labels[key] for key in changed if old[key] != new[key]}
    assert (digest_of(old) == digest_of(new)) is (lines_of(old) == lines_of(new))


def test_the_first_content_is_complete(world):
    assert set(lines_of(first_content(announced(world), today()))) >= {"攻关目标", "包容条款"}
