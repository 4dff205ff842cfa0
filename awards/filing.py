"""A contest's lists as files: what the database holds, as rows of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app
from sqlalchemy import Row, select

from awards.exports.award_list import award_list_csv, award_list_xlsx
from awards.exports.rows import AwardListHead, AwardRow, RuleSummary, StandingRow, StandingsHead
from awards.exports.standings import standings_csv, standings_xlsx
from awards.queries.awards import awards_of
from awards.queries.plans import published_edition
from awards.queries.standings import sheet_lines
from contest.core import clock
from contest.core.db import db
from contest.core.ledger import LedgerHead
from contest.models import Challenge, Contest, User
from judging.models import Ballot, Edition, RuleSheet
from judging.naming import say_rounding, say_tie_step, say_trimming
from judging.states import BallotState


def _chain_head(contest: Contest) -> str:
    head = db.session.get(LedgerHead, f"contest:{contest.id}")
    return f"{current_app.config['DIGEST']}:{head.digest}" if head else ""


def award_list(contest: Contest, kind: str) -> tuple[str, bytes]:
    """Return the award list's file name and content; ``kind`` is xlsx, pdf or csv."""
    rows = [
        AwardRow(
            number=number,
            place=award.place,
            entry=award.entry.title,
            enterprise=award.enterprise.name,
            challenge=award.entry.challenge.title,
            prize=award.prize.name,
            amount=award.amount_fen,
            credit_code=award.enterprise.uscc,
        )
        for number, award in enumerate(awards_of(contest.id), 1)
    ]
    return f"{contest.name}奖励名单.{kind}", _award_list(rows, _head(contest), kind)


def _head(contest: Contest) -> AwardListHead:
    edition = published_edition(contest.id)
    return AwardListHead(
        contest=contest.name,
        organizer=contest.body.name,
        edition=edition.number if edition else 0,
        rule_sheet_digest=f"sha256:{edition.rule_sheet.digest}" if edition else "",
        ledger_head=_chain_head(contest),
        dated=clock.local(clock.now()).date(),
    )


def _award_list(rows: Sequence[AwardRow], head: AwardListHead, kind: str) -> bytes:
    if kind == "xlsx":
        return award_list_xlsx(rows, head)
    if kind == "csv":
        return award_list_csv(rows)
    from awards.documents.award_list import award_list_pdf  # noqa: PLC0415 -- loads reportlab
    from awards.documents.fonts import find_fonts  # noqa: PLC0415 -- the same

    return award_list_pdf(rows, head, find_fonts(current_app.config["FONT_PATH"]))


def standings_sheet(
    contest: Contest, edition: Edition, challenge_id: int | None, kind: str
) -> tuple[str, bytes]:
    """Return the standings sheet's file name and content, of one challenge or of all entries."""
    challenge = db.session.get(Challenge, challenge_id) if challenge_id else None
    title = challenge.title if challenge and challenge.contest_id == contest.id else "全部榜单"
    head = _standings_head(contest, edition, title)
    rows = [_standing_row(line) for line in sheet_lines(edition.id, challenge_id=challenge_id)]
    return f"{contest.name}评审汇总表（{title}）.{kind}", _sheet(rows, head, kind)


def _standing_row(line: Row[Any]) -> StandingRow:
    judges = line.detail.get("judges", {})
    return StandingRow(
        place=line.place,
        entry=line.title,
        enterprise=line.name,
        technical=line.technical,
        commercial=line.commercial,
        total=line.score,
        ballots=line.ballots,
        dropped_marks=sum(1 for judge in judges.values() if judge.get("dropped")),
        decided_by=say_tie_step(line.decided_by),
    )


def _standings_head(contest: Contest, edition: Edition, title: str) -> StandingsHead:
    return StandingsHead(
        contest=contest.name,
        challenge=title,
        organizer=contest.body.name,
        edition=edition.number,
        rules=_summary(edition.rule_sheet),
        ledger_head=_chain_head(contest),
        dated=clock.local(edition.published_at or edition.computed_at).date(),
        judges=tuple(_judges(contest)),
    )


def _judges(contest: Contest) -> Sequence[str]:
    """Return the names under which the judges sign: those with a counted ballot."""
    query = (
        select(User.name)
        .join(Ballot, Ballot.judge_id == User.id)
        .where(Ballot.contest_id == contest.id, Ballot.state == BallotState.SUBMITTED)
        .group_by(User.id, User.name)
        .order_by(User.id)
    )
    return db.session.scalars(query).all()


def _summary(sheet: RuleSheet) -> RuleSummary:
    return RuleSummary(
        version=sheet.number,
        digest=f"sha256:{sheet.digest}",
        technical_weight=sheet.technical_weight,
        commercial_weight=sheet.commercial_weight,
        trimming=say_trimming(sheet),
        rounding=say_rounding(sheet),
        ties=tuple(say_tie_step(step) for step in sheet.ties),
    )


def _sheet(rows: Sequence[StandingRow], head: StandingsHead, kind: str) -> bytes:
    if kind == "xlsx":
        return standings_xlsx(rows, head)
    if kind == "csv":
        return standings_csv(rows, head)
    from awards.documents.fonts import find_fonts  # noqa: PLC0415 -- loads reportlab
    from awards.documents.standings_sheet import standings_pdf  # noqa: PLC0415 -- the same

    return standings_pdf(rows, head, find_fonts(current_app.config["FONT_PATH"]))
