"""What only the storage on disk promises: that a power cut takes nothing acknowledged."""

import os
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from contest.core.storage import storage_from

PLAN = "方案".encode()
DIGEST = sha256(PLAN).hexdigest()


@pytest.fixture
def synced(monkeypatch):
    """The paths synced so far, in order; renames among them."""
    seen = []
    fsync, replace = os.fsync, Path.replace

    def recording_fsync(descriptor):
        seen.append(("fsync", Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    def recording_replace(path, target):
        seen.append(("rename", target))
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", recording_fsync)
    monkeypatch.setattr(Path, "replace", recording_replace)
    return seen


def test_the_file_is_on_disk_before_its_name_and_the_name_before_the_answer(tmp_path, synced):
    storage = storage_from(tmp_path)
    upload_id = storage.begin()
    sealed = storage.seal(upload_id)
    synced.clear()

    storage.finish(upload_id)

    empty = sha256(b"").hexdigest()
    folder = tmp_path / empty[:2] / empty[2:4]
    assert synced == [
        ("fsync", sealed),
        ("rename", folder / empty),
        ("fsync", folder),
        ("fsync", folder.parent),
        ("fsync", tmp_path),
    ]


def test_a_part_is_on_disk_before_its_offset_is_told(tmp_path, synced):
    storage_from(tmp_path).put_bytes(PLAN)

    assert synced[0][0] == "fsync"
    assert synced[0][1].suffix == ".part"


def test_content_lies_under_its_hash_and_is_ours_alone(tmp_path):
    storage_from(str(tmp_path)).put_bytes(PLAN)

    path = tmp_path / DIGEST[:2] / DIGEST[2:4] / DIGEST
    assert path.read_bytes() == PLAN
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_damaged_content_is_healed_by_the_same_upload(tmp_path):
    storage = storage_from(tmp_path)
    storage.put_bytes(PLAN)
    path = tmp_path / DIGEST[:2] / DIGEST[2:4] / DIGEST
    path.write_bytes(b"rot")

    storage.put_bytes(PLAN)

    assert path.read_bytes() == PLAN


def test_an_upload_outlives_the_process_that_took_its_first_part(tmp_path):
    code = (
        "import io, os, sys; from contest.core.storage import storage_from\n"
        "storage = storage_from(sys.argv[1]); upload_id = storage.begin()\n"
        "storage.append(upload_id, 0, io.BytesIO(bytes.fromhex(sys.argv[2])), limit=9)\n"
        "print(upload_id, flush=True); os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", code, str(tmp_path), PLAN.hex()]
    killed = subprocess.run(  # noqa: S603 -- our own interpreter and words
        command, capture_output=True, text=True, check=False
    )

    stored = storage_from(tmp_path).finish(killed.stdout.strip())

    assert (killed.returncode, stored.digest) == (-9, DIGEST)


def test_a_storage_without_its_folder_is_not_ready(tmp_path, caplog):
    storage = storage_from(tmp_path)
    (tmp_path / "staging").rmdir()

    assert not storage.ready()
    assert "No upload can be taken" in caplog.text
