"""The one way in which a file is refused."""

from __future__ import annotations


class BadFile(Exception):
    """A file is not accepted. ``reason`` is a Chinese sentence that says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
