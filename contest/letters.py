"""Letters with one-time links, as actions send them."""

from __future__ import annotations

from flask import render_template
from flask_babel import lazy_gettext as _l

from contest.core import clock, language, mail
from contest.core.db import db
from contest.links import LIFETIMES, new_token, token_hash
from contest.models import LinkPurpose, OneTimeLink, Tablet, User
from contest.registrations import GOOD_FOR, Registration


def make_link(user: User, purpose: LinkPurpose, *, site: str) -> str:
    """Return the address of a new one-time link, inside an action. ``site`` is our own address."""
    token = new_token()
    db.session.add(
        OneTimeLink(
            token_hash=token_hash(token),
            purpose=purpose,
            user_id=user.id,
            expires_at=clock.now() + LIFETIMES[purpose],
        )
    )
    return f"{site.rstrip('/')}/link/{token}"


def send_link(user: User, purpose: LinkPurpose, *, site: str, inviter: str = "") -> None:
    """Mail a person a new one-time link, inside an action; the names in it are plain text."""
    address = make_link(user, purpose, site=site)
    until = clock.now() + LIFETIMES[purpose]
    with language.of_the_product():
        body = render_template(
            f"emails/{purpose}.txt", user=user, address=address, until=until, inviter=inviter
        )
    mail.post(user.email, subject=_subject(purpose), body=body)


def tell_old_address(user: User, address: str) -> None:
    """Tell the address an account had until now that it has another, inside an action."""
    with language.of_the_product():
        body = render_template("emails/address_changed.txt", user=user)
    mail.post(address, subject=_l("您在揭榜平台的邮箱已修改"), body=body)


def send_registration(registration: Registration, *, site: str) -> None:
    """Mail the link that finishes a registration, inside an action."""
    address = f"{site.rstrip('/')}/register/{registration.signed()}"
    until = clock.now() + GOOD_FOR
    with language.of_the_product():
        body = render_template(
            "emails/registration.txt", registration=registration, address=address, until=until
        )
    mail.post(registration.email, subject=_l("完成揭榜平台的企业注册"), body=body)


def tell_of_account(user: User, *, site: str) -> None:
    """Tell a person who is being registered that they have an account, inside an action."""
    with language.of_the_product():
        body = render_template(
            "emails/has_account.txt", user=user, address=f"{site.rstrip('/')}/sign-in"
        )
    mail.post(user.email, subject=_l("您已有揭榜平台的账号"), body=body)


def tell_of_tablet(judge: User, tablet: Tablet) -> None:
    """Tell a judge that their card was used, inside an action: it may not have been by them."""
    with language.of_the_product():
        body = render_template("emails/tablet_added.txt", user=judge, tablet=tablet)
    mail.post(judge.email, subject=_l("您的登录卡已在一台平板上使用"), body=body)


def tell_of_reset_pin(judge: User) -> None:
    """Tell a judge that their PIN was reset, inside an action."""
    with language.of_the_product():
        body = render_template("emails/pin_reset.txt", user=judge, at=clock.now())
    mail.post(judge.email, subject=_l("您的 PIN 已由工作人员重置"), body=body)


def _subject(purpose: LinkPurpose) -> object:
    if purpose is LinkPurpose.INVITATION:
        return _l("邀请您使用揭榜平台")
    return _l("重新设置揭榜平台的密码")
