"""Lists taken out as files: what their columns are."""

from __future__ import annotations

from flask_babel import gettext as _

from contest.core.tables import Column


def entry_columns() -> list[Column]:
    """Return the columns of a contest's list of entries."""
    return [
        Column("number", _("编号")),
        Column("title", _("项目名称")),
        Column("enterprise", _("牵头单位")),
        Column("uscc", _("统一社会信用代码")),
        Column("members", _("联合体成员")),
        Column("challenge_number", _("榜单编号")),
        Column("challenge", _("榜单")),
        Column("field", _("领域")),
        Column("state", _("状态")),
        Column("reason", _("理由")),
        Column("version", _("版本"), "int"),
        Column("at", _("最后提交时间"), "datetime"),
    ]
