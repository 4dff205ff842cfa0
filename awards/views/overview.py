"""The overview of a contest: its life with dates, counts and what holds it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.preparation import preparation
from awards.queries.overview import Progress, progress_of
from contest.core import clock
from contest.core.access import requires
from contest.deleting import barred
from contest.models import Contest
from contest.policies.contests import RUN_CONTEST, VIEW_CONTEST
from contest.queries import contests as queries
from contest.rules import Phase, phase
from contest.states import ChallengeState, EntryState
from contest.stepper import Step, steps
from contest.views.contests import bp as contests

Counts = dict[str, int]
BEFORE_CLOSE = (Phase.PREPARING, Phase.ANNOUNCED, Phase.ENTERING)
BEFORE_ROADSHOW = (*BEFORE_CLOSE, Phase.SCREENING)


@contests.get("/desk/contests/<int:contest_id>")
@requires(VIEW_CONTEST)
def show(contest: Contest) -> ResponseReturnValue:
    progress, turnout = progress_of(contest), queries.turnout(contest)
    counts = counts_of(contest, turnout)
    return render_template(
        "contest/contests/show.html",
        contest=contest,
        steps=life_of(contest, counts, progress),
        turnout=turnout,
        counts=counts,
        progress=progress,
        tasks=preparation(contest, progress, challenges=counts["handed_in"]),
        may_run=RUN_CONTEST.admits(current_user, contest),
        may_delete=barred(contest) is None,
        phase=phase(contest, clock.now()),
    )


def counts_of(contest: Contest, turnout: Sequence[queries.Turnout]) -> Counts:
    """Return how many challenges and entries there are, by what has become of them."""
    challenges, entries = queries.state_counts(contest.id)
    return {
        "handed_in": sum(challenges.values()),
        "waiting": challenges.get(ChallengeState.SUBMITTED, 0),
        "approved": challenges.get(ChallengeState.APPROVED, 0),
        "published": challenges.get(ChallengeState.PUBLISHED, 0)
        + challenges.get(ChallengeState.CLOSED, 0),
        "entered": sum(entries.values()) - entries.get(EntryState.DRAFT, 0),
        "unscreened": entries.get(EntryState.SUBMITTED, 0),
        "admitted": entries.get(EntryState.ADMITTED, 0),
        "refused": entries.get(EntryState.REFUSED, 0),
        "scarce": sum(found.is_scarce and not found.is_kept for found in turnout),
    }


def life_of(contest: Contest, counts: Counts, progress: Progress) -> list[Step]:
    """Return the steps of the contest's life with what is known of each, and its blockers."""
    now = phase(contest, clock.now())
    told = {
        "challenges": _challenges(contest, counts),
        "entries": _entries(contest, counts, now),
        "screening": _screening(contest, counts, now),
        "panels": _panels(progress, now),
        "roadshow": _roadshow(progress, now),
        "awards": _awards(progress),
    }
    return [
        replace(step, **_told(step, told.get(step.key, {}))) for step in steps(contest, clock.now())
    ]


def _told(step: Step, found: dict[str, str]) -> dict[str, str]:
    """Return what a step shows: its date before it begins, its count after, both meanwhile."""
    count, date = found.get("note", ""), step.note
    notes = {"done": [count or date], "now": [count, date], "todo": [date]}[step.state]
    return {**found, "note": " · ".join(note for note in notes if note)}


def _page_of(contest: Contest, part: str) -> str:
    return url_for("contests.show", contest_id=contest.id, _anchor=part)


def _challenges(contest: Contest, counts: Counts) -> dict[str, str]:
    note = _("%(count)s 个", count=counts["published"])
    if counts["waiting"]:
        return {
            "note": note,
            "blocker": _("%(count)s 个榜单待审核", count=counts["waiting"]),
            "url": url_for("challenges.index", contest=contest.id, state="submitted"),
        }
    if counts["approved"]:
        return {
            "note": note,
            "blocker": _("%(count)s 个已通过，待发布", count=counts["approved"]),
            "url": url_for("challenges.index", contest=contest.id, state="approved"),
        }
    return {"note": note}


def _entries(contest: Contest, counts: Counts, now: Phase) -> dict[str, str]:
    note = _("%(count)s 项", count=counts["entered"])
    if now in BEFORE_CLOSE or not counts["scarce"]:
        return {"note": note}
    blocker = _(
        "%(count)s 个榜单有效揭榜不足 %(least)s 项",
        count=counts["scarce"],
        least=contest.fewest_entries,
    )
    return {"note": note, "blocker": blocker, "url": _page_of(contest, "turnout")}


def _screening(contest: Contest, counts: Counts, now: Phase) -> dict[str, str]:
    note = _(
        "%(admitted)s 通过 · %(refused)s 退回",
        admitted=counts["admitted"],
        refused=counts["refused"],
    )
    if now in BEFORE_CLOSE or not counts["unscreened"]:
        return {"note": note}
    return {"note": note, "blocker": _("%(count)s 项待审查", count=counts["unscreened"])}


def _panels(progress: Progress, now: Phase) -> dict[str, str]:
    note = _(
        "%(judges)s 位 · %(recusals)s 项回避",
        judges=progress.judges,
        recusals=progress.confirmed_recusals,
    )
    if progress.potential_recusals:
        blocker = _("%(count)s 项回避待确认", count=progress.potential_recusals)
        return {"note": note, "blocker": blocker}
    if now not in BEFORE_ROADSHOW and not progress.judges:
        return {"note": note, "blocker": _("还没有评审组")}
    return {"note": note}


def _roadshow(progress: Progress, now: Phase) -> dict[str, str]:
    note = _(
        "%(submitted)s / %(all)s 份评分表",
        submitted=progress.submitted_ballots,
        all=progress.expected_ballots,
    )
    if now not in BEFORE_ROADSHOW and not progress.rules_digest:
        return {"note": note, "blocker": _("评审规则未封存")}
    return {"note": note}


def _awards(progress: Progress) -> dict[str, str]:
    if progress.proposed_plans:
        return {"blocker": _("奖励方案待第二人批准")}
    return {"note": _("%(count)s 项", count=progress.awards)} if progress.awards else {}
