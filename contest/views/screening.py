"""The organizer's pages of entries: lists, one entry, the formal check, and what follows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest import beyond
from contest.actions.screening import (
    admit_entry,
    disqualify_entry,
    export_entries,
    record_giving_up,
    record_no_show,
    refuse_entry,
)
from contest.core import clock
from contest.core.access import requires
from contest.core.paging import paginate_rows
from contest.core.serving import made_list
from contest.core.tables import table_csv, table_xlsx
from contest.exports import entry_columns
from contest.forms.entries import ReasonForm
from contest.forms.screening import ScreeningForm
from contest.models import Challenge, Contest, CreditResult, Entry, User
from contest.policies import is_organizer
from contest.policies.entries import LIST_CHALLENGE_ENTRIES, issued_it
from contest.policies.screening import BROWSE_ENTRIES, LIST_SCREENING, SCREEN_ENTRY, VIEW_SCREENING
from contest.queries.credit import credit_checks, missing_checks
from contest.queries.entries import (
    Wanted,
    challenges_of,
    exported,
    seen_by_issuer,
    submitted_entries,
)
from contest.queries.members import named_twice
from contest.queries.screening import contest_counts, screenings_of, thin_challenges
from contest.queries.submissions import entry_as_submitted, submitted_documents
from contest.states import ENTRY, EntryState
from contest.words import ENTRY_STATES, PARTS, SCREENING_ITEMS, SOURCES

bp = Blueprint("screening", __name__)

MAKERS = {"xlsx": table_xlsx, "csv": table_csv}


@bp.get("/screening")
@requires(LIST_SCREENING)
def contests(user: User) -> ResponseReturnValue:
    counts = contest_counts(user)
    thin = thin_challenges([each.contest for each in counts])
    return render_template("contest/screening/contests.html", counts=counts, thin=thin)


@bp.get("/contests/<int:contest_id>/entries")
@requires(BROWSE_ENTRIES)
def browse(contest: Contest) -> ResponseReturnValue:
    challenges = challenges_of(contest)
    return render_template(
        "contest/screening/browse.html",
        contest=contest,
        page=paginate_rows(submitted_entries(contest, _wanted())),
        challenges=challenges,
        fields={each.field.id: each.field.name for each in challenges if each.field},
        thin=thin_challenges([contest]),
        words=ENTRY_STATES,
    )


@bp.get("/contests/<int:contest_id>/entries/export")
@requires(BROWSE_ENTRIES)
def export(contest: Contest) -> ResponseReturnValue:
    form = request.args.get("as", "xlsx")
    if form not in MAKERS:
        abort(404)
    content = MAKERS[form](entry_columns(), exported(contest, _wanted()))
    export_entries(contest, form=form, by=current_user)
    name = _("%(contest)s参赛项目", contest=contest.name)
    return made_list(content, name=f"{name}.{form}")


@bp.get("/entries/<int:entry_id>/screening")
@requires(VIEW_SCREENING)
def show(entry: Entry) -> ResponseReturnValue:
    return render_template("contest/screening/show.html", form=ScreeningForm(), **_shown(entry))


@bp.post("/entries/<int:entry_id>/admission")
@requires(SCREEN_ENTRY)
def admit(entry: Entry) -> ResponseReturnValue:
    form = ScreeningForm.submitted()
    if form.accepted and form.does(admit_entry, entry, by=current_user, **form.values()):
        flash(_("%(n)s 已通过形式审查，并已通知企业。", n=entry.number), "success")
        return redirect(url_for(".show", entry_id=entry.id))
    return render_template("contest/screening/show.html", form=form, **_shown(entry)), form.status


@bp.post("/entries/<int:entry_id>/refusal")
@requires(SCREEN_ENTRY)
def refuse(entry: Entry) -> ResponseReturnValue:
    form = ScreeningForm.submitted()
    if form.accepted and form.does(refuse_entry, entry, by=current_user, **form.refusal()):
        flash(_("%(n)s 未通过形式审查，理由已通知企业。", n=entry.number), "success")
        return redirect(url_for(".show", entry_id=entry.id))
    return render_template("contest/screening/show.html", form=form, **_shown(entry)), form.status


@bp.route("/entries/<int:entry_id>/no-show", methods=["GET", "POST"])
@requires(SCREEN_ENTRY)
def no_show(entry: Entry) -> ResponseReturnValue:
    said = _("%(n)s 已记为路演缺席。", n=entry.number)
    return _ended(entry, record_no_show, page="contest/screening/no_show.html", said=said)


@bp.route("/entries/<int:entry_id>/giving-up", methods=["GET", "POST"])
@requires(SCREEN_ENTRY)
def give_up(entry: Entry) -> ResponseReturnValue:
    said = _("%(n)s 已记为放弃。", n=entry.number)
    return _ended(entry, record_giving_up, page="contest/screening/give_up.html", said=said)


@bp.route("/entries/<int:entry_id>/disqualification", methods=["GET", "POST"])
@requires(SCREEN_ENTRY)
def disqualify(entry: Entry) -> ResponseReturnValue:
    said = _("%(n)s 已取消参赛资格。", n=entry.number)
    return _ended(entry, disqualify_entry, page="contest/screening/disqualify.html", said=said)


@bp.get("/challenges/<int:challenge_id>/entries")
@requires(LIST_CHALLENGE_ENTRIES)
def of_challenge(challenge: Challenge) -> ResponseReturnValue:
    """Show the issuer who entered, once nobody can enter any more; organizers have their own."""
    if not issued_it(current_user, challenge):
        target = url_for(".browse", contest_id=challenge.contest_id, challenge=challenge.id)
        return redirect(target)
    closed = clock.now() >= challenge.contest.entries_close_at
    page = paginate_rows(seen_by_issuer(challenge)) if closed else None
    return render_template(
        "contest/screening/of_challenge.html", challenge=challenge, page=page, words=ENTRY_STATES
    )


def _wanted() -> Wanted:
    given = request.args
    return Wanted(
        challenge=given.get("challenge", type=int),
        state=given.get("state", ""),
        field=given.get("field", type=int),
        text=given.get("q", "").strip(),
        sort=given.get("sort", "number"),
    )


def _shown(entry: Entry) -> dict[str, Any]:
    """Return what the organizer's page of an entry tells."""
    checks = credit_checks(entry)
    gaps = missing_checks(entry, [check for check, _user in checks])
    submitted, versions = entry_as_submitted(entry), submitted_documents(entry)
    current = {document.id for document in submitted.documents}
    replaced = [d for d in entry.documents if d.id in versions and d.id not in current]
    return {
        "entry": entry,
        "submitted": submitted,
        "versions": versions,
        "replaced": replaced,
        "twice": named_twice(entry, submitted),
        "checks": checks,
        "gaps": gaps,
        "unclear": gaps or any(check.result is CreditResult.LISTED for check, _user in checks),
        "screenings": screenings_of(entry),
        "open": entry.state is EntryState.SUBMITTED and is_organizer(current_user, entry),
        "ripe": clock.now() >= entry.contest.entries_close_at,
        "endings": ENTRY.moves[entry.state],
        "was_on_stage": clock.now() >= beyond.roadshow_of(entry),
        "runs": is_organizer(current_user, entry),
        "words": ENTRY_STATES,
        "labels": PARTS,
        "items": SCREENING_ITEMS,
        "sources": SOURCES,
        "states": EntryState,
    }


def _ended(entry: Entry, act: Callable[..., None], *, page: str, said: str) -> ResponseReturnValue:
    """Ask why the entry leaves the contest, let it leave, and say so."""
    form = ReasonForm.submitted()
    if form.accepted and form.does(act, entry, by=current_user, **form.values()):
        flash(said, "success")
        return redirect(url_for(".show", entry_id=entry.id))
    return render_template(page, form=form, entry=entry), form.status
