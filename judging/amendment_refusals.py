"""Why an amendment is not proposed, signed, co-signed or applied."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal


class NotAmendable(Refusal):
    """Only marks that count are amended."""

    reason = _l("这份评分表没有提交、已作废，或专家已回避，不能更正。请刷新页面重新选择。")


class NothingChanges(Refusal):
    """An amendment changes something."""

    reason = _l("没有改动任何分数。请填写更正后的分数。")


class InAmendment(Refusal):
    """Of two amendments of a ballot, the second would stand on marks that may go."""

    reason = _l("其中有评分表正在办理另一份更正，请先适用或取消那一份。")


class ContestOver(Refusal):
    """What is over, or practised, stays as it is."""

    reason = _l("大赛已办结或取消，或是彩排，不能更正评分。")


class NotSigning(Refusal):
    """The judge signs once, while it is asked for."""

    reason = _l("这份更正现在不等待您的签认，请刷新页面核对。")


class NotSigned(Refusal):
    """The judges agree before anybody else does."""

    reason = _l("还有专家没有签认这份更正，不能会签。")


class SamePerson(Refusal):
    """One proposes, another co-signs."""

    reason = _l("提出人不能会签自己提出的更正，须由监督人员或另一位组委会人员会签。")


class NotCosigned(Refusal):
    """Nothing is applied that only one person wants."""

    reason = _l("这份更正尚未会签，或已办结，不能适用。请刷新页面核对。")


class Outdated(Refusal):
    """What would come of it is no longer what was co-signed."""

    reason = _l(
        "会签之后，评分、回避、规则或排名有了变化，适用后的结果与会签时所见不同。"
        "请监督人员或另一位组委会人员核对新的结果后重新会签。"
    )


class NotWhatWasShown(Refusal):
    """What would come of it is not what the co-signer saw."""

    reason = _l("预览的结果与您看到的已经不同。请核对下面最新的结果，再办理。")


class BallotsMoved(Refusal):
    """The ballots are no longer those that the amendment was made for."""

    reason = _l(
        "更正所依据的评分表已有变化（作废、回避或另行更正），不能再适用。请取消后重新提出。"
    )


class NotSettled(Refusal):
    """A new edition needs what every edition needs."""

    reason = _l("还有必须先处理的事项（见“计算排名”页面的清单），处理后才能适用更正。")


class Closed(Refusal):
    """It was applied or cancelled."""

    reason = _l("这份更正已适用或已取消。")
