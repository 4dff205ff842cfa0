"""The least a list of standings can cost: one query by hand, one template, no visitor."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
from io import StringIO
from typing import Any

from flask import Flask, render_template_string
from flask.typing import ResponseReturnValue

PER_PAGE = 50
QUERY = """
SELECT standing.entry_id, entry.number, entry.title, organisation.name, challenge.title,
       standing.place, standing.technical, standing.commercial, standing.score,
       standing.ballots, standing.tied, standing.decided_by, standing.trimmed, standing.detail
FROM standing
JOIN entry ON entry.id = standing.entry_id
JOIN organisation ON organisation.id = entry.enterprise_id
JOIN challenge ON challenge.id = entry.challenge_id
WHERE standing.edition_id = (SELECT id FROM edition WHERE state = 'published')
ORDER BY CASE WHEN standing.challenge_id IS NULL THEN '' ELSE challenge.number END,
         standing.challenge_id, standing.place, entry.number
"""
NAMES = (
    *("id", "number", "title", "enterprise", "challenge", "place", "technical", "commercial"),
    *("score", "ballots", "tied", "decided_by", "trimmed", "detail"),
)
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>排名</title></head>
<body><h1>排名</h1><p>{{ total }}</p><table>
<tr><th>名次<th>项目与企业<th>评委分布<th>技术<th>商务<th>总分</tr>
{% for row in rows %}<tr{% if row.tied %} class="tied"{% endif %}><td>{{ row.place }}</td>
<td><a href="/entries/{{ row.id }}">{{ row.title }}</a> {{ row.enterprise }} · {{ row.number }} ·
 {{ row.challenge }} {{ row.decided_by }}</td>
<td><svg>{% for judge in row.judges %}<circle class="{{ judge.dropped }}" cx="{{ judge.total }}"/>
{% endfor %}</svg> {{ row.ballots }} {% if not row.trimmed %}未去高低分{% endif %}</td>
<td>{{ row.technical }}</td><td>{{ row.commercial }}</td><td>{{ row.score }}</td></tr>
{% endfor %}</table></body></html>"""


def create_app() -> Flask:
    """Return the app: the first page, and all rows as csv. ``BARE_DATABASE`` names the file."""
    app = Flask(__name__)
    app.add_url_rule("/page", view_func=page)
    app.add_url_rule("/all", view_func=everything)
    return app


def page() -> ResponseReturnValue:
    """Answer with the first page, and the number of all rows."""
    connection = _connection()
    (total,) = connection.execute("SELECT count(*) FROM standing").fetchone()
    rows = [_row(row) for row in connection.execute(f"{QUERY} LIMIT {PER_PAGE}")]
    connection.close()
    for row in rows:
        row["judges"] = json.loads(row["detail"])["judges"].values()
    return render_template_string(PAGE, total=total, rows=rows)


def everything() -> ResponseReturnValue:
    """Answer with all rows."""
    connection, written = _connection(), StringIO()
    writer = csv.writer(written)
    writer.writerow([*NAMES[:-1], "dropped"])
    for row in map(_row, connection.execute(QUERY)):
        detail = json.loads(row.pop("detail"))
        dropped = sum(1 for judge in detail["judges"].values() if judge["dropped"])
        writer.writerow([*row.values(), dropped])
    connection.close()
    return written.getvalue(), {"Content-Type": "text/csv"}


def _connection() -> sqlite3.Connection:
    return sqlite3.connect(os.environ["BARE_DATABASE"])


def _row(values: tuple[Any, ...]) -> dict[str, Any]:
    row = dict(zip(NAMES, values, strict=True))
    return row | {name: f"{row[name] / 100:.2f}" for name in ("technical", "commercial", "score")}
