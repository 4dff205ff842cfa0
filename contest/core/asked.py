"""What a request may ask with: numbers that both databases hold, text that both keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter, ValidationError

# The largest number of a row on PostgreSQL; ten digits in any script are enough to say it.
LARGEST = 2**31 - 1
# Days beyond these are nobody's; within them every reckoning with time zones stays a date.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def number(typed: str) -> int:
    """Return a whole number from 0 that both databases hold; ``ValueError`` where it is none."""
    found = int(typed[:11])
    if not 0 <= found <= LARGEST:
        raise ValueError(typed)
    return found


def day(name: str) -> date | None:
    """Return the day that a query argument names, no earlier or later than days go, or None."""
    try:
        asked = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return min(max(asked, FIRST_DAY), LAST_DAY)


def _is_number(typed: str) -> bool:
    try:
        number(typed)
    except ValueError:
        return False
    return True


def _sound(given: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Yield what was given without NUL, and without a page that no list could turn to."""
    for name, value in given:
        kept = value.replace("\0", "") if isinstance(value, str) else value
        if name != "page" or _is_number(kept):
            yield name.replace("\0", ""), kept


class Asked(ImmutableMultiDict[str, Any]):
    """Arguments of a query or fields of a form: no NUL in them, and numbers within bounds."""

    def __init__(self, given: Any = None) -> None:
        super().__init__(list(_sound(ImmutableMultiDict(given).items(multi=True))))

    def get(self, key: str, default: Any = None, type: Any = None) -> Any:  # type: ignore[override]  # noqa: A002 -- as Werkzeug has it
        """Return a value as Werkzeug does, but no number that a database could not hold."""
        return super().get(key, default, number if type is int else type)


class BoundedRequest(Request):
    """A request whose arguments are ``Asked``."""

    parameter_storage_class = Asked


class Number(IntegerConverter):
    """A whole number in an address that both databases hold."""

    regex = r"\d{1,10}"

    def __init__(self, url_map: Map, **limits: Any) -> None:
        super().__init__(url_map, **{"max": LARGEST, **limits})


class Segment(UnicodeConverter):
    """A piece of an address that both databases can be asked for."""

    def to_python(self, value: str) -> str:
        """Refuse NUL, which PostgreSQL keeps in no text."""
        if "\0" in value:
            raise ValidationError
        return super().to_python(value)


def init_app(app: Flask) -> None:
    """Let every address and every request be read within bounds; before any blueprint."""
    app.request_class = BoundedRequest
    app.url_map.converters.update(int=Number, string=Segment, default=Segment)
