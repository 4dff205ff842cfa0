"""What speaks against changing a contest, known only to the packages that stand on this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from contest.models import Contest

# A check raises a ``Refusal`` where the contest may not get the new values of its columns.
Check = Callable[[Contest, Mapping[str, Any]], None]

# Filled where the parts are put together; asked inside the action, under the contest's lock.
checks: list[Check] = []


def changes(contest: Contest, new: Mapping[str, Any], names: tuple[str, ...]) -> list[str]:
    """Return those of the names that ``new`` gives another value, in their order."""
    return [name for name in names if name in new and new[name] != getattr(contest, name)]


def refuse_unfit(contest: Contest, new: Mapping[str, Any]) -> None:
    """Raise the first ``Refusal`` that any package has against the new values."""
    for check in checks:
        check(contest, new)
