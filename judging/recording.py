"""Writing editions of the standings: a new one, and which stands published. Within an action."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.db import db
from contest.core.heads import sign_afterwards
from contest.models import Contest, User
from judging.head_letters import send_head
from judging.models import Edition, RuleSheet, Standing
from judging.queries.editions import edition_digest, editions_of
from judging.states import EditionState
from judging.tally import Line


def record_edition(
    contest: Contest, lines: Sequence[Line], *, sheet: RuleSheet, by: User, reason: str
) -> Edition:
    """Write a computed edition; one that was computed and not published gives way to it.

    Where an edition stands published, the new one corrects it.
    """
    earlier = editions_of(contest.id)
    for edition in earlier:
        if edition.state is EditionState.COMPUTED:
            edition.state = EditionState.DISCARDED
    published = (one.id for one in earlier if one.state is EditionState.PUBLISHED)
    edition = Edition(
        contest_id=contest.id,
        number=max((edition.number for edition in earlier), default=0) + 1,
        rule_sheet_id=sheet.id,
        digest=edition_digest(contest.id, sheet, lines),
        reason=reason,
        computed_at=clock.now(),
        computed_by_id=by.id,
        corrects_id=next(published, None),
    )
    db.session.add(edition)
    db.session.flush()
    db.session.add_all(_standing(line, edition) for line in lines)
    sign_afterwards(edition, why="edition.computed")
    return edition


def make_public(edition: Edition, *, by: User) -> None:
    """Let a computed edition be the published one; the one before is superseded.

    The head of the log after it goes to the judges and supervisors.
    """
    for earlier in editions_of(edition.contest_id):
        if earlier.state is EditionState.PUBLISHED:
            earlier.state = EditionState.SUPERSEDED
    edition.state = EditionState.PUBLISHED
    edition.published_at, edition.published_by_id = clock.now(), by.id
    occasion = _l("第 %(number)s 版排名已发布", number=edition.number)
    send_head(edition.contest, why="edition.published", occasion=occasion)


def publicise(edition: Edition) -> None:
    """Let enterprises and the public learn of a published edition; a second time changes nothing.

    Nothing of ranking or awards is visible to them before (DOMAIN §7).
    """
    if edition.publicised_at is None:
        edition.publicised_at = clock.now()


def _standing(line: Line, edition: Edition) -> Standing:
    return Standing(
        edition_id=edition.id,
        entry_id=line.entry,
        contest_id=edition.contest_id,
        challenge_id=line.ranking,
        place=line.place,
        score=line.score,
        technical=line.technical,
        commercial=line.commercial,
        tied=line.tied,
        decided_by=line.decided_by,
        ballots=line.ballots,
        trimmed=line.trimmed,
        detail=line.detail,
    )
