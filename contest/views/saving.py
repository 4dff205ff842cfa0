"""Answers to forms that save themselves at every change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import get_template_attribute, jsonify
from flask.typing import ResponseReturnValue

from contest.core import clock
from contest.core.ledger import stamp
from contest.forms.versions import VersionedForm


def saved(form: VersionedForm, thing: Any, *, parts: Mapping[str, str]) -> ResponseReturnValue:
    """Tell when it was saved, what to show anew, and which fields had to be left out."""
    return jsonify(
        saved_at=stamp(clock.now()),
        version=form.version_of(thing),
        parts=parts,
        errors=form.troubles,
    )


def not_saved(form: VersionedForm) -> ResponseReturnValue:
    """Tell why, field by field; and what others have saved, where that is the reason."""
    beside = get_template_attribute("components/theirs.html", "theirs_of")
    theirs = {field.id: str(beside(field)) for field in form if hasattr(field, "theirs")}
    said: dict[str, Any] = {"error": form.trouble, "errors": form.troubles}
    if theirs:
        said.update(theirs=theirs, version=form.version.data)
    return jsonify(said), form.status
