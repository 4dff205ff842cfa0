"""Recomputing every chain of the log: what was altered, taken out or put in shows itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.core import clock
from contest.core.ledger import START, LedgerEntry, LedgerHead, LedgerSecret, digest_of

# As it stands in the database now, whatever this process remembers of it; in batches.
_FRESH: Any = {"populate_existing": True, "yield_per": 500}


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong with a chain: which line, what it says, and what is wrong, in words."""

    sequence: int | None
    line: str
    trouble: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """A chain as it was found: its length, its last digest, and its first fault, if any."""

    chain: str
    lines: int
    digest: str
    fault: Fault | None = None


def verify_chains(session: Session) -> Iterator[ChainReport]:
    """Recompute every chain of the log, by name; a chain without a head is reported too."""
    heads = {
        head.chain: head for head in session.scalars(select(LedgerHead).execution_options(**_FRESH))
    }
    query = select(LedgerEntry).order_by(LedgerEntry.chain, LedgerEntry.sequence)
    lines = session.scalars(query.execution_options(**_FRESH))
    for chain, found in groupby(lines, key=lambda line: line.chain):
        yield verify_chain(chain, found, heads.pop(chain, None))
    for chain, head in sorted(heads.items()):
        yield verify_chain(chain, (), head)


def verify_chain(chain: str, lines: Iterable[LedgerEntry], head: LedgerHead | None) -> ChainReport:
    """Return what is to be said of one chain, given its lines in order and its head."""
    count, digest, last = 0, START, None
    for line in lines:
        if trouble := _trouble(line, sequence=count + 1, previous=digest):
            return ChainReport(chain, count, digest, Fault(line.sequence, _words(line), trouble))
        count, digest, last = count + 1, line.digest, line
    return ChainReport(chain, count, digest, _wrong_head(last, head))


def opened_wrongly(session: Session) -> Iterator[str]:
    """Yield each personal value that is still kept but is not what the log committed to."""
    for secret in session.scalars(select(LedgerSecret).execution_options(**_FRESH)):
        opened = digest_of({"salt": secret.salt, "value": secret.value}, "sha256")
        if opened != secret.commitment:
            yield f"日志 id {secret.entry_id} 的个人信息与其承诺值 {secret.commitment[:12]}… 不符"


def _trouble(line: LedgerEntry, *, sequence: int, previous: str) -> str | None:
    if line.sequence != sequence:
        return f"序号应为 {sequence}，实为 {line.sequence}：其间的记录被删除或插入"
    if line.previous != previous:
        return "所记的上一行摘要与上一行不符：上一行被替换，或本行是插入的"
    try:
        recomputed = digest_of(line.content(), line.digest_name)
    except ValueError:
        return f"不认识摘要算法“{line.digest_name}”"
    return None if recomputed == line.digest else "摘要与内容不符：本行内容被改动"


def _wrong_head(last: LedgerEntry | None, head: LedgerHead | None) -> Fault | None:
    """Compare the head with the last line: a cut-off end shows here."""
    there = (last.sequence, last.digest) if last else (0, START)
    if head is None:
        return Fault(there[0], _words(last), "没有链头：链头记录被删除")
    if (head.sequence, head.digest) != there:
        trouble = (
            f"链头记为第 {head.sequence} 行，实际末行是第 {there[0]} 行：末尾的记录被删除或替换"
        )
        return Fault(there[0], _words(last), trouble)
    return None


def _words(line: LedgerEntry | None) -> str:
    """Say which line it is, for somebody who will look it up."""
    if line is None:
        return ""
    at = clock.local(line.at).strftime("%Y-%m-%d %H:%M:%S")
    return f"{at} {line.verb} {line.subject}"
