"""Judges at their tablets: a process of its own that saves ballots over kept connections.

Read from the standard input: ``{"port": …, "judges": [{"headers": {…}, "saves":
[[path, body], …]}, …]}``. Every judge sends their saves one after the other, all judges at
once. Written to the standard output: ``{"seconds": …, "took": [milliseconds, …]}``.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any


async def save_all(plan: dict[str, Any]) -> dict[str, Any]:
    """Let all judges save, and return how long all of it and each save took."""
    judges = [await Judge.connected(plan["port"], judge) for judge in plan["judges"]]
    began = time.perf_counter()
    took = await asyncio.gather(*(judge.save() for judge in judges))
    seconds = time.perf_counter() - began
    for judge in judges:
        judge.leave()
    return {"seconds": seconds, "took": [one * 1000 for times in took for one in times]}


class Judge:
    """One tablet's connection."""

    def __init__(self, reader: Any, writer: Any, part: dict[str, Any]) -> None:
        self._reader, self._writer = reader, writer
        headers = {"Host": "localhost", "Content-Type": "application/json", **part["headers"]}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._requests = [_request(path, body, lines) for path, body in part["saves"]]

    @classmethod
    async def connected(cls, port: int, part: dict[str, Any]) -> Judge:
        """Return a judge whose tablet is connected."""
        return cls(*await asyncio.open_connection("127.0.0.1", port), part)

    async def save(self) -> list[float]:
        """Send every save once the one before is answered; return the seconds of each."""
        took = []
        for request in self._requests:
            began = time.perf_counter()
            self._writer.write(request)
            await self._answer()
            took.append(time.perf_counter() - began)
        return took

    def leave(self) -> None:
        """Close the connection."""
        self._writer.close()

    async def _answer(self) -> None:
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.split(":")[1])
            for line in head.split("\r\n")
            if line.lower().startswith("content-length")
        )
        body = await self._reader.readexactly(length)
        if not head.startswith("HTTP/1.1 200"):
            raise RuntimeError(f"a save was not kept: {head} {body.decode()}")


def _request(path: str, body: object, headers: str) -> bytes:
    content = json.dumps(body).encode()
    return f"PUT {path} HTTP/1.1\r\n{headers}Content-Length: {len(content)}\r\n\r\n".encode() + (
        content
    )


if __name__ == "__main__":
    json.dump(asyncio.run(save_all(json.load(sys.stdin))), sys.stdout)
