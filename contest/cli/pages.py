"""``flask access-matrix``: every page with the policy that guards it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

UNGUARDED = "public"
_IMPLIED = {"HEAD", "OPTIONS"}


@click.command("access-matrix")
@with_appcontext
def access_matrix_command() -> None:
    """以 CSV 列出每个页面、方法、地址和守护它的规则；public 表示人人可达。"""
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("page", "method", "address", "policy"))
    table.writerows(sorted(guarded_pages(current_app)))


def guarded_pages(app: Flask) -> Iterator[tuple[str, str, str, str]]:
    """Yield page, method, address and the name of its policy."""
    for rule in app.url_map.iter_rules():
        policy = getattr(app.view_functions[rule.endpoint], "policy", None)
        name = policy.name if policy else UNGUARDED
        for method in (rule.methods or set()) - _IMPLIED:
            yield rule.endpoint, method, rule.rule, name
