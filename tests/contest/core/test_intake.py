"""Files on their way in: kept and checked, or refused and forgotten."""

import io
from types import SimpleNamespace

import pikepdf
import pytest

from contest.core import intake
from contest.core.filecheck import ScanResult
from contest.core.intake import Accepts, FileRefused, Infected, receive, storage
from tests.kept import DIGEST

ACCEPTS = Accepts(("pdf",), 1024 * 1024)

pytestmark = pytest.mark.sqlite_only  # no row is written here


def a_pdf():
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written)
    return written.getvalue()


def waiting_files():
    return list((storage().root / "staging").iterdir())


def test_a_sound_file_is_kept_under_its_hash(app):
    content = a_pdf()

    kept = receive(io.BytesIO(content), name="智慧方案.pdf", accepts=ACCEPTS)

    assert (kept.name, kept.kind, kept.pages, kept.scan) == ("智慧方案.pdf", "pdf", 1, "unscanned")
    with storage().open(kept.digest) as file:
        assert file.read() == content


def test_a_file_that_only_claims_to_be_a_pdf_is_refused_and_forgotten(app):
    with pytest.raises(FileRefused):
        receive(io.BytesIO(b"MZ a program"), name="方案.pdf", accepts=ACCEPTS)

    assert waiting_files() == []
    assert list(storage().digests()) == [DIGEST]


def test_a_file_above_the_limit_is_refused_and_forgotten(app):
    with pytest.raises(FileRefused, match="1 MB 的上限"):
        receive(io.BytesIO(a_pdf() + b" " * 1024 * 1024), name="方案.pdf", accepts=ACCEPTS)

    assert waiting_files() == []


@pytest.fixture
def scanner(monkeypatch):
    """Let the scanner, which listens on the network, answer what the test says."""
    answer = SimpleNamespace(result=ScanResult.CLEAN)
    monkeypatch.setattr(intake, "scan", lambda path, address: answer)
    return answer


def test_a_scanned_file_is_said_to_be_clean(app, scanner):
    kept = receive(io.BytesIO(a_pdf()), name="方案.pdf", accepts=ACCEPTS)

    assert kept.scan == "clean"


def test_an_infected_file_is_refused_and_forgotten(app, scanner):
    scanner.result = ScanResult.INFECTED

    with pytest.raises(Infected):
        receive(io.BytesIO(a_pdf()), name="方案.pdf", accepts=ACCEPTS)

    assert waiting_files() == []
    assert list(storage().digests()) == [DIGEST]
