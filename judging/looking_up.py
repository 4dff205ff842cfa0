"""Telling who holds a code or a receipt whether it is in the log, where and since when."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from contest.core import signing
from contest.core.trees import tree_of
from judging.claims import Claim
from judging.queries.log_places import Head, Line, head_by_code, head_over, line_at, line_by_code


class Outcome(StrEnum):
    """What can be said of it."""

    RECORDED = "recorded"  # in the log
    HEAD = "head"  # the code of a head of the log
    UNKNOWN = "unknown"
    ALTERED = "altered"  # a receipt that we did not sign as it is
    FOREIGN = "foreign"  # another key signed it
    UNPLACED = "unplaced"  # ours, from before receipts had a place
    REWRITTEN = "rewritten"  # ours, and the log says something else now


class Answer(NamedTuple):
    """The outcome, with the line and the head over it where there are such."""

    outcome: Outcome
    line: Line | None = None
    head: Head | None = None


def look_up(code: str) -> Answer:
    """Return what is known of 16 or more hex digits: of a receipt's content, or a head's root."""
    if line := line_by_code(code):
        return Answer(Outcome.RECORDED, line, head_over(line))
    if head := head_by_code(code):
        return Answer(Outcome.HEAD, None, head)
    return Answer(Outcome.UNKNOWN)


def check(claim: Claim) -> Answer:
    """Return whether a whole receipt is ours, proves what it says, and still stands in the log."""
    if not signing.is_ours(claim.told):
        return Answer(Outcome.FOREIGN)
    if not signing.is_signed(claim.told):
        return Answer(Outcome.ALTERED)
    if claim.sequence is None:
        return Answer(Outcome.UNPLACED)
    if not claim.is_proved:
        return Answer(Outcome.ALTERED)
    line = line_at(claim.chain, claim.sequence)
    if line is None or not _holds(claim, line):
        return Answer(Outcome.REWRITTEN, line)
    return Answer(Outcome.RECORDED, line, head_over(line))


def _holds(claim: Claim, line: Line) -> bool:
    """Return whether the line, and all before it, are still those of the receipt."""
    is_same = (line.digest, line.binds) == (claim.leaf, claim.content)
    return is_same and tree_of(claim.chain, line.sequence).root.hex() == claim.root
