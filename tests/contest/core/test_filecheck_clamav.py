"""What ClamAV says of a file, and what is said when it says nothing."""

import socket
from contextlib import contextmanager
from threading import Thread

import pytest

from contest.core.filecheck import Scan, ScanResult, scan


@contextmanager
def clamd(listener, answer):
    """Speak clamd's side of INSTREAM once; ``received`` holds the file as it came."""
    received = []

    def serve():
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as stream:
            received.append(stream.read(len(b"zINSTREAM\0")))
            while length := int.from_bytes(stream.read(4), "big"):
                received.append(stream.read(length))
            connection.sendall(answer)

    thread = Thread(target=serve)
    thread.start()
    with listener:
        yield received
        thread.join()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"content" * 100_000)
    return path


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"stream: OK\0", Scan(ScanResult.CLEAN)),
        (b"stream: Eicar-Signature FOUND\0", Scan(ScanResult.INFECTED, "Eicar-Signature")),
        (
            b"INSTREAM size limit exceeded. ERROR\0",
            Scan(ScanResult.NOT_SCANNED, "INSTREAM size limit exceeded. ERROR"),
        ),
        (b"", Scan(ScanResult.NOT_SCANNED, "病毒扫描服务没有应答")),
    ],
)
def test_the_whole_file_is_sent_and_the_answer_read(file, answer, expected):
    listener = socket.create_server(("127.0.0.1", 0))
    with clamd(listener, answer) as received:
        result = scan(file, f"tcp://127.0.0.1:{listener.getsockname()[1]}")

    assert result == expected
    assert b"".join(received) == b"zINSTREAM\0" + file.read_bytes()


def test_a_scanner_behind_a_local_socket_is_asked_too(file, tmp_path):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "clamd.ctl"))
    listener.listen()

    with clamd(listener, b"stream: OK\0"):
        assert scan(file, f"unix://{tmp_path}/clamd.ctl") == Scan(ScanResult.CLEAN)


def test_without_a_scanner_nothing_is_called_clean(file):
    assert scan(file, None) == Scan(ScanResult.NOT_SCANNED, "未配置病毒扫描")


def test_a_scanner_that_is_away_is_told_and_logged(file, tmp_path, caplog):
    result = scan(file, f"unix://{tmp_path}/nobody")

    assert result == Scan(ScanResult.NOT_SCANNED, "病毒扫描服务没有应答")
    assert "could not be asked" in caplog.text


def test_an_address_of_another_kind_is_a_wrong_setting(file):
    with pytest.raises(ValueError, match="neither"):
        scan(file, "http://127.0.0.1")


def test_a_file_that_is_missing_is_not_the_scanners_fault(tmp_path):
    with pytest.raises(FileNotFoundError):
        scan(tmp_path / "nothing", f"unix://{tmp_path}/nobody")
