"""The judge's pages as an app of the tablet's: its worker, and what a page tells the device."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.core import signing
from contest.core.access import public
from judging.queries.assignments import Assignment

bp = Blueprint("tablet", __name__, url_prefix="/ballots")

# What the pages are drawn and run with; pictures of pages and downloads are not among it.
KEPT = ("css/*.css", "js/*.js", "vendor/*.js", "img/*.svg")
ICONS = (192, 512)


@dataclass(frozen=True, slots=True)
class Device:
    """What a page tells the tablet it stands on.

    ``judge`` is whose marks it may show, ``pages`` the sheets that still open
    without a network, ``entry`` and ``session`` what is being marked, if
    anything. ``blank`` pages hold no mark: they are what the tablet keeps.
    """

    judge: int
    pages: Sequence[str]
    entry: int | None = None
    session: int | None = None
    blank: bool = False

    @property
    def key(self) -> str:
        """The public key by which receipts are checked."""
        return signing.public_key()

    @property
    def urls(self) -> dict[str, str]:
        """Where the page's script finds things."""
        return {
            "ballot": url_for("api.save_ballot", uuid="UUID", entry=0),
            "key": url_for("api.receipt_key"),
            "session": url_for("tablet_api.show"),
            "day": url_for("api.day"),
            "help": url_for("api.call_for_help"),
            "desk": url_for("ballots.desk"),
            "worker": url_for("tablet.worker"),
            "verify": check_address("CODE"),
            "receipts": url_for("receipts.own"),
        }

    @property
    def pause(self) -> int:
        """The unit of waiting, in milliseconds."""
        return int(current_app.config["TABLET_PAUSE"])


def check_address(code: str) -> str:
    """Return where anybody can check the code of a receipt, as others reach us."""
    own = current_app.config["PUBLIC_URL"] or request.url_root
    return str(own).rstrip("/") + url_for("verify.show", code=code)


def day_of(assignments: Iterable[Assignment]) -> list[str]:
    """Return the addresses of the sheets that a judge has not submitted."""
    return [url_for("ballots.show", entry_id=f.entry.id) for f in assignments if f.is_open]


@cache
def _digest(folder: Path) -> str:
    """Return what the kept files add up to: a changed one makes a new worker."""
    files = sorted(path for pattern in KEPT for path in folder.glob(pattern))
    parts = b"".join(sha256(path.read_bytes()).digest() for path in files)
    return sha256(parts).hexdigest()[:16]


def _statics() -> list[str]:
    """Return the addresses that the pages ask for: by name, and where a page says so by content."""
    folder = Path(str(current_app.static_folder))
    names = [p.relative_to(folder).as_posix() for g in KEPT for p in sorted(folder.glob(g))]
    with_content = [url_for("static", filename=name) for name in names]
    by_name = [address.partition("?")[0] for address in with_content if ".js" in address]
    beneath = url_for("bootstrap.static", filename="css/bootstrap.min.css")
    return [*with_content, *by_name, beneath]


@bp.get("/sw.js")
@public
def worker() -> ResponseReturnValue:
    folder = Path(str(current_app.static_folder))
    code = (folder / "js" / "sw.js").read_text(encoding="utf-8")
    told = {"version": _digest(folder), "files": _statics()}
    answer = Response(f"self.kept = {json.dumps(told)};\n{code}", mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/manifest.webmanifest")
@public
def manifest() -> ResponseReturnValue:
    icons = [
        {
            "src": url_for("static", filename=f"img/tablet-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in ICONS
        for purpose in ("any", "maskable")
    ]
    answer = jsonify(
        name=_("揭榜评审"),
        short_name=_("揭榜评审"),
        id=url_for("ballots.desk"),
        start_url=url_for("ballots.desk"),
        scope=url_for("ballots.desk"),
        display="standalone",
        background_color="#f4f6f9",
        theme_color="#1f4e9c",
        icons=icons,
    )
    answer.mimetype = "application/manifest+json"
    return answer
