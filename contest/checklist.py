"""What is still missing before an entry can be submitted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from contest.papers import SLOTS
from contest.submitted import TEXTS


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an entry that must be there: its key, the anchor of its place, whether it is."""

    key: str
    anchor: str
    done: bool


def parts(texts: dict[str, str], *, pledged: bool, documents: Collection[str]) -> list[Part]:
    """Return every required part, in the order of the form.

    ``texts`` holds the form's texts and the contact's; ``documents`` the kinds uploaded.
    """
    written = [
        Part(name, f"field-{name}", bool(texts.get(name, "").strip()))
        for name in (*TEXTS, "contact_name", "contact_phone")
    ]
    ticked = Part("credit_pledged", "field-credit_pledged", pledged)
    uploaded = [
        Part(slot.key, f"upload-{slot.key}", slot.key in documents)
        for slot in SLOTS.values()
        if slot.required
    ]
    return [*written, ticked, *uploaded]


def missing(found: list[Part]) -> list[Part]:
    """Return the parts that are not there yet."""
    return [part for part in found if not part.done]
