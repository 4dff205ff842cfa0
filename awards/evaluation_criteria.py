"""The built-in criteria of the three levels of evaluation, and the benchmark list's conditions.

Data to begin with: a body may set its own criteria. Sources: 宁波市开放应用场景实施意见 §三(三),
§三(四), §四(二), §四(三); 安徽省应用场景工作指南 (2024) for the benchmark list.
"""

from __future__ import annotations

from awards.models import Level

Criterion = dict[str, object]


def _criteria(*told: tuple[str, int, str]) -> list[Criterion]:
    return [{"name": name, "most": most, "basis": basis} for name, most, basis in told]


# Official Chinese texts, printed on forms: not translated. The points of a level sum to 100.
CRITERIA: dict[Level, list[Criterion]] = {
    Level.CITY: _criteria(
        ("城市治理与民生服务成效", 30, "《实施意见》二（二）（三）"),
        ("可复制推广的路径和机制", 25, "《实施意见》四（三）"),
        ("跨部门协同与组织机制", 15, "《实施意见》四（四）"),
        ("首创性、先进性", 15, "《实施意见》四（二）"),
        ("安全、数据与信用合规", 15, "《实施意见》四（二）"),
    ),
    Level.INDUSTRY: _criteria(
        ("对产业链和中小企业的带动", 25, "《实施意见》三（六）"),
        ("首创性、先进性", 25, "《实施意见》四（二）"),
        ("知识产权与标准成果", 20, "《实施意见》四（三）"),
        ("推广规模与市场前景", 15, "《实施意见》一（三）"),
        ("“三首”产品首试首用", 15, "《实施意见》一（一）"),
    ),
    Level.ENTERPRISE: _criteria(
        ("任务指标完成情况", 30, "《实施意见》三（四）"),
        ("使用单位评价与实际使用", 25, "《实施意见》四（三）"),
        ("降本增效与经济效益", 20, "《实施意见》三（三）结果评价"),
        ("研发投入与技术迭代", 15, "《实施意见》一（三）"),
        ("按期交付与服务保障", 10, "《实施意见》三（四）"),
    ),
}

CONDITIONS = (
    ("built", "已建成、通过验收并投入运行"),
    ("local", "项目在本省（市）实施"),
    ("patents", "发明专利不少于 1 项，或实用新型专利、软件著作权不少于 6 项"),
    ("field", "属于战略性新兴产业或未来产业领域"),
    ("replicated", "原则上已在 2 处以上复制推广"),
)
