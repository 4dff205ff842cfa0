"""What has to be looked at again when it changes for whom a judge works or worked."""

from __future__ import annotations

from collections.abc import Callable

from contest.core.actions import afterwards
from contest.models import User

# Called with the judge and with who changed it: set by the packages that match employers.
watchers: list[Callable[[User, User], None]] = []


def tell_watchers(judge: User, *, by: User) -> None:
    """Let every watcher look at the judge again, once the current action is committed."""
    for watch in watchers:
        afterwards(lambda watch=watch: watch(judge, by))  # type: ignore[misc]
