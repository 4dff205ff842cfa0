"""The results as a table for people and as JSON for machines."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench.measuring import Figure, milliseconds
from bench.shapes import Size

SYNCS = 100
HEADS = ("", "ours", "floor", "", "ratio", "aim", "")


def report(size: Size, figures: Sequence[Figure], folder: Path) -> dict[str, Any]:
    """Return all that was measured, with the machine it was measured on."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "size": asdict(size),
        "machine": machine(folder),
        "figures": [figure.as_json() for figure in figures],
    }


def machine(folder: Path) -> dict[str, Any]:
    """Return what the figures depend on besides us; its load, and what a durable write costs."""
    return {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
        "fsync_ms": _fsync(folder),
    }


def _fsync(folder: Path) -> float:
    with tempfile.TemporaryFile(dir=folder) as file:

        def write() -> None:
            file.write(b"x" * 8192)
            file.flush()
            os.fsync(file.fileno())

        return median(milliseconds(write) for _ in range(SYNCS))


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines for a terminal: medians, ratio, and whether the aim is met."""
    rows = [HEADS, *map(_row, figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    return "\n".join(_line(row, widths) for row in rows)


def _row(figure: Figure) -> tuple[str, ...]:
    sign = "≥" if figure.more_is_better else "≤"
    met = {True: "met", False: "MISSED", None: ""}[figure.meets_its_aim]
    return (
        figure.name,
        _number(median(figure.ours)),
        _number(median(figure.floor)) if figure.floor else "",
        figure.unit,
        f"{figure.ratio:.2f}" if figure.ratio else "",
        f"{sign} {figure.aim:g}" if figure.aim else "",
        met,
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *rest = (
        text.ljust(width) if at in {0, 3, 6} else text.rjust(width)
        for at, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join((name, *rest)).rstrip()


def save(results: dict[str, Any], path: Path) -> None:
    """Write the results as JSON."""
    path.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
