"""What every storage promises, on disk and in an object store."""

import io
from datetime import timedelta
from hashlib import sha256
from threading import Event, Thread

import pytest

from contest.core.storage import (
    NotStored,
    TooLarge,
    UnknownUpload,
    UploadBusy,
    UploadSealed,
    WrongOffset,
    storage_from,
)
from tests.contest.core.s3_server import object_store

LIMIT = 100
PLAN = "方案".encode()
DIGEST = sha256(PLAN).hexdigest()


@pytest.fixture(params=["disk", "s3"])
def storage(request, tmp_path, monkeypatch):
    if request.param == "disk":
        yield storage_from(tmp_path / "files")
        return
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with object_store() as store:
        yield storage_from(store.url, staging=tmp_path / "staging")


def send(storage, *parts, limit=LIMIT):
    upload_id = storage.begin()
    offset = 0
    for part in parts:
        offset = storage.append(upload_id, offset, io.BytesIO(part), limit=limit)
    return upload_id


def test_parts_become_one_content_under_its_hash(storage):
    stored = storage.finish(send(storage, PLAN[:2], PLAN[2:]))

    assert (stored.digest, stored.size) == (DIGEST, len(PLAN))
    with storage.open(DIGEST) as file:
        assert file.read() == PLAN


def test_content_opened_can_be_read_from_any_place(storage):
    storage.put_bytes(PLAN)

    with storage.open(DIGEST) as file:
        file.seek(3)
        assert file.read() == PLAN[3:]


def test_an_upload_resumes_where_it_stopped(storage):
    upload_id = send(storage, PLAN[:4])

    offset = storage.offset(upload_id)
    storage.append(upload_id, offset, io.BytesIO(PLAN[4:]), limit=LIMIT)

    assert storage.finish(upload_id).digest == DIGEST


@pytest.mark.parametrize("offset", [0, 3, 5])
def test_a_part_at_another_offset_is_refused_with_the_right_one(storage, offset):
    upload_id = send(storage, PLAN[:4])

    with pytest.raises(WrongOffset) as caught:
        storage.append(upload_id, offset, io.BytesIO(b"again"), limit=LIMIT)

    assert (caught.value.actual, storage.offset(upload_id)) == (4, 4)


def test_an_upload_of_exactly_the_limit_is_taken(storage):
    stored = storage.finish(send(storage, b"x" * 60, b"y" * 40, limit=100))

    assert stored.size == 100


def test_one_byte_over_the_limit_is_refused_and_the_part_taken_back(storage):
    upload_id = send(storage, b"x" * 60, limit=100)

    with pytest.raises(TooLarge) as caught:
        storage.append(upload_id, 60, io.BytesIO(b"y" * 41), limit=100)

    assert (caught.value.limit, storage.offset(upload_id)) == (100, 60)


class Broken(io.BytesIO):
    """A sender that goes away in the middle."""

    def read(self, size=-1):
        if self.tell():
            raise ConnectionResetError
        return super().read(4)


def test_what_came_before_the_line_broke_is_kept(storage):
    upload_id = storage.begin()

    with pytest.raises(ConnectionResetError):
        storage.append(upload_id, 0, Broken(PLAN), limit=LIMIT)

    assert storage.offset(upload_id) == 4


class Slow(io.BytesIO):
    """A sender who holds the line until told to go on."""

    def __init__(self, content):
        super().__init__(content)
        self.reading, self.go_on = Event(), Event()

    def read(self, size=-1):
        self.reading.set()
        self.go_on.wait(10)
        return super().read(size)


def test_two_parts_at_once_do_not_mix(storage):
    upload_id, slow = storage.begin(), Slow(PLAN)
    first = Thread(target=storage.append, args=(upload_id, 0, slow), kwargs={"limit": LIMIT})
    first.start()
    slow.reading.wait(10)

    with pytest.raises(UploadBusy):
        storage.append(upload_id, 0, io.BytesIO(b"other"), limit=LIMIT)
    slow.go_on.set()
    first.join()

    assert storage.finish(upload_id).digest == DIGEST


def test_what_was_sealed_for_checking_takes_no_more(storage):
    upload_id = send(storage, PLAN)

    path = storage.seal(upload_id)
    with pytest.raises(UploadSealed):
        storage.append(upload_id, len(PLAN), io.BytesIO(b"virus"), limit=LIMIT)

    assert path == storage.seal(upload_id)
    assert path.read_bytes() == PLAN
    assert storage.finish(upload_id).digest == DIGEST


def test_the_same_content_twice_is_kept_once(storage):
    first, second = storage.put_bytes(PLAN), storage.put_bytes(PLAN)
    storage.put_bytes(b"other")

    assert first == second
    assert sorted(storage.digests()) == sorted([DIGEST, sha256(b"other").hexdigest()])


def test_a_finished_or_discarded_upload_is_gone(storage):
    finished, discarded = send(storage, PLAN), send(storage, PLAN)
    storage.finish(finished)
    storage.discard(discarded)

    for upload_id in (finished, discarded):
        with pytest.raises(UnknownUpload):
            storage.finish(upload_id)
        with pytest.raises(UnknownUpload):
            storage.offset(upload_id)


@pytest.mark.parametrize("forged", ["", "../secret", "a" * 31, "A" * 32, "a" * 32 + "\n", "/etc"])
def test_an_upload_id_that_is_none_reaches_no_file(storage, tmp_path, forged):
    (tmp_path / "secret.part").write_bytes(b"secret")

    for use in (storage.offset, storage.seal, storage.discard, storage.finish):
        with pytest.raises(UnknownUpload):
            use(forged)
    assert (tmp_path / "secret.part").read_bytes() == b"secret"


@pytest.mark.parametrize("digest", ["0" * 64, "../../secret", DIGEST.upper(), ""])
def test_content_that_is_not_kept_is_not_found(storage, digest):
    storage.put_bytes(PLAN)

    with pytest.raises(NotStored):
        storage.open(digest)
    with pytest.raises(NotStored), storage.local_path(digest):
        pass
    assert not storage.exists(digest)


def test_kept_content_is_there_as_a_local_file(storage):
    storage.put_bytes(PLAN)

    with storage.local_path(DIGEST) as path:
        assert path.read_bytes() == PLAN
    assert storage.exists(DIGEST)


def test_only_abandoned_uploads_are_swept(storage):
    upload_id = send(storage, PLAN)

    early = storage.sweep(older_than=timedelta(hours=1))
    late = storage.sweep(older_than=timedelta(seconds=-1))

    assert (early, late) == (0, 1)
    with pytest.raises(UnknownUpload):
        storage.offset(upload_id)


def test_a_storage_that_works_is_ready_and_leaves_nothing(storage):
    assert storage.ready()
    assert storage.sweep(older_than=timedelta(seconds=-1)) == 0
