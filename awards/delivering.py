"""What delivery stands on: an announced award, and a kind of cooperation that both sides agreed."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from awards.delivery_states import DeliveryState
from awards.models import Award, Delivery
from awards.states import AwardState
from contest.core.actions import Refusal


class NotAnnounced(Refusal):
    """What follows an award begins when it is announced."""

    reason = _l("奖励还没有发布，或已撤销，不能办理后续事项。")


class NotAgreed(Refusal):
    """Delivery begins when both sides have agreed how."""

    reason = _l("合作方式还没有商定，或合作已经结束。请先由组委会与发榜方商定合作方式。")


class SamePerson(Refusal):
    """Two people decide, never one alone."""

    reason = _l("须由另一人办理：提出的人不能自己确认。")


class Overtaken(Refusal):
    """Somebody has saved something newer since the page was opened."""

    reason = _l("您打开页面后，他人已保存了新的内容。您填写的内容还在，请与最新内容核对后再提交。")


class NeedsFile(Refusal):
    """A paper has to be there."""

    reason = _l("请选择要上传的文件。")
    status = 422


def require_announced(award: Award) -> None:
    """Raise NotAnnounced where nothing may follow the award yet, or any more."""
    if award.state is not AwardState.ANNOUNCED:
        raise NotAnnounced


def require_agreed(delivery: Delivery) -> None:
    """Raise NotAnnounced, or NotAgreed where the cooperation does not run."""
    require_announced(delivery.award)
    if delivery.state not in {DeliveryState.AGREED, DeliveryState.ACCEPTED}:
        raise NotAgreed
