"""What needs a person now of subsidy claims: to review, to fund, to pay, and to complete."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards.queries.claims import unfinished_claims
from awards.queries.waits import Wait
from awards.states import ClaimState
from contest.models import User
from contest.worklist import Item

# What each state waits for, and how it is done.
WAITS: dict[str, tuple[object, object]] = {
    ClaimState.SUBMITTED.value: (
        _l("《%(contest)s》有 %(count)s 份保险补贴申请待资格审核"),
        _l("逐项核对材料、年度和关联关系"),
    ),
    ClaimState.QUALIFIED.value: (
        _l("《%(contest)s》有 %(count)s 份保险补贴申请待资金核定"),
        _l("由资格审核以外的另一人，按剩余额度核定"),
    ),
    ClaimState.FUNDED.value: (
        _l("《%(contest)s》有 %(count)s 份保险补贴待拨付"),
        _l("拨付后记录日期和凭证"),
    ),
}


def waiting(wait: Wait) -> Item:
    """Return the line of a contest's claims that wait in a state."""
    state, _contest, name, count, _due = wait
    title, note = WAITS[state]
    said = str(title) % {"contest": name, "count": count}
    return Item("warm", said, str(note), None, url_for("claims.browse", state=state), _("去办理"))


WAITING = dict.fromkeys(WAITS, waiting)


def to_complete(user: User) -> Iterator[Item]:
    """Yield the claims of a person's enterprise that it can go on with, in one statement."""
    for claim in unfinished_claims(user):
        returned = claim.state is ClaimState.RETURNED
        yield Item(
            "hot" if returned else "warm",
            _("“%(name)s”的保险补贴申请已退回补正", name=claim.product_name)
            if returned
            else _("“%(name)s”的保险补贴申请尚未提交", name=claim.product_name),
            _("按退回意见补正后再次提交") if returned else _("填写、上传材料后提交"),
            None,
            url_for("claims.show", claim_id=claim.id),
            _("去办理"),
        )
