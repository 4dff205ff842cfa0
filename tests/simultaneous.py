"""Things done at the same moment: each in a thread of its own, with its own connection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask

from contest.core.actions import Refusal
from contest.core.db import db
from contest.core.verifying import verify_chains


def at_once(app: Flask, works: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all works together; return what each returned, or the Refusal it met."""
    db.session.rollback()  # the test's own transaction must not stand in their way
    gate = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        with app.app_context():
            gate.wait()
            try:
                return work()
            except Refusal as refusal:
                return refusal

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def broken_chains() -> list[str]:
    """Return the chains of the log with a line missing, twice, or with a wrong digest."""
    return [report.chain for report in verify_chains(db.session()) if report.fault]
