"""Who may go on with an upload: whoever began it."""

from __future__ import annotations

from contest.core.access import Policy, Rule
from contest.models import Upload, User
from contest.queries.files import upload_by


@Rule
def began_upload(actor: User, upload: Upload) -> bool:
    """Hold for the person who began the upload."""
    return actor.id == upload.user_id


USE_UPLOAD = Policy("upload.use", began_upload, find=upload_by)
