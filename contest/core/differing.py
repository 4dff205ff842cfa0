"""Two states of a form side by side: what was typed, and what others have saved meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    SelectField,
    SelectMultipleField,
    StringField,
)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What others saved in a field: as people read it, and as the control takes it, if it can."""

    text: str
    value: str | None


def set_beside(typed: FlaskForm, saved: FlaskForm) -> bool:
    """Give each field of ``typed`` that says other than the same of ``saved`` its ``theirs``.

    Return whether there was any.
    """
    found = False
    for other in saved:
        if not _hidden(other) and shown(typed[other.name]) != shown(other):
            typed[other.name].theirs, found = Theirs(shown(other), _taken(other)), True
    return found


def shown(field: Field) -> str:
    """Return a field's content as people read it; rows in which nothing was typed are nothing."""
    if isinstance(field, FieldList):
        return "\n".join(row for row in map(shown, field) if row)
    if isinstance(field, FormField):
        return _row(field)
    if isinstance(field, BooleanField):
        return _("是") if field.data else _("否")
    if isinstance(field, SelectField):
        chosen = (each for each in field.iter_choices() if each.selected)
        return "、".join(str(each.label or each.value) for each in chosen)
    return str(field.data or "") if isinstance(field, StringField) else str(field._value())  # noqa: SLF001 -- WTForms' way to say how a field is written


def _row(field: FormField) -> str:
    inner = [each for each in field.form if not _hidden(each)]
    written = any(shown(each) for each in inner if not isinstance(each, SelectField))
    return " · ".join(filter(None, map(shown, inner))) if written else ""


def _hidden(field: Field) -> bool:
    return getattr(field.widget, "input_type", "") == "hidden"


def _taken(field: Field) -> str | None:
    """Return what a script puts into the control, or None where it takes more than one value."""
    if isinstance(field, FieldList | SelectMultipleField):
        return None
    if isinstance(field, BooleanField):
        return "y" if field.data else ""
    if isinstance(field, SelectField):
        return "" if field.data is None else str(field.data)
    return shown(field)
