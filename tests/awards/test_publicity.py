"""Before a notice nobody but organizer and supervisor meets a place, a score or an award."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from awards.actions import notices as actions
from contest.core.actions import acting
from judging.models import Standing
from tests.addresses import address
from tests.awards.proposing import MILLION, awards, give_prizes, publish
from tests.awards.publicising import after_the_period, approved, publicise, seen_of

# Numbers that stand nowhere else: the score, its technical part, the place, the amount.
CANARIES = ("93.37", "63.37", "7741", "87.654321")
WITH_MATRIX = list(csv.DictReader(Path("tests/access_matrix.csv").read_text().splitlines()))
PAGES = [row["page"] for row in WITH_MATRIX if row["method"] == "GET"]
# What there is only once an award was announced.
AFTERWARDS = (
    *("agreement_id", "benchmark_id", "case_id", "delivery_id"),
    *("file_id", "milestone_id", "use_id"),
)
OUTSIDE = ("nobody", "author", "issuer", "judge")


@pytest.fixture
def canaries(world):
    """Return a world with awards by two people, and numbers in them that are nowhere else."""
    give_prizes(world, ("一等奖", 1, MILLION))
    publish(world, scores=("93.37", "80.00"))
    approved(world)
    with acting("test.canaries", world.contest, by=None):
        (award,) = awards(world)
        award.place, award.amount_fen = 7741, 87_654_321
        for standing in Standing.query.filter_by(score=Decimal("93.37")):
            standing.place = 7741
    return world


def met(client, addresses):
    """Return which canaries a visitor meets, by the address."""
    found = {}
    for where in addresses:
        answer = client.get(where)
        text = answer.get_data()
        if seen := [canary for canary in CANARIES if canary.encode() in text]:
            found[where] = seen
        answer.close()
    return found


@pytest.mark.sqlite_only  # what pages show does not depend on the database
def test_before_a_notice_nobody_outside_meets_a_result(app, canaries, visit):
    (award,) = awards(canaries)
    there = dict.fromkeys(AFTERWARDS, 1) | {"award_id": award.id}
    addresses = [address(app, canaries, page, there) for page in PAGES]

    found = {who: met(visit(getattr(canaries, who, None)), addresses) for who in OUTSIDE}

    assert found == {who: {} for who in OUTSIDE}


@pytest.mark.sqlite_only
def test_the_organizer_meets_them(app, canaries, visit):
    pages = [address(app, canaries, page) for page in ("awards.show", "standings.show")]

    assert met(visit(canaries.organizer), pages).keys() == set(pages)


@pytest.mark.sqlite_only
def test_a_draft_is_nobodys_but_the_organizers(canaries, visit):
    notice = actions.draft_notice(canaries.contest, by=canaries.organizer)

    answers = [
        visit(getattr(canaries, who, None)).get(f"/notices/{notice.id}{end}").status_code
        for who in OUTSIDE
        for end in ("", ".pdf")
    ]

    assert set(answers) == {404}


def test_after_the_notice_the_winners_are_found(canaries, visit):
    notice = publicise(canaries)
    anybody, author = visit(), visit(canaries.author)

    page = anybody.get(f"/notices/{notice.id}").text
    listed = anybody.get(f"/contests/{canaries.contest.id}/notices").text
    own = author.get(f"/entries/{canaries.entry.id}/result").text

    assert ["87.654321" in page, "7741" in page, "author 有限公司" in page] == [True] * 3
    assert ["87.654321" in listed, "93.37" in listed] == [True, False]
    assert "93.37" in own
    assert "查看公示与获奖名单" in anybody.get(f"/contests/{canaries.contest.id}").text


def test_a_notice_says_its_period_its_phone_and_the_head_of_the_log(canaries, visit):
    notice = publicise(canaries)

    page = visit().get(f"/notices/{notice.id}").text

    code = notice.head["root"][:16]
    assert "公示期：自2026年3月2日至2026年3月9日，共 5 个工作日（发布当日不计）。" in page
    assert "监督电话：0000-0001" in page
    assert " ".join(code[at : at + 4] for at in range(0, 16, 4)) in page
    assert "获奖不等于签订合同" in page


def test_a_withdrawn_notice_stays_and_says_why(canaries, visit):
    notice = publicise(canaries)
    actions.withdraw_notice(notice, by=canaries.organizer, reason="金额有误")

    page = visit().get(f"/notices/{notice.id}")

    assert page.status_code == 200
    assert "撤回：金额有误" in page.text


def test_a_year_without_a_calendar_is_said(canaries, visit, time):
    time.now = time.now.replace(month=12, day=30)
    notice = publicise(canaries)

    page = visit().get(f"/notices/{notice.id}").text

    assert "2027 年的节假日安排国务院尚未公布" in page


@pytest.mark.sqlite_only
def test_the_organizer_drafts_edits_publishes_confirms_and_announces(canaries, visit, time):
    client, base = visit(canaries.organizer), f"/desk/contests/{canaries.contest.id}"
    shown = client.post(f"{base}/notices").headers["Location"]
    words = {"title": "结果公示", "text": "现予公示。", "phone": "0574-1", "version": "1"}

    edited = client.post(f"{shown}/edit", data=words)
    notice = actions.draft_notice(canaries.contest, by=canaries.organizer)
    published = client.post(f"{shown}/publication", data={"seen": seen_of(notice)})
    after_the_period(time)
    client = visit(canaries.organizer)
    before = client.get(f"{base}/publicity").text
    confirmed = client.post(f"{base}/awards/confirmation", data={"seen": "1"})
    number = {"seen": "1", "document_number": "甲科〔2026〕1 号"}
    announced = client.post(f"{base}/awards/announcement", data=number)

    answers = (edited, published, confirmed, announced)
    assert [answer.status_code for answer in answers] == [302] * 4
    assert "确认 1 项奖励" in before
    assert "甲科〔2026〕1 号" in client.get(f"{base}/publicity").text


@pytest.mark.sqlite_only
def test_who_saw_other_contents_is_asked_to_look_again(canaries, visit):
    notice = actions.draft_notice(canaries.contest, by=canaries.organizer)

    answer = visit(canaries.organizer).post(
        f"/desk/notices/{notice.id}/publication", data={"seen": "0" * 64}
    )

    assert answer.status_code == 409
    assert "请重新起草并核对" in answer.text


@pytest.mark.sqlite_only
def test_a_withdrawal_says_why(canaries, visit):
    notice = publicise(canaries)

    answer = visit(canaries.organizer).post(
        f"/desk/notices/{notice.id}/withdrawal", data={"reason": ""}
    )

    assert answer.status_code == 422


@pytest.mark.sqlite_only
def test_a_notice_is_a_pdf_for_everybody(canaries, visit):
    notice = publicise(canaries)

    answer = visit().get(f"/notices/{notice.id}.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.get_data()[:5] == b"%PDF-"
