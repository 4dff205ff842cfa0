"""Run one function on an untrusted file in a limited child process.

A hostile PDF or picture may eat memory, loop for ever or crash the library
that reads it. Here it does so in a process of its own: with limits on memory,
processor time, wall time and what it may write, and without our environment,
so no secret of the server is within its reach.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]
MIB = 1024 * 1024

# Exit codes of the child, outside those Python and the shell give by themselves.
_REJECTED, _NO_MEMORY, _NO_TARGET = 64, 65, 66


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: bytes of address space and of answer, seconds of work and of waiting.

    The address space counts what libraries merely reserve, so it is generous.
    """

    memory: int = 1024 * MIB
    answer: int = 64 * MIB
    cpu_seconds: int = 20
    wall_seconds: float = 40


DEFAULT = Limits()


class Rejected(Exception):
    """The function in the child does not want this file; ``reason`` says why, for people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ChildFailed(Exception):
    """The child gave no answer; the text holds the end of what it said."""


class OutOfTime(ChildFailed):
    """The child worked or waited too long and was killed."""


class OutOfMemory(ChildFailed):
    """The child asked for more memory than it may have."""


def run_limited(target: str, request: Mapping[str, Any], *, limits: Limits = DEFAULT) -> bytes:
    """Return what ``target`` ("module:function", ``Mapping -> bytes``) answers to ``request``.

    ``request`` must be JSON. Raises ``Rejected`` when the function does,
    ``OutOfTime``, ``OutOfMemory`` or plain ``ChildFailed`` when the child ends
    without an answer, and ``RuntimeError`` when it could not even be started.
    """
    letter = json.dumps({"limits": asdict(limits), "request": dict(request)}).encode()
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as said:
        code = _run(target, letter, answer=answer, said=said, seconds=limits.wall_seconds)
        answer.seek(0)
        if code == 0:
            return answer.read()
        if code == _REJECTED:
            raise Rejected(answer.read().decode())
        raise _failure(code, _tail(said))


def _run(target: str, letter: bytes, *, answer: IO[bytes], said: IO[bytes], seconds: float) -> int:
    child = subprocess.Popen(  # noqa: S603 -- our own interpreter and module, no shell
        [sys.executable, "-m", "contest.core.sandbox", target],
        stdin=subprocess.PIPE,
        stdout=answer,
        stderr=said,
        cwd=ROOT,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        start_new_session=True,
    )
    try:
        child.communicate(letter, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise OutOfTime(f"{target} after {seconds} s") from None
    finally:
        child.kill()
        child.wait()
    return child.returncode


def _tail(said: IO[bytes]) -> str:
    said.seek(max(0, said.seek(0, os.SEEK_END) - 2000))
    return said.read().decode("utf-8", "replace")


def _failure(code: int, said: str) -> Exception:
    if code == _NO_TARGET:
        return RuntimeError(said)
    kind = {_NO_MEMORY: OutOfMemory, -signal.SIGXCPU: OutOfTime}.get(code, ChildFailed)
    return kind(f"exit {code}: {said}")


def _limit(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    # One second between the soft and the hard limit, so that the signal says which it was.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.answer, limits.answer))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer_to(target: str, request: Mapping[str, Any]) -> tuple[int, bytes]:
    module, _, name = target.partition(":")
    try:
        function = getattr(import_module(module), name)
    except (ImportError, AttributeError) as missing:
        return _NO_TARGET, str(missing).encode()
    try:
        return 0, function(request)
    except Rejected as rejected:
        return _REJECTED, rejected.reason.encode()
    except MemoryError:
        return _NO_MEMORY, b""


def _main(target: str) -> int:
    # Libraries may print; only what the function returns belongs to the answer.
    answer = os.dup(1)
    os.dup2(2, 1)
    letter = json.load(sys.stdin)
    _limit(Limits(**letter["limits"]))
    code, said = _answer_to(target, letter["request"])
    with os.fdopen(2 if code == _NO_TARGET else answer, "wb") as file:
        file.write(said)
    return code


if __name__ == "__main__":
    # The child knows this module under its own name too: one Rejected, not two.
    sys.modules["contest.core.sandbox"] = sys.modules["__main__"]
    sys.exit(_main(sys.argv[1]))
