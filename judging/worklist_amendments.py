"""What needs a judge or the supervisor now of amendments: to sign, and to co-sign."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from contest.models import User
from contest.worklist import Item
from judging.queries.amendments import to_cosign, to_sign


def to_be_signed(judge: User) -> Iterator[Item]:
    """Yield the amendments of the judge's own ballots."""
    for amendment in to_sign(judge.id):
        note = _("%(contest)s：请您本人核对更正后的分数", contest=amendment.contest.name)
        url = url_for("amendments.sign", amendment_id=amendment.id)
        yield Item("hot", _("签认对您评分的更正"), note, None, url, _("核对并签认"))


def to_be_cosigned(supervisor: User) -> Iterator[Item]:
    """Yield the amendments that their judges have signed."""
    for amendment in to_cosign(supervisor):
        title = _("第 %(n)s 号更正待会签", n=amendment.number)
        url = url_for("amendments.show", amendment_id=amendment.id)
        yield Item("hot", title, amendment.contest.name, None, url, _("核对并会签"))
