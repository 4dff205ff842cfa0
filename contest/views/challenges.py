"""Published challenges for everybody, and the desk on which they are approved."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.actions import challenges as actions
from contest.beyond import have_result
from contest.challenge_check import findings_of
from contest.core import clock
from contest.core.access import public, requires
from contest.core.db import db
from contest.core.serving import attachment as download
from contest.forms.challenges import cooperation_name, stage_name
from contest.forms.reasons import ReasonForm, ReturnForm
from contest.models import Challenge, Cooperation, Stage, User
from contest.policies.challenges import LIST_CHALLENGES, REVIEW_CHALLENGE, VIEW_CHALLENGE
from contest.queries import challenges as desk
from contest.queries import published as queries
from contest.queries.screening import ending_with, is_thin
from contest.rules import publishes_challenges
from contest.states import ChallengeState
from contest.views.published import public_details

bp = Blueprint("challenges", __name__)


@bp.get("/challenges/")
@public
def browse() -> ResponseReturnValue:
    page = db.paginate(queries.challenges(_search()), per_page=24, error_out=False)
    return render_template(
        "contest/challenges/browse.html",
        page=page,
        entered=queries.entry_counts([challenge.id for challenge in page.items]),
        field_choices=_field_choices(),
        contest_choices=[(contest.id, contest.name) for contest in queries.contests()],
        kinds=[(kind, cooperation_name(kind)) for kind in Cooperation],
        stages=[(stage, stage_name(stage)) for stage in Stage],
    )


@bp.get("/challenges/<int:challenge_id>/attachments/<int:attachment_id>")
@public
def attachment(challenge_id: int, attachment_id: int) -> ResponseReturnValue:
    challenge = queries.challenge(challenge_id) or abort(404)
    file = next((a.file for a in challenge.attachments if a.id == attachment_id), None)
    return download(file.digest, name=file.name, kind=file.kind) if file else abort(404)


@bp.get("/desk/challenges/")
@requires(LIST_CHALLENGES)
def index(user: User) -> ResponseReturnValue:
    found = desk.on_desk(
        user,
        words=request.args.get("q", ""),
        state=request.args.get("state", ""),
        contest_id=request.args.get("contest", type=int),
    )
    page = db.paginate(found, per_page=25, error_out=False)
    return render_template(
        "contest/challenges/index.html",
        page=page,
        entered=queries.entry_counts([challenge.id for challenge in page.items]),
        contest_choices=[(contest.id, contest.name) for contest in desk.contests_on_desk(user)],
    )


@bp.get("/desk/challenges/<int:challenge_id>")
@requires(VIEW_CHALLENGE)
def show(challenge: Challenge) -> ResponseReturnValue:
    form = ReasonForm if challenge.state is ChallengeState.PUBLISHED else ReturnForm
    return _page(challenge, form.submitted()), 200


@bp.post("/desk/challenges/<int:challenge_id>/approval")
@requires(REVIEW_CHALLENGE)
def approve(challenge: Challenge) -> ResponseReturnValue:
    read_findings = "、".join(finding.code for finding in findings_of(challenge))
    actions.approve_challenge(challenge, by=current_user, reason=read_findings)
    flash(_("已通过。发布后所有人可见。"), "success")
    return redirect(url_for(".show", challenge_id=challenge.id))


@bp.post("/desk/challenges/<int:challenge_id>/return")
@requires(REVIEW_CHALLENGE)
def send_back(challenge: Challenge) -> ResponseReturnValue:
    form = ReturnForm.submitted()
    if form.accepted and form.does(
        actions.return_challenge, challenge, by=current_user, **form.values()
    ):
        flash(_("已退回，理由已发给发榜方。"), "success")
        return redirect(url_for(".index"))
    return _page(challenge, form), form.status


@bp.post("/desk/challenges/<int:challenge_id>/publication")
@requires(REVIEW_CHALLENGE)
def publish(challenge: Challenge) -> ResponseReturnValue:
    actions.publish_challenge(challenge, by=current_user)
    flash(_("已发布，编号 %(number)s。", number=challenge.number), "success")
    return redirect(url_for(".show", challenge_id=challenge.id))


@bp.post("/desk/challenges/<int:challenge_id>/closing")
@requires(REVIEW_CHALLENGE)
def close(challenge: Challenge) -> ResponseReturnValue:
    form = ReasonForm.submitted()
    if form.accepted and form.does(
        actions.close_challenge, challenge, by=current_user, **form.values()
    ):
        flash(_("榜单已关闭，已通知发榜方和报名企业。"), "success")
        return redirect(url_for(".show", challenge_id=challenge.id))
    return _page(challenge, form), form.status


@bp.route("/desk/challenges/<int:challenge_id>/keeping", methods=["GET", "POST"])
@requires(REVIEW_CHALLENGE)
def keep(challenge: Challenge) -> ResponseReturnValue:
    form = ReasonForm.submitted()
    if form.accepted and form.does(
        actions.keep_challenge, challenge, by=current_user, **form.values()
    ):
        flash(_("已决定照常评审，理由已发给发榜方。"), "success")
        return redirect(url_for(".show", challenge_id=challenge.id))
    return render_template(
        "contest/challenges/keep.html", challenge=challenge, form=form
    ), form.status


def _page(challenge: Challenge, form: ReasonForm | ReturnForm) -> str:
    ending = ending_with(challenge)
    return render_template(
        "contest/challenges/show.html",
        **public_details(challenge),
        form=form,
        findings=findings_of(challenge),
        thin=is_thin(challenge),
        ending=len(ending),
        may_close=not have_result(ending),
        may_publish=publishes_challenges(challenge.contest, clock.now()),
        may_review=REVIEW_CHALLENGE.admits(current_user, challenge),
    )


def _field_choices() -> list[tuple[str, str]]:
    """Return each group of fields, followed by the fields in it."""
    names: dict[str, list[str]] = {}
    for group, name in queries.fields():
        names.setdefault(group, []).append(name)
    return [
        choice
        for group, fields in names.items()
        for choice in [(group, group), *((f"{group}·{name}", f"— {name}") for name in fields)]
    ]


def _search() -> queries.Search:
    """Return what the address asks for; what it does not understand does not narrow."""
    group, _dot, field = request.args.get("field", "").partition("·")
    return queries.Search(
        words=request.args.get("q", ""),
        group=group,
        field=field,
        contest_id=request.args.get("contest", type=int),
        cooperation=request.args.get("cooperation", type=Cooperation),
        stage=request.args.get("stage", type=Stage),
        open_at=clock.now() if request.args.get("open") else None,
    )
