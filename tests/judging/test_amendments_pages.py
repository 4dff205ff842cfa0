"""The pages of amendments, and every page that keeps showing what stood before."""

from decimal import Decimal

import pytest

from contest import passwords
from contest.core.actions import acting
from judging import amendment_refusals as refusals
from judging.actions.amendments import cancel_amendment
from judging.models import AmendmentKind
from judging.queries.counted import counted_of
from judging.queries.editions import published_edition
from judging.queries.recounts import recount
from judging.states import AmendmentState
from judging.worklist import items
from tests.judging.amending import (
    REASON,
    add_prize,
    amend,
    ballot_of,
    cosign,
    now,
    propose,
    publish,
    sign,
)
from tests.judging.counting import make_known, mark, mark_all, rule
from tests.judging.lateness import close_session

SECRET = "Jie-bang-2026"


def give_password(judge):
    with acting("test.password", judge, by=None):
        judge.password_hash = passwords.hashed(SECRET)


def typed(ballot, cost="39"):
    return {
        f"mark_{ballot.id}_0": "18",
        f"mark_{ballot.id}_1": "35",
        f"mark_{ballot.id}_2": cost,
        "ground": "sum_error",
        "reason": REASON,
    }


def address(world, *ballots):
    asked = "&".join(f"ballot={ballot.id}" for ballot in ballots)
    return f"/contests/{world.contest.id}/amendments/new?{asked}"


def test_the_whole_way_on_the_pages(world, visit, hasty):
    mark_all(world)
    give_password(world.judge)
    ballot = ballot_of(world.entry, world.judge)
    organizer, judge, supervisor = map(visit, (world.organizer, world.judge, world.supervisor))

    proposed = organizer.post(address(world, ballot), data=typed(ballot))
    page = proposed.location
    signed = judge.post(f"{page}/signature", data={"secret": SECRET})
    shown = supervisor.get(page).text
    digest = shown.split('name="digest" value="')[1].split('"')[0]
    cosigned = supervisor.post(f"{page}/cosignature", data={"digest": digest})
    applied = organizer.post(f"{page}/application")

    answers = [proposed, signed, cosigned, applied]
    assert [answer.status_code for answer in answers] == [302] * 4
    assert "<s>87.00</s>" in shown
    assert "<b>89.50</b>" in shown
    assert "已适用" in organizer.get(page).text


def test_a_wrong_secret_signs_nothing(world, visit, hasty):
    mark_all(world)
    give_password(world.judge)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})

    answer = visit(world.judge).post(
        f"/amendments/{amendment.id}/signature", data={"secret": "Jie-bang-2025"}
    )

    assert answer.status_code == 422
    assert "当前的 PIN 或密码不正确" in answer.text
    assert now(amendment).state is AmendmentState.PROPOSED


def test_a_judge_sees_only_their_own_ballots_of_it(world, visit):
    mark_all(world)
    changes = {
        (world.entry, world.judge): "18 35 39",
        (world.rival_entry, world.other_judge): "13 25 38",
    }
    amendment = propose(world, changes)

    page = visit(world.judge).get(f"/amendments/{amendment.id}/signature").text

    assert "entry 的方案" in page
    assert "rival_entry 的方案" not in page


def test_a_judge_declines_with_a_reason(world, visit):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
    judge = visit(world.judge)

    unsaid = judge.post(f"/amendments/{amendment.id}/refusal", data={})
    said = judge.post(f"/amendments/{amendment.id}/refusal", data={"reason": "我没有打错"})

    assert (unsaid.status_code, said.status_code) == (422, 302)
    assert now(amendment).cancel_reason == "我没有打错"


def test_a_bad_mark_is_told_beside_its_box_and_nothing_typed_is_lost(world, visit):
    mark_all(world)
    ballot = ballot_of(world.entry, world.judge)

    answer = visit(world.organizer).post(address(world, ballot), data=typed(ballot, cost="40.5"))

    assert answer.status_code == 422
    assert 'value="40.5"' in answer.text
    assert "须在 0 至 40 之间" in answer.text
    assert REASON in answer.text


