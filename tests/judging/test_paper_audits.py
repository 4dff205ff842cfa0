"""A paper audit: drawn from a list fixed before the seed, compared by people, told as a chance."""

import pytest

from contest.core.actions import acting
from contest.core.db import db
from judging.actions import paper_audits as actions
from judging.models import PaperMatch, Session
from judging.queries.paper_audits import audits_of, frame_of, line_by_ids
from judging.sampling import frame_digest, sampled
from judging.states import BallotState, SessionState
from tests.judging.counting import mark, mark_all

SEED = "4 1 3 6 6 2"


@pytest.fixture
def marked(world):
    """Let four ballots be submitted, and their session be closed."""
    mark_all(world)
    with acting("test.closed", world.contest, by=None):
        session = db.session.get(Session, world.session.id)
        session.state = SessionState.RUNNING
        db.session.flush()
        session.state = SessionState.CLOSED
    return world


def draw(world, **changed):
    asked = {"seed": SEED, "source": "监督人掷骰子", "size": 2} | changed
    seen = asked.pop("seen", frame_digest(frame_of(world.contest.id)))
    return actions.draw_audit(world.contest, seen=seen, by=world.organizer, **asked)


def sent(world, client, **changed):
    form = {"seed": SEED, "source": "监督人掷骰子", "size": "2"} | changed
    form.setdefault("seen", frame_digest(frame_of(world.contest.id)))
    return client.post(f"/contests/{world.contest.id}/paper-audits", data=form)


def test_what_is_drawn_follows_from_list_and_seed(marked):
    audit = draw(marked)

    frame = frame_of(marked.contest.id)
    expected = [(one.place, one.key, frame[one.uuid]) for one in sampled(frame, seed=SEED, size=2)]
    assert [(line.place, line.key, line.ballot_id) for line in audit.lines] == expected
    assert (audit.number, audit.ballots, audit.frame) == (1, 4, frame_digest(frame))
    assert draw(marked, seed="other seed").number == 2


def test_only_final_ballots_are_drawn(marked):
    mark(marked, marked.entry, marked.judge, "18 35 34", state=BallotState.VOID)

    assert len(frame_of(marked.contest.id)) == 3


def test_while_sessions_run_there_is_nothing_to_draw(world):
    mark_all(world)

    with pytest.raises(actions.NothingToDraw):
        draw(world)


def test_a_list_that_changed_after_it_was_said_is_refused(marked):
    seen = frame_digest(frame_of(marked.contest.id))
    mark(marked, marked.entry, marked.judge, "18 35 34", state=BallotState.VOID)

    with pytest.raises(actions.FrameChanged):
        draw(marked, seen=seen)


def test_more_than_there_are_are_not_drawn(marked):
    with pytest.raises(actions.TooMany):
        draw(marked, size=5)


def test_a_refused_draw_keeps_what_was_typed(marked, visit):
    page = sent(marked, visit(marked.organizer), size="5")

    assert page.status_code == 422
    assert SEED in page.text
    assert "监督人掷骰子" in page.text
    assert "抽取的份数超过了评分表的总数" in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"seed": "123"}, "至少 6 个字符"),
        ({"size": ""}, "请填写此项"),
        ({"source": " "}, "请填写此项"),
    ],
)
def test_a_seed_that_says_nothing_is_refused(marked, visit, typed, said):
    page = sent(marked, visit(marked.organizer), **typed)

    assert page.status_code == 422
    assert said in page.text
    assert list(audits_of(marked.contest.id)) == []


def test_a_person_compares_and_the_chance_is_printed(marked, visit):
    client = visit(marked.organizer)
    shown = client.get(sent(marked, client).location)
    (audit,) = audits_of(marked.contest.id)
    path = f"/paper-audits/{audit.id}/ballots/{audit.lines[0].ballot_id}"

    screen = client.get(path).text
    client.post(path, data={"found": "differs", "note": "纸上技术方案 30 分"})

    assert "还有 2 份未核对" in shown.text
    assert '<td class="num">1</td><td class="num">50.0%</td>' in shown.text
    assert screen.count('<td class="num"><b>') == 3
    after = client.get(f"/paper-audits/{audit.id}").text
    assert "1 份对不上" in after
    assert "纸上技术方案 30 分" in after


def test_what_differs_has_to_be_said(marked, visit):
    audit = draw(marked)
    path = f"/paper-audits/{audit.id}/ballots/{audit.lines[0].ballot_id}"

    page = visit(marked.organizer).post(path, data={"found": "no_paper", "note": ""})

    assert page.status_code == 422
    assert "请写明哪里不一致" in page.text


def test_all_the_same_is_said_once_all_are_compared(marked, visit):
    audit = draw(marked)
    for line in audit.lines:
        actions.record_check(line, found=PaperMatch.SAME, note="", by=marked.organizer)

    page = visit(marked.supervisor).get(f"/paper-audits/{audit.id}").text

    assert "全部一致" in page
    assert line_by_ids(audit.id, audit.lines[0].ballot_id).checked_by_id == marked.organizer.id


@pytest.mark.sqlite_only  # what is asked does not depend on the database
@pytest.mark.parametrize("size", [1, 4])
def test_an_audit_costs_the_same_however_many(marked, visit, queries, size):
    audit, client = draw(marked, size=size), visit(marked.supervisor)
    client.get(f"/paper-audits/{audit.id}")

    with queries() as made:
        page = client.get(f"/paper-audits/{audit.id}").text

    assert page.count("/ballots/") == size
    assert len(made) == 7
