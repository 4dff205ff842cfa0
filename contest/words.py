"""What states, documents and public lists are called, and in which tone a state is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from contest.states import EntryState


@dataclass(frozen=True, slots=True)
class Word:
    """A state's name, and the tone of its chip."""

    label: Any
    tone: str


ENTRY_STATES = {
    EntryState.DRAFT: Word(_l("草稿"), "neutral"),
    EntryState.SUBMITTED: Word(_l("已提交"), "brand"),
    EntryState.ADMITTED: Word(_l("审查通过"), "ok"),
    EntryState.REFUSED: Word(_l("审查未通过"), "seal"),
    EntryState.WITHDRAWN: Word(_l("已撤回"), "neutral"),
    EntryState.NO_SHOW: Word(_l("路演缺席"), "warn"),
    EntryState.DISQUALIFIED: Word(_l("取消资格"), "seal"),
    EntryState.CLOSED: Word(_l("榜单已关闭"), "neutral"),
}

PARTS = {
    "title": _l("项目名称"),
    "summary": _l("项目摘要"),
    "understanding": _l("对场景的理解"),
    "solution": _l("总体技术方案"),
    "feasibility": _l("可行性与实施计划"),
    "evaluation": _l("效果评估"),
    "originality": _l("首创性与先进性"),
    "contact_name": _l("联系人"),
    "contact_phone": _l("联系电话"),
    "credit_pledged": _l("信用承诺勾选"),
    "proposal": _l("实施方案"),
    "slides": _l("路演演示文稿"),
    "evidence": _l("佐证材料"),
    "licence": _l("营业执照"),
    "pledge": _l("信用承诺书（盖章扫描件）"),
}

SLOT_HINTS = {
    "proposal": _l("完整方案。评委在平板上逐页阅读。"),
    "slides": _l("路演时投屏用；没有可不传。"),
    "evidence": _l("专利、检测报告、用户证明、演示视频等，一次一份。"),
    "licence": _l("牵头单位的营业执照，清晰完整。"),
    "pledge": _l("牵头与各成员盖章后的扫描件。"),
}

SOURCES = {
    "debtor": _l("失信被执行人（信用中国）"),
    "tax": _l("重大税收违法失信主体（信用中国）"),
    "procurement": _l("政府采购严重违法失信（中国政府采购网）"),
}

SCREENING_ITEMS = {
    "complete": _l("资料齐全"),
    "entity": _l("主体资格"),
    "consortium": _l("联合体合规"),
    "pledge": _l("承诺书签署"),
    "relevant": _l("与榜单相符"),
    "credit": _l("无重大失信"),
}

SCREENING_HINTS = {
    "complete": _l("必传材料都在，能打开，内容对应。"),
    "entity": _l("营业执照有效，名称与统一社会信用代码一致。不得仅以规模、业绩排除。"),
    "consortium": _l("成员不超过上限，牵头与分工明确，不与他方重复。单独参赛视为符合。"),
    "pledge": _l("信用承诺书已盖章，签署主体一致。"),
    "relevant": _l("方案针对本榜单的痛点与指标。"),
    "credit": _l("牵头与成员在三类名单中均无记录。"),
}
