"""Amendments in words: their grounds, how far they are, and what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from judging.models import Amendment, AmendmentGround, AmendmentKind
from judging.states import AmendmentState

GROUNDS: dict[AmendmentGround, object] = {
    AmendmentGround.SUM_ERROR: _l("分值汇总计算错误"),
    AmendmentGround.OUT_OF_RANGE: _l("分项评分超出评分标准范围"),
    AmendmentGround.OBJECTIVE: _l("客观评分项的评分不一致"),
    AmendmentGround.ABNORMAL: _l("经评审组认定评分畸高、畸低"),
}
# Chinese for all, on official documents.
ON_PAPER = {
    "sum_error": "分值汇总计算错误",
    "out_of_range": "分项评分超出评分标准范围",
    "objective": "客观评分项的评分不一致",
    "abnormal": "经评审组认定评分畸高、畸低",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an amendment's life, as the stepper draws it."""

    label: str
    note: str
    state: str


def ground_name(ground: AmendmentGround | str) -> str:
    """Return what a ground is called."""
    return str(GROUNDS[AmendmentGround(ground)])


def title_of(amendment: Amendment) -> str:
    """Return what the amendment is called: by number, as amendment or correction."""
    if amendment.kind is AmendmentKind.CORRECTION:
        return _("第 %(n)s 号更正（排名发布后）", n=amendment.number)
    return _("第 %(n)s 号更正", n=amendment.number)


def state_of(state: AmendmentState) -> tuple[str, str]:
    """Return the state as (word, tone of its chip)."""
    return {
        AmendmentState.PROPOSED: (_("待专家签认"), "warn"),
        AmendmentState.SIGNED: (_("待会签"), "seal"),
        AmendmentState.COSIGNED: (_("已会签，待适用"), "brand"),
        AmendmentState.APPLIED: (_("已适用"), "ok"),
        AmendmentState.CANCELLED: (_("已取消"), "neutral"),
    }[state]


def steps_of(amendment: Amendment) -> list[Step]:
    """Return the steps from the proposal to the application, with who took them and when."""
    signed = [one.signed_at for one in amendment.ballots if one.signed_at]
    last = max(signed) if len(signed) == len(amendment.ballots) else None
    names = _("%(done)s / %(all)s 份", done=len(signed), all=len(amendment.ballots))
    taken = [
        (_("组委会提出"), _by(amendment.proposed_by, amendment.proposed_at), True),
        (_("专家签认"), _by(None, last) or names, last is not None),
        (
            _("会签"),
            _by(amendment.cosigned_by, amendment.cosigned_at),
            amendment.cosigned_at is not None,
        ),
        (_("适用"), _by(amendment.applied_by, amendment.applied_at), bool(amendment.applied_at)),
    ]
    over = amendment.state is AmendmentState.CANCELLED
    states = _states([done for _label, _note, done in taken], over=over)
    return [
        Step(label, note, state) for (label, note, _done), state in zip(taken, states, strict=True)
    ]


def _states(done: Sequence[bool], *, over: bool) -> list[str]:
    """Return which steps are done, now and to come; what is over has none that is now."""
    now = list(done).index(False) if False in done else len(done)
    after = ["todo" if over else "now", *["todo"] * len(done)]
    return [*["done"] * now, *after][: len(done)]


def _by(person: Any, at: Any) -> str:
    if at is None:
        return ""
    when = f"{clock.local(at):%Y-%m-%d %H:%M}"
    return f"{person.name} · {when}" if person else when
