"""What a judge does before marking: sign the pledge, then declare where to stand back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Contest, User
from judging.models import Pledge, Recusal, RecusalGround, RecusalOrigin
from judging.pledge_text import pledge_digest
from judging.queries.pledges import declarable, is_seated, pledge_of
from judging.queries.recusals import new_recusals, recusal_between


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a judge stands back from an entry, in their own words."""

    ground: RecusalGround
    detail: str


class NotSeated(Refusal):
    """Only judges of the contest's panels sign and declare."""

    reason = _l("您不在本届大赛的评审组中，请联系组委会。")


class NotSigned(Refusal):
    """The pledge comes first."""

    reason = _l("请先签署评审承诺，再申报回避。")


class NewEntries(Refusal):
    """The judge declares on entries they have seen listed."""

    reason = _l("您打开页面之后又有项目排入您的场次，请核对更新后的列表，再提交申报。")


@action("pledge.signed")
def sign_pledge(contest: Contest, *, by: User, text_digest: str) -> None:
    """Sign the wording that was shown; signing twice is signing once. Raise NotSeated."""
    if not is_seated(by.id, contest.id):
        raise NotSeated
    if text_digest != pledge_digest():
        raise Refusal(_("承诺书的文字已更新，请重新阅读后签署。"))
    if pledge_of(by.id, contest.id) is None:
        db.session.add(
            Pledge(
                contest_id=contest.id,
                judge_id=by.id,
                text_digest=text_digest,
                signed_at=clock.now(),
            )
        )


@action("pledge.declared")
def declare(
    contest: Contest, *, by: User, conflicts: Mapping[int, Conflict], seen: Collection[int]
) -> None:
    """Declare from which entries, by number, the judge stands back, and from no others.

    ``seen`` are the entries that were listed. A declared recusal keeps the entry
    from the judge at once; the organizer confirms or dismisses it. Raise
    NotSeated, NotSigned, NewEntries.
    """
    if not is_seated(by.id, contest.id):
        raise NotSeated
    pledge = pledge_of(by.id, contest.id)
    if pledge is None:
        raise NotSigned
    listed = {slot.entry_id for slot in declarable(by.id, contest.id)}
    if listed - set(seen):
        raise NewEntries
    for entry_id, conflict in conflicts.items():
        if entry_id in listed:
            _raise(contest, entry_id, conflict, by)
    pledge.declared_at = clock.now()
    db.session.flush()
    db.session.add_all(new_recusals(contest, at=pledge.declared_at, by=by))


def _raise(contest: Contest, entry_id: int, conflict: Conflict, by: User) -> None:
    if recusal_between(by.id, entry_id, RecusalOrigin.DECLARED):
        raise Refusal(
            _("您曾申报的一项回避已由组委会核查并解除，不能重复申报。如情况有变，请联系组委会。")
        )
    db.session.add(
        Recusal(
            contest_id=contest.id,
            entry_id=entry_id,
            judge_id=by.id,
            origin=RecusalOrigin.DECLARED,
            ground=conflict.ground,
            detail=conflict.detail,
            raised_at=clock.now(),
            raised_by_id=by.id,
        )
    )
