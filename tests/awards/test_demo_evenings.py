"""The demo's roadshow day can be played through by one person, from the addresses it prints."""

import re

import pytest
from sqlalchemy import select

from contest import signing_in
from contest.core.db import db
from contest.models import Contest, User
from judging.models import Session, Slot
from judging.queries.live import live_of
from judging.states import SessionState

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture
def links(command):
    """The addresses that the command prints, by what they are for; of the judges, the first."""
    told = command("--if-empty").output
    lines = re.findall(r"^  (\S+) +http://127.0.0.1:8000(/[^\s（]+)", told, re.MULTILINE)
    return dict(reversed(lines))


@pytest.fixture
def signed_in(demo, find):
    def _signed_in(name):
        client, user = demo.test_client(), find(User, name)
        token = signing_in.open_sign_in(user, address="127.0.0.1", agent="test", second_factor=True)
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        return client

    return _signed_in


def states(contest):
    query = select(Session.state).where(Session.contest_id == contest.id)
    return list(db.session.scalars(query.order_by(Session.number)))


def test_what_was_held_is_closed_and_one_session_is_under_way(find):
    assert states(find(Contest, "ended")) == [SessionState.FROZEN, SessionState.FROZEN]
    assert states(find(Contest, "roadshow")) == [SessionState.CLOSED, SessionState.RUNNING]


def test_the_first_team_is_on_stage_and_may_be_marked(find):
    live = live_of(find(Session, "roadshow 2"))

    slot = db.session.get(Slot, live.stage.slot_id)
    assert (live.stage.position, slot.marking_opened_at is not None) == (1, True)
    assert sum(turn.is_to_come for turn in live.turns) == len(live.turns) - 1


def test_every_address_opens(demo, links, signed_in):
    assert set(links) == {"控制台", "大屏", "观众手机", "评委"}
    organizer, nobody = signed_in("organizer1"), demo.test_client()

    answers = {
        name: (organizer if name == "控制台" else nobody).get(path).status_code
        for name, path in links.items()
    }

    assert answers == dict.fromkeys(links, 200)


def test_the_screen_keeps_its_address_and_the_cards_are_new(command, links):
    again = command("--if-empty").output

    assert links["大屏"] in again
    assert links["评委"] not in again


def test_a_judges_list_begins_with_what_is_not_over(signed_in):
    page = signed_in("judge01").get("/ballots/").text

    shown = sorted(("医疗与文博专场", "城市治理与产业专场"), key=page.index)
    assert shown == ["城市治理与产业专场", "医疗与文博专场"]
