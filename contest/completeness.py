"""What a challenge still lacks before it can be submitted, part by part. Pure."""

from __future__ import annotations

from typing import Any

# The four parts of the form, and what each must hold. Who may enter and the site may stay open.
PARTS: dict[str, tuple[str, ...]] = {
    "goal": ("title", "field_id", "pain_point", "goal"),
    "indicators": ("indicators",),
    "resources": ("resources", "cooperation"),
    "schedule": ("questions_until",),
}


def missing(challenge: Any) -> dict[str, list[str]]:
    """Return the fields each part still lacks; a part that lacks none is not named."""
    found = {
        part: [field for field in fields if not _is_there(challenge, field)]
        for part, fields in PARTS.items()
    }
    return {part: fields for part, fields in found.items() if fields}


def _is_there(challenge: Any, field: str) -> bool:
    value = getattr(challenge, field)
    if field == "indicators":
        return bool(value) and all(row.name and row.target for row in value)
    return bool(value)
