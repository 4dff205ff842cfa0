"""The contest of a bundle, its rules, its entries, and how their ties and places were decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Reading
from sqlalchemy.orm import aliased

from contest.core.ledger import stamp
from contest.core.snapshots import STREAMED
from contest.models import Challenge, Contest, Entry, EntryDocument, Organisation, StoredFile
from contest.states import EntryState
from judging.models import Criterion, Edition, RuleSheet, Standing, TieDecision
from judging.queries.rulesheets import content_of
from judging.rulesheet import canonical
from judging.states import RuleSheetState

Row = dict[str, Any]
SEALED = (RuleSheetState.SEALED, RuleSheetState.REPLACED)


def contest_row(reading: Reading, contest_id: int) -> Row:
    """Return the contest, and the limits on its awards; money in fen."""
    contest = reading.get_one(Contest, contest_id)
    return {
        "id": contest.id,
        "name": contest.name,
        "year": contest.year,
        "state": contest.state.value,
        "ranking_scope": contest.ranking_scope.value,
        "budget_fen": contest.budget_fen,
        "one_award_per_enterprise": contest.one_award_per_enterprise,
        "fewest_entries": contest.fewest_entries,
    }


def rule_rows(reading: Reading, contest_id: int) -> Iterator[Row]:
    """Yield every rule sheet that is or was sealed; ``digest`` is that of ``content``."""
    query = select(RuleSheet).where(RuleSheet.contest_id == contest_id, RuleSheet.state.in_(SEALED))
    for sheet in reading.scalars(query.order_by(RuleSheet.number)):
        named = {"contest_id": contest_id, "number": sheet.number}
        yield {
            "id": sheet.id,
            "number": sheet.number,
            "state": sheet.state.value,
            "sealed_at": sheet.sealed_at and stamp(sheet.sealed_at),
            "digest": sheet.digest,
            "content": json.loads(canonical(content_of(sheet), **named)),
        }


def keys_of(reading: Reading, contest_id: int) -> dict[int, dict[int, str]]:
    """Return the keys of the criteria by rule sheet and by criterion, in the rubric's order."""
    query = (
        select(RuleSheet.id, Criterion.id, Criterion.key)
        .join(Criterion, Criterion.rule_sheet_id == RuleSheet.id)
        .where(RuleSheet.contest_id == contest_id)
        .order_by(RuleSheet.id, Criterion.position)
    )
    found: dict[int, dict[int, str]] = {}
    for sheet, criterion, key in reading.execute(query):
        found.setdefault(sheet, {})[criterion] = key
    return found


def sheet_numbers(reading: Reading, contest_id: int) -> dict[int, int]:
    """Return the numbers that people know rule sheets by."""
    query = select(RuleSheet.id, RuleSheet.number).where(RuleSheet.contest_id == contest_id)
    return {row.id: row.number for row in reading.execute(query)}


def entry_rows(reading: Reading, contest_id: int) -> Iterator[Row]:
    """Yield every entry that was handed in, with the documents that stand, by their hashes."""
    query = (
        select(
            *(Entry.id, Entry.number, Entry.title, Entry.state),
            *(Organisation.id.label("enterprise_id"), Organisation.name.label("enterprise")),
            *(Challenge.id.label("challenge_id"), Challenge.number.label("challenge_number")),
            Challenge.title.label("challenge"),
            *(StoredFile.digest, StoredFile.size, EntryDocument.kind),
        )
        .join(Organisation, Organisation.id == Entry.enterprise_id)
        .join(Challenge, Challenge.id == Entry.challenge_id)
        .outerjoin(
            EntryDocument,
            (EntryDocument.entry_id == Entry.id) & EntryDocument.removed_at.is_(None),
        )
        .outerjoin(StoredFile, StoredFile.id == EntryDocument.file_id)
        .where(
            Entry.contest_id == contest_id,
            Entry.submitted_at.is_not(None),
            Entry.state != EntryState.DRAFT,
        )
        .order_by(Entry.id, EntryDocument.id)
    )
    rows = reading.execute(query, execution_options=STREAMED)
    for _number, of_entry in groupby(rows, key=lambda row: row.id):
        yield _entry(list(of_entry))


def _entry(rows: Sequence[Any]) -> Row:
    """Return an entry, given a row for each of its documents, or one without any."""
    it = rows[0]
    return {
        **{name: getattr(it, name) for name in ("id", "number", "title")},
        "state": it.state.value,
        "enterprise": {"id": it.enterprise_id, "name": it.enterprise},
        "challenge": {
            "id": it.challenge_id,
            "number": it.challenge_number,
            "title": it.challenge,
        },
        "documents": [
            {"sha256": row.digest, "size": row.size, "field": row.kind.value}
            for row in rows
            if row.digest
        ],
    }


def tie_rows(reading: Reading, contest_id: int) -> Iterator[Row]:
    """Yield what people decided about ties, the oldest first; ``order`` are entries."""
    query = select(TieDecision).where(TieDecision.contest_id == contest_id)
    for tie in reading.scalars(query.order_by(TieDecision.id)):
        at = stamp(tie.at)
        yield {"id": tie.id, "method": tie.method.value, "order": tie.order, "at": at}


def edition_rows(reading: Reading, contest_id: int) -> Iterator[Row]:
    """Yield every edition with its lines, whose figures are written as its digest has them."""
    columns = Standing.__table__.columns  # no objects: there may be ten thousand
    corrected = aliased(Edition)
    query = (
        select(
            *(Edition, RuleSheet.number.label("sheet"), RuleSheet.decimals),
            *(corrected.number.label("corrects"), *columns),
        )
        .outerjoin(corrected, corrected.id == Edition.corrects_id)
        .join(RuleSheet, RuleSheet.id == Edition.rule_sheet_id)
        .outerjoin(Standing, Standing.edition_id == Edition.id)
        .where(Edition.contest_id == contest_id)
        .order_by(Edition.number, Standing.entry_id)
    )
    rows = reading.execute(query, execution_options=STREAMED)
    for edition, lines in groupby(rows, key=lambda row: row.Edition):
        first, *others = lines
        yield {
            "id": edition.id,
            "number": edition.number,
            "rule_sheet": first.sheet,
            "state": edition.state.value,
            "digest": edition.digest,
            "corrects": first.corrects,
            "reason": edition.reason,
            "computed_at": stamp(edition.computed_at),
            "published_at": edition.published_at and stamp(edition.published_at),
            "lines": [_line(line) for line in (first, *others) if line.entry_id],
        }


def _line(line: Any) -> Row:
    decimals = line.decimals
    return {
        "entry": line.entry_id,
        "ranking": line.challenge_id,
        "score": _figure(line.score, decimals),
        # A dimension that nothing was given in has no decimals in the digest.
        "technical": _figure(line.technical, decimals) if line.technical else "0",
        "commercial": _figure(line.commercial, decimals) if line.commercial else "0",
        **{name: getattr(line, name) for name in ("place", "tied", "decided_by")},
        **{name: getattr(line, name) for name in ("ballots", "trimmed", "detail")},
    }


def _figure(value: Decimal, decimals: int) -> str:
    return f"{value:.{decimals}f}"
