"""Recusals and quorum in words, as pages say them."""

from __future__ import annotations

from flask_babel import gettext as _

from contest.models import JudgeKind
from judging.models import RecusalGround, RecusalOrigin
from judging.quorum import Shortfall
from judging.states import RecusalState


def kind_name(kind: str) -> str:
    """Return what a kind of judge is called."""
    return {JudgeKind.TECHNICAL: _("技术"), JudgeKind.COMMERCIAL: _("商务")}[JudgeKind(kind)]


def ground_name(ground: RecusalGround) -> str:
    """Return what a ground of recusal is called."""
    return {
        RecusalGround.EMPLOYED: _("近三年内曾在其中任职"),
        RecusalGround.DIRECTOR: _("担任其董事、监事"),
        RecusalGround.SHAREHOLDER: _("是其控股股东或实际控制人"),
        RecusalGround.RELATIVE: _("与其法定代表人有亲属关系"),
        RecusalGround.OTHER: _("其他可能影响公正评审的关系"),
    }[ground]


def origin_name(origin: RecusalOrigin) -> str:
    """Return where a recusal came from."""
    return {
        RecusalOrigin.FOUND: _("系统发现"),
        RecusalOrigin.DECLARED: _("专家申报"),
        RecusalOrigin.REQUESTED: _("参赛单位申请"),
    }[origin]


def recusal_state(state: RecusalState) -> tuple[str, str]:
    """Return a recusal's state as (word, tone of its chip)."""
    return {
        RecusalState.POTENTIAL: (_("待确认"), "warn"),
        RecusalState.CONFIRMED: (_("已确认回避"), "seal"),
        RecusalState.DISMISSED: (_("已解除"), "neutral"),
    }[state]


def shortfall_text(missing: Shortfall) -> str:
    """Return what is missing to the quorum, in one clause."""
    lacking = missing.needed - missing.present
    if missing.kind is None:
        return _(
            "缺 %(n)s 位评委（至少 %(needed)s 位，现有 %(present)s 位）",
            n=lacking,
            needed=missing.needed,
            present=missing.present,
        )
    return _(
        "缺 %(n)s 位%(kind)s评委（至少 %(needed)s 位，现有 %(present)s 位）",
        n=lacking,
        kind=kind_name(missing.kind),
        needed=missing.needed,
        present=missing.present,
    )
