"""Sentences of pure modules: Chinese, put into the reader's language where shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its values by name; a value may be a sentence itself."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % {name: str(value) for name, value in self.values.items()}


def N_(text: str, **values: object) -> Said:  # noqa: N802 -- what gettext's tools look for
    """Return the sentence; the catalogue takes it up from here."""
    return Said(text, values)
