"""The migration of a contest's settings for understanding its results."""

from __future__ import annotations

from tests.migrating_case import Case, columns

OF_UNDERSTANDING = (
    Case(
        "0030",
        adds=columns("contest", "outlying_percent sway_percent fewest_compared"),
        finds={
            "SELECT DISTINCT outlying_percent, sway_percent, fewest_compared FROM contest": [
                (20, 10, 8)
            ]
        },
    ),
)
