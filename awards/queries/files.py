"""The files on record of an award's case: who may see the case may read them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import CompoundSelect, select, union

from awards.models import (
    Acceptance,
    Agreement,
    AgreementVersion,
    Award,
    Delivery,
    Evaluation,
    Milestone,
    TestRecord,
    UseRecord,
)
from awards.queries.cases import award_by
from contest.core.audit import subject_of
from contest.core.db import db
from contest.models import Contest, StoredFile


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file with the award whose case it is of; the log names the file."""

    award: Award
    file: StoredFile

    @property
    def contest(self) -> Contest:
        return self.award.contest

    @property
    def contest_id(self) -> int:
        return self.award.contest_id

    @property
    def logged_as(self) -> str:
        return subject_of(self.file)


def file_with_award(award_id: int, file_id: int) -> CaseFile | None:
    """Return a file that is on record of the award, or None."""
    query = select(StoredFile).where(StoredFile.id == file_id, StoredFile.id.in_(_files(award_id)))
    file, award = db.session.scalar(query), award_by(award_id)
    return CaseFile(award, file) if award and file else None


def _files(award_id: int) -> CompoundSelect[tuple[int | None]]:
    of_delivery = (
        select(model.file_id).join(model.delivery).where(Delivery.award_id == award_id)
        for model in (Milestone, TestRecord, Acceptance, UseRecord)
    )
    signed = (
        select(AgreementVersion.file_id)
        .join(AgreementVersion.agreement)
        .where(Agreement.award_id == award_id)
    )
    evaluated = select(Evaluation.file_id).where(Evaluation.award_id == award_id)
    return union(*of_delivery, signed, evaluated)
