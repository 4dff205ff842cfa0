"""What a challenge of the little world carries besides its text."""

from contest.models import ChallengeAttachment, Question, StoredFile
from tests.kept import DIGEST, SIZE
from tests.traces import MONDAY


def add_asking(add, challenge, asker):
    """Add a question that waits for its answer, and a file that everybody may download."""
    question = Question(
        contest_id=challenge.contest_id,
        challenge_id=challenge.id,
        asker_id=asker.id,
        text="试验段能否在拱顶安装设备？",
        asked_at=MONDAY,
    )
    add("question", question)
    file = StoredFile(digest=DIGEST, size=SIZE, kind="pdf", name="断面图.pdf", uploaded_at=MONDAY)
    add("attachment", ChallengeAttachment(challenge_id=challenge.id, file=file))
