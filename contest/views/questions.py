"""Questions to issuers, and their answers. No page says who asked."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.actions import questions as actions
from contest.core import clock
from contest.core.access import requires
from contest.core.db import db
from contest.forms.reasons import AnswerForm, QuestionForm
from contest.models import Challenge, Question, User
from contest.policies.questions import (
    ANSWER_QUESTION,
    ASK_QUESTION,
    LIST_QUESTIONS,
    VIEW_QUESTION,
)
from contest.queries import challenges as queries
from contest.rules import takes_questions

bp = Blueprint("questions", __name__)


@bp.route("/challenges/<int:challenge_id>/questions/new", methods=["GET", "POST"])
@requires(ASK_QUESTION)
def ask(challenge: Challenge) -> ResponseReturnValue:
    if request.method == "GET" and not takes_questions(challenge, clock.now()):
        flash(str(actions.QuestionsClosed()), "error")
        return redirect(url_for("challenges.read", challenge_id=challenge.id))
    form = QuestionForm.submitted()
    if form.accepted and form.does(
        actions.ask_question, challenge, by=current_user, **form.values()
    ):
        flash(_("问题已发给发榜方；答复会公开在榜单页，并发邮件通知您。"), "success")
        return redirect(url_for("challenges.read", challenge_id=challenge.id))
    page = render_template("contest/questions/ask.html", challenge=challenge, form=form)
    return page, form.status


@bp.get("/desk/questions/")
@requires(LIST_QUESTIONS)
def index(user: User) -> ResponseReturnValue:
    found = queries.questions_on_desk(user, waiting=request.args.get("state") == "waiting")
    page = db.paginate(found, per_page=25, error_out=False)
    return render_template("contest/questions/index.html", page=page)


@bp.get("/desk/questions/<int:question_id>")
@requires(VIEW_QUESTION)
def show(question: Question) -> ResponseReturnValue:
    return _page(question, AnswerForm.submitted())


@bp.post("/desk/questions/<int:question_id>")
@requires(ANSWER_QUESTION)
def answer(question: Question) -> ResponseReturnValue:
    form = AnswerForm.submitted()
    if form.accepted and form.does(
        actions.answer_question, question, by=current_user, **form.values()
    ):
        flash(_("答复已公开，并已通知提问企业。"), "success")
        return redirect(url_for(".index"))
    return _page(question, form), form.status


def _page(question: Question, form: AnswerForm) -> str:
    return render_template(
        "contest/questions/show.html",
        question=question,
        form=form,
        may_answer=ANSWER_QUESTION.admits(current_user, question),
    )
