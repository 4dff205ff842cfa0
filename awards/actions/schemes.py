"""Entering subsidy schemes, their new versions, and their quotas of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards.models import Scheme, SchemeQuota, SchemeShare, SchemeVersion
from awards.queries.schemes import (
    enterprise_with,
    granted_fen,
    latest,
    lock,
    quota_row,
    schemes_of,
)
from awards.subsidy import Share
from awards.subsidy_seed import SCHEMES, SchemeSeed
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.money import show_wan
from contest.models import Body, User
from contest.refusals import Stale

FIGURES = (
    "rate_cap",
    "most_multiple",
    "most_insured_fen",
    "annual_cap_fen",
    "years",
    "premium_basis",
    "cap_scope",
    "firm_quota",
)


class AllThere(Refusal):
    """Every scheme of the seed list was taken in before."""

    reason = _l("整理好的办法都已载入，无需重复操作。")


class UnknownEnterprise(Refusal):
    """A quota of an enterprise needs one that is registered."""

    reason = _l("没有这个信用代码的注册企业，请核对后重填。")


class BelowGranted(Refusal):
    """A quota cannot be less than what was granted of it."""


@action("schemes.adopted")
def adopt_schemes(body: Body, *, by: User) -> int:
    """Take in the schemes of the seed list that the body has not yet; return how many."""
    have = {scheme.key for scheme in schemes_of(body.id)}
    new = [seed for seed in SCHEMES if seed.key not in have]
    if not new:
        raise AllThere
    for seed in new:
        scheme = _scheme(body, seed.key)
        _add_version(scheme, 1, by=by, values=_values_of(seed), shares=seed.parameters.shares)
    return len(new)


@action("scheme.created")
def create_scheme(
    body: Body, *, by: User, values: Mapping[str, Any], shares: Sequence[Share]
) -> Scheme:
    """Enter a scheme of the body's own."""
    scheme = _scheme(body, f"own-{uuid4().hex[:12]}")
    _add_version(scheme, 1, by=by, values=values, shares=shares)
    return scheme


@action("scheme.revised")
def revise_scheme(
    scheme: Scheme, *, by: User, seen: int, values: Mapping[str, Any], shares: Sequence[Share]
) -> SchemeVersion:
    """Enter a new version after the one that was ``seen``; claims keep the one they froze."""
    lock(scheme.id)
    db.session.refresh(scheme, ["versions"])
    newest = latest(scheme).number
    if newest != seen:
        raise Stale
    return _add_version(scheme, newest + 1, by=by, values=values, shares=shares)


@action("scheme.quota_set")
def set_quota(scheme: Scheme, *, by: User, year: int, uscc: str, fen: int) -> None:
    """Set what may be granted in a year: to all, or to the enterprise with a credit code.

    Under the scheme's lock: never less than what was granted already.
    """
    lock(scheme.id)
    enterprise = enterprise_with(uscc) if uscc else None
    if uscc and enterprise is None:
        raise UnknownEnterprise
    number = enterprise.id if enterprise else None
    if fen < (granted := granted_fen(scheme.id, year, number)):
        said = _("%(year)s 年已核定 %(sum)s，额度不能低于它。", year=year, sum=show_wan(granted))
        raise BelowGranted(said)
    if row := quota_row(scheme.id, year, number):
        row.fen = fen
        return
    db.session.add(SchemeQuota(scheme_id=scheme.id, year=year, enterprise_id=number, fen=fen))


def _scheme(body: Body, key: str) -> Scheme:
    scheme = Scheme(body_id=body.id, key=key, created_at=clock.now())
    db.session.add(scheme)
    db.session.flush()
    return scheme


def _values_of(seed: SchemeSeed) -> dict[str, Any]:
    texts = ("name", "source_name", "source_number", "source_address", "clause", "region_note")
    found = {name: getattr(seed, name) for name in (*texts, "valid_from", "valid_until")}
    figures = {name: getattr(seed.parameters, name) for name in FIGURES}
    return {**found, **figures, "open_limits": sorted(seed.parameters.open_limits)}


def _add_version(
    scheme: Scheme, number: int, *, by: User, values: Mapping[str, Any], shares: Sequence[Share]
) -> SchemeVersion:
    rows = [
        SchemeShare(
            product_class=s.product_class, position=position, percent=s.percent, step=s.step
        )
        for position, s in enumerate(shares, 1)
    ]
    version = SchemeVersion(
        scheme_id=scheme.id,
        number=number,
        made_by_id=by.id,
        made_at=clock.now(),
        shares=rows,
        **values,
    )
    db.session.add(version)
    db.session.flush()
    return version
