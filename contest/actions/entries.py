"""Entering a challenge, writing the entry, withdrawing it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest import rules
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.entering import NotOpen, require_editable, was_given_up, wrong_consortium
from contest.entry_ends import end_entry
from contest.models import Challenge, Entry, User
from contest.notices import tell
from contest.queries import recipients
from contest.queries.entries import entry_of
from contest.queries.submissions import fingerprint
from contest.refusals import Stale
from contest.states import EntryState
from contest.submitted import Member
from contest.withdrawing import barred


class AlreadyEntered(Refusal):
    """The enterprise has an entry for this challenge."""

    reason = _l("贵单位已经揭过这个榜，同一榜单只能有一个项目。请到“我的揭榜”中查看。")


class NotReopenable(Refusal):
    """What was withdrawn had been submitted, or is no longer withdrawn."""

    reason = _l("只有从未提交过的草稿可以重新打开。请刷新页面查看项目现在的状态。")


class WrongConsortium(Refusal):
    """The members of the consortium are not possible."""

    status = 422


@action("entry.begun")
def enter_challenge(challenge: Challenge, *, by: User) -> Entry:
    """Begin an entry of the user's enterprise for the challenge, as a draft."""
    if not rules.challenge_accepts_entries(challenge, clock.now()):
        raise NotOpen(challenge.contest)
    if entry_of(challenge, by):
        raise AlreadyEntered
    entry = Entry(
        uuid=str(uuid.uuid4()),
        contest_id=challenge.contest_id,
        challenge_id=challenge.id,
        enterprise_id=by.organisation_id,
        title="",
        contact_name=by.name,
        contact_phone=by.phone,
        created_at=clock.now(),
    )
    db.session.add(entry)
    db.session.flush()
    return entry


@action("entry.revised")
def revise_entry(
    entry: Entry,
    /,
    *,
    version: str,
    by: User,
    members: Sequence[dict[str, Any]] | None = None,
    **written: Any,
) -> None:
    """Save what was typed into the entry's form; a submission already made stays as it is.

    What is not given stays too. ``version`` is the fingerprint of the content the form was
    opened with. Sending the same content twice is no conflict. Raises ``Stale``.
    """
    require_editable(entry)
    typed = _held_members(entry) if members is None else [Member(**row) for row in members]
    held = {name: getattr(entry, name) for name in written}
    if (written, typed) == (held, _held_members(entry)):
        return
    if version != fingerprint(entry):
        raise Stale
    if wrong := wrong_consortium(entry, typed):
        raise WrongConsortium(wrong)
    for name, value in written.items():
        setattr(entry, name, value)
    entry.seat(typed)


@action("entry.withdrawn")
def withdraw_entry(entry: Entry, *, by: User, reason: str = "") -> None:
    """Take the entry out of the contest: for good, if it was ever submitted.

    Raises the ``Refusal`` of ``contest.withdrawing`` once its result is published.
    """
    if refusal := barred(entry):
        raise refusal
    end_entry(entry, EntryState.WITHDRAWN, by=by, reason=reason)
    if entry.submitted_at:
        _tell_organizers(entry)


@action("entry.reopened")
def reopen_entry(entry: Entry, *, by: User) -> None:
    """Go on with a draft that was given up. Raises ``NotReopenable`` and ``NotOpen``."""
    if not was_given_up(entry):
        raise NotReopenable
    if not rules.challenge_accepts_entries(entry.challenge, clock.now()):
        raise NotOpen(entry.contest)
    entry.state = EntryState.DRAFT
    entry.state_reason = ""


def _tell_organizers(entry: Entry) -> None:
    tell(
        recipients.organizers_of_body(entry.contest.body_id),
        subject=_("项目已撤回：%(number)s", number=entry.number),
        body=_(
            "大赛：%(contest)s\n榜单：%(challenge)s\n项目：%(title)s\n牵头单位：%(lead)s\n"
            "撤回原因：%(reason)s\n\n已排入路演场次的，请调整顺序；榜单有效揭榜不足的，请作出决定。",
            contest=entry.contest.name,
            challenge=entry.challenge.title,
            title=entry.title,
            lead=entry.enterprise.name,
            reason=entry.state_reason or _("未填写"),
        ),
        path=f"/entries/{entry.id}/screening",
    )


def _held_members(entry: Entry) -> list[Member]:
    return [Member(row.name, row.uscc, row.share_of_work) for row in entry.members]
