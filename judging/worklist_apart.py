"""What needs a person now of marks that came late or on paper, and of amendments."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from contest.worklist import Item
from judging.queries.worklists import Preparation


def apart(found: Preparation) -> Iterator[Item]:
    """Yield what waits for an organizer in a contest."""
    yield from _late(found)
    yield from _paper(found)
    yield from _amendments(found)


def _late(found: Preparation) -> Iterator[Item]:
    url = url_for("late.index", contest_id=found.contest_id)
    note = _("%(contest)s：决定之前不能计算和发布排名", contest=found.name)
    if found.late:
        title = _("%(count)s 份迟到的评分待提议", count=found.late)
        yield Item("hot", title, note, None, url, _("去处理"))
    if found.late_proposed:
        title = _("%(count)s 份迟到的评分待第二人确认", count=found.late_proposed)
        yield Item("hot", title, note, None, url, _("去确认"))


def _amendments(found: Preparation) -> Iterator[Item]:
    url = url_for("amendments.index", contest_id=found.contest_id)
    if found.to_cosign:
        title = _("%(count)s 份更正待会签", count=found.to_cosign)
        yield Item("hot", title, found.name, None, url, _("去会签"))
    if found.to_apply:
        title = _("%(count)s 份已会签的更正待适用", count=found.to_apply)
        yield Item("hot", title, found.name, None, url, _("去适用"))


def _paper(found: Preparation) -> Iterator[Item]:
    url = url_for("paper_ballots.index", contest_id=found.contest_id)
    if found.paper_entered:
        title = _("%(count)s 份纸质评分表待复录", count=found.paper_entered)
        yield Item("warm", title, found.name, None, url, _("去复录"))
    if found.paper_differing:
        title = _("%(count)s 份纸质评分表两次录入有出入", count=found.paper_differing)
        yield Item("hot", title, found.name, None, url, _("去核定"))
