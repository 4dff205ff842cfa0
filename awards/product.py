"""What a catalogue says of a product. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Product:
    """A product with its main right and its enterprise; ``answers`` as in ``conditions.Facts``."""

    product: str
    enterprise: str
    uscc: str = ""
    model: str = ""
    field_id: int | None = None
    summary: str = ""
    ip_kind: str | None = None
    ip_number: str = ""
    ip_holder: str = ""
    ip_until: date | None = None
    other_ip: str = ""
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """Return the columns of an item."""
        return {**asdict(self), "answers": {k: dict(v) for k, v in self.answers.items()}}
