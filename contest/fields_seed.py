"""The fields of application that every new organizing body starts with.

Source: 宁波市开放应用场景实施意见 §二. The list is seed data: a body edits its own copy afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

INDUSTRY = "面向产业发展"
GOVERNANCE = "面向城市治理"
LIVELIHOOD = "面向民生服务"
EXPLORATORY = "探索布局"


@dataclass(frozen=True, slots=True)
class FieldSeed:
    """A field of application: a stable ASCII key, its group and its name."""

    key: str
    group: str
    name: str


FIELDS: tuple[FieldSeed, ...] = (
    FieldSeed("park", INDUSTRY, "产业园区"),
    FieldSeed("commerce", INDUSTRY, "商贸消费"),
    FieldSeed("finance", INDUSTRY, "金融服务"),
    FieldSeed("agriculture", INDUSTRY, "现代农业"),
    FieldSeed("transport", GOVERNANCE, "交通领域"),
    FieldSeed("utilities", GOVERNANCE, "电力水务"),
    FieldSeed("city-care", GOVERNANCE, "智慧城管"),
    FieldSeed("works", GOVERNANCE, "市政建设"),
    FieldSeed("health", LIVELIHOOD, "医疗健康"),
    FieldSeed("education", LIVELIHOOD, "教育培训"),
    FieldSeed("elderly", LIVELIHOOD, "养老服务"),
    FieldSeed("culture", LIVELIHOOD, "文化传媒"),
    FieldSeed("tourism", EXPLORATORY, "会展旅游"),
    FieldSeed("government", EXPLORATORY, "智慧政务"),
    FieldSeed("supply-chain", EXPLORATORY, "供应链服务"),
)
