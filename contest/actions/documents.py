"""Adding documents to an entry, and taking them out again."""

from __future__ import annotations

from functools import partial

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action, afterwards
from contest.core.db import db
from contest.core.intake import FileRefused, Kept, storage
from contest.core.storage import clean_name
from contest.entering import require_editable
from contest.models import DocumentKind, Entry, EntryDocument, Upload, User
from contest.models.files import DONE
from contest.papers import MB, SLOTS, Slot
from contest.queries.files import ABANDONED, entry_of_upload, given_up_uploads, row_of
from contest.queries.submissions import current_documents


class NotYours(Refusal):
    """The upload belongs to no entry of the user's enterprise any more."""

    status = 422
    reason = _l("这个文件不属于贵单位的项目，请回到项目页面重新上传。")


class AlreadyRemoved(Refusal):
    """The document was taken out before."""

    reason = _l("这份材料已经移除或更换，请刷新页面查看当前材料。")


@action("upload.begun")
def begin_upload(entry: Entry, *, name: str, size: int, kind: str, by: User) -> Upload:
    """Tell of a file that is going to come up in parts, for one place of the entry."""
    require_editable(entry)
    _require_room(entry, slot := _slot(kind))
    _require_fitting(slot, name, size)
    for old in given_up_uploads(by):
        db.session.delete(old)
        afterwards(partial(storage().discard, old.id))
    upload = Upload(
        id=storage().begin(),
        name=clean_name(name),
        size=size,
        purpose=f"entry:{entry.id}:{slot.key}",
        user_id=by.id,
        begun_at=clock.now(),
        contest_id=entry.contest_id,
    )
    db.session.add(upload)
    afterwards(_sweep)
    return upload


@action("document.added")
def add_document(entry: Entry, kept: Kept, *, kind: str, by: User) -> None:
    """Put a kept file into a place of the entry; where only one fits, it replaces the other."""
    _add(entry, kept, slot=_slot(kind), by=by)


@action("upload.finished")
def finish_upload(upload: Upload, kept: Kept, *, by: User) -> None:
    """Put the uploaded file where it was meant for. A second time changes nothing."""
    if upload.is_done:
        return
    entry = entry_of_upload(upload)
    if entry is None or entry.enterprise_id != by.organisation_id:
        raise NotYours
    _add(entry, kept, slot=_slot(upload.place), by=by)
    upload.purpose = f"{DONE}:{entry.id}:{upload.place}"


@action("document.removed")
def remove_document(document: EntryDocument, *, by: User) -> None:
    """Take a document out of the entry; its file is kept, as part of what was submitted."""
    require_editable(document.entry)
    if document.removed_at is not None:
        raise AlreadyRemoved
    document.removed_at = clock.now()


def _sweep() -> None:
    storage().sweep(older_than=ABANDONED)


def _slot(kind: str) -> Slot:
    if kind not in SLOTS:
        raise FileRefused(_("没有这一类材料，请刷新页面后重新选择。"))
    return SLOTS[kind]


def _add(entry: Entry, kept: Kept, *, slot: Slot, by: User) -> None:
    require_editable(entry)
    _require_room(entry, slot)
    now = clock.now()
    for document in current_documents(entry):
        if slot.most == 1 and document.kind.value == slot.key:
            document.removed_at = now
    entry.documents.append(
        EntryDocument(
            contest_id=entry.contest_id,
            kind=DocumentKind(slot.key),
            file=row_of(kept, by=by, contest_id=entry.contest_id),
            added_at=now,
        )
    )


def _require_room(entry: Entry, slot: Slot) -> None:
    held = sum(document.kind.value == slot.key for document in current_documents(entry))
    if slot.most > 1 and held >= slot.most:
        raise FileRefused(
            _("佐证材料最多 %(n)d 份。请合并成一个 PDF，或先移除不需要的。", n=slot.most)
        )


def _require_fitting(slot: Slot, name: str, size: int) -> None:
    """Refuse by what the sender says, before the bytes are sent for nothing."""
    if name.rpartition(".")[2].lower() not in slot.endings:
        kinds = "、".join(slot.kinds)
        raise FileRefused(_("这里可以上传 %(kinds)s，请另存后再传。", kinds=kinds))
    if size <= 0:
        raise FileRefused(_("这个文件是空的（0 字节）。请在本机打开检查，保存后重新选择。"))
    if size > slot.max_bytes:
        raise FileRefused(
            _(
                "文件为 %(size)s MB，超过 %(limit)d MB 的上限。请压缩图片或拆分后再传。",
                size=f"{size / MB:.1f}",
                limit=slot.max_bytes // MB,
            )
        )
