"""Links that people may click: to the web, a mailbox or a telephone, or inside the document."""

from __future__ import annotations

import re

# Readers take a scheme with blanks or control characters in it for the scheme without them.
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")
_PLAIN = re.compile(r"(?i)(https?|mailto|tel|ftp):|(?![a-z][a-z0-9+.-]*:|//|\\\\)")


def is_plain(target: str) -> bool:
    """Return whether a link leads where a click of a person may lead, and runs nothing."""
    return _PLAIN.match(_UNSEEN.sub("", target)) is not None