def test_a_correction_has_to_say_what_led_to_it(world, visit):
    mark_all(world)
    publish(world)
    ballot = ballot_of(world.entry, world.judge)
    organizer = visit(world.organizer)

    unsaid = organizer.post(address(world, ballot), data=typed(ballot))
    said = organizer.post(address(world, ballot), data=typed(ballot) | {"occasion": "异议 1 成立"})

    assert (unsaid.status_code, said.status_code) == (422, 302)
    assert "异议 1 成立" in organizer.get(said.location).text


def test_the_ballots_that_are_chosen_stay_chosen_while_others_are_searched_for(world, visit):
    mark_all(world)
    mine = ballot_of(world.entry, world.judge)
    url = f"/contests/{world.contest.id}/amendments/ballots?q=other_judge&ballot={mine.id}"

    page = visit(world.organizer).get(url).text

    assert f'value="{mine.id}" checked' in page
    assert page.count('name="ballot"') == 3


def test_a_cosignature_for_what_has_changed_is_refused_and_shows_it_anew(world, visit):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
    sign(amendment)

    answer = visit(world.supervisor).post(
        f"/amendments/{amendment.id}/cosignature", data={"digest": "0" * 64}
    )

    assert answer.status_code == 409
    assert str(refusals.NotWhatWasShown.reason)[:12] in answer.text


def test_the_proposer_gets_no_cosignature_page(world, visit):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
    sign(amendment)

    answer = visit(world.organizer).post(f"/amendments/{amendment.id}/cosignature", data={})

    assert answer.status_code == 403


def test_the_supervisor_applies_nothing(world, visit):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
    sign(amendment)
    cosign(amendment, world.supervisor)

    answer = visit(world.supervisor).post(f"/amendments/{amendment.id}/application")

    assert answer.status_code == 403
    assert now(amendment).state is AmendmentState.COSIGNED


def test_old_values_are_struck_on_sheet_and_explanation(world, visit):
    mark_all(world)
    publish(world)
    amendment = amend(world, {(world.entry, world.judge): "18 35 39"})
    edition = amendment.edition_id

    sheet = visit(world.judge).get(f"/ballots/entries/{world.entry.id}").text
    explained = visit(world.supervisor).get(f"/editions/{edition}/entries/{world.entry.id}").text

    assert "<s>34.00</s>" in sheet
    assert '<s title="更正前">34.00</s> <span>39</span>' in explained
    assert "核对一致" in explained


def test_the_edition_before_is_explained_by_the_marks_it_was_counted_from(world, visit):
    mark_all(world)
    first = publish(world).id
    amend(world, {(world.entry, world.judge): "18 35 39"})

    page = visit(world.supervisor).get(f"/editions/{first}/entries/{world.entry.id}").text

    assert "核对一致" in page
    assert "<span>39</span>" not in page


def test_the_edition_before_is_read_by_the_marks_it_was_counted_from(world, visit):
    mark_all(world)
    first = publish(world)
    amend(world, {(world.entry, world.judge): "18 35 39"})

    supervisor = visit(world.supervisor)
    pages = [
        supervisor.get(f"/editions/{first.id}/{rest}").text
        for rest in ("robustness", "judges", f"judges/{world.judge.id}")
    ]

    assert [page for page in pages if "已不能由现有的评分得出" in page] == []
    counted = counted_of(first)
    assert counted.roll.ballots[world.entry.id][world.judge.id]["cost"] == Decimal(34)


def test_a_mark_that_was_missing_is_given_by_an_amendment(world, visit):
    mark_all(world)
    mark(world, world.entry, world.judge, "18 35 -")
    first = publish(world, reason="照此计算")
    amendment = amend(world, {(world.entry, world.judge): "18 35 39"})

    supervisor = visit(world.supervisor)
    for address in (
        f"/editions/{first.id}/entries/{world.entry.id}",
        f"/editions/{amendment.edition_id}/entries/{world.entry.id}",
        f"/editions/{first.id}/robustness",
        f"/amendments/{amendment.id}",
    ):
        page = supervisor.get(address)
        assert page.status_code == 200
        assert "None" not in page.text
    assert recount(first).ballots_agree


