"""Carrying out an amendment: its marks, and the edition they give. Within an action."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from contest.core import audit
from contest.core.actions import Refusal
from contest.core.audit import chain_of
from contest.core.db import db
from contest.core.ledger import LedgerHead
from contest.models import Contest, User
from contest.states import ContestState
from judging.amendment_refusals import BallotsMoved, NotSettled, Outdated
from judging.models import AmendedBallot, Amendment
from judging.queries.duties import duty
from judging.queries.editions import Counting, edition_digest, prepared_from
from judging.queries.previews import Preview
from judging.queries.rolls import roll_of
from judging.queries.rulesheets import rules_of
from judging.readiness import GapKind
from judging.receipts import joint_content
from judging.recording import make_public, record_edition
from judging.refusals import NotTaken
from judging.writing import put_amended


def can_be_amended(contest: Contest) -> bool:
    """Return whether marks of the contest may still be amended."""
    over = {ContestState.CONCLUDED, ContestState.CANCELLED}
    return not contest.is_rehearsal and contest.state not in over


def refuse_unsettled(preview: Preview) -> None:
    """Raise NotSettled where a new edition is to be made and something forbids to count."""
    if preview.published is None and preview.computed is None:
        return
    prepared = prepared_from(preview.amendment.contest, preview.sheet, preview.roll)
    others = [gap for gap in prepared.gaps if gap.kind is not GapKind.OPEN_AMENDMENT]
    if any(gap.forbids for gap in others):
        raise NotSettled


def write_marks(ballots: Sequence[AmendedBallot]) -> None:
    """Write the marks of all ballots, and let the line bind what they hold now."""
    contents = []
    for one in sorted(ballots, key=lambda one: one.ballot.uuid):
        found = duty(one.judge_id, one.entry_id)
        if found is None:
            raise BallotsMoved
        try:
            contents.append(put_amended(found, one.after).content)
        except NotTaken as refusal:
            raise Refusal(str(refusal)) from None
    audit.bind(joint_content(contents))


def line_to_come(amendment: Amendment) -> int:
    """Return the number of the log's line that this action will be: its chain is locked."""
    head = select(LedgerHead.sequence).where(LedgerHead.chain == chain_of(amendment))
    return db.session.scalars(head).one() + 1


def record(preview: Preview, *, by: User) -> None:
    """Make the new edition from the ballots as they are now, and publish it where one was."""
    amendment, sheet = preview.amendment, preview.sheet
    earlier = preview.published or preview.computed
    if earlier is None:
        return
    roll = roll_of(amendment.contest_id, edition=preview.published)
    lines = Counting.of(amendment.contest).lines(roll, rules_of(sheet))
    if edition_digest(amendment.contest_id, sheet, lines) != preview.content["after"]:
        raise Outdated
    reason = _reason(amendment, (preview.computed or earlier).reason)
    edition = record_edition(amendment.contest, lines, sheet=sheet, by=by, reason=reason)
    amendment.edition_id = edition.id
    if preview.publishes:
        make_public(edition, by=by)


def _reason(amendment: Amendment, earlier: str) -> str:
    """Return why the edition is as it is; official Chinese text, kept with it, not translated."""
    why = f"第 {amendment.number} 号更正：{amendment.reason}"
    return "\n".join(part for part in (earlier, why) if part)
