"""Files that an issuer gives to everybody with a challenge."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal, action
from contest.core.intake import Accepts, Kept
from contest.models import Challenge, ChallengeAttachment, User
from contest.queries.files import row_of
from contest.rules import EDITABLE_CHALLENGES

ACCEPTS = Accepts(("pdf", "docx", "xlsx", "pptx", "png", "jpg"), 20 * 1024 * 1024)
MOST = 10


class NotEditable(Refusal):
    """The challenge has been handed in."""

    reason = _l("榜单已提交，附件不能再改。需要修改的，请联系组委会退回。")


class TooMany(Refusal):
    """There are as many attachments as a page can bear."""

    reason = _l("附件最多 10 个，请先移除不需要的，或合并为一个文件。")


@action("challenge.file_attached")
def attach_file(challenge: Challenge, *, by: User, kept: Kept) -> ChallengeAttachment:
    """Attach a file that was checked and is kept. Raises ``NotEditable`` and ``TooMany``."""
    _require_editable(challenge)
    if len(challenge.attachments) >= MOST:
        raise TooMany
    file = row_of(kept, by=by, contest_id=challenge.contest_id)
    attachment = ChallengeAttachment(file=file)
    challenge.attachments.append(attachment)
    return attachment


@action("challenge.file_removed")
def remove_file(challenge: Challenge, *, by: User, attachment_id: int) -> None:
    """Take an attachment away again; one that is gone already is no error."""
    _require_editable(challenge)
    for attachment in [a for a in challenge.attachments if a.id == attachment_id]:
        challenge.attachments.remove(attachment)


def _require_editable(challenge: Challenge) -> None:
    if challenge.state not in EDITABLE_CHALLENGES:
        raise NotEditable
