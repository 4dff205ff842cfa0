"""What the log costs: ballot saves per second with it and without it, in turns in one run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.ballots import copy_database, parts_of, rates, sent_to
from bench.measuring import Figure
from bench.serving import served
from bench.shapes import Size
from bench.tablets import Sheets, signed_in
from bench.world import DATABASE, SECRET, world


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Measure the same saves on the product and, on a copy of its database, without the log."""
    logged, unlogged = folder / "logged", folder / "unlogged"
    with world(size.hall, logged) as app, ExitStack() as servers:
        product = served("wsgi:create_app()", _settings(logged), log=folder / "logged.log")
        ports = [servers.enter_context(product)]
        headers = [signed_in(app, ports[0], judge=n) for n in range(1, size.judges + 1)]
        unlogged.mkdir()
        copy_database(logged / DATABASE, unlogged / DATABASE)
        bare = served(
            "bench.unlogged:create_app()", _settings(unlogged), log=folder / "unlogged.log"
        )
        ports.append(servers.enter_context(bare))
        sheets, every = Sheets(size.hall), range(1, size.judges + 1)
        begun = parts_of(sheets.new, every, 1, headers)
        for port in ports:
            sent_to(port, begun)
        for name, judges, count in (
            ("edits, 1 judge", every[:1], size.alone),
            (f"edits, {size.judges} judges", every, size.together),
        ):
            kept = []
            for _ in range(size.rounds + 1):
                parts = parts_of(sheets.edits, judges, count // len(judges), headers)
                kept.append([sent_to(port, parts) for port in ports])
            ours, floor = zip(*kept[1:], strict=True)
            title = f"log: {name}, with and without it"
            yield Figure(title, "saves/s", rates(ours), rates(floor), more_is_better=True)


def _settings(data: Path) -> dict[str, str]:
    return {"DATA_DIR": str(data), "SECRET_KEY": SECRET}
