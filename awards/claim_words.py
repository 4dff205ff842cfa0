"""What the parts of subsidy claims and schemes are called on pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from awards.claim_checks import Check, PaperState
from awards.models import ClaimDeed
from awards.states import ClaimState
from awards.subsidy import CapScope, PremiumBasis

FIELDS: dict[str, object] = {
    "scheme_id": _l("补贴办法"),
    "product_name": _l("产品名称"),
    "product_class": _l("产品类别"),
    "year_index": _l("补贴年度"),
    "policy_number": _l("保单号"),
    "insurer": _l("保险公司"),
    "starts_on": _l("保险起期"),
    "ends_on": _l("保险止期"),
    "insured_fen": _l("保险金额"),
    "premium_invoiced_fen": _l("发票保费"),
    "premium_paid_fen": _l("实付保费"),
    "contract_fen": _l("合同金额"),
    "user_name": _l("用户名称"),
    "user_uscc": _l("用户信用代码"),
    "own_legal_rep": _l("本企业法定代表人"),
    "user_legal_rep": _l("用户法定代表人"),
    "related": _l("与用户的股权或控制关系"),
    "subsidised": _l("同一保单的其他补贴"),
}
# Each state with the tone of its chip.
STATES: dict[ClaimState, tuple[object, str]] = {
    ClaimState.DRAFT: (_l("填写中"), "neutral"),
    ClaimState.SUBMITTED: (_l("待资格审核"), "warn"),
    ClaimState.RETURNED: (_l("已退回补正"), "seal"),
    ClaimState.QUALIFIED: (_l("待资金核定"), "warn"),
    ClaimState.FUNDED: (_l("待拨付"), "brand"),
    ClaimState.PAID: (_l("已拨付"), "ok"),
    ClaimState.REJECTED: (_l("不予补贴"), "neutral"),
    ClaimState.WITHDRAWN: (_l("已撤回"), "neutral"),
}
CHECKS: dict[Check, object] = {
    Check.AWARD: _l("属于获奖项目，奖励有效"),
    Check.SCHEME: _l("适用的办法、地域和产品类别正确"),
    Check.POLICY: _l("保单与产品、被保险人一致，盖章完整"),
    Check.PREMIUM: _l("发票与支付凭证相符，保费已全额支付"),
    Check.CONTRACT: _l("合同与保险金额相符"),
    Check.USER: _l("用户验收真实，与申请企业无关联"),
    Check.YEAR: _l("补贴年度连续、不重复"),
    Check.OVERLAP: _l("同一保单没有其他补贴"),
}
PAPER_STATES: dict[PaperState, tuple[object, str]] = {
    PaperState.MISSING: (_l("缺少"), "seal"),
    PaperState.EXPIRED: (_l("已过期"), "seal"),
    PaperState.THERE: (_l("已上传"), "ok"),
}
DEEDS: dict[ClaimDeed, tuple[object, str]] = {
    ClaimDeed.SUBMITTED: (_l("提交申请"), "neutral"),
    ClaimDeed.RETURNED: (_l("退回补正"), "seal"),
    ClaimDeed.QUALIFIED: (_l("资格审核通过"), "ok"),
    ClaimDeed.FUNDED: (_l("核定资金"), "gold"),
    ClaimDeed.PAID: (_l("拨付"), "ok"),
    ClaimDeed.REJECTED: (_l("不予补贴"), "seal"),
    ClaimDeed.WITHDRAWN: (_l("撤回申请"), "neutral"),
}
BASES: dict[PremiumBasis, object] = {
    PremiumBasis.PAID: _l("实付保费"),
    PremiumBasis.INVOICED: _l("发票保费（不超过实付）"),
}
SCOPES: dict[CapScope, object] = {
    CapScope.PRODUCT: _l("每个产品"),
    CapScope.ENTERPRISE: _l("每家企业"),
}

CLASS_NAMES: dict[str, object] = {
    "any": _l("不分类别"),
    "international": _l("国际首台（套）"),
    "domestic": _l("国内首台（套）"),
    "provincial": _l("省内首台（套）"),
}
LIMIT_NAMES: dict[str, object] = {
    "rate_cap": _l("费率上限"),
    "most_multiple": _l("保险金额与合同金额的最大倍数"),
    "most_insured_fen": _l("计入的保险金额上限"),
    "annual_cap_fen": _l("年度补贴上限"),
    "years": _l("补贴年数"),
}
PAPER_NAMES: dict[str, object] = {
    "policy": _l("加盖公章的保单"),
    "invoice": _l("保费发票"),
    "payment": _l("保费全额支付凭证"),
    "contract": _l("销售合同或发票"),
    "acceptance": _l("用户接受或使用证明"),
}
