"""What a browser gets when it asks for a kept file."""

import pytest
from flask import Flask

from contest.core.storage import NotStored, storage_from
from contest.core.storage.sending import send_stored

PAGE = b"<script>alert(1)</script>"


@pytest.fixture
def download(tmp_path):
    storage = storage_from(tmp_path)
    digest = storage.put_bytes(PAGE).digest
    app = Flask(__name__)

    @app.get("/<digest>")
    def show(digest):
        return send_stored(storage, digest, name="方案\r\n.pdf", mimetype="application/pdf")

    return lambda asked=digest, **more: app.test_client().get(f"/{asked}", **more)


def test_a_file_is_a_download_whatever_it_holds(download):
    with download() as answer:
        assert answer.data == PAGE
        assert answer.content_length == len(PAGE)
        assert answer.mimetype == "application/pdf"
        assert answer.headers["Content-Disposition"] == (
            "attachment; filename=.pdf; filename*=UTF-8''%E6%96%B9%E6%A1%88.pdf"
        )


def test_nothing_of_a_file_runs_or_stays(download):
    with download() as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_is_not_kept_is_not_sent(tmp_path):
    with Flask(__name__).test_request_context(), pytest.raises(NotStored):
        send_stored(storage_from(tmp_path), "0" * 64, name="a.pdf", mimetype="application/pdf")
