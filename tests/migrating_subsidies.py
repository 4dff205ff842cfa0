"""The migration of insurance subsidies."""

from __future__ import annotations

from tests.migrating_case import Case

OF_SUBSIDIES = (
    Case(
        "0035",
        adds="",
    ),
)
