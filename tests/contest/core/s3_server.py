"""A small object store that speaks S3 on a local port, for the tests."""

import base64
import hashlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

ERROR = "<Error><Code>{0}</Code><Message>{0}</Message></Error>"


class Store(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, *, confirms=True, loses_bytes=False):
        super().__init__(("127.0.0.1", 0), Request)
        self.kept = {}
        self.confirms = confirms
        self.loses_bytes = loses_bytes

    @property
    def url(self):
        return f"s3://contest/files?endpoint=http://127.0.0.1:{self.server_port}"


class Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def key(self):
        return unquote(urlsplit(self.path).path)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        wanted = self.headers["x-amz-checksum-sha256"]
        if wanted != base64.b64encode(hashlib.sha256(body).digest()).decode():
            self.answer(400, ERROR.format("BadDigest").encode())
            return
        self.server.kept[self.key] = body[:-1] if self.server.loses_bytes else body
        self.answer(200, b"", **({"x-amz-checksum-sha256": wanted} if self.server.confirms else {}))

    def do_GET(self):
        if "list-type=2" in self.path:
            self.answer(200, self.listing())
        elif self.key in self.server.kept:
            self.answer(200, self.server.kept[self.key])
        else:
            self.answer(404, ERROR.format("NoSuchKey").encode())

    def do_HEAD(self):
        found = self.key in self.server.kept or self.key == "/contest"
        self.answer(200 if found else 404, b"")

    def listing(self):
        keys = (key.removeprefix("/contest/") for key in self.server.kept)
        items = "".join(f"<Contents><Key>{escape(key)}</Key></Contents>" for key in keys)
        return f"<ListBucketResult>{items}</ListBucketResult>".encode()

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@contextmanager
def object_store(**options):
    with Store(**options) as store:
        thread = Thread(target=store.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield store
        finally:
            store.shutdown()
            thread.join()
