"""The documents of an entry: what each place takes, how large, and whether it must be filled."""

from __future__ import annotations

from dataclasses import dataclass

from contest.core.filecheck import KINDS

MB = 1024 * 1024

# A judge reads them all before the roadshow; more belongs into one file.
MOST_EVIDENCE = 20


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for documents: kinds of file (keys of ``filecheck.KINDS``), most bytes of each."""

    key: str
    kinds: tuple[str, ...]
    max_bytes: int
    required: bool = False
    most: int = 1

    @property
    def endings(self) -> list[str]:
        """Return the file name endings that are accepted, such as ``jpg`` and ``jpeg``."""
        return [ending for kind in self.kinds for ending in KINDS[kind].extensions]


SLOTS: dict[str, Slot] = {
    slot.key: slot
    for slot in (
        Slot("proposal", ("pdf",), 50 * MB, required=True),
        Slot("slides", ("pdf", "pptx"), 100 * MB),
        Slot(
            "evidence",
            ("pdf", "png", "jpg", "docx", "xlsx", "mp4"),
            100 * MB,
            most=MOST_EVIDENCE,
        ),
        Slot("licence", ("pdf", "png", "jpg"), 10 * MB, required=True),
        Slot("pledge", ("pdf", "png", "jpg"), 10 * MB, required=True),
    )
}
