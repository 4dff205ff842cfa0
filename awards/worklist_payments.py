"""What needs a person now of accounts, payments and revocations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time

from flask import url_for
from flask_babel import gettext as _

from awards.queries.recoveries import owed_by
from awards.queries.waits import Wait, without_payee
from contest.core import clock
from contest.core.clock import SHANGHAI
from contest.models import User
from contest.worklist import Item


def accounts_to_give(person: User) -> Iterator[Item]:
    """Yield the announced awards of a person's enterprise that have no account, in a statement."""
    for number, title in without_payee(person.organisation_id):
        yield Item(
            "hot",
            _("《%(title)s》的奖励已发布，请填写收款账户", title=title),
            _("填写后组委会才能拨付；账号加密保存"),
            None,
            url_for("payees.edit", award_id=number),
            _("去填写"),
        )


def to_pay_back(person: User) -> Iterator[Item]:
    """Yield the awards of which a person's enterprise has to pay back, in a statement."""
    for _number, title in owed_by(person.organisation_id):
        yield Item(
            "hot",
            _("《%(title)s》的奖励已撤销，已付奖金须退还", title=title),
            _("金额、原因和已退情况见“我的奖励”"),
            None,
            url_for("payees.mine"),
            _("去查看"),
        )


def _payee(wait: Wait) -> Item:
    return Item(
        "hot",
        _("《%(title)s》的收款账户变更待核实", title=wait[2]),
        _("首笔付款后的变更；确认之前不付款"),
        None,
        url_for("payees.show", payee_id=wait[1]),
        _("去核实"),
    )


def _unchecked(wait: Wait) -> Item:
    return Item(
        "warm",
        _("《%(contest)s》有 %(count)s 笔付款待核对", contest=wait[2], count=wait[3]),
        _("由登记人以外的人对照银行回单核对"),
        None,
        url_for("payments.of_contest", contest_id=wait[1], state="recorded"),
        _("去核对"),
    )


def _payable(wait: Wait) -> Item:
    due = wait[4]
    late = due is not None and due < clock.local(clock.now()).date()
    return Item(
        "hot" if late else "warm",
        _("《%(contest)s》有 %(count)s 期款项到期待办", contest=wait[2], count=wait[3]),
        _("最早的一期已逾期") if late else _("导出待付清单交财务，到账后登记"),
        end_of(due),
        url_for("payments.of_contest", contest_id=wait[1], state="planned"),
        _("去办理"),
    )


def _owed(wait: Wait) -> Item:
    return Item(
        "hot",
        _("《%(contest)s》有 %(count)s 项已撤销奖励的款项待追回", contest=wait[2], count=wait[3]),
        _("退款到账后逐笔登记，由另一人核对"),
        None,
        url_for("payments.of_contest", contest_id=wait[1], state="owed"),
        _("去办理"),
    )


def _revocation(wait: Wait) -> Item:
    return Item(
        "hot",
        _("撤销《%(title)s》奖励的提议待决定", title=wait[2]),
        _("由提议人以外的人决定"),
        None,
        url_for("revocations.show", award_id=wait[1]),
        _("去决定"),
    )


def end_of(day: date | None) -> datetime | None:
    """Return the last moment of a day in Shanghai."""
    return datetime.combine(day, time.max, SHANGHAI).astimezone(UTC) if day else None


PAYMENTS: dict[str, Callable[[Wait], Item]] = {
    "payee": _payee,
    "unchecked": _unchecked,
    "payable": _payable,
    "owed": _owed,
    "revocation": _revocation,
}
