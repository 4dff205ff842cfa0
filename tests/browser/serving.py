"""Serving an application to a browser in the test's own process, for the time of a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@contextmanager
def serving(app: WSGIApplication) -> Iterator[str]:
    """Serve on a free port of the loopback, a thread for each request; yield the address."""
    http = make_server("127.0.0.1", 0, _at_once(app), threaded=True)
    thread = Thread(target=http.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}"
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def _at_once(app: WSGIApplication) -> WSGIApplication:
    """Return the application, each answer read whole and let go of before any of it is sent.

    A browser that leaves a page drops its connections; Werkzeug then may forget to close what it
    was sending, and the open file fails whatever test is next.
    """

    def run(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        answer = app(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            if close := getattr(answer, "close", None):
                close()

    return run
