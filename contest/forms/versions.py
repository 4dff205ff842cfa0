"""Forms of things that several people may change at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from wtforms import IntegerField
from wtforms.widgets import HiddenInput

from contest.core.differing import set_beside
from contest.core.forms import Form
from contest.refusals import Stale


class VersionedForm(Form):
    """A form that carries the version it was opened with.

    Where the thing was saved by somebody else meanwhile, what they saved stands
    beside each field that says otherwise; saving again is then a decision.
    """

    version: Any = IntegerField(widget=HiddenInput())

    def offer(self, thing: Any) -> None:
        """Offer what there is to choose from; nothing, unless a form says so."""

    @classmethod
    def saved(cls, thing: Any) -> Self:
        """Return the form as the thing stands now, without fields that are none of the thing's."""
        form = cls(formdata=None, obj=thing)
        form.offer(thing)
        for name in [field.name for field in form if not hasattr(thing, field.name)]:
            del form[name]
        return form

    @staticmethod
    def version_of(thing: Any) -> Any:
        """Return what changes whenever the thing does."""
        return thing.version

    def does(self, action: Callable[..., Any], subject: Any, /, **details: Any) -> bool:
        """Carry out an action; who was overtaken by the very same content has nothing to do."""
        done = super().does(action, subject, **details)
        if done or not isinstance(self.refused, Stale):
            return done
        self.version.raw_data = None
        self.version.process_data(self.version_of(subject))
        return not set_beside(self, self.saved(subject))

    def saves(self, action: Callable[..., Any], subject: Any, /, **details: Any) -> bool:
        """Carry out an action on every field that could be taken, for a form that saves itself."""
        self.validate()
        sound = {name: v for name, v in self.values().items() if name not in self.errors}
        anything = bool(sound.keys() - {"version"})
        return anything and self.does(action, subject, **details, **sound)

    @property
    def status(self) -> int:
        """Return 409 where others saved meanwhile."""
        return Stale.status if isinstance(self.refused, Stale) else super().status
