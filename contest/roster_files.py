"""Rosters as files: read with every mistake of every row, and empty ones to fill in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contest import rosters
from contest.core.forms import half_width, normal_code, trouble_with_code
from contest.core.mailboxes import is_address, normal_address
from contest.core.tables import Column, Expected, RowError, read_table, table_xlsx
from contest.forms.accounts import PHONE
from contest.models import Body, Role
from contest.queries import accounts, organisations
from contest.queries.accounts import Holder
from contest.rosters import Checks, IssuerRow, JudgeRow

MOST_ROWS = 1000
NOTES = [
    ("怎么填", "从第 2 行起，每行一人；不要改动第 1 行的列名，不需要的列可以留空。"),
    ("代码", "营业执照或登记证书上的 18 位统一社会信用代码，全角与小写会自动改正。"),
    ("重复导入", "按邮箱认人：已在名单中的人不会改动，也不会再次收到邀请。"),
    ("出错时", "所有错误一次列出，改好后重新上传；有错误时一行也不会导入。"),
]
JUDGE_NOTES = [
    ("类别", "填“商务”或“技术”。"),
    ("任职单位", "近三年的任职单位，用来发现潜在回避；代码尽量填写，没有代码无法比对。"),
]


def read_issuers(content: bytes, body: Body) -> tuple[list[IssuerRow], list[RowError]]:
    """Return the rows of a roster of issuers, and every mistake in it."""
    holders = accounts.holders()
    codes = {email: holder.uscc for email, holder in holders.items() if holder.uscc}
    table = read_table(
        content,
        columns=rosters.issuer_columns(_checks(holders, body, Role.ISSUER)),
        check_row=rosters.agreement(organisations.issuer_names(body), codes),
        limit_rows=MOST_ROWS,
    )
    return rosters.issuer_rows(table), list(table.errors)


def read_judges(content: bytes, body: Body) -> tuple[list[JudgeRow], list[RowError]]:
    """Return the rows of a roster of judges, and every mistake in it."""
    checks = _checks(accounts.holders(), body, Role.JUDGE)
    columns = rosters.judge_columns(checks)
    table = read_table(content, columns=columns, limit_rows=MOST_ROWS)
    return rosters.judge_rows(table), list(table.errors)


def blank_issuers() -> bytes:
    """Return an empty roster of issuers as a workbook."""
    return _blank(rosters.issuer_columns(_format_checks()), "发榜方", NOTES)


def blank_judges() -> bytes:
    """Return an empty roster of judges as a workbook."""
    return _blank(rosters.judge_columns(_format_checks()), "评审专家", [*NOTES, *JUDGE_NOTES])


def _blank(columns: Sequence[Expected], sheet: str, notes: list[tuple[str, str]]) -> bytes:
    shown = [Column(column.key, column.label) for column in columns]
    return table_xlsx(shown, [], sheet=sheet, notes=notes)


def _format_checks() -> Checks:
    return Checks(email=_email, code=_code, phone=_phone)


def _checks(holders: dict[str, Holder], body: Body, role: Role) -> Checks:
    def email(text: str) -> str | None:
        holder = holders.get(normal_address(text))
        if holder is None or (holder.role, holder.body_id) == (role, body.id):
            return _email(text)
        return "这个邮箱已有别的账号，请换一个。"

    return Checks(email=email, code=_code, phone=_phone)


def _email(text: str) -> str | None:
    return None if is_address(normal_address(text)) else "请填写完整的邮箱，如 li@example.com。"


def _code(text: str) -> str | None:
    return trouble_with_code(normal_code(text))


def _phone(text: str) -> str | None:
    return None if re.match(PHONE, half_width(text)) else "请填写电话号码，如 138 0000 0000。"
