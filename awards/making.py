"""Official documents as files, and their pages as pictures to look at before they are taken."""

from __future__ import annotations

import hashlib
import tempfile
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from flask import current_app

from awards.documents.official import Official, docx_of, pdf_of
from contest.core.pages import page_count, page_image

# A preview asks for the same document once a page.
_KEPT = 4
_made: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


def made(official: Official, kind: str) -> tuple[str, bytes]:
    """Return the document's file name and content; ``kind`` is pdf or docx.

    Raise MissingGlyph where a text cannot be printed.
    """
    content = docx_of(official) if kind == "docx" else printed(official)
    return f"{official.name}.{kind}", content


def printed(official: Official) -> bytes:
    """Return the PDF, made anew only where something in it has changed."""
    font = current_app.config["FONT_PATH"]
    key = hashlib.sha256(repr((font, official)).encode("utf-8", "surrogatepass")).hexdigest()
    with _lock:
        if key in _made:
            _made.move_to_end(key)
            return _made[key]
    content = print_anew(official)
    with _lock:
        _made[key] = content
        while len(_made) > _KEPT:
            _made.popitem(last=False)
    return content


def print_anew(official: Official) -> bytes:
    """Return the PDF, set in the fonts of the settings."""
    from awards.documents.fonts import find_fonts  # noqa: PLC0415 -- loads reportlab

    return pdf_of(official, find_fonts(current_app.config["FONT_PATH"]))


def pages_of(official: Official) -> int:
    """Return how many pages the printed document has."""
    with _on_disk(official) as path:
        return page_count(path)


def picture_of(official: Official, number: int, *, reader: str) -> bytes:
    """Return a page as PNG with the reader's name across it. Raise NoSuchPage."""
    font = current_app.config["FONT_PATH"]
    with _on_disk(official) as path:
        return page_image(path, number, reader=reader, font=Path(font) if font else None)


@contextmanager
def _on_disk(official: Official) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(printed(official))
        file.flush()
        yield Path(file.name)
