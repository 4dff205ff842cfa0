"""Files on their way up, part by part; the same address tells where to go on."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.actions.documents import DONE, finish_upload
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

bp = Blueprint("files", __name__)

# 409 tells the sender to ask where it stands and go on; anything else ends the upload.
STATUS = {WrongOffset: 409, UploadBusy: 409, UploadSealed: 409, UnknownUpload: 410, TooLarge: 413}


@bp.get("/uploads/<upload_id>")
@requires(USE_UPLOAD)
def offset(upload: Upload) -> ResponseReturnValue:
    if upload.purpose == DONE:
        return jsonify(offset=upload.size)
    return jsonify(offset=storage().offset(upload.id))


@bp.put("/uploads/<upload_id>")
@requires(USE_UPLOAD)
def part(upload: Upload) -> ResponseReturnValue:
    if upload.purpose != DONE:
        at = _append(upload)
        if at < upload.size:
            return jsonify(offset=at)
        _finish(upload)
    return jsonify(done=True, reload=True)


@bp.errorhandler(StorageRefusal)
def _refused(refusal: StorageRefusal) -> ResponseReturnValue:
    actual = getattr(refusal, "actual", None)
    error = _("上传中断或已失效，请重新选择文件上传。")
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
    slot = SLOTS[upload.purpose.rpartition(":")[2]]
    kept = keep(upload.id, name=upload.name, accepts=Accepts(slot.kinds, slot.max_bytes))
    finish_upload(upload, kept, by=current_user)
