"""Which tables a statement of SQL writes to. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

_COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
_NAME = r"(?:[\"`\[]?\w+[\"`\]]?\s*\.\s*)?[\"`\[]?(\w+)"
_WRITE = re.compile(
    r"\b(?:insert\s+(?:or\s+\w+\s+)?into|replace\s+into|merge\s+into|copy|"
    r"update(?:\s+or\s+(?:rollback|abort|replace|fail|ignore)\b)?(?:\s+only\b)?|"
    rf"delete\s+from(?:\s+only\b)?)\s+{_NAME}",
    re.IGNORECASE,
)
_TRUNCATE = re.compile(r"\btruncate\b([^;]*)", re.IGNORECASE)


@lru_cache(maxsize=1024)  # the same few hundred statements come again and again
def tables_written(statement: str) -> frozenset[str]:
    """Return the words that stand where a statement names the table it inserts into, updates…

    Whatever is no table among them (``FOR UPDATE OF``, ``DO UPDATE SET``) is
    for the caller to know: it asks for tables of its own.
    """
    bare = _COMMENT.sub(" ", statement)
    truncated = (word for rest in _TRUNCATE.findall(bare) for word in re.findall(r"\w+", rest))
    return frozenset(name.lower() for name in (*_WRITE.findall(bare), *truncated))
