"""Ask ClamAV about a file, where one is configured. Its absence is told, never hidden.

The protocol is clamd's INSTREAM (clamd(8)): chunks with their length in front,
an empty one at the end, one line as answer.
"""

from __future__ import annotations

import logging
import socket
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

log = logging.getLogger(__name__)

_BITE = 256 * 1024
_NOT_CONFIGURED = "未配置病毒扫描"
_NO_ANSWER = "病毒扫描服务没有应答"


class ScanResult(StrEnum):
    """What is known about a file after asking."""

    CLEAN = "clean"
    INFECTED = "infected"
    NOT_SCANNED = "not_scanned"


@dataclass(frozen=True, slots=True)
class Scan:
    """The result, and beside it the virus's name, or why the file was not scanned."""

    result: ScanResult
    detail: str = ""


def scan(path: Path, address: str | None, *, seconds: float = 60) -> Scan:
    """Return what clamd at ``address`` says of the file.

    ``address`` is ``unix:///run/clamav/clamd.ctl`` or ``tcp://host:3310``;
    ``None`` means that no scanner is configured. Never raises for a scanner
    that is away: the result is then ``NOT_SCANNED``, with the reason.
    """
    if not address:
        return Scan(ScanResult.NOT_SCANNED, _NOT_CONFIGURED)
    with path.open("rb") as file:
        try:
            with _connect(address, seconds) as clamd:
                return _read(_ask(clamd, file))
        except OSError:
            log.exception("ClamAV at %s could not be asked", address)
            return Scan(ScanResult.NOT_SCANNED, _NO_ANSWER)


def _connect(address: str, seconds: float) -> socket.socket:
    url = urlsplit(address)
    if url.scheme == "tcp":
        return socket.create_connection((url.hostname or "", url.port or 3310), timeout=seconds)
    if url.scheme != "unix":
        raise ValueError(f"{address} is neither unix:///path nor tcp://host:port")
    clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    clamd.settimeout(seconds)
    try:
        clamd.connect(url.path)
    except OSError:
        clamd.close()
        raise
    return clamd


def _ask(clamd: socket.socket, file: BinaryIO) -> str:
    clamd.sendall(b"zINSTREAM\0")
    while bite := file.read(_BITE):
        clamd.sendall(len(bite).to_bytes(4, "big") + bite)
    clamd.sendall(bytes(4))
    answer = b""
    while not answer.endswith(b"\0") and (more := clamd.recv(4096)):
        answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _read(answer: str) -> Scan:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Scan(ScanResult.CLEAN)
    if said.endswith(" FOUND"):
        return Scan(ScanResult.INFECTED, said.removesuffix(" FOUND"))
    log.error("ClamAV did not scan: %s", answer)
    return Scan(ScanResult.NOT_SCANNED, said or _NO_ANSWER)
