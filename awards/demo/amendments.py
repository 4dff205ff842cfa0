"""What was put right in the ended contest, and the draw that held its ballots beside the paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from awards.demo.days import HOUR, MINUTE, Days
from awards.demo.story import Cast, Happening
from contest.core.db import db
from contest.demo.marks import Ballot as Told
from contest.demo.marks import sheet
from contest.models import Contest, Entry, User
from judging.actions.amendments import (
    Request,
    apply_amendment,
    cosign_amendment,
    propose_amendment,
    sign_amendment,
)
from judging.actions.paper_audits import draw_audit, record_check
from judging.models import Amendment, AmendmentGround, Ballot, PaperAudit, PaperMatch
from judging.queries.paper_audits import frame_of, lines_of
from judging.queries.previews import preview_of
from judging.sampling import frame_digest
from judging.template import STANDARD

ENDED = "ended"
# The sheet on which a judge left out the first figure of a mark, and by how much it was too low.
JUDGE, ENTRY = "judge03", "sanitation-wuyu"
LINE, SHORT = "prospects", Decimal(10)
REASON = (
    "“推广前景与团队保障”评为 8.5 分，其余 6 名专家均不低于 18 分，评审组认定畸低；"
    "专家当场核对，确认是在平板上漏按了数字“1”，应为 18.5 分。"
)
# A die, thrown before the judges.
SEED, SOURCE = (
    "4162 3551 2644",
    "监督人员当众掷骰子 12 次，7 名专家在场，点数依次写在黑板上并拍照。",
)
DRAWN = 5


def as_submitted(told: Told) -> Mapping[str, Decimal]:
    """Return the marks of a ballot as its judge first submitted them."""
    if (told.judge, told.entry) != (JUDGE, ENTRY):
        return told.marks
    return {**told.marks, LINE: told.marks[LINE] - SHORT}


@dataclass(frozen=True, slots=True)
class Amendments:
    """Tells of the amendment before the count, and of the paper audit after it."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield the steps, each by the person whose step it is."""
        over = self.days.contests[ENDED].timetable.roadshow_until
        yield Happening(over, self._propose)
        yield Happening(over + 5 * MINUTE, self._sign)
        yield Happening(over + 10 * MINUTE, self._cosign)
        yield Happening(over + 15 * MINUTE, self._apply)
        yield Happening(over + 3 * HOUR, self._draw)
        yield Happening(over + 3.5 * HOUR, self._compare)

    def _propose(self) -> None:
        judge, entry = (self.cast.numbers[kind] for kind in ((User, JUDGE), (Entry, ENTRY)))
        own = (Ballot.judge_id == judge, Ballot.entry_id == entry)
        ballot = db.session.scalars(select(Ballot.id).where(*own)).one()
        marks = {key: f"{mark:f}" for key, mark in sheet(ENTRY, JUDGE, STANDARD.criteria).items()}
        asked = Request({ballot: marks}, AmendmentGround.ABNORMAL)
        contest, by = self.cast.find(Contest, ENDED), self.cast.find(User, "organizer1")
        self.cast.remember(ENDED, propose_amendment(contest, by=by, request=asked, reason=REASON))

    def _sign(self) -> None:
        (ballot,) = self._amendment.ballots
        sign_amendment(ballot, by=self.cast.find(User, JUDGE))

    def _cosign(self) -> None:
        amendment = self._amendment
        if (preview := preview_of(amendment)) is None:
            raise LookupError("the ended contest has no sealed rule sheet")
        supervisor = self.cast.find(User, "supervisor1")
        cosign_amendment(amendment, by=supervisor, digest=preview.digest)

    def _apply(self) -> None:
        apply_amendment(self._amendment, by=self.cast.find(User, "organizer1"))

    def _draw(self) -> None:
        contest = self.cast.find(Contest, ENDED)
        seen, by = frame_digest(frame_of(contest.id)), self.cast.find(User, "organizer1")
        self.cast.remember(
            ENDED, draw_audit(contest, seed=SEED, source=SOURCE, size=DRAWN, seen=seen, by=by)
        )

    def _compare(self) -> None:
        by = self.cast.find(User, "organizer2")
        for line in lines_of(self.cast.find(PaperAudit, ENDED)):
            record_check(line, found=PaperMatch.SAME, note="", by=by)

    @property
    def _amendment(self) -> Amendment:
        return self.cast.find(Amendment, ENDED)
