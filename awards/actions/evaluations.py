"""Evaluating applications at three levels, by criteria that a body may set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from awards.delivering import Overtaken, require_announced
from awards.models import Award, Evaluation, EvaluationForm, Level
from awards.queries.evaluations import form_of
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.intake import Kept
from contest.models import Body, User
from contest.queries.files import row_of

HUNDRED = 100


class NotAHundred(Refusal):
    """The points of a level sum to a hundred, so that two evaluations compare."""

    reason = _l("各项满分合计须为 100 分，请核对。")
    status = 422


class TooMany(Refusal):
    """No criterion gives more than its most."""

    reason = _l("有得分超过该项满分，请核对。")
    status = 422


@action("evaluation_form.set")
def set_criteria(
    body: Body, *, by: User, level: Level, version: int, criteria: Sequence[Mapping[str, Any]]
) -> None:
    """Set a body's criteria of a level; evaluations made keep theirs.

    Raise Overtaken or NotAHundred.
    """
    if sum(one["most"] for one in criteria) != HUNDRED:
        raise NotAHundred
    form = form_of(body.id, level)
    if (form.version if form else 0) != version:
        raise Overtaken
    if form is None:
        form = EvaluationForm(body_id=body.id, level=level)
    form.criteria = [dict(one) for one in criteria]
    db.session.add(form)


@action("evaluation.made")
def evaluate(
    award: Award,
    *,
    by: User,
    level: Level,
    criteria: Sequence[Mapping[str, Any]],
    experts: str,
    opinion: str,
    file: Kept | None,
) -> Evaluation:
    """Record an evaluation with its criteria, points and remarks (Ningbo §四(三)).

    Raise NotAnnounced or TooMany.
    """
    require_announced(award)
    if any(one["points"] > one["most"] for one in criteria):
        raise TooMany
    evaluation = Evaluation(
        contest_id=award.contest_id,
        award_id=award.id,
        level=level,
        criteria=[dict(one) for one in criteria],
        total=sum(one["points"] for one in criteria),
        most=sum(one["most"] for one in criteria),
        experts=experts,
        opinion=opinion,
        file=row_of(file, by=by, contest_id=award.contest_id) if file else None,
        evaluated_by_id=by.id,
        evaluated_at=clock.now(),
    )
    db.session.add(evaluation)
    db.session.flush()
    return evaluation
