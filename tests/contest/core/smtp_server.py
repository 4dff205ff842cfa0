"""A small mail server on loopback that keeps what it is given."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


class _Conversation(socketserver.StreamRequestHandler):
    """Speak as much of RFC 5321 as one letter needs."""

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            self.server.heard.append(line)
            self._say(self._answer(line.upper()))
            if line.upper() == "DATA":
                self._take_letter()

    def _answer(self, line: str) -> str:
        if "TO:<UNKNOWN@" in line:
            return "550 no such mailbox"
        return {"DATA": "354 go on", "QUIT": "221 bye"}.get(line, "250 fine")

    def _take_letter(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        letter = message_from_bytes(b"".join(lines), policy=default)
        self.server.on_letter(letter)
        self.server.letters.append(letter)
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """What was said to it, and the letters it took."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.heard: list[str] = []
        self.letters: list[EmailMessage] = []
        # What happens while a letter is on its way; the sender waits for it.
        self.on_letter: Callable[[EmailMessage], object] = lambda _letter: None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server while the block runs."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
