"""Small real PDFs for the entries: proposal, slides, licence and pledge.

Drawn with reportlab in one TrueType face that is given by its path; the same entry gives the same
bytes at every call. Licence and pledge say on their face that they are demo samples.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from contest.demo.entries import Entry
from contest.demo.papers.licence import licence
from contest.demo.papers.pledge import pledge
from contest.demo.papers.proposal import proposal
from contest.demo.papers.slides import slides

# The kinds of an entry's documents, and the file names an enterprise would give them.
FILE_NAMES: Mapping[str, str] = {
    "proposal": "实施方案.pdf",
    "slides": "路演材料.pdf",
    "licence": "营业执照.pdf",
    "pledge": "信用承诺书.pdf",
}


def papers(entry: Entry, *, font: Path) -> dict[str, bytes]:
    """Return the entry's documents by kind, each a PDF. Raise reportlab's TTFError for a font
    without TrueType outlines."""
    return {
        "proposal": proposal(entry, font=font),
        "slides": slides(entry, font=font),
        "licence": licence(entry, font=font),
        "pledge": pledge(entry, font=font),
    }
