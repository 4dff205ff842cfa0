"""A contest's lists as files: what the database holds, as rows of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, select

from awards.documents.award_list import award_list as award_list_official
from awards.documents.official import Official
from awards.documents.standings_sheet import standings_official
from awards.exports.award_list import award_list_csv, award_list_xlsx
from awards.exports.plan_list import plan_list_csv, plan_list_xlsx
from awards.exports.rows import AwardListHead, AwardRow, RuleSummary, StandingRow, StandingsHead
from awards.exports.standings import standings_csv, standings_xlsx
from awards.making import printed
from awards.margins_said import margin_sentences
from awards.models import Plan
from awards.queries.awards import awards_of, editions_behind
from awards.queries.standings import sheet_lines
from contest.core import clock
from contest.core.actions import Refusal
from contest.core.audit import chain_of
from contest.core.db import db
from contest.core.heads import latest_head
from contest.models import Challenge, Contest, Entry, User
from judging.head_letters import in_groups
from judging.models import Ballot, Edition, RuleSheet
from judging.naming import say_rounding, say_tie_step, say_trimming
from judging.states import BallotState


class NoAwards(Refusal):
    """There is no award to list."""

    reason = _l("还没有批准的奖励，没有名单可以导出。请先拟定方案，由另一人批准。")


def chain_head(contest: Contest) -> str:
    """Return the last signed head of the contest's log, as paper carries it out of the building."""
    head = latest_head(chain_of(contest))
    if head is None:
        return ""
    return f"{in_groups(head.code)}（前 {head.size} 行；完整链头 {head.root}）"


def award_list(contest: Contest, kind: str) -> tuple[str, bytes]:
    """Return the award list's file name and content; ``kind`` is xlsx, pdf or csv.

    Raise NoAwards where there is nothing to list.
    """
    rows = award_rows_of(contest)
    return f"{contest.name}奖励名单.{kind}", _award_list(rows, _head(contest), kind)


def award_list_of(contest: Contest) -> Official:
    """Return the award list as an official document. Raise NoAwards."""
    return award_list_official(award_rows_of(contest), _head(contest))


def award_rows_of(contest: Contest) -> list[AwardRow]:
    """Return the lines of the award list. Raise NoAwards where there is none."""
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
    if not rows:
        raise NoAwards
    return rows


def _head(contest: Contest) -> AwardListHead:
    editions = editions_behind(contest.id)
    sheets = dict.fromkeys(f"sha256:{digest}" for _number, digest in editions)
    return AwardListHead(
        contest=contest.name,
        organizer=contest.body.name,
        edition="、".join(str(number) for number, _digest in editions),
        rule_sheet_digest="；".join(sheets),
        ledger_head=chain_head(contest),
        dated=clock.local(clock.now()).date(),
    )


def _award_list(rows: Sequence[AwardRow], head: AwardListHead, kind: str) -> bytes:
    if kind == "xlsx":
        return award_list_xlsx(rows, head)
    if kind == "csv":
        return award_list_csv(rows)
    return printed(award_list_official(rows, head))


def plan_list(plan: Plan, kind: str) -> tuple[str, bytes]:
    """Return the file name and content of a plan's lines; ``kind`` is xlsx or csv."""
    made = plan_list_xlsx(plan) if kind == "xlsx" else plan_list_csv(plan)
    return f"{plan.contest.name}奖励方案{plan.id}.{kind}", made


def standings_sheet(
    contest: Contest, edition: Edition, challenge: Challenge | None, kind: str
) -> tuple[str, bytes]:
    """Return the standings sheet's file name and content, of one challenge or of all entries."""
    rows, head = _standings(contest, edition, challenge, on_paper=kind == "pdf")
    return f"{contest.name}评审汇总表（{head.challenge}）.{kind}", _sheet(rows, head, kind)


def standings_of(edition: Edition) -> Official:
    """Return the standings sheet of an edition, of all entries, as an official document."""
    return standings_official(*_standings(edition.contest, edition, None, on_paper=True))


def _standings(
    contest: Contest, edition: Edition, challenge: Challenge | None, *, on_paper: bool
) -> tuple[list[StandingRow], StandingsHead]:
    title, number = (challenge.title, challenge.id) if challenge else ("全部榜单", None)
    rows, ranked, by_challenge = [], [], False
    for line in sheet_lines(edition.id, challenge_id=number):
        rows.append(_standing_row(line))
        by_challenge = by_challenge or (challenge is None and line.in_challenge)
        if on_paper and (challenge is None or line.in_challenge):
            ranked.append(line)
    head = replace(
        _standings_head(contest, edition, title),
        by_challenge=by_challenge,
        **(_on_paper(contest, edition, number, ranked) if on_paper else {}),
    )
    return rows, head


def _on_paper(
    contest: Contest, edition: Edition, challenge_id: int | None, ranked: Sequence[Row[Any]]
) -> dict[str, Any]:
    """Return what only paper has: who signs, and how safe each line of whole rankings is."""
    return {
        "judges": tuple(_judges(contest, challenge_id)),
        "margins": tuple(margin_sentences(edition, ranked)),
    }


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
        remark=f"作废 {line.void} 份" if line.void else "",
        challenge=line.challenge,
    )


def _standings_head(contest: Contest, edition: Edition, title: str) -> StandingsHead:
    return StandingsHead(
        contest=contest.name,
        challenge=title,
        organizer=contest.body.name,
        edition=edition.number,
        corrects=edition.corrects.number if edition.corrects else None,
        rules=rule_summary(edition.rule_sheet),
        ledger_head=chain_head(contest),
        dated=clock.local(edition.published_at or edition.computed_at).date(),
        judges=(),
    )


def _judges(contest: Contest, challenge_id: int | None) -> Sequence[str]:
    """Return the names under which the judges sign: those whose ballots count on the sheet."""
    query = (
        select(User.name)
        .join(Ballot, Ballot.judge_id == User.id)
        .where(Ballot.contest_id == contest.id, Ballot.state == BallotState.SUBMITTED)
        .group_by(User.id, User.name)
        .order_by(User.id)
    )
    if challenge_id is not None:
        query = query.join(Entry, Entry.id == Ballot.entry_id).where(
            Entry.challenge_id == challenge_id
        )
    return db.session.scalars(query).all()


def rule_summary(sheet: RuleSheet) -> RuleSummary:
    """Return the sealed rule sheet in the words that documents print."""
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
    return printed(standings_official(rows, head))
