"""The rule sheets of a contest, and what the engine makes of one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.core.db import db
from contest.models import Contest
from judging.models import Ballot, Mark, RuleSheet
from judging.rules import Criterion, Rules
from judging.rulesheet import Content, Line, bands_of
from judging.rulesheet import digest_of as digest_of_content
from judging.states import RuleSheetState

# More would be a list to search in; the latest are the ones that people go by.
MOST_MODELS = 5
OPEN_STATES = (RuleSheetState.DRAFT, RuleSheetState.PROPOSED)


def rules_of(sheet: RuleSheet) -> Rules:
    """Return the sheet as the engine computes by it; dimensions are named by kind of judge.

    Raise RulesRefused where the sheet contradicts itself, which a sealed one never does.
    """
    return Rules(
        criteria=tuple(
            Criterion(line.key, line.dimension.value, line.top, line.weight)
            for line in sheet.criteria
        ),
        trim=sheet.trim,
        trim_each_end=sheet.trim_each_end,
        min_to_trim=sheet.min_to_trim,
        decimals=sheet.decimals,
        round_order=sheet.round_order,
        ties=tuple(sheet.ties),
    )


def content_of(sheet: RuleSheet) -> Content:
    """Return what the stored sheet says: what is checked, shown and sealed."""
    return Content(
        technical_weight=sheet.technical_weight,
        commercial_weight=sheet.commercial_weight,
        lines=tuple(
            Line(
                key=line.key,
                name=line.name,
                hint=line.hint,
                dimension=line.dimension.value,
                top=line.top,
                step=line.step,
                weight=line.weight,
                bands=bands_of(line.anchors),
            )
            for line in sheet.criteria
        ),
        trim=sheet.trim,
        trim_each_end=sheet.trim_each_end,
        min_to_trim=sheet.min_to_trim,
        decimals=sheet.decimals,
        round_order=sheet.round_order,
        ties=tuple(sheet.ties),
        quorum=sheet.quorum,
        quorum_technical=sheet.quorum_technical,
        quorum_commercial=sheet.quorum_commercial,
        pass_mark=sheet.pass_mark,
    )


def digest_of(sheet: RuleSheet) -> str:
    """Return the digest of what the sheet says now; for a sealed one, what the seal holds."""
    return sheet.digest or digest_of_content(
        content_of(sheet), contest_id=sheet.contest_id, number=sheet.number
    )


def has_marks(contest_id: int) -> bool:
    """Return whether any mark has been given in the contest."""
    marks = select(Mark.ballot_id).join(Ballot).where(Ballot.contest_id == contest_id)
    return db.session.scalar(marks.limit(1)) is not None


def sheets_of(contest_id: int) -> Sequence[RuleSheet]:
    """Return every version of the contest's rule sheet, newest first."""
    query = select(RuleSheet).where(RuleSheet.contest_id == contest_id)
    return db.session.scalars(query.order_by(RuleSheet.number.desc())).all()


def in_force(sheets: Sequence[RuleSheet]) -> RuleSheet | None:
    """Return the sealed one of a contest's versions."""
    return next((sheet for sheet in sheets if sheet.state is RuleSheetState.SEALED), None)


def in_writing(sheets: Sequence[RuleSheet]) -> RuleSheet | None:
    """Return the one of a contest's versions that is not yet sealed or given up."""
    return next((sheet for sheet in sheets if sheet.state in OPEN_STATES), None)


def sealed_sheet(contest_id: int) -> RuleSheet | None:
    """Return the rule sheet in force, or None before the first sealing."""
    return db.session.scalar(
        select(RuleSheet).where(
            RuleSheet.contest_id == contest_id, RuleSheet.state == RuleSheetState.SEALED
        )
    )


def sealed_versions(contest_id: int) -> Sequence[RuleSheet]:
    """Return the rule sheets that are or were in force, newest first."""
    sealed = (RuleSheetState.SEALED, RuleSheetState.REPLACED)
    query = select(RuleSheet).where(RuleSheet.contest_id == contest_id, RuleSheet.state.in_(sealed))
    return db.session.scalars(query.order_by(RuleSheet.number.desc())).all()


def models_for(contest: Contest) -> Sequence[RuleSheet]:
    """Return the rule sheets that the body's other contests go by, the latest first.

    They are the body's own templates; another body's are never among them.
    """
    query = (
        select(RuleSheet)
        .join(Contest, Contest.id == RuleSheet.contest_id)
        .where(
            Contest.body_id == contest.body_id,
            Contest.id != contest.id,
            Contest.rehearsal_of_id.is_(None),
            RuleSheet.state == RuleSheetState.SEALED,
        )
        .options(joinedload(RuleSheet.contest))
    )
    return db.session.scalars(query.order_by(RuleSheet.sealed_at.desc()).limit(MOST_MODELS)).all()


def open_sheet(contest_id: int) -> RuleSheet | None:
    """Return the version that is being written or waits for its second person, if any."""
    return db.session.scalar(
        select(RuleSheet).where(
            RuleSheet.contest_id == contest_id, RuleSheet.state.in_(OPEN_STATES)
        )
    )
