"""What policies for winners wait for: questions, listings, nominations, rights that end."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for
from flask_babel import gettext as _

from awards.queries.waits import Wait
from contest.worklist import Item


def _items(wait: Wait) -> Item:
    return Item(
        "hot",
        _("%(year)s 年目录有 %(count)s 个产品待您决定", year=wait[1], count=wait[3]),
        _("核对产品信息和目录条件，写明理由；提请人不能自己决定"),
        None,
        url_for("catalogues.show", year=wait[1], state="proposed"),
        _("去决定"),
    )


def _nominations(wait: Wait) -> Item:
    return Item(
        "hot",
        _("有 %(count)s 项重点研发提名待您决定", count=wait[3]),
        _("核对攻关内容、指标和资助额，写明理由"),
        None,
        url_for("nominations.index", state="proposed"),
        _("去决定"),
    )


def _undecided(wait: Wait) -> Item:
    return Item(
        "cool",
        _("《%(contest)s》有 %(count)s 项政策衔接待决定", contest=wait[2], count=wait[3]),
        _("目录列入、保险补贴、重点研发，逐项由人决定"),
        None,
        url_for("awards.show", contest_id=wait[1]),
        _("去决定"),
    )


def _expiring(wait: Wait) -> Item:
    return Item(
        "cool",
        _("目录中 %(count)s 个产品的知识产权 90 天内到期", count=wait[3]),
        _("向企业核实是否续展；不再符合的，写明原因移出"),
        None,
        url_for("catalogues.current", expiring=1),
        _("查看产品"),
    )


POLICIES: dict[str, Callable[[Wait], Item]] = {
    "items": _items,
    "nominations": _nominations,
    "undecided": _undecided,
    "expiring": _expiring,
}
