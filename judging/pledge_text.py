"""The pledge every judge signs for a contest. Pure; the wording signed is kept by its digest."""

from __future__ import annotations

import hashlib

# After 政府采购评审专家管理办法 (财库〔2016〕198号), in words of our own.
ARTICLES = (
    "独立评审。我只依据本届大赛已封存的评审规则、参赛材料和现场答辩打分，不受任何单位或个人的干预，"
    "不与其他评委商量分数，不接受打招呼。",
    "公正对待。我对大小企业、本地与外地企业一视同仁，不以规模、名气或过往业绩代替对方案本身的判断。",
    "主动回避。近三年内曾在参赛单位、联合体成员或发榜方任职，担任其董事、监事，是其控股股东或实际"
    "控制人，与其法定代表人有夫妻、直系血亲、三代以内旁系血亲或近姻亲关系，或有其他可能影响公正评审的"
    "关系的，我立即说明并回避。",
    "保守秘密。参赛材料、评审过程、其他评委的意见和未发布的结果，我不向任何人透露，不复制、不留存、"
    "不作评审以外的使用。",
    "廉洁自律。我不接受参赛单位及其关系人的财物、宴请或其他利益；遇到请托或干预，及时向组委会或"
    "纪检监督报告。",
    "如实负责。我按时完成评分，对自己给出的每一个分数负责；违反以上承诺的，接受取消资格、评分作废和"
    "相应的处理。",
)


def pledge_digest() -> str:
    """Return the SHA-256 of the wording, hexadecimal: what a signature refers to."""
    return hashlib.sha256("\n".join(ARTICLES).encode()).hexdigest()
