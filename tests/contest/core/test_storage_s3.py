"""What only the object store promises: the content is confirmed before we answer."""

import sys
from hashlib import sha256

import pytest

from contest.core.storage import NotKept, storage_from
from tests.contest.core.s3_server import object_store

PLAN = "方案".encode()
DIGEST = sha256(PLAN).hexdigest()


@pytest.fixture(autouse=True)
def _keys(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")


def test_content_lies_under_the_prefix_and_its_hash(tmp_path):
    with object_store() as store:
        storage_from(store.url, staging=tmp_path).put_bytes(PLAN)

        assert store.kept == {f"/contest/files/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}": PLAN}


def test_a_store_that_confirms_nothing_is_read_back(tmp_path):
    with object_store(confirms=False) as store:
        stored = storage_from(store.url, staging=tmp_path).put_bytes(PLAN)

    assert stored.digest == DIGEST


def test_a_store_that_loses_bytes_is_found_out_and_the_upload_stays(tmp_path):
    with object_store(confirms=False, loses_bytes=True) as store:
        storage = storage_from(store.url, staging=tmp_path)
        with pytest.raises(NotKept):
            storage.put_bytes(PLAN)

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [PLAN]


def test_a_finished_upload_leaves_nothing_on_the_local_disk(tmp_path):
    with object_store() as store:
        storage = storage_from(store.url, staging=tmp_path)
        storage.put_bytes(PLAN)
        with storage.open(DIGEST), storage.local_path(DIGEST):
            pass

    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_away_is_not_ready(tmp_path, caplog):
    with object_store() as store:
        storage = storage_from(store.url, staging=tmp_path)

    assert not storage.ready()
    assert "does not answer" in caplog.text


def test_files_on_disk_need_no_object_store_library(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "contest.core.storage.s3", raising=False)
    monkeypatch.setitem(sys.modules, "boto3", None)

    assert storage_from(tmp_path).put_bytes(PLAN).digest == DIGEST
