"""The standard clauses of a task agreement. Official Chinese texts: not translated."""

from __future__ import annotations

# Who owns what is found, to choose from.
OWNERSHIP = {
    "separate": "各方在合作前已有的知识产权归各自所有；合作中一方独立完成的归该方所有，"
    "共同完成的由完成各方共有。",
    "enterprise": "合作中产生的知识产权归揭榜方所有，发榜方在本场景内享有免费、非独占的使用权。",
    "shared": "合作中产生的知识产权由发榜方与揭榜方共有，"
    "任何一方许可第三方使用须经另一方书面同意。",
    "issuer": "合作中产生的知识产权归发榜方所有，揭榜方享有署名权和获得报酬的权利。",
}
TOLERANCE = (
    "在约定的包容期内，揭榜方已勤勉尽责、如实报告，因技术探索未达到预期指标的，不追究责任，"
    "不作负面信用评价；各方可协商调整指标或期限，并签订新的版本。（《实施意见》四（二））"
)
NO_CONTRACT = (
    "大赛不是采购方式，获奖不构成合同。本任务书约定联合攻关的任务与责任；"
    "涉及采购的，由发榜方另行依法办理。"
)
BY_HAND = (
    "本任务书须由三方签字盖章后生效。在平台上点击或勾选不构成可靠的电子签名"
    "（《电子签名法》第十三条、第十四条）。"
)
