"""Drawing the entries' papers beside the loading, on another processor."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from contest.core.intake import Kept, storage
from contest.demo.entries import ENTRIES
from contest.demo.papers import FILE_NAMES, papers

# How many pages the drawing gives each kind.
PAGES = {"proposal": 4, "slides": 4, "licence": 1, "pledge": 1}
DRAWERS = 2


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of every entry, those still being drawn awaited."""

    drawn: Mapping[str, Future[dict[str, bytes]]]

    def keep(self, entry: str, *, without: Collection[str] = ()) -> Iterator[tuple[str, Kept]]:
        """Keep an entry's papers in the storage, and yield each kind with what is kept."""
        for kind, content in self.drawn[entry].result().items():
            if kind in without:
                continue
            stored = storage().put_bytes(content)
            name, pages = FILE_NAMES[kind], PAGES[kind]
            yield kind, Kept(stored.digest, stored.size, "pdf", name, pages, "unscanned")


@contextmanager
def drawing(font: Path) -> Iterator[Papers]:
    """Draw in processes of their own, begun afresh: a fork would share the database's files."""
    with ProcessPoolExecutor(DRAWERS, mp_context=get_context("spawn")) as pool:
        yield Papers({entry.key: pool.submit(papers, entry, font=font) for entry in ENTRIES})
