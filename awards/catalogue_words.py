"""What origins, kinds of rights and states of catalogue items and nominations are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from awards.conditions import Check, Verdict
from awards.models import IpKind, Origin
from awards.states import CatalogueState, NominationState

ORIGINS: dict[str, object] = {
    Origin.AWARD: _l("获奖视同列入"),
    Origin.REVIEW: _l("评审列入"),
    Origin.IMPORT: _l("历年导入"),
}
IP_KINDS: dict[str, object] = {
    IpKind.INVENTION: _l("发明专利"),
    IpKind.UTILITY: _l("实用新型专利"),
    IpKind.SOFTWARE: _l("软件著作权"),
    IpKind.LAYOUT: _l("集成电路布图设计"),
    IpKind.VARIETY: _l("动植物新品种"),
    IpKind.OTHER: _l("其他权利"),
}
CHECKS: dict[str, object] = {
    Check.REGION: _l("核对注册地"),
    Check.OWN_IP: _l("核对知识产权"),
    Check.LISTED_ONCE: _l("核对是否重复"),
    Check.DECLARED: _l("经办人核实"),
}
VERDICTS: dict[str, tuple[object, str]] = {
    Verdict.MET: (_l("符合"), "ok"),
    Verdict.CONFLICT: (_l("冲突"), "seal"),
    Verdict.UNKNOWN: (_l("待核实"), "warn"),
}
ITEM_STATES: dict[str, tuple[object, str]] = {
    CatalogueState.PROPOSED: (_l("待决定"), "warn"),
    CatalogueState.LISTED: (_l("已列入"), "ok"),
    CatalogueState.DECLINED: (_l("未列入"), "neutral"),
    CatalogueState.REMOVED: (_l("已移出"), "seal"),
}
NOMINATION_STATES: dict[str, tuple[object, str]] = {
    NominationState.PROPOSED: (_l("待决定"), "warn"),
    NominationState.APPROVED: (_l("同意提名"), "ok"),
    NominationState.DECLINED: (_l("不提名"), "neutral"),
}
# As documents and tables name them: official Chinese, not translated.
OFFICIAL_ORIGINS = {
    Origin.AWARD: "获奖视同列入",
    Origin.REVIEW: "评审列入",
    Origin.IMPORT: "历年导入",
}
OFFICIAL_IP = {
    IpKind.INVENTION: "发明专利",
    IpKind.UTILITY: "实用新型专利",
    IpKind.SOFTWARE: "软件著作权",
    IpKind.LAYOUT: "集成电路布图设计",
    IpKind.VARIETY: "动植物新品种",
    IpKind.OTHER: "其他权利",
}
OFFICIAL_STATES = {
    CatalogueState.PROPOSED: "待决定",
    CatalogueState.LISTED: "已列入",
    CatalogueState.DECLINED: "未列入",
    CatalogueState.REMOVED: "已移出",
}
OFFICIAL_NOMINATIONS = {
    NominationState.PROPOSED: "待决定",
    NominationState.APPROVED: "同意提名",
    NominationState.DECLINED: "不提名",
}
