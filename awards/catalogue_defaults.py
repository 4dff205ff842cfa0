"""Conditions to begin a year's catalogue with, in our words; each year's notice prevails.

The city's notice of 2019 is the newest one found in full; later ones are to be entered.
"""

from __future__ import annotations

from awards.conditions import Check, Condition

NOTICE = "宁波市科技局《2019 年度重点自主创新产品推荐目录申报通知》"
USUAL = (
    Condition("在本市登记注册、具有独立法人资格的企业", Check.REGION, "", f"{NOTICE}一（一）"),
    Condition(
        "近三年没有重大安全、质量事故和严重环境违法", Check.DECLARED, "", f"{NOTICE}一（二）"
    ),
    Condition("有较大市场前景，尚未形成批量销售", Check.DECLARED, "", f"{NOTICE}二（一）"),
    Condition(
        "核心技术首创或有重大突破，未被同类产品替代", Check.DECLARED, "", f"{NOTICE}二（二）"
    ),
    Condition("企业拥有自主知识产权，不是受让或被许可取得", Check.OWN_IP, "", f"{NOTICE}二（三）"),
    Condition("同一产品没有重复列入", Check.LISTED_ONCE, "", "避免重复列入（本系统核对）"),
)
