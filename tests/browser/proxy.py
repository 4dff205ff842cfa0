"""A network as it is in a hall: a proxy on the loopback that loses, cuts and delays as it is told.

Each fault strikes the first try of ballots (``struck`` tells how many); later tries pass, as
when a network comes back. ``all_is_lost`` stands for no network at all.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

FAULTS = (
    "request dropped",
    "response dropped",
    "truncated",
    "black hole",
    "reset",
    "portal",
    "flapping",
    "slow",
)
PORTAL = b"<!doctype html><title>Wi-Fi</title><p>Please accept the terms of this hall."
BY_RST = struct.pack("ii", 1, 0)
# A fault that costs its whole time-out strikes one ballot in so many.
SELDOM = {"black hole": 5}


@dataclass
class Proxy:
    """Passes requests on to ``upstream``, a port; ``delivered`` are the receipts that went out."""

    upstream: int
    fault: str = ""
    all_is_lost: bool = False
    port: int = 0
    struck: int = 0
    delivered: list[dict[str, Any]] = field(default_factory=list)
    stop: Callable[[], object] = lambda: None
    _tried: set[bytes] = field(default_factory=set)
    _turns: int = 0
    _running: set[Any] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._running.add(task := asyncio.current_task())  # asyncio itself may forget it
        try:
            await self._answer(await _read(reader), writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # a browser that gave up, or the end of the test
        finally:
            self._running.discard(task)
            writer.close()

    async def _answer(self, request: bytes, writer: asyncio.StreamWriter) -> None:
        fault = self._fault_of(request)
        if fault in {"request dropped", "black hole"}:
            await asyncio.sleep(60 if fault == "black hole" else 0)
            return
        answer = _page(PORTAL) if fault == "portal" else await self._passed_on(request)
        if fault == "reset":
            raw = writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, BY_RST)
        elif fault != "response dropped":
            await self._give(answer, fault, writer)

    async def _give(self, answer: bytes, fault: str, writer: asyncio.StreamWriter) -> None:
        if fault == "truncated":
            head = answer.index(b"\r\n\r\n") + 4
            answer = answer[: head + (len(answer) - head) // 2]
        size = 200 if fault == "slow" else len(answer)
        for start in range(0, len(answer), size):
            writer.write(answer[start : start + size])
            await writer.drain()
            await asyncio.sleep(0.01 if fault == "slow" else 0)
        if fault != "truncated":
            self._note(answer)

    def _fault_of(self, request: bytes) -> str:
        first = request.partition(b"\r\n")[0]
        if self.all_is_lost:
            return "request dropped"
        if not first.startswith(b"PUT /api/v1/ballots/"):
            return ""
        fault = self._by_turn() if self.fault == "flapping" else self._by_try(first)
        self.struck += bool(fault)
        return fault

    def _by_turn(self) -> str:
        self._turns += 1
        return ("", "response dropped", "", "request dropped")[self._turns % 4]

    def _by_try(self, first: bytes) -> str:
        """Return the fault at a ballot's first try; what is slow is so at all of them."""
        if self.fault == "slow":
            return "slow"
        is_first, _ = first not in self._tried, self._tried.add(first)
        strikes = is_first and len(self._tried) % SELDOM.get(self.fault, 1) == 0
        return self.fault if strikes else ""

    async def _passed_on(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.upstream)
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [
            line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")
        ]
        try:
            writer.write(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
            return await reader.read()
        finally:
            writer.close()

    def _note(self, answer: bytes) -> None:
        head, _, body = answer.partition(b"\r\n\r\n")
        if b"application/json" in head and b"receipt" in body:
            self.delivered.append(json.loads(body))


def _page(body: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: "
    return head + str(len(body)).encode() + b"\r\n\r\n" + body


async def _read(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return head + (await reader.readexactly(length) if length else b"")


@contextmanager
def proxy_to(upstream: int) -> Iterator[Proxy]:
    """Run a proxy in a thread of its own, on a port of its own."""
    proxy, is_up = Proxy(upstream), Event()
    thread = Thread(target=lambda: asyncio.run(_run(proxy, is_up)))
    thread.start()
    is_up.wait()
    try:
        yield proxy
    finally:
        proxy.stop()
        thread.join()


async def _run(proxy: Proxy, is_up: Event) -> None:
    """Serve until told to stop; what is under way is then let go."""
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port, stopped = server.sockets[0].getsockname()[1], asyncio.Event()
    loop = asyncio.get_running_loop()
    proxy.stop = lambda: loop.call_soon_threadsafe(stopped.set)
    is_up.set()
    await stopped.wait()
    server.close()
    under_way = asyncio.all_tasks() - {asyncio.current_task()}
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)
    await asyncio.sleep(0.05)  # for the connections to be let go of
