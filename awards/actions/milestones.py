"""Planning milestones, reporting and confirming them, and reminding of them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from awards.delivering import NeedsFile, SamePerson, require_agreed
from awards.delivery_states import MilestoneState
from awards.milestones import OVERDUE, Line
from awards.models import Delivery, Milestone, MilestoneReminder
from awards.planning import laid_out
from awards.queries.agreements import agreement_in_force
from awards.queries.reminders import was_reminded
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.intake import Kept
from contest.models import User
from contest.notices import tell
from contest.queries import recipients
from contest.queries.files import row_of
from contest.refusals import refuse_stale


class PlannedElsewhere(Refusal):
    """The task agreement says when what is due; only a new version of it changes that."""

    reason = _l("里程碑以已签的任务书为准。要更改，请修订任务书并重新签署。")


class NotOpen(Refusal):
    """The milestone was reported or confirmed already."""

    reason = _l("该里程碑已经报告或确认，请刷新页面。")


class NotReported(Refusal):
    """There is no report to confirm or to return."""

    reason = _l("该里程碑没有待确认的报告，请刷新页面。")


@action("milestones.planned")
def plan_milestones(delivery: Delivery, *, by: User, version: int, lines: Sequence[Line]) -> None:
    """Lay down what shall be done by when; what was reported stays.

    Raise ``Stale``, NotAgreed or PlannedElsewhere.
    """
    refuse_stale(delivery, version)
    require_agreed(delivery)
    if agreement_in_force(delivery.award_id):
        raise PlannedElsewhere
    laid_out(delivery, lines)


@action("milestone.reported")
def report_milestone(
    milestone: Milestone, *, by: User, version: int, report: str, file: Kept | None
) -> None:
    """Report a milestone done, with evidence. Raise ``Stale``, NotAgreed, NotOpen, NeedsFile."""
    refuse_stale(milestone, version)
    require_agreed(milestone.delivery)
    if milestone.state is not MilestoneState.OPEN:
        raise NotOpen
    if file is None:
        raise NeedsFile
    milestone.file = row_of(file, by=by, contest_id=milestone.contest_id)
    milestone.report, milestone.return_reason = report, ""
    milestone.reported_by_id, milestone.reported_at = by.id, clock.now()
    milestone.state = MilestoneState.REPORTED
    _tell(
        recipients.people_of_issuer(milestone.award.entry.challenge.issuer_id),
        milestone,
        _l("企业报告里程碑已完成，并附佐证材料，请核对后确认或退回。"),
    )


@action("milestone.confirmed")
def confirm_milestone(milestone: Milestone, *, by: User, version: int) -> None:
    """Confirm a report as done. Raise ``Stale``, NotAgreed, NotReported or SamePerson."""
    _require_reported(milestone, by, version)
    milestone.state, milestone.confirmed_by_id = MilestoneState.CONFIRMED, by.id
    milestone.confirmed_at = clock.now()
    _tell_winner(milestone, _l("发榜方已确认里程碑完成。"))


@action("milestone.returned")
def return_milestone(milestone: Milestone, *, by: User, version: int, reason: str) -> None:
    """Give a report back for a reason. Raise ``Stale``, NotAgreed, NotReported, SamePerson."""
    _require_reported(milestone, by, version)
    milestone.state, milestone.return_reason = MilestoneState.OPEN, reason
    _tell_winner(milestone, _l("发榜方退回了里程碑的完成报告，原因见平台。"))


@action("milestone.reminded")
def remind_of(milestone: Milestone, *, by: User | None, ahead: int) -> bool:
    """Remind enterprise and issuer of a milestone, once for its day and distance.

    Return whether letters were written. Overdue ones are told to the organizers too.
    """
    if milestone.state is not MilestoneState.OPEN or was_reminded(milestone, ahead):
        return False
    key = {"milestone_id": milestone.id, "due": milestone.due, "ahead": ahead}
    db.session.add(MilestoneReminder(**key, sent_at=clock.now()))
    award = milestone.award
    people = [
        *recipients.people_of_enterprise(award.enterprise_id),
        *recipients.people_of_issuer(award.entry.challenge.issuer_id),
    ]
    if ahead == OVERDUE:
        people += recipients.organizers_of_body(award.contest.body_id)
        _tell(people, milestone, _l("里程碑已超过期限，尚未报告完成。如需宽限，请与组委会联系。"))
    else:
        _tell(people, milestone, _l("里程碑即将到期。完成后请在平台上报告，并附佐证材料。"))
    return True


def _require_reported(milestone: Milestone, by: User, version: int) -> None:
    refuse_stale(milestone, version)
    require_agreed(milestone.delivery)
    if milestone.state is not MilestoneState.REPORTED:
        raise NotReported
    if milestone.reported_by_id == by.id:
        raise SamePerson


def _tell_winner(milestone: Milestone, body: object) -> None:
    _tell(recipients.people_of_enterprise(milestone.award.enterprise_id), milestone, body)


def _tell(people: Sequence[str], milestone: Milestone, body: object) -> None:
    told = {"title": milestone.title, "due": milestone.due, "entry": milestone.award.entry.title}
    tell(
        people,
        subject=_l("里程碑“%(title)s”（%(due)s 到期）：%(entry)s", **told),
        body=body,
        path=f"/deliveries/{milestone.delivery_id}",
    )
