"""``flask mail send``: letters that are due, sent now."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from contest.core import mail

mail_cli = AppGroup("mail", help="The outbox.")


@mail_cli.command("send")
def send() -> None:
    """Send the letters that wait and are due, the oldest first, and say how many left."""
    click.echo(f"寄出 {mail.send_waiting()} 封。")
