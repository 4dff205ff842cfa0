"""The enterprise's own pages: its entries, the form of each, and the way out."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.actions.entries import enter_challenge, revise_entry, withdraw_entry
from contest.core import clock
from contest.core.access import requires
from contest.core.db import db
from contest.core.ledger import stamp
from contest.entering import closed, may_edit
from contest.forms.entries import EntryForm, WithdrawalForm
from contest.models import Challenge, Entry, User
from contest.papers import SLOTS
from contest.policies.entries import (
    EDIT_ENTRY,
    ENTER_CHALLENGE,
    LIST_OWN_ENTRIES,
    VIEW_ENTRY,
    owns_entry,
)
from contest.queries.entries import entry_of, own_entries
from contest.queries.submissions import (
    current_documents,
    entry_as_submitted,
    fingerprint,
    has_unsubmitted_changes,
    last_submission,
    parts_of,
)
from contest.states import ENTRY, EntryState
from contest.words import ENTRY_STATES, PARTS, SLOT_HINTS

bp = Blueprint("entries", __name__)


@bp.get("/entries")
@requires(LIST_OWN_ENTRIES)
def mine(user: User) -> ResponseReturnValue:
    page = db.paginate(own_entries(user), per_page=25)
    return render_template(
        "contest/entries/mine.html", page=page, words=ENTRY_STATES, may_edit=may_edit
    )


@bp.post("/challenges/<int:challenge_id>/entries")
@requires(ENTER_CHALLENGE)
def enter(challenge: Challenge) -> ResponseReturnValue:
    if found := entry_of(challenge, current_user):
        return redirect(url_for(".show", entry_id=found.id))
    entry = enter_challenge(challenge, by=current_user)
    return redirect(url_for(".edit", entry_id=entry.id))


@bp.get("/entries/<int:entry_id>")
@requires(VIEW_ENTRY)
def show(entry: Entry) -> ResponseReturnValue:
    if not owns_entry(current_user, entry):
        return redirect(url_for("screening.show", entry_id=entry.id))
    return render_template("contest/entries/show.html", **shown(entry))


@bp.route("/entries/<int:entry_id>/edit", methods=["GET", "POST"])
@requires(EDIT_ENTRY)
def edit(entry: Entry) -> ResponseReturnValue:
    form = EntryForm.of(entry)
    if form.accepted and form.does(revise_entry, entry, by=current_user, **form.values()):
        flash(_("已保存。提交之后才算参赛。"), "success")
        return redirect(url_for(".edit", entry_id=entry.id, _anchor="submit"))
    if (refusal := closed(entry)) and not form.is_submitted():
        flash(str(refusal), "warning")
        return redirect(url_for(".show", entry_id=entry.id))
    page = render_template("contest/entries/edit.html", form=form, **shown(entry))
    return page, form.status


@bp.post("/entries/<int:entry_id>/draft")
@requires(EDIT_ENTRY)
def autosave(entry: Entry) -> ResponseReturnValue:
    form = EntryForm.of(entry)
    if form.accepted and form.does(revise_entry, entry, by=current_user, **form.values()):
        checklist = render_template("contest/entries/checklist.html", **shown(entry))
        return jsonify(
            saved_at=stamp(clock.now()), version=fingerprint(entry), parts={"checklist": checklist}
        )
    return jsonify(error=form.trouble), 422


@bp.route("/entries/<int:entry_id>/withdrawal", methods=["GET", "POST"])
@requires(EDIT_ENTRY)
def withdraw(entry: Entry) -> ResponseReturnValue:
    form = WithdrawalForm.submitted()
    if form.accepted and form.does(withdraw_entry, entry, by=current_user, **form.values()):
        flash(_("项目已撤回，组委会会看到这一状态。"), "success")
        return redirect(url_for(".show", entry_id=entry.id))
    return render_template("contest/entries/withdraw.html", form=form, entry=entry), form.status


def shown(entry: Entry) -> dict[str, object]:
    """Return what the enterprise's pages of an entry tell."""
    return {
        "entry": entry,
        "submitted": entry_as_submitted(entry),
        "last": last_submission(entry),
        "documents": current_documents(entry),
        "parts": parts_of(entry),
        "slots": SLOTS,
        "labels": PARTS,
        "hints": SLOT_HINTS,
        "words": ENTRY_STATES,
        "editable": may_edit(entry),
        "withdrawable": ENTRY.allows(entry.state, EntryState.WITHDRAWN),
        "unsubmitted": has_unsubmitted_changes(entry),
    }
