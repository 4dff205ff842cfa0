"""All official documents by their key: which row each is of, who may take it, and what it says.

The preview, the files, the archive and the tests read this table; a new document is a pure
function to ``Official`` and a row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from awards.documents.official import Official
from contest.core.access import Policy


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: what people call it, whose rows it is of, and how a row is told.

    ``policy`` finds the row by the number in the address and says who may see it; ``rows``
    returns the rows of a contest that have one, for the archive. ``docx`` is whether
    officials edit it.
    """

    name: object
    policy: Policy
    official: Callable[[Any], Official]
    rows: Callable[[int], list[Any]]
    docx: bool = False


# Each noun adds its documents here.
DOCUMENTS: dict[str, Kind] = {}
