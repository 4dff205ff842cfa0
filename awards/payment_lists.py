"""A contest's payments as a page, as a register to take away, and as orders for the finance office.

Only the orders hold whole accounts, and each of them is a line of the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, func, select

from awards.models import Award, Payee, Payment, PaymentKind
from awards.queries.payees import open_payees
from awards.queries.payments import DONE, named, payments_in
from awards.queries.recoveries import owed
from awards.states import AwardState, PayeeState, PaymentState
from contest.core import clock
from contest.core.actions import Refusal
from contest.core.db import db
from contest.core.paging import PER_PAGE
from contest.core.tables import Column, table_csv, table_xlsx
from contest.models import Contest, Organisation

SORTS = {
    "due": Payment.due,
    "amount": Payment.amount_fen,
    "enterprise": Organisation.name,
    "paid": Payment.paid_on,
}
KINDS = {PaymentKind.PAYOUT: "拨付", PaymentKind.RECOVERY: "追回"}
STATES = {
    PaymentState.PLANNED: "待付",
    PaymentState.RECORDED: "待核对",
    PaymentState.CHECKED: "已核对",
    PaymentState.CANCELLED: "已取消",
}
REGISTER = (
    Column("enterprise", "企业"),
    Column("entry", "项目"),
    Column("prize", "奖项"),
    Column("kind", "类别"),
    Column("number", "期次", "int"),
    Column("amount", "金额（元）", "money"),
    Column("due", "应付日期", "date"),
    Column("paid_on", "到账日期", "date"),
    Column("reference", "银行流水号"),
    Column("state", "状态"),
)
ORDERS = (
    Column("enterprise", "企业"),
    Column("credit_code", "统一社会信用代码"),
    Column("prize", "奖项"),
    Column("number", "期次", "int"),
    Column("amount", "金额（元）", "money"),
    Column("due", "应付日期", "date"),
    Column("holder", "户名"),
    Column("bank", "开户银行"),
    Column("branch", "开户网点"),
    Column("account", "账号"),
    Column("remark", "备注"),
)
# Asked for in place of a state: all payments of the awards whose money has not come back.
OWED = "owed"
NO_ACCOUNT, WAITING = "收款账户未填，暂不付款", "账户变更待确认，暂不付款"


class NothingToPay(Refusal):
    """No instalment is waiting to be paid."""

    reason = _l("没有待付的款项。请先在各项奖励中安排付款期次。")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the payments somebody asked to see."""

    text: str
    state: str
    sort: str


def wanted() -> Wanted:
    """Return what the request asks for."""
    args = request.args
    return Wanted(args.get("q", "").strip(), args.get("state", ""), args.get("sort", "due"))


def page_of(contest: Contest, asked: Wanted) -> Pagination:
    """Return the page of payments that was asked for."""
    return db.paginate(_query(contest, asked), per_page=PER_PAGE)


def totals_of(contest: Contest) -> dict[str, int]:
    """Return in fen what is planned, paid and has come back, and how many wait for a check.

    ``revoked`` is what was paid of revoked awards, ``claimed`` what of it has not come back,
    whether or not it is planned.
    """
    way = Award.state, Payment.kind, Payment.state
    query = (
        select(*way, func.sum(Payment.amount_fen), func.count())
        .join(Payment.award)
        .where(Payment.contest_id == contest.id, Payment.state != PaymentState.CANCELLED)
        .group_by(*way)
    )
    totals = dict.fromkeys(("planned", "paid", "revoked", "returned", "unchecked"), 0)
    for award, kind, state, fen, count in db.session.execute(query):
        done, out = state in DONE, kind is PaymentKind.PAYOUT
        if out:
            totals["paid" if done else "planned"] += int(fen)
        if done and award is AwardState.REVOKED:
            totals["revoked" if out else "returned"] += int(fen)
        totals["unchecked"] += count if state is PaymentState.RECORDED else 0
    return totals | {"claimed": totals["revoked"] - totals["returned"]}


def register(contest: Contest, asked: Wanted, kind: str) -> tuple[str, bytes]:
    """Return the file of what is shown, without accounts."""
    rows = [_registered(payment) for payment in db.session.scalars(_query(contest, asked))]
    made = table_xlsx(REGISTER, rows, sheet="付款登记") if kind == "xlsx" else None
    return f"{contest.name}付款登记.{kind}", made or table_csv(REGISTER, rows)


def orders(contest: Contest) -> tuple[str, bytes, int]:
    """Return the file of what is to be paid with whole accounts, and how many rows it has.

    Raise NothingToPay. An account that is missing or waits for confirmation leaves its row
    without one, and says so.
    """
    conditions = (
        Payment.state == PaymentState.PLANNED,
        Payment.kind == PaymentKind.PAYOUT,
        Award.state == AwardState.ANNOUNCED,
    )
    query = payments_in(contest.id, *conditions).order_by(Payment.due, Payment.id)
    payments = db.session.scalars(query).all()
    if not payments:
        raise NothingToPay
    payees = open_payees([payment.award for payment in payments])
    rows = [_order(payment, payees) for payment in payments]
    notes = [
        ("大赛", contest.name),
        ("导出时间", clock.local(clock.now()).strftime("%Y-%m-%d %H:%M")),
        ("说明", "含完整账号，仅供财务付款使用；导出已记入操作日志。"),
    ]
    content = table_xlsx(ORDERS, rows, sheet="待付清单", notes=notes)
    return f"{contest.name}待付清单.xlsx", content, len(rows)


def _query(contest: Contest, asked: Wanted) -> Select[Payment]:
    query = payments_in(contest.id, *_conditions(asked))
    column = SORTS.get(asked.sort.removeprefix("-"), Payment.due)
    order = column.desc() if asked.sort.startswith("-") else column.asc()
    return query.order_by(order, Payment.id)


def _conditions(asked: Wanted) -> Iterator[ColumnElement[bool]]:
    if asked.text:
        yield named(asked.text)
    if asked.state in set(PaymentState):
        yield Payment.state == PaymentState(asked.state)
    if asked.state == OWED:
        yield owed()


def _registered(payment: Payment) -> dict[str, Any]:
    award = payment.award
    return {
        "enterprise": award.enterprise.name,
        "entry": award.entry.title,
        "prize": award.prize.name,
        "kind": KINDS[payment.kind],
        "number": payment.number,
        "amount": payment.amount_fen,
        "due": payment.due,
        "paid_on": payment.paid_on,
        "reference": payment.reference,
        "state": STATES[payment.state],
    }


def _order(payment: Payment, payees: dict[tuple[int, PayeeState], Payee]) -> dict[str, Any]:
    award = payment.award
    payee = payees.get((award.id, PayeeState.CURRENT))
    waits = (award.id, PayeeState.PROPOSED) in payees
    shown = None if waits else payee
    remark = WAITING if waits else NO_ACCOUNT if payee is None else payee.difference
    return {
        "enterprise": award.enterprise.name,
        "credit_code": award.enterprise.uscc,
        "prize": award.prize.name,
        "number": payment.number,
        "amount": payment.amount_fen,
        "due": payment.due,
        "holder": shown and shown.holder,
        "bank": shown and shown.bank,
        "branch": shown and shown.branch,
        "account": shown and shown.account,
        "remark": remark,
    }
