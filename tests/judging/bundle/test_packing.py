"""A bundle of plain rows: the same bytes every time, and the manifest covers them all."""

import io
import json
from hashlib import sha256
from zipfile import ZIP_STORED, ZipFile

import pytest
import rfc8785

from judging.bundle.packing import FILES, NotTaken, Parts, bound_by, pack, write_zip

HEAD = {"chain": "contest:1", "size": 3, "at": "2026-11-26T06:00:00.000000Z"}
KEYS = {"0011223344556677": "ab" * 32}


def sign(content):
    return {**content, "key": "0011223344556677", "signature": "cd" * 64}


def files(**rows):
    parts = Parts(contest={"id": 1, "name": "大赛"}, **rows)
    return pack(parts, head=HEAD, sign=sign, keys=KEYS)


def archive(**rows):
    stream = io.BytesIO()
    write_zip(stream, files(**rows))
    return stream.getvalue()


def test_the_files_come_in_their_order_stored_plainly_and_without_a_time_of_their_own():
    with ZipFile(io.BytesIO(archive())) as made:
        members = made.infolist()

    assert [member.filename for member in members] == [*FILES, "manifest.json", "manifest.sig"]
    assert {(m.compress_type, m.date_time, m.create_system) for m in members} == {
        (ZIP_STORED, (1980, 1, 1, 0, 0, 0), 3)
    }
    assert {(m.external_attr, m.flag_bits, m.extra, m.comment) for m in members} == {
        (0o644 << 16, 0, b"", b"")
    }


def test_the_same_rows_give_the_same_bytes_whether_streamed_or_whole():
    rows = [{"id": number, "name": "项目" * 2000} for number in range(20)]

    assert archive(entries=rows) == archive(entries=iter(rows))


def test_an_archive_built_again_from_its_contents_is_the_same():
    made = archive(entries=[{"id": 1}])
    with ZipFile(io.BytesIO(made)) as opened:
        contents = [(name, [opened.read(name)]) for name in opened.namelist()]

    again = io.BytesIO()
    write_zip(again, contents)

    assert again.getvalue() == made


def test_the_manifest_names_the_digest_of_every_file_before_it_and_is_signed():
    entries = [{"id": 2, "title": "乙"}, {"id": 1, "title": "甲"}]
    with ZipFile(io.BytesIO(archive(entries=entries))) as made:
        manifest = json.loads(made.read("manifest.json"))
        signature = json.loads(made.read("manifest.sig"))
        digests = {name: sha256(made.read(name)).hexdigest() for name in FILES}
        lines = made.read("entries.jsonl")

    assert lines == b"".join(rfc8785.dumps(row) + b"\n" for row in entries)
    assert manifest == {
        "format": "jiebang-bundle/1",
        "contest": 1,
        "made_at": HEAD["at"],
        "files": digests,
        "head": HEAD,
        "keys": KEYS,
    }
    assert signature == sign({"manifest": sha256(rfc8785.dumps(manifest)).hexdigest()})
    assert bound_by(manifest) == sha256(rfc8785.dumps(digests)).hexdigest()


def test_a_file_that_was_not_read_to_its_end_stops_the_packing():
    made = files(entries=[{"id": 1}])
    next(made)

    with pytest.raises(NotTaken, match=r"README\.txt"):
        next(made)
