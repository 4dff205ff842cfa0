"""What judges' tablets hold before they save: a session, its CSRF token, and what to send."""

from __future__ import annotations

import http.client
import re
from collections import defaultdict
from typing import Any

from flask import Flask

from bench.sessions import cookie_of
from bench.shapes import Shape
from bench.world import FIRST_JUDGE, uuid_of

Part = dict[str, Any]
STEPS = 21  # marks 0, 0.5 … 10


def signed_in(app: Flask, port: int, *, judge: int) -> dict[str, str]:
    """Return the headers of a judge (by number from 1) who has opened a sheet."""
    cookie = cookie_of(app, FIRST_JUDGE + judge - 1)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/ballots/entries/1", headers={"Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    set_cookie = answer.getheader("Set-Cookie")
    if found is None or set_cookie is None:
        raise RuntimeError(f"the sheet did not open: {answer.status}")
    cookie = set_cookie.split(";")[0]
    return {"Cookie": cookie, "X-CSRFToken": found[1], "Accept": "application/json"}


class Sheets:
    """The sheets that judges fill: new ones in turn, and the first one edited on and on."""

    def __init__(self, shape: Shape) -> None:
        self._criteria = shape.criteria
        self._begun: dict[int, int] = defaultdict(int)
        self._version: dict[int, int] = defaultdict(lambda: 1)

    def new(self, judge: int, count: int) -> list[list[Any]]:
        """Return saves that each begin a ballot of the judge, whole at once."""
        return [self._new(judge) for _ in range(count)]

    def edits(self, judge: int, count: int) -> list[list[Any]]:
        """Return saves that each change one mark of the judge's first ballot."""
        return [self._edit(judge) for _ in range(count)]

    def _new(self, judge: int) -> list[Any]:
        self._begun[judge] += 1
        entry = self._begun[judge]
        path = f"/api/v1/ballots/{uuid_of(entry, judge)}?entry={entry}"
        return [path, {"version": 0, "marks": self._marks(0)}]

    def _edit(self, judge: int) -> list[Any]:
        version = self._version[judge]
        self._version[judge] += 1
        path = f"/api/v1/ballots/{uuid_of(1, judge)}"
        return [path, {"version": version, "marks": self._marks(version)}]

    def _marks(self, edits: int) -> dict[str, str]:
        """Return all marks of a sheet, as the tablet sends them, after so many edits."""
        return {f"c{n}": self._mark(n, edits) for n in range(1, self._criteria + 1)}

    def _mark(self, number: int, edits: int) -> str:
        # Edit number e changes the mark of criterion 1 + (e - 1) mod criteria, by half a point.
        changes = (edits + self._criteria - number) // self._criteria
        return str(changes % STEPS * 0.5)
