"""What entrants are told of a draw: what decides and when, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from contest.core import mail
from contest.core.web import moment
from contest.models import Entry
from contest.queries.entries import addresses
from judging.models import Draw, Slot
from judging.queries.turns import begins


def tell_sealed(draw: Draw, slots: Sequence[Slot]) -> None:
    """Write to everybody who takes part, inside an action."""
    for slot in slots:
        body = _l(
            "您的项目 %(entry)s 参加“%(session)s”出场顺序的抽签。\n\n"
            "决定顺序的公开数字：%(source)s\n公布时间：%(when)s（北京时间）\n"
            "系统的承诺（SHA-256）：%(commitment)s\n\n"
            "承诺已经公布、不能更改，公开数字谁也不能事先知道。"
            "抽签记录在“我的揭榜”中可以查看，公布后可自行验算。",
            entry=slot.entry.number,
            session=draw.session.name,
            source=draw.source,
            when=moment(draw.known_at),
            commitment=draw.commitment,
        )
        _write(slot.entry, _l("出场顺序将抽签决定：%(n)s", n=slot.entry.number), body)


def tell_drawn(draw: Draw, order: Sequence[Slot]) -> None:
    """Write to everybody who was drawn which turn they have, inside an action."""
    contest, session = draw.contest, draw.session
    minutes = contest.talk_minutes + contest.question_minutes
    for ahead, slot in enumerate(order):
        if slot.entry.number not in draw.entries:
            continue
        body = _l(
            "“%(session)s”出场顺序已抽签决定：您的项目 %(entry)s 第 %(n)s 个上场，"
            "预计 %(when)s（北京时间），地点 %(room)s。\n\n公开数字：%(number)s\n"
            "抽签记录和验算办法在“我的揭榜”中查看。",
            session=session.name,
            entry=slot.entry.number,
            n=ahead + 1,
            when=moment(begins(session.starts_at, minutes, ahead)),
            room=session.room,
            number=draw.public_number,
        )
        _write(
            slot.entry,
            _l("出场顺序：%(n)s 第 %(place)s 个", n=slot.entry.number, place=ahead + 1),
            body,
        )


def _write(entry: Entry, subject: object, body: object) -> None:
    for address in addresses(entry):
        mail.post(address, subject=subject, body=body)
