"""What a sealed rule sheet keeps from being changed in its contest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal
from contest.models import Contest
from contest.revisions import changes
from judging.queries.rulesheets import sealed_sheet

# Together with the rule sheet they decide who stands where and who is given a prize.
SEALED_WITH_THE_RULES = ("ranking_scope", "one_award_per_enterprise")


class SealedWithTheRules(Refusal):
    """What everybody was told would decide stays as it was told."""

    reason = _l(
        "评审规则已封存，“排名范围”和“同一企业最多获一个奖”与它一起决定名次和获奖，不能再改。"
        "请恢复原来的选择。"
    )


def refuse_after_sealing(contest: Contest, new: Mapping[str, Any]) -> None:
    """Raise ``SealedWithTheRules`` where ``new`` changes what was sealed with the rule sheet."""
    if changes(contest, new, SEALED_WITH_THE_RULES) and sealed_sheet(contest.id):
        raise SealedWithTheRules
