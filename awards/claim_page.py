"""What the pages of a subsidy claim show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from awards.claim_case import (
    figures_of,
    findings_of,
    paper_states,
    today,
    unfilled,
    working_of,
)
from awards.claim_checks import CHECK_OF_PAPER, Finding, PaperState
from awards.claim_words import (
    CHECKS,
    CLASS_NAMES,
    DEEDS,
    FIELDS,
    PAPER_NAMES,
    PAPER_STATES,
    STATES,
)
from awards.frozen import parameters_from
from awards.models import Claim, ClaimDeed, ClaimPaper, ClaimStep
from awards.queries.claims import EDITABLE
from awards.queries.schemes import room_of
from awards.states import CLAIM, ClaimState
from awards.subsidy import Line, Uncomputable
from contest.core.said import Said
from contest.core.web import moment

UNDECIDED = frozenset({*EDITABLE, ClaimState.SUBMITTED, ClaimState.QUALIFIED})
WORDS: dict[str, Any] = {
    "states": STATES,
    "checks": CHECKS,
    "labels": FIELDS,
    "deeds": DEEDS,
    "classes": CLASS_NAMES,
    "paper_names": PAPER_NAMES,
    "paper_states": PAPER_STATES,
}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A place for a paper: its state, and what is there."""

    kind: str
    state: PaperState
    paper: ClaimPaper | None


@dataclass(frozen=True, slots=True)
class Computing:
    """The working as decided or as it would be now; or why there is none."""

    lines: Sequence[Line] = ()
    fen: int | None = None
    unable: Said | None = None
    decided: bool = False


def shown(claim: Claim) -> dict[str, Any]:
    """Return what a claim's page tells."""
    empty = unfilled(claim)
    undecided = claim.state in UNDECIDED and not empty
    return {
        **WORDS,
        "claim": claim,
        "empty": empty,
        "figures": figures_of(claim),
        "computing": computing_of(claim, with_room=claim.state is ClaimState.QUALIFIED),
        "findings": by_check(findings_of(claim)) if undecided else {},
        "papers": papers_of(claim),
        "qualification": qualification_of(claim),
        "may_become": CLAIM.moves[claim.state],
        "life": life_of(claim),
        "events": [_event(step) for step in reversed(claim.steps)],
        "last_reason": _last_reason(claim),
    }


@dataclass(frozen=True, slots=True)
class LifeStep:
    """A step of a claim's life, as the stepper draws it."""

    label: object
    note: str
    state: str


_LIFE = (
    (_l("提交申请"), ClaimDeed.SUBMITTED, ClaimState.DRAFT),
    (_l("资格审核"), ClaimDeed.QUALIFIED, ClaimState.SUBMITTED),
    (_l("资金核定"), ClaimDeed.FUNDED, ClaimState.QUALIFIED),
    (_l("拨付"), ClaimDeed.PAID, ClaimState.FUNDED),
)
_ORDER = (
    ClaimState.DRAFT,
    ClaimState.SUBMITTED,
    ClaimState.QUALIFIED,
    ClaimState.FUNDED,
    ClaimState.PAID,
)


def life_of(claim: Claim) -> list[LifeStep]:
    """Return the steps of a claim's life; one that was returned begins again."""
    when = {step.deed: moment(step.at) for step in claim.steps}
    returned = claim.state is ClaimState.RETURNED
    now = ClaimState.DRAFT if returned else claim.state
    over = now not in _ORDER
    steps = []
    for label, deed, state in _LIFE:
        done = deed in when if over else _ORDER.index(now) > _ORDER.index(state)
        steps.append(
            LifeStep(label, when.get(deed, "") if done else "", _word(done=done, now=now is state))
        )
    return steps


def _word(*, done: bool, now: bool) -> str:
    if done:
        return "done"
    return "now" if now else "todo"


def _event(step: ClaimStep) -> dict[str, Any]:
    title, tone = DEEDS[step.deed]
    return {
        "when": moment(step.at),
        "who": step.by.name,
        "title": title,
        "note": step.reason,
        "tone": tone,
    }


def _last_reason(claim: Claim) -> str:
    """Return why a claim was returned, refused or taken back, where that is how it stands."""
    told = claim.state in {ClaimState.RETURNED, ClaimState.REJECTED, ClaimState.WITHDRAWN}
    return claim.steps[-1].reason if told and claim.steps else ""


def computing_of(claim: Claim, *, with_room: bool) -> Computing:
    """Return the working that was decided, or the one of now, within what is left if so asked."""
    if claim.working:
        lines = [Line(said_from(kept), kept["fen"]) for kept in claim.working]
        return Computing(lines, claim.amount_fen, decided=True)
    figures = figures_of(claim)
    if figures is None or unfilled(claim):
        return Computing()
    room = room_of(claim, parameters_from(figures), today().year) if with_room else None
    try:
        working = working_of(claim, room)
    except Uncomputable as unable:
        return Computing(unable=unable.reason)
    return Computing(working.lines, working.fen)


def said_from(kept: Mapping[str, Any]) -> Said:
    """Return a sentence as it was kept."""
    values = {
        name: said_from(value) if isinstance(value, Mapping) else value
        for name, value in kept["values"].items()
    }
    return Said(kept["text"], values)


def by_check(found: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Return findings by their check."""
    told: dict[str, list[Finding]] = {}
    for finding in found:
        told.setdefault(finding.check, []).append(finding)
    return told


def papers_of(claim: Claim) -> list[PaperLine]:
    """Return the place of each paper, with the one that is there."""
    states = paper_states(claim, today())
    there = {paper.kind: paper for paper in claim.papers if paper.removed_at is None}
    return [PaperLine(kind, states[kind], there.get(kind)) for kind in CHECK_OF_PAPER]  # type: ignore[call-overload]


def qualification_of(claim: Claim) -> ClaimStep | None:
    """Return the last qualification, where it still holds."""
    if claim.qualified_at is None:
        return None
    steps = [step for step in claim.steps if step.deed is ClaimDeed.QUALIFIED]
    return steps[-1] if steps else None
