"""What changes when a listed product is put right, in the words of its pages."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from awards.catalogue_words import OFFICIAL_IP
from awards.models import CatalogueItem

# In the order of the page. Whom nobody outside needs to know is not told there.
LABELS: dict[str, Any] = {
    "product": _l("产品名称"),
    "enterprise": _l("企业"),
    "uscc": _l("统一社会信用代码"),
    "model": _l("规格型号"),
    "field": _l("领域"),
    "ip_kind": _l("主要知识产权"),
    "ip_number": _l("专利号或登记号"),
    "ip_holder": _l("权利人"),
    "ip_until": _l("有效期至"),
    "other_ip": _l("其他知识产权"),
    "summary": _l("产品简介"),
}
INTERNAL = frozenset({"uscc", "ip_holder"})


def told(item: CatalogueItem) -> dict[str, str]:
    """Return what the catalogue says of an item, a text for each label."""
    said: dict[str, Any] = {name: getattr(item, name) for name in LABELS}
    said["field"] = item.field.name if item.field else ""
    said["ip_kind"] = OFFICIAL_IP[item.ip_kind] if item.ip_kind else ""
    return {name: str(value or "") for name, value in said.items()}


def changes(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """Return of each text that is not the same what it was and what it is."""
    return {name: [before[name], after[name]] for name in LABELS if before[name] != after[name]}
