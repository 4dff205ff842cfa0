"""The browser's modules in one file: each as a data address, named by an import map.

A page opened from disk may load no module from a file beside it; it may from an address that
holds the module itself. There, no relative name leads anywhere, so every import names its
module by the map.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath

_IMPORT = re.compile(r"""(\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}/[^"']+)\2""")
_NAME = "jiebang"


def named(path: str) -> str:
    """Return what the map calls a module, given by its path in the static folder."""
    return f"{_NAME}/{path}"


@cache
def modules_from(folder: Path, start: str) -> dict[str, str]:
    """Return an import map's names and addresses for a module and all that it imports."""
    found: dict[str, str] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if named(path) in found:
            continue
        code, others = _named_anew((folder / path).read_text(encoding="utf-8"), path)
        found[named(path)] = f"data:text/javascript;base64,{b64encode(code.encode()).decode()}"
        waiting += others
    return found


def _named_anew(code: str, path: str) -> tuple[str, list[str]]:
    """Return a module's code with its imports named by the map, and the paths of those."""
    others: list[str] = []

    def _rename(match: re.Match[str]) -> str:
        word, quote, relative = match.groups()
        others.append(normpath((PurePosixPath(path).parent / relative).as_posix()))
        return f"{word}{quote}{named(others[-1])}{quote}"

    return _IMPORT.sub(_rename, code), others
