"""What needs a person now, of contests and challenges: the top of their work list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from flask import url_for
from flask_babel import gettext as _

from contest.checklist import missing
from contest.core import clock
from contest.models import Entry, Role, User
from contest.queries import worklists as queries
from contest.queries.entries import unfinished_entries
from contest.queries.screening import contests_to_screen
from contest.queries.submissions import has_unsubmitted_changes, parts_of
from contest.states import ChallengeState, ContestState, EntryState

Level = Literal["hot", "warm", "cool"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: what, why, until when (UTC, or None), and the page with its button."""

    level: Level
    title: str
    note: str
    due: datetime | None
    url: str
    label: str


def items(user: User) -> list[Item]:
    """Return what waits for this person, in the order it came up; at most three statements."""
    return [item for source in _SOURCES.get(user.role, ()) for item in source(user)]


def _unanswered(user: User) -> Iterator[Item]:
    for found in queries.unanswered(user):
        yield Item(
            "warm",
            _("《%(title)s》有 %(count)s 个提问待答复", title=found.title, count=found.questions),
            _("答复会公开给所有企业，报名截止前答复才用得上"),
            found.entries_close_at,
            url_for("questions.index", state="waiting"),
            _("去答复"),
        )


def _unfinished(user: User) -> Iterator[Item]:
    for challenge in queries.unfinished(user):
        returned = challenge.state is ChallengeState.RETURNED
        page = url_for("drafts.edit", challenge_id=challenge.id, part="goal")
        title = (
            _("《%(title)s》被退回", title=challenge.title)
            if returned
            else _("《%(title)s》还没有提交", title=challenge.title)
        )
        note = challenge.return_reason if returned else challenge.contest.name
        yield Item(
            "hot" if returned else "cool",
            *(title, note, challenge.contest.entries_open_at, page),
            _("去修改") if returned else _("继续填写"),
        )


def _gatherings(user: User) -> Iterator[Item]:
    for contest in queries.gatherings(user):
        yield from _of_gathering(contest)


def _of_gathering(contest: queries.Gathering) -> Iterator[Item]:
    if contest.waiting:
        yield Item(
            "warm",
            _("%(count)s 个榜单待审核", count=contest.waiting),
            contest.name,
            contest.entries_open_at,
            url_for("challenges.index", contest=contest.id, state=ChallengeState.SUBMITTED),
            _("去审核"),
        )
    if contest.state is not ContestState.ANNOUNCED:
        return
    if contest.approved:
        yield Item(
            "warm",
            _("%(count)s 个榜单已通过，待发布", count=contest.approved),
            contest.name,
            contest.entries_open_at,
            url_for("contests.show", contest_id=contest.id),
            _("去发布"),
        )
    if not contest.challenges:
        yield Item(
            "hot",
            _("《%(name)s》已公告，还没有榜单", name=contest.name),
            _("请联系发榜方尽快提交，报名开始前发布"),
            contest.entries_open_at,
            url_for("contests.show", contest_id=contest.id),
            _("查看"),
        )


def _scarce(user: User) -> Iterator[Item]:
    for found in queries.scarce(user, clock.now()):
        yield Item(
            "warm",
            _("《%(title)s》仅 %(count)s 项有效揭榜", title=found.title, count=found.standing),
            _("少于 %(least)s 项，请决定延长报名、关闭榜单或照常评审", least=found.fewest),
            found.roadshow_from,
            url_for("challenges.show", challenge_id=found.id),
            _("去决定"),
        )


# An entry not handed in so shortly before the deadline comes first.
_URGENT = timedelta(days=2)


def _entries(user: User) -> Iterator[Item]:
    for entry in unfinished_entries(user):
        if not entry.submissions or has_unsubmitted_changes(entry):
            yield _of_entry(entry)


def _of_entry(entry: Entry) -> Item:
    close = entry.contest.entries_close_at
    named = entry.title or entry.challenge.title
    if entry.submissions:
        title = _("《%(title)s》有未提交的修改", title=named)
        note = _("不重新提交，就以第 %(n)d 次提交为准", n=len(entry.submissions))
    else:
        title = _("《%(title)s》还没有提交", title=named)
        gaps = len(missing(parts_of(entry)))
        note = _("还缺 %(n)d 项", n=gaps) if gaps else _("内容已齐，可以提交")
    return Item(
        "hot" if close - clock.now() < _URGENT else "warm",
        *(title, note, close, url_for("entries.edit", entry_id=entry.id)),
        _("继续填写"),
    )


def _to_screen(user: User) -> Iterator[Item]:
    for contest, waiting in contests_to_screen(user):
        late = contest.screening_until <= clock.now()
        yield Item(
            "hot" if late else "warm",
            _("%(count)s 个揭榜项目待形式审查", count=waiting),
            _("%(name)s，审查期限已过", name=contest.name) if late else contest.name,
            contest.screening_until,
            url_for("screening.browse", contest_id=contest.id, state=EntryState.SUBMITTED),
            _("去审查"),
        )


_SOURCES: dict[Role, tuple[Callable[[User], Iterator[Item]], ...]] = {
    Role.ISSUER: (_unanswered, _unfinished),
    Role.ENTERPRISE: (_entries,),
    Role.ORGANIZER: (_gatherings, _to_screen, _scarce),
}
