"""Questions to an issuer: asked without a name, answered for all to read."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.anonymity import names
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Challenge, Question, User
from contest.notices import tell
from contest.queries import recipients
from contest.rules import takes_questions


class QuestionsClosed(Refusal):
    """The time for questions is over, or has not come."""

    reason = _l("这个榜单现在不接受提问：提问时间已过，或榜单尚未发布。")


class NamesAsker(Refusal):
    """The question becomes public, and with it who asked."""

    reason = _l("问题会公开，文字里不能有本单位的名称或统一社会信用代码。请删去后再发出。")


class AlreadyAnswered(Refusal):
    """Others have read the answer; it is corrected, not changed."""

    reason = _l("这个问题已经答复。需要改正的，请发布更正公告，让所有人看到。")


@action("question.asked")
def ask_question(challenge: Challenge, *, by: User, text: str) -> Question:
    """Ask the issuer; the letter to it does not say who asks.

    Raises ``QuestionsClosed`` and ``NamesAsker``.
    """
    now = clock.now()
    if not takes_questions(challenge, now):
        raise QuestionsClosed
    if names(text, by.organisation):
        raise NamesAsker
    question = Question(
        contest_id=challenge.contest_id,
        challenge_id=challenge.id,
        asker_id=by.id,
        text=text,
        asked_at=now,
    )
    db.session.add(question)
    db.session.flush()
    tell(
        recipients.people_of_issuer(challenge.issuer_id),
        subject=_l("榜单《%(title)s》有新的提问", title=challenge.title),
        body=_l("问题：%(text)s", text=text),
        path=f"/desk/questions/{question.id}",
    )
    return question


@action("question.answered")
def answer_question(question: Question, *, by: User, answer: str) -> None:
    """Answer for all to read, and write to who asked. Raises ``AlreadyAnswered``."""
    if question.answered_at is not None:
        raise AlreadyAnswered
    question.answer = answer
    question.answered_at = clock.now()
    title = question.challenge.title
    tell(
        recipients.address_of(question.asker_id),
        subject=_l("榜单《%(title)s》的提问已答复", title=title),
        body=_l("问题：%(text)s\n\n答复：%(answer)s", text=question.text, answer=answer),
        path=f"/challenges/{question.challenge_id}",
    )
