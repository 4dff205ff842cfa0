"""Why a ballot is not taken. ``code`` tells a tablet which of them it is."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal
from judging.marks import BadMarks
from judging.models import BallotSource
from judging.queries.duties import Kept, Line, written_marks


class NotTaken(Refusal):
    """A ballot is not taken; what the judge typed stays on the tablet."""

    code = "refused"


class NotAssigned(NotTaken):
    """The judge is recused, replaced, or was never on this entry's panel."""

    code = "not_assigned"
    reason = _l("您不再评审此项目，评分未保存。如有疑问请联系工作人员。")


class NotOpen(NotTaken):
    """Marks are given between the first and the last moment of the roadshow."""

    code = "not_open"
    reason = _l("现在不在评分时间内，请联系工作人员。您在本机的评分仍会保留。")


class NotCalled(NotTaken):
    """The session's judges mark each entry once it is called."""

    code = "not_called"
    reason = _l("这个项目还没有开放评分。您的评分已存在本机，开放后会自动发送。")


class Closed(NotTaken):
    """The session was closed before these marks were made."""

    code = "closed"
    reason = _l("本场评分已关闭，关闭之后的评分不能再收。请联系工作人员。您在本机的评分仍会保留。")


class Published(NotTaken):
    """The standings are out: what they were counted from stays as it is."""

    code = "published"
    reason = _l("本次大赛的排名已发布，评分已关闭。您在本机的评分仍会保留。")


class NotSealed(NotTaken):
    """Without sealed rules there is no sheet."""

    code = "not_sealed"
    reason = _l("评审规则尚未封存，暂不能评分。请联系工作人员。")


class NotComplete(NotTaken):
    """A ballot is submitted whole."""

    code = "not_complete"
    reason = _l("还有评分项未打分，请全部打分后再提交。")


class NotSubmitted(NotTaken):
    """Only what was submitted is amended; a draft is simply changed."""

    code = "not_submitted"
    reason = _l("这份评分表没有提交，或已作废，不能更正。")


class Unreadable(NotTaken):
    """Some marks cannot be taken: the reason names each, ``keys`` are their criteria."""

    code = "unreadable"

    def __init__(self, faults: BadMarks) -> None:
        super().__init__(str(faults))
        self.keys = frozenset(faults.faults)


class Differs(NotTaken):
    """Other marks are kept here; the answer shows them beside those that were sent."""

    def __init__(self, kept: Kept, lines: Sequence[Line]) -> None:
        super().__init__()
        self.version, self.uuid, self.state = kept.version, kept.uuid, kept.state
        self.saved_at, self.marks = kept.saved_at, written_marks(lines)


class AlreadySubmitted(Differs):
    """A submitted ballot is locked."""

    code = "submitted"
    reason = _l("这份评分已提交并锁定，不能再改。")
    on_paper = _l("这份评分已按您签名的纸质评分表录入并提交，不能再改。")

    def __init__(self, kept: Kept, lines: Sequence[Line]) -> None:
        super().__init__(kept, lines)
        if kept.source is BallotSource.PAPER:
            self.reason = self.on_paper


class Stale(Differs):
    """Other marks were saved meanwhile, from another page or device."""

    code = "stale"
    reason = _l("这份评分表已在另一处修改过。请对照两处的分数，选择保留哪一份。")


class Held(Differs):
    """Another tablet fills in this ballot; this one may go on with it if its judge says so."""

    code = "held"
    reason = _l("这份评分表正在另一台设备上填写。要在这里继续，请选择接管；另一台将不能再保存。")
