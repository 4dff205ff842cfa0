"""Letters about notices, posted inside actions: to those who entered, by text alone."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from awards.models import Notice
from awards.periods import written
from contest.notices import tell
from contest.queries.recipients import entrants_of_contest, supervisors_of_body


def tell_of_notice(notice: Notice) -> None:
    """Tell entrants and supervisors that awards are public, and until when they may object."""
    _tell(
        notice,
        _l("%(title)s已发布", title=notice.title),
        _l(
            "《%(title)s》已发布，公示期至 %(day)s。在此期间可以实名书面提出异议；"
            "您的成绩和名次已可在“我的成绩”中查看。监督电话：%(phone)s。",
            title=notice.title,
            day=written(notice.last_day) if notice.last_day else "",
            phone=notice.phone,
        ),
    )


def tell_of_withdrawal(notice: Notice, reason: str) -> None:
    """Tell the same people that a notice no longer holds, and why."""
    _tell(
        notice,
        _l("%(title)s已撤回", title=notice.title),
        _l("《%(title)s》已撤回：%(reason)s", title=notice.title, reason=reason),
    )


def _tell(notice: Notice, subject: object, body: object) -> None:
    contest = notice.contest
    addresses = [*entrants_of_contest(contest.id), *supervisors_of_body(contest.body_id)]
    tell(dict.fromkeys(addresses), subject=subject, body=body, path=f"/notices/{notice.id}")
