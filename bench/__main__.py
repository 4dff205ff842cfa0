"""Run every benchmark: ``python -m bench [--size full|tiny]``, a table here, JSON in a file."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import archives, award_lists, ballots, hall, ledger, standings
from bench.measuring import Figure
from bench.report import report, save, table
from bench.shapes import FULL, TINY, Size

# Not in the system's temporary folder, which may be memory, where a durable write costs nothing.
RESULTS = Path(__file__).parent / "results"
SIZES = {size.name: size for size in (FULL, TINY)}


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """Run every benchmark in ``folder``, saying what is found, and return the report."""
    found: list[Figure] = []
    for bench in (ballots, ledger, hall, standings, award_lists, archives):
        for figure in bench.figures(size, folder):
            found.append(figure)
            print(table([figure]).splitlines()[1], flush=True)
    return report(size, found, folder)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default=FULL.name)
    size = SIZES[parser.parse_args().size]
    RESULTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="data-", dir=RESULTS) as folder:
        results = measure(size, Path(folder))
    path = RESULTS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{size.name}.json"
    save(results, path)
    print(f"\n{path}")


if __name__ == "__main__":
    main()
