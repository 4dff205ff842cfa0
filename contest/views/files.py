"""Files on their way up, part by part; the same address tells where to go on."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.actions.documents import finish_upload
from contest.core.access import requires
from contest.core.intake import Accepts, keep, storage
from contest.core.storage import (
    StorageRefusal,
    TooLarge,
    UnknownUpload,
    UploadBusy,
    UploadSealed,
    WrongOffset,
)
from contest.models import Upload
from contest.papers import SLOTS
from contest.policies.files import USE_UPLOAD
from contest.queries.files import entry_of_upload
from contest.views.entries import parts_with

bp = Blueprint("files", __name__)

# 409 tells the sender to ask where it stands and go on; anything else ends the upload.
STATUS = {WrongOffset: 409, UploadBusy: 409, UploadSealed: 409, UnknownUpload: 410, TooLarge: 413}


@bp.get("/uploads/<upload_id>")
@requires(USE_UPLOAD)
def offset(upload: Upload) -> ResponseReturnValue:
    return jsonify(offset=upload.size if upload.is_done else storage().offset(upload.id))


@bp.put("/uploads/<upload_id>")
@requires(USE_UPLOAD)
def part(upload: Upload) -> ResponseReturnValue:
    if not upload.is_done:
        at = _append(upload)
        if at < upload.size:
            return jsonify(offset=at)
        _finish(upload)
    return jsonify(done=True, parts=_parts(upload))


@bp.errorhandler(StorageRefusal)
def _refused(refusal: StorageRefusal) -> ResponseReturnValue:
    actual = getattr(refusal, "actual", None)
    error = _("上传中断或已失效，请重新选择文件上传。")
    if isinstance(refusal, TooLarge):
        error = _("收到的内容比开始上传时的文件大，文件可能被改动过。请保存好文件，重新选择上传。")
    return jsonify(error=error, offset=actual), STATUS.get(type(refusal), 410)


def _append(upload: Upload) -> int:
    """Add the request's bytes and return the new offset; a whole upload takes none."""
    begins = request.headers.get("Upload-Offset", type=int)
    at = storage().offset(upload.id)
    if begins is None or begins != at:
        raise WrongOffset(at)
    if at >= upload.size:
        return at
    return storage().append(upload.id, at, request.stream, limit=upload.size)  # type: ignore[arg-type]


def _finish(upload: Upload) -> None:
    slot = SLOTS[upload.place]
    kept = keep(upload.id, name=upload.name, accepts=Accepts(slot.kinds, slot.max_bytes))
    finish_upload(upload, kept, by=current_user)


def _parts(upload: Upload) -> dict[str, str]:
    """Return what the page of the entry shows anew: other uploads on it go on meanwhile."""
    entry = entry_of_upload(upload)
    return parts_with(entry, upload.place) if entry else {}
