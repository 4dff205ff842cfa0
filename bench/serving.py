"""A server as the product is run: gunicorn, with the settings in ``deploy/gunicorn.py``."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60  # seconds until a server has to answer


@contextmanager
def served(application: str, environment: dict[str, str], *, log: Path) -> Iterator[int]:
    """Serve ``application`` on a free port of this machine for the block; give the port."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
    command += ["--config", "deploy/gunicorn.py", "--log-level", "warning", application]
    with log.open("w") as written:
        server = subprocess.Popen(  # noqa: S603 -- our own server
            command, env={**os.environ, **environment}, stderr=written
        )
        try:
            _await(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start; its log says why")
