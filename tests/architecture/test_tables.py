"""Every column of a table has a name, be it for those alone who cannot see it."""

import re
from pathlib import Path

TEMPLATES = Path("templates")
EMPTY = re.compile(r"<th\b[^>]*>\s*</th>")


def test_no_column_is_without_a_name():
    nameless = [
        str(path.relative_to(TEMPLATES))
        for path in sorted(TEMPLATES.rglob("*.html"))
        if EMPTY.search(path.read_text())
    ]

    assert nameless == []
