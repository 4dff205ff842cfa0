"""An upheld objection leads to an amendment of marks, which is linked with it."""

import pytest

from awards import occasions
from awards.queries.objections import objection_by
from judging.actions import amendments as actions
from judging.actions.amendments import Request
from judging.models import AmendmentGround
from tests.awards.objecting import decide, looked_into
from tests.awards.publicising import approved, publicise
from tests.judging.amending import REASON, ballot_of, marks
from tests.judging.counting import mark


@pytest.fixture
def upheld(ready):
    mark(ready, ready.entry, ready.judge, "18 30 35")
    approved(ready)
    publicise(ready)
    objection = looked_into(ready)
    decide(ready, objection, upheld=True)
    return objection


def test_an_upheld_objection_is_told_by_its_notice_and_number(upheld):
    assert (
        occasions.told(upheld.contest, upheld.id) == f"《{upheld.notice.title}》第 1 号异议成立。"
    )


def test_no_other_objection_is_told(upheld, world):
    assert occasions.told(world.open_contest, upheld.id) == ""
    assert occasions.told(upheld.contest, upheld.id + 1) == ""


@pytest.mark.sqlite_only  # what the page says; the link itself is tried on both
def test_the_form_of_an_amendment_begins_with_the_objection_that_led_to_it(upheld, world, visit):
    ballot = ballot_of(world.entry, world.judge).id
    page = f"/contests/{upheld.contest_id}/amendments"
    organizer = visit(world.organizer)

    chooses = organizer.get(f"{page}/ballots?objection={upheld.id}").text
    proposes = organizer.get(f"{page}/new?ballot={ballot}&objection={upheld.id}").text

    assert f'name="objection" value="{upheld.id}"' in chooses
    assert "第 1 号异议成立。</textarea>" in proposes


def test_the_amendment_is_linked_with_the_objection(upheld, world):
    ballot = ballot_of(world.entry, world.judge).id
    request = Request(
        {ballot: marks("18 29 35")},
        AmendmentGround.SUM_ERROR,
        occasions.told(upheld.contest, upheld.id),
        upheld.id,
    )

    amendment = actions.propose_amendment(
        world.contest, by=world.organizer, request=request, reason=REASON
    )

    assert objection_by(upheld.id).amendment_id == amendment.id
