"""Letters about objections, posted inside actions."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards.models import Objection
from awards.periods import written
from contest.core import clock, language, mail
from contest.links import site_for_strangers
from contest.notices import tell
from contest.queries.recipients import organizers_of_body, supervisors_of_body


def send_receipt(objection: Objection, token: str) -> None:
    """Send who objected the receipt, with the address at which to follow the objection."""
    with language.of_the_product():
        at = clock.local(objection.received_at).strftime("%Y-%m-%d %H:%M:%S")
        body = _(
            "已收到您对《%(title)s》提出的异议。\n\n编号：%(number)s\n收到时间：%(at)s（北京时间）\n"
            "答复期限：%(due)s\n\n查看办理情况（请勿转发本邮件）：\n%(where)s",
            title=objection.notice.title,
            number=objection.number,
            at=at,
            due=written(objection.due),
            where=f"{site_for_strangers().rstrip('/')}/objections/follow/{token}",
        )
    mail.post(objection.email, subject=_l("异议回执"), body=body)


def tell_of_receipt(objection: Objection) -> None:
    """Tell the organizers and the supervisors; who objected is not in the letter."""
    body = objection.contest.body_id
    tell(
        dict.fromkeys([*organizers_of_body(body), *supervisors_of_body(body)]),
        subject=_l("%(contest)s：收到异议", contest=objection.contest.name),
        body=_l(
            "收到第 %(number)s 号异议，所涉及的奖励已暂停确认。请于 %(due)s 前答复。",
            number=objection.number,
            due=written(objection.due),
        ),
        path=f"/objections/{objection.id}",
    )


def send_decision(objection: Objection, outcome: object) -> None:
    """Send who objected what was decided, and why."""
    mail.post(
        objection.email,
        subject=_l("异议处理决定：%(outcome)s", outcome=outcome),
        body=_l(
            "您对《%(title)s》提出的第 %(number)s 号异议，处理决定：%(outcome)s。\n\n"
            "理由：%(reason)s\n\n"
            "对决定不服的，可向纪检监督反映，电话：%(phone)s。",
            title=objection.notice.title,
            number=objection.number,
            outcome=outcome,
            reason=objection.decision_reason,
            phone=objection.notice.phone,
        ),
    )
