"""What an enterprise learns once a notice is out: its own place and scores, nothing else."""

import pytest

from contest.states import EntryState
from judging.actions import editions
from judging.queries.results import results_for
from tests.judging.counting import add_challenge, add_entry, end, make_known, mark, mark_all, rule


@pytest.fixture
def computed(world):
    mark_all(world)
    return editions.compute_edition(world.contest, by=world.organizer)


@pytest.fixture
def published(world, computed):
    editions.publish_edition(computed, by=world.organizer)
    make_known(computed)
    return computed


def result_page(world, client):
    return client.get(f"/entries/{world.entry.id}/result")


@pytest.mark.parametrize("is_published", [False, True], ids=["computed", "published"])
def test_before_a_notice_there_is_nothing_anywhere(world, visit, computed, is_published):
    if is_published:
        editions.publish_edition(computed, by=world.organizer)
    client = visit(world.author)

    page, listed = result_page(world, client), client.get("/results").text

    assert page.status_code == 404
    assert "87.00" not in listed
    assert "还没有公布的成绩" in listed


def test_after_a_notice_the_own_figures_are_shown(world, visit, published):
    page = result_page(world, visit(world.author))

    assert page.status_code == 200
    for shown in ("87.00", "53.00", "34.00", "2 位评委评分"):
        assert shown in page.text


def test_nothing_of_others_is_shown(world, visit, published):
    client = visit(world.author)

    shown = result_page(world, client).text + client.get("/results").text

    for hidden in ("66.50", "rival", "judge 先生", "other_judge", "17.50", "18.00"):
        assert hidden not in shown


def test_the_supervisor_to_call_and_the_rules_are_named(world, visit, published):
    page = result_page(world, visit(world.author)).text

    assert world.body.supervisor_phone in page
    assert "以书面形式署名提出" in page
    assert f'href="/contests/{world.contest.id}/criteria"' in page


@pytest.mark.parametrize("who", ["rival", "issuer", "judge", "organizer"])
def test_nobody_else_reaches_an_enterprises_result(world, visit, published, who):
    assert result_page(world, visit(getattr(world, who))).status_code == 404


def test_an_entry_that_nobody_marked_has_no_result(world, visit):
    mark(world, world.rival_entry, world.judge, "12 25 30")
    edition = editions.compute_edition(world.contest, by=world.organizer, reason="缺席")
    editions.publish_edition(edition, by=world.organizer)
    make_known(edition)

    assert result_page(world, visit(world.author)).status_code == 404


def test_a_tie_is_told_without_naming_who_it_was_with(world, visit):
    rule(world, ties=["share"])
    for entry in (world.entry, world.rival_entry):
        mark(world, entry, world.judge, "18 35 34")
        mark(world, entry, world.other_judge, "17 36 34")
    edition = editions.compute_edition(world.contest, by=world.organizer)
    editions.publish_edition(edition, by=world.organizer)
    make_known(edition)

    page = result_page(world, visit(world.author)).text

    assert "并列" in page
    assert "rival" not in page


def test_a_later_edition_replaces_the_figures_once_it_is_public_too(world, visit, published):
    end(world.rival_entry, EntryState.DISQUALIFIED)
    mark(world, world.entry, world.judge, "20 35 34")
    later = editions.compute_edition(world.contest, by=world.organizer)
    editions.publish_edition(later, by=world.organizer)
    client = visit(world.author)

    before = result_page(world, client).text
    make_known(later)
    after = result_page(world, client).text

    assert ("87.00" in before, "88.00" in before) == (True, False)
    assert ("87.00" in after, "88.00" in after) == (False, True)


@pytest.mark.parametrize("extra", [0, 4])
def test_the_list_costs_the_same_however_many_results(world, visit, queries, extra):
    mark_all(world)
    for number in range(extra):
        challenge, own = add_challenge(world, f"more{number}"), world.author.organisation
        entry = add_entry(world, f"more{number}", challenge=challenge, enterprise=own)
        mark(world, entry, world.judge, "10 20 20")
        mark(world, entry, world.other_judge, "10 20 20")
    edition = editions.compute_edition(world.contest, by=world.organizer)
    editions.publish_edition(edition, by=world.organizer)
    make_known(edition)
    client = visit(world.author)

    with queries() as made:
        client.get("/results")

    assert len(results_for(world.author)) == 1 + extra
    assert len(made) == 3
