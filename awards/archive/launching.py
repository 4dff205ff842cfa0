"""Starting the process that makes an archive: it outlives the page, and the worker that drew it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import Any

from flask import current_app

ROOT = Path(__file__).resolve().parents[2]
# Settings that are given on: what a worker was started with need not be in its environment.
GIVEN = {
    "SECRET_KEY": "SECRET_KEY",
    "RECEIPT_KEY": "RECEIPT_KEY",
    "SEAL_KEY": "SEAL_KEY",
    "DATABASE_URL": "SQLALCHEMY_DATABASE_URI",
    "DATA_DIR": "DATA_DIR",
    "STORAGE_URL": "STORAGE_URL",
    "HEADS_FILE": "HEADS_FILE",
    "FONT_PATH": "FONT_PATH",
    "DIGEST": "DIGEST",
}


def launch(number: int) -> None:
    """Start making the archive of this number, and wait for nothing."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "awards", "archive-job", str(number)]
    process = subprocess.Popen(  # noqa: S603 -- no shell, and a number of ours
        command,
        cwd=ROOT,
        env=_environment(current_app.config),
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    # Somebody has to hear of its end, or the system keeps it on its list of processes.
    Thread(target=process.wait, daemon=True).start()


def _environment(config: Mapping[str, Any]) -> dict[str, str]:
    given = {name: config[setting] for name, setting in GIVEN.items()}
    # What a worker counts for a monitoring system is its own.
    kept = {name: value for name, value in os.environ.items() if name != "PROMETHEUS_MULTIPROC_DIR"}
    return kept | {name: str(value) for name, value in given.items() if value is not None}
