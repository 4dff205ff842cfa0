"""Documents of an entry: uploading in parts or in one piece, downloading, removing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.actions.documents import add_document, begin_upload, remove_document
from contest.core.access import requires
from contest.core.intake import PART_BYTES, Accepts, FileRefused, receive
from contest.core.serving import attachment, small_picture
from contest.core.thumbnails import DRAWN
from contest.entering import require_editable
from contest.models import Entry, EntryDocument
from contest.papers import SLOTS
from contest.policies.documents import READ_DOCUMENT, REMOVE_DOCUMENT
from contest.policies.entries import EDIT_ENTRY
from contest.views.openings import note_once

bp = Blueprint("documents", __name__)


@bp.post("/entries/<int:entry_id>/uploads")
@requires(EDIT_ENTRY)
def begin(entry: Entry) -> ResponseReturnValue:
    upload = begin_upload(entry, by=current_user, **_asked())
    return jsonify(
        id=upload.id,
        offset=0,
        chunk_url=url_for("files.part", upload_id=upload.id),
        chunk_size=PART_BYTES,
    )


@bp.post("/entries/<int:entry_id>/documents")
@requires(EDIT_ENTRY)
def add(entry: Entry) -> ResponseReturnValue:
    kind, file = request.form.get("kind", ""), request.files.get("file")
    if file is None or not file.filename or kind not in SLOTS:
        raise FileRefused(_("请先选择要上传的文件。"))
    require_editable(entry)
    accepts = Accepts(SLOTS[kind].kinds, SLOTS[kind].max_bytes)
    kept = receive(file.stream, name=file.filename, accepts=accepts)  # type: ignore[arg-type]
    add_document(entry, kept, kind=kind, by=current_user)
    flash(_("“%(name)s”已上传并通过检查。", name=kept.name), "success")
    return redirect(url_for("entries.edit", entry_id=entry.id, _anchor=f"upload-{kind}"))


@bp.get("/documents/<int:document_id>")
@requires(READ_DOCUMENT)
def download(document: EntryDocument) -> ResponseReturnValue:
    note_once(document.id, contest_id=document.contest_id)
    file = document.file
    return attachment(file.digest, name=file.name, kind=file.kind)


@bp.get("/documents/<int:document_id>/thumbnail")
@requires(READ_DOCUMENT)
def thumbnail(document: EntryDocument) -> ResponseReturnValue:
    file = document.file
    return small_picture(file.digest, kind=file.kind) if file.kind in DRAWN else abort(404)


@bp.app_template_global()
def thumbnail_url(document_id: int, name: str) -> str:
    """Return where a document's thumbnail is, or nothing for a file that has none."""
    ending = name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    return url_for("documents.thumbnail", document_id=document_id) if ending in DRAWN else ""


@bp.post("/documents/<int:document_id>/removal")
@requires(REMOVE_DOCUMENT)
def remove(document: EntryDocument) -> ResponseReturnValue:
    remove_document(document, by=current_user)
    flash(_("“%(name)s”已移除。", name=document.file.name), "success")
    return redirect(url_for("entries.edit", entry_id=document.entry_id, _anchor="documents"))


def _asked() -> dict[str, Any]:
    """Return name, size and kind of the file that is announced, or refuse."""
    said = request.get_json(silent=True)
    said = said if isinstance(said, dict) else {}
    name, size, kind = (said.get(key) for key in ("name", "size", "kind"))
    if not (isinstance(name, str) and isinstance(size, int) and isinstance(kind, str)):
        raise FileRefused(_("上传请求不完整，请刷新页面后重新选择文件。"))
    return {"name": name, "size": size, "kind": kind}
