"""``flask accounts``: the first administrators, and a way in for who has lost every other."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from contest import passwords
from contest.actions.accounts import give_first_password
from contest.actions.administrators import make_first_administrator
from contest.cli.tables import require_tables
from contest.core.actions import Refusal
from contest.models import Role, User
from contest.queries import accounts

accounts_cli = AppGroup("accounts", help="Accounts, from the machine itself.")
FIRST = (
    (Role.SYSTEM_ADMIN, "系统管理员", "system"),
    (Role.SECURITY_ADMIN, "安全管理员", "security"),
    (Role.AUDIT_ADMIN, "审计管理员", "audit"),
)


@accounts_cli.command("first")
@click.option("--site", help="Our own address, e.g. https://jiebang.example.cn.")
@click.option("--domain", default="localhost", show_default=True, help="Of their e-mail addresses.")
def first(site: str | None, domain: str) -> None:
    """Make the three administrators and print a one-time link for each, good for 72 hours."""
    require_tables()
    address = site or current_app.config["PUBLIC_URL"] or "http://127.0.0.1:8000"
    for role, name, box in FIRST:
        person = User(name=name, email=f"{box}@{domain}", role=role)
        try:
            link = make_first_administrator(person, site=address, by=None)
        except Refusal as refusal:
            raise click.ClickException(f"{name}：{refusal}") from refusal
        click.echo(f"{name}\t{person.email}\t{link}")


@accounts_cli.command("password")
@click.argument("name")
def password(name: str) -> None:
    """Print a first password for the account NAME, which must be changed at the first sign-in.

    For who cannot be reached by mail, such as the only security administrator.
    """
    user = accounts.by_name(name)
    if user is None:
        raise click.ClickException(f"没有登录名或邮箱为 {name} 的账号。")
    first = passwords.made_up()
    give_first_password(user, password_hash=passwords.hashed(first), by=None)
    click.echo(f"{user.username}\t{first}")
