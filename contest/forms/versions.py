"""Forms of things that several people may change at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wtforms import IntegerField
from wtforms.widgets import HiddenInput

from contest.core.forms import Form


class VersionedForm(Form):
    """A form that carries the version it was opened with.

    Where the thing was saved by somebody else meanwhile, the form says so once
    and keeps what was typed; saving again is then a decision.
    """

    version = IntegerField(widget=HiddenInput())

    def does(self, action: Callable[..., Any], subject: Any, /, **details: Any) -> bool:
        done = super().does(action, subject, **details)
        if not done and self.version.data != subject.version:
            self.version.raw_data = None
            self.version.process_data(subject.version)
        return done
