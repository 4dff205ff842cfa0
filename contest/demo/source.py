"""Reading the demo's texts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"


def read_text(path: Path) -> dict[str, Any]:
    """Return one TOML file; fractions are exact (``Decimal``)."""
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def rows(kind: str, *names: str) -> Iterable[dict[str, Any]]:
    """Yield the tables ``[[kind]]`` of the named files, in their order."""
    for name in names:
        yield from read_text(TEXTS / f"{name}.toml")[kind]
