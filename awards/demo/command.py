"""The command that fills an empty database with the demo."""

from __future__ import annotations

import os
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from awards.demo.accounts import guide, write_cards
from awards.demo.evening_links import evening_links
from contest.cli.tables import require_tables
from contest.core import clock


@click.command("demo")
@click.option("--size", type=click.Choice(["small", "large"]), default="small", help="数据规模。")
@click.option(
    "--accounts",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.json",
    help="另把全部演示账号写入文件。",
)
@click.option("--if-empty", is_flag=True, help="数据库不为空时什么都不做。")
@with_appcontext
def demo_command(size: str, accounts: Path | None, *, if_empty: bool) -> None:
    """把演示数据装入空数据库，并列出演示账号；已装入的，可用 --accounts 再写一次账号文件。"""
    from awards.demo import loading  # noqa: PLC0415 -- loads reportlab

    require_tables()
    if accounts and not accounts.parent.is_dir():
        raise click.ClickException(f"没有文件夹 {accounts.parent}。请先建立它，或换一个位置。")
    if not loading.is_demo() or not (accounts or if_empty):
        _load_or_stop(size, if_empty=if_empty)
    if loading.is_demo():
        if accounts:
            write_cards(accounts)
        click.echo("\n\n".join(filter(None, (guide(_address()), evening_links(_address())))))


def _load_or_stop(size: str, *, if_empty: bool) -> None:
    """Load the demo; where that must not be, say why, or pass it over in silence."""
    from awards.demo import loading  # noqa: PLC0415 -- loads reportlab

    try:
        loading.require_loadable()
    except loading.Unloadable as why:
        if not if_empty:
            raise click.ClickException(str(why)) from None
    else:
        _load(size)


def _load(size: str) -> None:
    from awards.demo import loading  # noqa: PLC0415 -- loads reportlab
    from awards.demo.archives import make_archive  # noqa: PLC0415 -- the same
    from awards.demo.bulk import Bulk  # noqa: PLC0415 -- the same
    from awards.demo.papers import drawing  # noqa: PLC0415 -- the same
    from awards.documents.fonts import font_files  # noqa: PLC0415 -- the same

    click.echo("正在装入演示数据，约需半分钟……")
    with drawing(font_files(current_app.config["FONT_PATH"])[0]) as papers:
        cast = loading.load(papers)
    make_archive(cast)
    if size == "large":
        Bulk(cast, clock.now()).load()


def _address() -> str:
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    return f"http://{host}:{port}"
