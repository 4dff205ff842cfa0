"""``flask accounts first``: the first three administrators of a new installation."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from contest.actions.administrators import make_first_administrator
from contest.core.actions import Refusal
from contest.models import Role, User

accounts_cli = AppGroup("accounts", help="Accounts of a new installation.")
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
    address = site or current_app.config["PUBLIC_URL"] or "http://127.0.0.1:8000"
    for role, name, box in FIRST:
        person = User(name=name, email=f"{box}@{domain}", role=role)
        try:
            link = make_first_administrator(person, site=address, by=None)
        except Refusal as refusal:
            raise click.ClickException(f"{name}：{refusal}") from refusal
        click.echo(f"{name}\t{person.email}\t{link}")
