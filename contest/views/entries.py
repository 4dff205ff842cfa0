"""The enterprise's own pages: its entries, the form of each, and the way out."""

from __future__ import annotations

from flask import Blueprint, flash, get_template_attribute, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.actions.entries import enter_challenge, reopen_entry, revise_entry, withdraw_entry
from contest.core.access import requires
from contest.core.db import db
from contest.core.paging import paginate_rows
from contest.entering import closed, may_edit, was_given_up
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
from contest.queries.members import joined_entries, joined_for
from contest.queries.submissions import (
    current_documents,
    entry_as_submitted,
    has_unsubmitted_changes,
    last_submission,
    parts_of,
)
from contest.views.saving import not_saved, saved
from contest.withdrawing import barred
from contest.words import ENTRY_STATES, PARTS, SLOT_HINTS

bp = Blueprint("entries", __name__)


@bp.get("/entries")
@requires(LIST_OWN_ENTRIES)
def mine(user: User) -> ResponseReturnValue:
    page = db.paginate(own_entries(user), per_page=25)
    return render_template(
        "contest/entries/mine.html", page=page, words=ENTRY_STATES, may_edit=may_edit
    )


@bp.get("/entries/joined")
@requires(LIST_OWN_ENTRIES)
def joined(user: User) -> ResponseReturnValue:
    """Show a member of consortia where it is named: title, lead, state and number, no content."""
    page = paginate_rows(joined_entries(user))
    return render_template("contest/entries/joined.html", page=page, words=ENTRY_STATES)


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
    withdrawable = barred(entry) is None
    return render_template("contest/entries/show.html", withdrawable=withdrawable, **shown(entry))


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
    if not form.saves(revise_entry, entry, by=current_user):
        return not_saved(form)
    return saved(form, entry, parts=parts_with(entry))


@bp.route("/entries/<int:entry_id>/withdrawal", methods=["GET", "POST"])
@requires(EDIT_ENTRY)
def withdraw(entry: Entry) -> ResponseReturnValue:
    form = WithdrawalForm.submitted()
    if form.accepted and form.does(withdraw_entry, entry, by=current_user, **form.values()):
        if not was_given_up(entry):
            flash(_("项目已撤回，组委会会看到这一状态。"), "success")
        return redirect(url_for(".show", entry_id=entry.id))
    if (refusal := barred(entry)) and not form.is_submitted():
        flash(str(refusal), "warning")
        return redirect(url_for(".show", entry_id=entry.id))
    return render_template("contest/entries/withdraw.html", form=form, entry=entry), form.status


@bp.post("/entries/<int:entry_id>/reopening")
@requires(EDIT_ENTRY)
def reopen(entry: Entry) -> ResponseReturnValue:
    reopen_entry(entry, by=current_user)
    return redirect(url_for(".edit", entry_id=entry.id))


def parts_with(entry: Entry, *places: str) -> dict[str, str]:
    """Return the parts of the form's page that a change touches, with these places of documents."""
    told = shown(entry)
    paper = get_template_attribute("contest/entries/papers.html", "paper")
    names = ("entry", "documents", "labels", "hints")
    html = {f"paper-{key}": paper(SLOTS[key], *(told[name] for name in names)) for key in places}
    html |= {
        name: render_template(f"contest/entries/{name}.html", **told)
        for name in ("checklist", "unsubmitted")
    }
    return {id_: str(text) for id_, text in html.items()}


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
        "given_up": was_given_up(entry),
        "unsubmitted": has_unsubmitted_changes(entry),
        "joined": joined_for(entry.challenge, entry.enterprise),
    }
