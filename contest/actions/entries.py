"""Entering a challenge, writing the entry, withdrawing it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest import consortium, rules
from contest.consortium import Trouble
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.forms import trouble_with_code
from contest.entering import NotOpen, require_editable
from contest.models import Challenge, Entry, User
from contest.queries.entries import entry_of
from contest.queries.submissions import WRITTEN, fingerprint
from contest.states import ENTRY, EntryState
from contest.submitted import Member


class AlreadyEntered(Refusal):
    """The enterprise has an entry for this challenge."""

    reason = _l("贵单位已经揭过这个榜，同一榜单只能有一个项目。请到“我的揭榜”中查看。")


class Stale(Refusal):
    """Somebody else has saved other content since the form was opened."""

    status = 422
    reason = _l(
        "您编辑期间，本单位其他人（或另一个页面）保存了新的内容。您输入的内容都还在，"
        "请核对后再次保存，将以您的内容为准。"
    )


class NotWithdrawable(Refusal):
    """The entry has ended already."""

    reason = _l("项目已经结束（已撤回、审查未通过、路演缺席或取消资格），不能再撤回。")


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
    entry: Entry, /, *, version: str, members: Sequence[dict[str, Any]], by: User, **written: Any
) -> None:
    """Save what was typed into the entry's form; a submission already made stays as it is.

    ``version`` is the fingerprint of the content the form was opened with. Sending
    the same content twice is no conflict.
    """
    require_editable(entry)
    typed = [Member(**member) for member in members]
    if (written, typed) == _held(entry):
        return
    if version != fingerprint(entry):
        raise Stale
    _require_possible(entry, typed)
    for name in WRITTEN:
        setattr(entry, name, written[name])
    entry.seat(typed)


@action("entry.withdrawn")
def withdraw_entry(entry: Entry, *, by: User, reason: str = "") -> None:
    """Take the entry out of the contest for good."""
    if not ENTRY.allows(entry.state, EntryState.WITHDRAWN):
        raise NotWithdrawable
    entry.state = EntryState.WITHDRAWN
    entry.state_reason = reason


def _held(entry: Entry) -> tuple[dict[str, Any], list[Member]]:
    members = [Member(row.name, row.uscc, row.share_of_work) for row in entry.members]
    return {name: getattr(entry, name) for name in WRITTEN}, members


def _require_possible(entry: Entry, members: list[Member]) -> None:
    most = entry.contest.most_members
    if found := consortium.trouble(members, lead=entry.enterprise.uscc, most=most):
        raise WrongConsortium(_reason(found, most))
    for member in members:
        if wrong := trouble_with_code(member.uscc):
            raise WrongConsortium(_("联合体成员“%(name)s”：%(why)s", name=member.name, why=wrong))


def _reason(found: Trouble, most: int) -> str:
    return {
        Trouble.TOO_MANY: _("联合体成员最多 %(n)d 家（不含牵头单位），请删去多出的行。", n=most),
        Trouble.UNNAMED: _("联合体成员的名称和统一社会信用代码都要填写，不需要的行请删去。"),
        Trouble.LEAD: _("牵头单位就是贵单位，不必再列为联合体成员，请删去这一行。"),
        Trouble.TWICE: _("同一个单位在联合体中出现了两次，请删去重复的行。"),
    }[found]
