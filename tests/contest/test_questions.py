"""Questions to an issuer: nobody sees who asks, everybody reads the answer."""

from datetime import timedelta

import pytest

from contest.actions import questions as actions
from contest.core.db import db
from contest.models import Question
from tests.contest.letters import last_letter, letters_to

TEXT = "能否提供一百张脱敏样本？"
ANSWER = "可以，签署保密承诺后提供。"


def ask(world, by=None):
    return actions.ask_question(world.open_challenge, by=by or world.author, text=TEXT)


def traces_of(user):
    """Return everything that would tell who somebody is."""
    organisation = user.organisation
    return [user.name, user.username, user.email, organisation.name, organisation.uscc]


def test_the_issuer_is_written_to_without_learning_who_asks(world):
    before = last_letter()

    ask(world)

    (letter,) = letters_to(world.issuer, after=before)
    assert TEXT in letter.body
    told = letter.subject + letter.body
    assert [trace for trace in traces_of(world.author) if trace in told] == []
    assert letters_to(world.other_issuer, after=before) == []


@pytest.mark.sqlite_only  # what pages say does not depend on the database
@pytest.mark.parametrize("who", ["nobody", "issuer", "organizer", "supervisor", "rival"])
def test_no_page_says_who_asked(world, visit, who):
    waiting, answered = ask(world), ask(world)
    actions.answer_question(answered, by=world.issuer, answer=ANSWER)
    challenge = world.open_challenge.id
    pages = [
        f"/challenges/{challenge}",
        f"/desk/challenges/{challenge}",
        f"/desk/challenges/{challenge}/preview",
        "/desk/questions/",
        f"/desk/questions/{waiting.id}",
        f"/desk/questions/{answered.id}",
    ]
    client = visit(getattr(world, who, None))

    shown = " ".join(client.get(page).text for page in pages)

    assert ANSWER in shown
    assert [trace for trace in traces_of(world.author) if trace in shown] == []


def test_the_answer_is_for_all_and_is_written_to_who_asked(world, visit):
    question, before = ask(world), last_letter()
    page = f"/challenges/{world.open_challenge.id}"
    assert TEXT not in visit().get(page).text
    assert "待答复 1 个" in visit().get(page).text

    visit(world.issuer).post(f"/desk/questions/{question.id}", data={"answer": ANSWER})

    shown = visit().get(page).text
    assert TEXT in shown
    assert ANSWER in shown
    (letter,) = letters_to(world.author, after=before)
    assert ANSWER in letter.body
    assert letters_to(world.rival, after=before) == []


def test_an_answer_that_others_have_read_is_not_changed(world):
    question = ask(world)
    actions.answer_question(question, by=world.issuer, answer=ANSWER)

    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_question(question, by=world.issuer, answer="改口")

    assert db.session.get(Question, question.id).answer == ANSWER


def test_questions_are_taken_until_their_last_second_and_not_in_it(world, time):
    until = world.open_challenge.questions_until
    time.now = until - timedelta(seconds=1)
    ask(world)
    time.now = until

    with pytest.raises(actions.QuestionsClosed):
        ask(world)


@pytest.mark.sqlite_only  # what the page says does not depend on the database
def test_a_question_too_late_keeps_what_was_typed(world, visit, time):
    page = f"/challenges/{world.open_challenge.id}/questions/new"
    time.now = world.open_challenge.questions_until

    answer = visit(world.author).post(page, data={"text": TEXT})

    assert answer.status_code == 422
    assert TEXT in answer.text
    assert "现在不接受提问" in answer.text


@pytest.mark.parametrize(
    "who_asks", ["author 有限公司", "AUTHOR有限公司", "９１３５０１００M000100Y43"]
)
def test_a_question_that_names_who_asks_is_refused(world, who_asks):
    with pytest.raises(actions.NamesAsker):
        actions.ask_question(world.open_challenge, by=world.author, text=f"我们（{who_asks}）想问")


def test_a_question_may_name_the_issuer(world):
    text = f"{world.issuer.organisation.name}何时开工？"

    asked = actions.ask_question(world.open_challenge, by=world.author, text=text)

    assert asked.text == text


@pytest.mark.sqlite_only  # what the page says does not depend on the database
def test_who_answers_second_is_told_and_keeps_what_was_typed(world, visit):
    question = ask(world)
    actions.answer_question(question, by=world.organizer, answer=ANSWER)

    told = visit(world.issuer).post(f"/desk/questions/{question.id}", data={"answer": "另一个答复"})

    assert told.status_code == 422
    assert "这个问题已经答复" in told.text
    assert "另一个答复" in told.text


@pytest.mark.sqlite_only  # what the page says does not depend on the database
def test_a_supervisor_reads_a_question_and_is_offered_no_answer(world, visit):
    question, client = ask(world), visit(world.supervisor)

    page = client.get(f"/desk/questions/{question.id}")

    assert TEXT in page.text
    assert "<textarea" not in page.text
    assert f"/desk/questions/{question.id}" in client.get("/desk/questions/").text


@pytest.mark.sqlite_only  # where the page leads does not depend on the database
def test_nobody_is_shown_a_form_for_a_question_that_comes_too_late(world, visit, time):
    time.now = world.open_challenge.questions_until
    client, page = visit(world.author), f"/challenges/{world.open_challenge.id}"

    answer = client.get(f"{page}/questions/new")

    assert answer.headers["Location"] == page
    assert "现在不接受提问" in client.get(page).text


@pytest.mark.sqlite_only  # what the page says does not depend on the database
def test_an_empty_question_is_asked_for(world, visit):
    page = f"/challenges/{world.open_challenge.id}/questions/new"

    assert visit(world.author).post(page, data={"text": " "}).status_code == 422


def test_the_desk_of_questions_costs_the_same_however_many(world, visit, queries):
    client, counts = visit(world.issuer), []
    for _repeat in range(2):
        with queries() as made:
            client.get("/desk/questions/")
        counts.append(len(made))
        for _more in range(5):
            ask(world)

    assert counts == [3, 3]  # session with its organisation, page, count