def test_the_score_slip_strikes_the_score_before(world, visit):
    mark_all(world)
    amend(world, {(world.entry, world.judge): "18 35 39"})
    close_session(world)
    slot = next(s for s in world.session.slots if s.entry_id == world.entry.id).id

    page = visit(world.organizer).get(f"/slots/{slot}/slip").text

    assert '<s class="slip-struck">87.00</s> 89.50' in page
    assert "第 2 号（分值汇总计算错误）" in page


def test_the_enterprise_learns_of_it_as_a_new_edition_only(world, visit):
    mark_all(world)
    first = publish(world)
    amend(world, {(world.entry, world.judge): "18 35 39"})
    author, result = visit(world.author), f"/entries/{world.entry.id}/result"
    before = author.get(result).text

    second = published_edition(world.contest.id)
    make_known(second)
    page = author.get(result).text

    assert "89.50" not in before
    assert f"第 {second.number} 版，更正第 {first.number} 版" in page
    assert "89.50" in page
    assert "87.00" not in page


def test_a_correction_is_told_on_the_editions_pages(world, visit):
    mark_all(world)
    first = publish(world)
    amendment = amend(world, {(world.entry, world.judge): "18 35 39"})

    page = visit(world.organizer).get(f"/contests/{world.contest.id}/standings").text

    assert amendment.kind is AmendmentKind.CORRECTION
    assert f'href="/editions/{first.id}"' in page
    assert f"更正第 {first.number} 版" in page


@pytest.mark.parametrize(
    ("who", "title"),
    [
        ("organizer", None),
        ("second_organizer", "1 份更正待会签"),
        ("supervisor", "第 2 号更正待会签"),
        ("judge", None),
    ],
)
def test_what_is_signed_is_work_for_who_may_cosign(app, world, who, title):
    mark_all(world)
    sign(propose(world, {(world.entry, world.judge): "18 35 39"}))

    with app.test_request_context():
        titles = [item.title for item in items(getattr(world, who))]

    assert [one for one in titles if "更正" in one] == ([title] if title else [])


def test_what_is_proposed_is_work_for_the_judge(app, world, visit):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})

    with app.test_request_context():
        urls = [item.url for item in items(world.judge)]

    assert f"/amendments/{amendment.id}/signature" in urls
    assert f"/amendments/{amendment.id}/signature" in visit(world.judge).get("/ballots/").text


@pytest.mark.parametrize("extra", [0, 5])
@pytest.mark.sqlite_only  # what is asked does not depend on the database
def test_the_list_costs_the_same_however_many(world, visit, queries, extra):
    mark_all(world)
    for _again in range(extra):
        amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
        cancel_amendment(now(amendment), by=world.organizer, reason="试")
    client = visit(world.organizer)
    client.get(f"/contests/{world.contest.id}/amendments")

    with queries() as made:
        page = client.get(f"/contests/{world.contest.id}/amendments").text

    assert page.count("<tr>") == 2 + extra
    assert len(made) == 6


def test_the_preview_names_who_would_win(world, visit):
    mark_all(world)
    add_prize(world)
    changes = {
        (world.rival_entry, world.judge): "20 40 40",
        (world.rival_entry, world.other_judge): "20 40 40",
    }
    amendment = propose(world, changes)

    page = visit(world.supervisor).get(f"/amendments/{amendment.id}").text

    assert "获奖项目有变化" in page
    assert page.count("一等奖") >= 4


def test_a_tie_across_the_last_seat_is_told(world, visit):
    mark_all(world)
    add_prize(world)
    rule(world, ties=["share"])
    changes = {
        (world.rival_entry, world.judge): "18 35 34",
        (world.rival_entry, world.other_judge): "17 36 34",
    }
    amendment = propose(world, changes)

    assert "获奖项目待定" in visit(world.supervisor).get(f"/amendments/{amendment.id}").text
