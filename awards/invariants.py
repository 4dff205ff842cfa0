"""What must hold in the database at any time, whatever happened: asked by hand and by a timer.

Each question looks at the rows themselves and trusts no action to have kept
the rule; what it yields are sentences for people, empty where the rule holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Exists, exists, func, select
from sqlalchemy.orm import joinedload

from awards.invariants_claims import over_quota, unlike_the_working
from awards.invariants_deliveries import (
    accepted_without_acceptance,
    gone_on_after_revocation,
    passed_though_failing,
    tolerated_without_end,
    unlike_their_versions,
)
from awards.invariants_money import (
    paid_over_the_award,
    paid_without_announcement,
    wrongly_certified,
)
from awards.invariants_policies import without_a_settled_award
from awards.models import (
    Award,
    Notice,
    NoticeLine,
    Objection,
    ObjectionAward,
    Plan,
    PlanLine,
    Prize,
)
from awards.models.prizes import MOST_FEN
from awards.queries.objections import HOLDS
from awards.reasons import LEFT
from awards.states import AwardState, NoticeState, PlanState
from contest.core import intake, witness
from contest.core.db import db
from contest.core.head_checks import mismatches, signed_heads
from contest.core.replaying import differences
from contest.core.storage import NotStored
from contest.core.storage.digest import digest_of
from contest.core.verifying import verify_chains
from contest.core.web import wan
from contest.models import Contest, Entry, StoredFile, User
from judging.draw import commitment_to
from judging.draw import draw as drawn
from judging.models import Ballot, Recusal, Seat, Session, Slot
from judging.queries.draws import revealable_draws
from judging.queries.recounts import recounts
from judging.states import BallotState, RecusalState

STANDING = Award.state != AwardState.REVOKED


@dataclass(frozen=True, slots=True)
class Invariant:
    """A rule that always holds: its name in Chinese, and how its breaches are found."""

    name: str
    breaches: Callable[[], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule and the breaches found; none where it holds."""

    name: str
    breaches: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing breaks the rule."""
        return not self.breaches


def check_invariants() -> Iterator[Finding]:
    """Ask every invariant, one after the other."""
    for invariant in INVARIANTS:
        yield Finding(invariant.name, tuple(invariant.breaches()))


def _over_budget() -> Iterator[str]:
    given = func.sum(Award.amount_fen)
    query = (
        select(Contest.name, Contest.budget_fen, given)
        .join(Award, Award.contest_id == Contest.id)
        .where(STANDING)
        .group_by(Contest.id, Contest.name, Contest.budget_fen)
        .having(given > Contest.budget_fen)
    )
    for name, budget, total in db.session.execute(query):
        yield f"{name}：已授奖励 {wan(int(total))} 万元，预算 {wan(budget)} 万元"


def _over_the_cap() -> Iterator[str]:
    query = select(Award).where(STANDING, Award.amount_fen > MOST_FEN)
    for award in db.session.scalars(query.options(joinedload(Award.entry))):
        yield f"项目 {award.entry.number}：{wan(award.amount_fen)} 万元"


def _over_seats() -> Iterator[str]:
    given = func.count(Award.id)
    query = (
        select(Prize.name, Prize.seats, given, Contest.name)
        .join(Award, Award.prize_id == Prize.id)
        .join(Contest, Contest.id == Prize.contest_id)
        .where(STANDING)
        .group_by(Prize.id, Prize.name, Prize.seats, Contest.name)
        .having(given > Prize.seats)
    )
    for prize, seats, count, contest in db.session.execute(query):
        yield f"{contest}“{prize}”：名额 {seats} 个，已授 {count} 个"


def _not_by_two_people() -> Iterator[str]:
    """Yield awards whose plan was not approved, or by nobody but its proposer."""
    query = (
        select(Entry.number, Plan)
        .select_from(Award)
        .join(Plan, Plan.id == Award.plan_id)
        .join(Entry, Entry.id == Award.entry_id)
    )
    for number, plan in db.session.execute(query):
        if plan.state is not PlanState.APPROVED or plan.approved_by_id is None:
            yield f"项目 {number}：所依据的奖励方案 {plan.id} 未经批准"
        elif plan.approved_by_id == plan.proposed_by_id:
            yield f"项目 {number}：奖励方案 {plan.id} 的提出人与批准人是同一人"


def _without_an_entry() -> Iterator[str]:
    query = select(Entry.number).join(Award, Award.entry_id == Entry.id)
    for number in db.session.scalars(query.where(STANDING, Entry.state.in_(LEFT))):
        yield f"项目 {number}：已退出大赛，奖励却未撤销"


def _unlike_the_plan() -> Iterator[str]:
    query = (
        select(Entry.number, Award, PlanLine)
        .select_from(Award)
        .join(Entry, Entry.id == Award.entry_id)
        .outerjoin(
            PlanLine,
            (PlanLine.plan_id == Award.plan_id) & (PlanLine.entry_id == Award.entry_id),
        )
    )
    for number, award, line in db.session.execute(query):
        if line is None or (line.prize_id, line.amount_fen) != (award.prize_id, award.amount_fen):
            yield f"项目 {number}：奖项或金额与批准的方案 {award.plan_id} 不同"


def _marked_by_the_recused() -> Iterator[str]:
    query = (
        select(Entry.number, User.username)
        .select_from(Ballot)
        .join(
            Recusal,
            (Recusal.entry_id == Ballot.entry_id) & (Recusal.judge_id == Ballot.judge_id),
        )
        .join(Entry, Entry.id == Ballot.entry_id)
        .join(User, User.id == Ballot.judge_id)
        .where(Ballot.state == BallotState.SUBMITTED, Recusal.state == RecusalState.CONFIRMED)
        .distinct()
    )
    for number, judge in db.session.execute(query):
        yield f"项目 {number}：评委 {judge} 已回避，其评分表却未作废"


def _unlike_the_ballots() -> Iterator[str]:
    for recount in recounts():
        name = f"{recount.contest}第 {recount.number} 版排名"
        if not recount.ballots_agree:
            yield f"{name}：按现有评分表重算的结果不同，请核对后发布新的版次"
        elif not recount.rows_agree:
            yield f"{name}：各行与评分表和版次摘要不符，可能被改动"


def _unlike_what_was_promised() -> Iterator[str]:
    for draw, salt in revealable_draws():
        name = f"{draw.contest.name}“{draw.session.name}”第 {draw.number} 次抽签"
        if commitment_to(salt) != draw.commitment:
            yield f"{name}：随机数与公布的承诺不符"
            continue
        again = drawn(draw.entries, salt=salt, number=draw.public_number)
        if draw.order and [one.entry for one in again] != draw.order:
            yield f"{name}：记录的顺序与重算的不同"


def _files_amiss() -> Iterator[str]:
    query = select(StoredFile.digest, func.min(StoredFile.id)).group_by(StoredFile.digest)
    for digest, number in db.session.execute(query.order_by(func.min(StoredFile.id))):
        if trouble := _trouble_with(digest):
            yield f"文件 {number}（{digest[:12]}…）：{trouble}"


def _trouble_with(digest: str) -> str | None:
    try:
        with intake.storage().open(digest) as file:
            return None if digest_of(file) == digest else "内容与摘要不符"
    except NotStored:
        return "不在文件存储中"


def _broken_chains() -> Iterator[str]:
    for report in verify_chains(db.session()):
        if report.fault:
            yield f"{report.chain} 第 {report.fault.sequence} 行：{report.fault.trouble}"


def _kept_by_the_replaced() -> Iterator[str]:
    """Yield ballots that count though their judge left the panel that marks the entry."""
    query = (
        select(Entry.number, User.username)
        .select_from(Ballot)
        .join(Entry, Entry.id == Ballot.entry_id)
        .join(User, User.id == Ballot.judge_id)
        .where(Ballot.state == BallotState.SUBMITTED, _left())
    )
    for number, judge in db.session.execute(query):
        yield f"项目 {number}：评委 {judge} 已不在评审组，其评分表却未作废"


def _left() -> Exists:
    return (
        exists()
        .where(Slot.entry_id == Ballot.entry_id, Slot.session_id == Session.id)
        .where(Session.panel_id == Seat.panel_id, Seat.judge_id == Ballot.judge_id)
        .where(Seat.left_at.is_not(None))
    )


def _unlike_the_heads() -> Iterator[str]:
    return map(str, mismatches([*signed_heads(), *witness.kept()]))


def _confirmed_though_held() -> Iterator[str]:
    query = (
        select(Entry.number, Objection.number)
        .join(Award, Award.entry_id == Entry.id)
        .join(ObjectionAward, ObjectionAward.award_id == Award.id)
        .join(Objection, Objection.id == ObjectionAward.objection_id)
        .where(HOLDS, Award.state.in_([AwardState.CONFIRMED, AwardState.ANNOUNCED]))
    )
    for number, objection in db.session.execute(query):
        yield f"项目 {number}：第 {objection} 号异议尚未办结，奖励却已确认"


def _public_without_a_notice() -> Iterator[str]:
    named = (
        exists()
        .where(NoticeLine.award_id == Award.id, NoticeLine.notice_id == Notice.id)
        .where(Notice.state == NoticeState.PUBLISHED)
    )
    query = select(Entry.number).join(Award, Award.entry_id == Entry.id)
    public = Award.state.in_([AwardState.PUBLICISED, AwardState.HELD])
    for number in db.session.scalars(query.where(public, ~named)):
        yield f"项目 {number}：奖励在公示中，却不在已发布的公示上"


INVARIANTS = (
    Invariant("各届大赛有效奖励合计不超过预算", _over_budget),
    Invariant("单项奖励不超过 100 万元", _over_the_cap),
    Invariant("各奖项授奖数不超过名额", _over_seats),
    Invariant("每项奖励都有经两人（提出、批准）通过的方案", _not_by_two_people),
    Invariant("退出大赛的项目没有有效的奖励", _without_an_entry),
    Invariant("每项奖励的奖项和金额与批准的方案一致", _unlike_the_plan),
    Invariant("已回避的评委没有有效的评分表", _marked_by_the_recused),
    Invariant("已发布的排名与评分表重算结果一致", _unlike_the_ballots),
    Invariant("每次抽签的随机数符合承诺，顺序与重算一致", _unlike_what_was_promised),
    Invariant("登记的每个文件都在，且内容与摘要一致", _files_amiss),
    Invariant("被更换的评委没有有效的评分表", _kept_by_the_replaced),
    Invariant("有未办结异议的奖励没有确认", _confirmed_though_held),
    Invariant("公示中的每项奖励都在已发布的公示上", _public_without_a_notice),
    Invariant("各项奖励的付款不超过奖励金额，追回不超过已付", paid_over_the_award),
    Invariant("只有发布过的奖励才有付款", paid_without_announcement),
    Invariant("有效的证书都有已发布的奖励，内容与签名一致", wrongly_certified),
    Invariant("核定的保险补贴不超过年度额度和企业额度", over_quota),
    Invariant("核定的保险补贴与其计算过程和提交时的参数一致", unlike_the_working),
    Invariant("列入目录、提名、公开为案例的项目，奖励都已确认且没有撤销", without_a_settled_award),
    Invariant("通过验收的交付都有通过验收的记录", accepted_without_acceptance),
    Invariant("撤销的奖励没有继续交付", gone_on_after_revocation),
    Invariant("通过验收的，各项指标都已达标", passed_though_failing),
    Invariant("每个包容期都有理由和期限", tolerated_without_end),
    Invariant("任务书的版本号连续，内容与摘要一致", unlike_their_versions),
    Invariant("日志链完整", _broken_chains),
    Invariant("各表与操作日志一致", differences),
    Invariant("日志与已签署的链头一致", _unlike_the_heads),
)
