"""Letters that carry a signed head of the log out of the building: to judges and supervisors."""

from __future__ import annotations

from functools import partial

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from contest.core import clock, mail
from contest.core.actions import afterwards
from contest.core.audit import chain_of
from contest.core.db import db
from contest.core.heads import SignedHead, sign_head
from contest.models import Contest
from contest.queries.recipients import addresses_of, supervisors_of_body
from judging.models import Seat

GROUP = 4


def send_head(contest: Contest, *, why: str, occasion: object, panel_id: int | None = None) -> None:
    """Leave it to the running action that the head after it is signed, and mailed.

    It goes to the judges of the panel, or of the whole contest, and to the supervisors of the
    body; of a rehearsal nothing leaves.
    """
    if contest.is_rehearsal:
        return
    seats = Seat.contest_id == contest.id if panel_id is None else Seat.panel_id == panel_id
    query = select(Seat.judge_id).where(seats, Seat.left_at.is_(None)).distinct()
    judges = addresses_of(db.session.scalars(query))
    addresses = list(dict.fromkeys([*judges, *supervisors_of_body(contest.body_id)]))
    told = {"contest": contest.name, "occasion": occasion}
    afterwards(partial(_send, chain_of(contest), addresses, why=why, told=told))


def _send(chain: str, addresses: list[str], *, why: str, told: dict[str, object]) -> None:
    head = sign_head(chain, why=why)
    subject = _l("%(contest)s：%(occasion)s，操作日志链头 %(code)s", code=head.code, **told)
    mail.post_apart(addresses, subject=subject, body=_body(head, told))


def _body(head: SignedHead, told: dict[str, object]) -> object:
    return _l(
        "%(contest)s：%(occasion)s。\n\n"
        "截至 %(at)s，本届大赛的全部操作记录共 %(size)s 行，由下面的链头代表，并由系统签名：\n\n"
        "链头：%(code)s\n"
        "完整链头：%(root)s\n"
        "密钥：%(key)s\n"
        "签名：%(signature)s\n\n"
        "请保存本邮件。此前的任何一行记录如被改动、删除，或者数据库被换成较旧的，链头就对不上。"
        "需要核对时，把本邮件交给监督人员或审计管理员即可。\n",
        **told,
        at=clock.local(head.at).strftime("%Y-%m-%d %H:%M"),
        size=head.size,
        code=in_groups(head.code),
        root=head.root,
        key=head.key,
        signature=head.signature,
    )


def in_groups(code: str) -> str:
    """Return a code in groups of four, as people read it aloud."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
