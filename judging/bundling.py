"""Making a contest's bundle: all its parts, read at one moment and written as they come."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, NamedTuple
from zipfile import ZipFile

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session as Reading

from contest.core import signing
from contest.core.actions import Refusal
from contest.core.db import db
from contest.core.heads import sign_head
from contest.core.ledger import LedgerHead
from contest.core.places import CODE_LENGTH
from contest.core.snapshots import snapshot
from contest.models import Contest, User
from judging.actions.bundles import note_bundle
from judging.bundle.histories import Histories
from judging.bundle.packing import MANIFEST, Parts, Row, bound_by, pack, write_zip
from judging.queries.bundle import amendments, ballots, contests, log, people

# What the package above tells of a contest's awards; set in ``wsgi.py``.
awarding: list[Callable[[Reading, int], Row]] = []

_IN_MEMORY = 1 << 23


class Bundle(NamedTuple):
    """A bundle that was made: its file, what to call it, and the code of the head it ends with."""

    file: IO[bytes]
    name: str
    code: str


class NothingLogged(Refusal):
    """A bundle shows what happened; nothing did."""

    reason = _l("这届大赛还没有任何操作记录，没有可以核验的内容。")


def write_bundle(contest: Contest, to: IO[bytes], *, opens: bool) -> dict[str, Any]:
    """Write the bundle of a contest as it is now to ``to``, and return its manifest.

    With ``opens`` it also opens what is only committed to. Outside of any action: what it
    shows ends with the head it signs. Raise NothingLogged.
    """
    chain = f"contest:{contest.id}"
    if db.session.get(LedgerHead, chain) is None:
        raise NothingLogged
    with _at_a_head(chain) as (reading, head), _spill() as spill:
        keys = contests.keys_of(reading, contest.id)
        histories = Histories(keys, spill)
        for line in log.lines_of(reading, chain):
            histories.follow(line)
        parts = _parts(reading, contest.id, histories, head=head, opens=opens)
        public = {signing.key_name(): signing.public_key()}
        write_zip(to, pack(parts, head=head, sign=signing.signed, keys=public))
    with ZipFile(to) as made:
        manifest: dict[str, Any] = json.loads(made.read(MANIFEST))
    return manifest


def made_bundle(contest: Contest, *, by: User | None, purpose: str) -> Bundle:
    """Return the contest's bundle, once the log tells of it; whoever takes the file closes it.

    A ``purpose`` opens what is personal, and is logged. Raise what ``write_bundle`` raises.
    """
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 -- it is given away
    try:
        manifest = write_bundle(contest, file, opens=bool(purpose))
        note_bundle(contest, by=by, binds=bound_by(manifest), reason=purpose)
    except BaseException:
        file.close()
        raise
    code = manifest["head"]["root"][:CODE_LENGTH]
    return Bundle(file, name=f"{contest.name}核验包-{code}.zip", code=code)


def _parts(
    reading: Reading, contest_id: int, histories: Histories, *, head: dict[str, Any], opens: bool
) -> Parts:
    chain, own = head["chain"], (reading, contest_id)
    return Parts(
        contest=contests.contest_row(*own),
        rules=contests.rule_rows(*own),
        entries=contests.entry_rows(*own),
        judges=people.judge_rows(*own),
        assignments=people.assignment_rows(*own),
        recusals=people.recusal_rows(*own),
        absences=people.absence_rows(*own),
        ballots=ballots.ballot_rows(*own, histories),
        amendments=amendments.amendment_rows(*own),
        ties=contests.tie_rows(*own),
        editions=contests.edition_rows(*own),
        awards={name: rows for told in awarding for name, rows in told(*own).items()},
        ledger=log.ledger_rows(reading, chain),
        heads=log.head_rows(reading, head),
        proofs=log.proof_rows(*own, histories, chain=chain),
        opened=people.opened_rows(*own) if opens else (),
    )


@contextmanager
def _at_a_head(chain: str) -> Iterator[tuple[Reading, dict[str, Any]]]:
    """Give a signed head of the chain, and the tables as they were when it was the last."""
    with snapshot() as reading:
        # A snapshot begins with its first look, which no line can come before or after here.
        head = sign_head(chain, why="bundle", look=lambda: log.size_of(reading, chain))
        yield reading, head.signed


@contextmanager
def _spill() -> Iterator[IO[bytes]]:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        yield file
