"""An issuer writes a challenge: four short parts, saved at every change."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from flask import (
    Blueprint,
    flash,
    get_template_attribute,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.actions import attachments as files
from contest.actions import drafts as actions
from contest.challenge_check import findings_of
from contest.completeness import PARTS, missing
from contest.core.access import requires
from contest.core.intake import FileRefused, receive
from contest.core.serving import attachment as download
from contest.forms.challenges import NewChallengeForm, part_form
from contest.models import Challenge, Contest, User
from contest.policies.challenges import (
    DRAFT_CHALLENGE,
    EDIT_CHALLENGE,
    EDIT_PART,
    READ_ATTACHMENT,
    REMOVE_ATTACHMENT,
    VIEW_CHALLENGE,
)
from contest.queries import challenges as queries
from contest.rules import EDITABLE_CHALLENGES
from contest.views.published import public_details
from contest.views.saving import not_saved, saved

bp = Blueprint("drafts", __name__, url_prefix="/desk/challenges")
# Where one part leads to: after the last, the challenge as everybody will see it.
FOLLOWING = dict(zip(PARTS, [*list(PARTS)[1:], None], strict=True))


@bp.route("/new", methods=["GET", "POST"])
@requires(DRAFT_CHALLENGE)
def start(user: User) -> ResponseReturnValue:
    contests = {contest.id: contest for contest in queries.contests_to_issue_in(user)}
    form = NewChallengeForm.submitted()
    form.offer(list(contests.values()))
    if form.accepted and _drafts(form, contests):
        return redirect(url_for(".edit", challenge_id=form.result.id, part="goal"))
    return render_template("contest/drafts/start.html", form=form, contests=contests), form.status


@bp.route("/<int:challenge_id>/edit/<part>", methods=["GET", "POST"])
@requires(EDIT_PART)
def edit(challenge: Challenge) -> ResponseReturnValue:
    if request.method == "GET" and challenge.state not in EDITABLE_CHALLENGES:
        flash(str(actions.NotEditable()), "error")
        return redirect(url_for("challenges.show", challenge_id=challenge.id))
    part = _part()
    form = part_form(challenge, part)
    if form.accepted and form.does(
        actions.revise_challenge, challenge, by=current_user, **form.values()
    ):
        return redirect(_after(challenge, part))
    return _page(challenge, part, form), form.status


@bp.post("/<int:challenge_id>/autosave/<part>")
@requires(EDIT_PART)
def autosave(challenge: Challenge) -> ResponseReturnValue:
    form = part_form(challenge, _part())
    if not form.saves(actions.revise_challenge, challenge, by=current_user):
        return not_saved(form)
    return saved(form, challenge, parts=_findings(challenge))


@bp.get("/<int:challenge_id>/preview")
@requires(VIEW_CHALLENGE)
def preview(challenge: Challenge) -> ResponseReturnValue:
    return render_template(
        "contest/drafts/preview.html",
        **public_details(challenge),
        lacks=missing(challenge),
        findings=findings_of(challenge),
        may_edit=EDIT_CHALLENGE.admits(current_user, challenge),
    )


@bp.post("/<int:challenge_id>/submission")
@requires(EDIT_CHALLENGE)
def submit(challenge: Challenge) -> ResponseReturnValue:
    actions.submit_challenge(challenge, by=current_user)
    flash(_("榜单已提交，组委会审核后会发邮件通知您。"), "success")
    return redirect(url_for("challenges.show", challenge_id=challenge.id))


@bp.post("/<int:challenge_id>/discarding")
@requires(EDIT_CHALLENGE)
def discard(challenge: Challenge) -> ResponseReturnValue:
    title = challenge.title
    actions.discard_challenge(challenge, by=current_user)
    flash(_("草稿《%(title)s》已删除。", title=title), "success")
    return redirect(url_for("challenges.index"))


@bp.post("/<int:challenge_id>/attachments")
@requires(EDIT_CHALLENGE)
def attach(challenge: Challenge) -> ResponseReturnValue:
    file = request.files.get("file")
    if not file or not file.filename:
        raise FileRefused(_("请先选择文件，再点上传。"))
    kept = receive(cast(BinaryIO, file.stream), name=file.filename, accepts=files.ACCEPTS)
    files.attach_file(challenge, by=current_user, kept=kept)
    flash(_("附件已上传并通过检查。"), "success")
    return redirect(url_for(".edit", challenge_id=challenge.id, part="schedule"))


@bp.get("/<int:challenge_id>/attachments/<int:attachment_id>")
@requires(READ_ATTACHMENT)
def attachment(challenge: Challenge) -> ResponseReturnValue:
    wanted = (request.view_args or {})["attachment_id"]
    file = next(a.file for a in challenge.attachments if a.id == wanted)
    return download(file.digest, name=file.name, kind=file.kind)


@bp.post("/<int:challenge_id>/attachments/<int:attachment_id>/removal")
@requires(REMOVE_ATTACHMENT)
def detach(challenge: Challenge) -> ResponseReturnValue:
    wanted = (request.view_args or {})["attachment_id"]
    files.remove_file(challenge, by=current_user, attachment_id=wanted)
    return redirect(url_for(".edit", challenge_id=challenge.id, part="schedule"))


def _part() -> str:
    return str((request.view_args or {})["part"])


def _drafts(form: NewChallengeForm, contests: dict[int, Contest]) -> bool:
    contest = contests[form.contest_id.data]
    return form.does(actions.draft_challenge, contest, by=current_user, title=form.title.data)


def _after(challenge: Challenge, part: str) -> str:
    if following := FOLLOWING[part]:
        return url_for(".edit", challenge_id=challenge.id, part=following)
    return url_for(".preview", challenge_id=challenge.id)


def _page(challenge: Challenge, part: str, form: Any) -> str:
    return render_template(
        f"contest/drafts/{part}.html",
        challenge=challenge,
        part=part,
        form=form,
        lacks=missing(challenge),
        findings_found=findings_of(challenge),
        accepts=files.ACCEPTS,
    )


def _findings(challenge: Challenge) -> dict[str, str]:
    """Return what stands beside each field of the page: nothing where nothing was found."""
    found = findings_of(challenge)
    beside = get_template_attribute("components/findings.html", "inside")
    fields = ("title", "pain_point", "goal", "resources", "eligibility", "indicators")
    return {f"findings-{field}": str(beside(found, field)) for field in fields}
