"""The texts of the sample entries that a rehearsal marks: made up, and nobody's."""

from __future__ import annotations

ENTERPRISE = "演练示例企业"
# No credit code at all, so that no employment ever matches it.
CODE = "REHEARSAL"
CHALLENGE = "演练示例榜单：地下通道积水预警"
PAIN_POINT = "地下通道积水从出现到被发现平均要 40 分钟，靠巡查和市民来电。"

# (title, summary, solution): a full proposal, a thin one, and one that promises too much.
SAMPLES = (
    (
        "示例甲：多点水位与视频联合预警",
        "在 12 处易积水点布设水位计，与已有视频联动，3 分钟内报警。",
        "水位计每 10 秒上报；视频识别复核，误报率目标低于 2%。分两期实施，首期 3 处试点 60 天，"
        "与防汛指挥系统对接，运维由本地团队承担。",
    ),
    (
        "示例乙：人工巡查改进",
        "增加巡查班次，配对讲机。",
        "由两班增加到四班，雨天加密。没有写明指标、费用和与已有系统的关系。",
    ),
    (
        "示例丙：全域感知大模型",
        "用大模型预测全市任意地点的积水，准确率 100%。",
        "建设算力中心与全域感知网络。没有试点计划，指标没有依据，费用超出预算数倍。",
    ),
)
CALIBRATION = SAMPLES[0]
