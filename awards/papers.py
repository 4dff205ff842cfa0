"""What official papers of a contest say, read from the database: slips, records, pledges."""

from __future__ import annotations

from datetime import date

from awards.documents.judge_pledge import PledgeFacts, judge_pledge
from awards.documents.official import Official
from awards.documents.recusal_record import RecordHead, RecusalLine, RequestLine, recusal_record
from awards.documents.score_slip import Slip, score_slip
from awards.documents.screening_record import ScreeningLine, screening_record
from awards.filing import chain_head, rule_summary
from awards.queries.papers import all_requests, last_screenings, pledge_of, standing_of
from awards.queries.people import names_of
from contest.core import clock
from contest.core.web import moment
from contest.models import Contest, Entry, JudgeKind
from judging.models import Recusal, RecusalRequest, Seat
from judging.naming import say_tie_step
from judging.pledge_text import ARTICLES, pledge_digest
from judging.queries.recusals import recusals_of

KINDS = {JudgeKind.TECHNICAL: "技术", JudgeKind.COMMERCIAL: "商务"}


def slip_of(entry: Entry) -> Official:
    """Return the score slip of an entry that has a place in the published standings."""
    standing = standing_of(entry.id)
    edition, contest = standing.edition, entry.contest
    corrected = f"，更正第 {edition.corrects.number} 版" if edition.corrects else ""
    own = standing.challenge_id is not None
    return score_slip(
        Slip(
            contest=contest.name,
            number=entry.number,
            entry=entry.title,
            enterprise=entry.enterprise.name,
            challenge=entry.challenge.title,
            edition=f"第 {edition.number} 版{corrected}",
            scope="本榜单" if own else "整个大赛",
            place=standing.place,
            technical=standing.technical,
            commercial=standing.commercial,
            total=standing.score,
            ballots=standing.ballots,
            trimmed=standing.trimmed,
            decided_by=say_tie_step(standing.decided_by),
            rules=rule_summary(edition.rule_sheet),
            phone=contest.body.supervisor_phone,
            ledger_head=chain_head(contest),
            issuer=contest.body.name,
            dated=clock.local(edition.published_at or edition.computed_at).date(),
        )
    )


def recusals_on_paper(contest: Contest) -> Official:
    """Return the recusal record of a contest as it stands."""
    recusals, requests = recusals_of(contest.id), all_requests(contest.id)
    names = names_of(*(recusal.decided_by_id for recusal in recusals))
    lines = [_recusal(one, names) for one in sorted(recusals, key=lambda one: one.id)]
    return recusal_record(lines, [_request(one) for one in requests], _head(contest))


def _recusal(recusal: Recusal, names: dict[int, str]) -> RecusalLine:
    return RecusalLine(
        judge=recusal.judge.name,
        number=recusal.entry.number,
        entry=recusal.entry.title,
        enterprise=recusal.entry.enterprise.name,
        origin=recusal.origin.value,
        ground=recusal.ground.value,
        detail=recusal.detail,
        state=recusal.state.value,
        reason=recusal.decision_reason,
        decided_by=names.get(recusal.decided_by_id or 0, ""),
        decided_at=moment(recusal.decided_at) if recusal.decided_at else "",
    )


def _request(request: RecusalRequest) -> RequestLine:
    return RequestLine(
        number=request.entry.number,
        entry=request.entry.title,
        named=request.named,
        detail=request.detail,
        answer=request.answer,
        answered_at=moment(request.answered_at) if request.answered_at else "",
    )


def screenings_on_paper(contest: Contest) -> Official:
    """Return the screening record of a contest as it stands: each entry's last check."""
    lines = [
        ScreeningLine(
            number=entry.number,
            entry=entry.title,
            enterprise=entry.enterprise.name,
            admitted=screening.admitted if screening else None,
            checklist=screening.checklist if screening else None,
            reason=screening.reason if screening else "",
            by=name or "",
            at=moment(screening.at) if screening else "",
        )
        for entry, screening, name in last_screenings(contest.id)
    ]
    return screening_record(lines, _head(contest))


def pledge_on_paper(seat: Seat) -> Official:
    """Return a judge's pledge, signed in the system or to be signed by hand."""
    contest, pledge = seat.contest, pledge_of(seat)
    digest = pledge.text_digest if pledge else ""
    signed_at = pledge.signed_at if pledge else None
    return judge_pledge(
        PledgeFacts(
            contest=contest.name,
            issuer=contest.body.name,
            judge=seat.judge.name,
            kind=KINDS[seat.kind],
            articles=ARTICLES,
            signed_at=moment(signed_at) if signed_at else "",
            declared_at=moment(pledge.declared_at) if pledge and pledge.declared_at else "",
            digest=digest,
            same=digest in ("", pledge_digest()),
            dated=clock.local(signed_at).date() if signed_at else _today(),
        )
    )


def _head(contest: Contest) -> RecordHead:
    return RecordHead(contest.name, chain_head(contest), contest.body.name, _today())


def _today() -> date:
    return clock.local(clock.now()).date()
