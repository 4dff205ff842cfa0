"""A bundle has one form only: whatever else says the same is none."""

import io
import json
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from judging.bundle.packing import canonical, write_zip
from tests.judging.verifier.books import signed
from tests.judging.verifier.forging import Forgery, found


@pytest.fixture(scope="module")
def data():
    return Forgery().packed()


def files_of(data):
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files):
    stream = io.BytesIO()
    write_zip(stream, ((name, [content]) for name, content in files.items()))
    return stream.getvalue()


def sealed(files, **manifest):
    """Return the files with a manifest that is right again, but for what is given."""
    told = json.loads(files["manifest.json"])
    names = [name for name in files if not name.startswith("manifest.")]
    told["files"] = {name: sha256(files[name]).hexdigest() for name in names}
    files = {**files, "manifest.json": canonical({**told, **manifest})}
    digest = sha256(files["manifest.json"]).hexdigest()
    return {**files, "manifest.sig": canonical(signed({"manifest": digest}))}


def test_the_archive_built_again_is_the_same(data):
    assert zipped(sealed(files_of(data))) == data


def test_a_file_that_was_changed_does_not_have_its_digest(data):
    files = files_of(data)
    files["README.txt"] += "。".encode()

    assert found(zipped(files)) == {"altered": {"file_digest"}}
    assert found(zipped(sealed(files))) == {}


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_STORED])
def test_another_archive_of_the_same_files_is_none(data, method):
    stream = io.BytesIO()
    with ZipFile(stream, "w", method) as archive:
        for name, content in files_of(data).items():
            archive.writestr(ZipInfo(name), content, method)

    assert found(stream.getvalue())["altered"] & {"archive_header", "archive_other"}


def test_files_in_another_order_or_of_another_name_are_no_bundle(data):
    files = files_of(data)
    turned = dict(reversed(files.items()))

    assert found(zipped(turned)) == {"altered": {"file_order"}}
    assert "file_order" in found(zipped({**files, "more.txt": b""}))["altered"]


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.replace(b'"id":', b'"id": ', 1),
        lambda text: text.removesuffix(b"\n"),
        lambda text: text.replace(b"\n", b"\r\n", 1),
        lambda text: text + b"\n",
        lambda text: text.replace(b'{"', b'{"a":1.5,"', 1),
        lambda text: b"[]\n" + text,
        lambda text: b'{"id":1,"id":1}\n' + text,
    ],
)
def test_json_written_in_another_way_is_none(data, written):
    files = files_of(data)
    files["recusals.jsonl"] = written(files["recusals.jsonl"])

    assert "not_canonical" in found(zipped(sealed(files)))["altered"]


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ({"format": "jiebang-bundle/2"}, "format"),
        ({"contest": 9999}, "manifest_names"),
        ({"made_at": "2030-01-01T00:00:00.000000Z"}, "manifest_time"),
        ({"head": None}, "malformed"),
        ({"keys": {}}, "unknown_key"),
    ],
)
def test_a_manifest_of_something_else_is_none(data, manifest, words):
    assert words in found(zipped(sealed(files_of(data), **manifest)))["altered"]


def changed(data, name, change):
    """Return the bundle with the rows of a file changed, sealed again."""
    files = files_of(data)
    rows = [json.loads(line) for line in files[name].splitlines()]
    change(rows)
    files[name] = b"".join(canonical(row) + b"\n" for row in rows)
    return zipped(sealed(files))


def test_lines_of_the_log_have_their_fields_and_no_others(data):
    def change(rows):
        rows[0]["note"] = "补记"
        rows[1]["binds"] = None

    assert "line_shape" in found(changed(data, "ledger.jsonl", change))["altered"]


def test_heads_stand_in_order(data):
    def change(rows):
        rows[:0] = [rows[-1]]

    assert "heads_order" in found(changed(data, "heads.jsonl", change))["altered"]


def test_a_proof_of_no_ballot_is_one_too_many(data):
    def change(rows):
        rows.append({**rows[0], "uuid": "no such"})

    assert found(changed(data, "proofs.jsonl", change)) == {"altered": {"proof_extra"}}


def test_a_version_of_a_line_that_is_not_there_is_told(data):
    def change(rows):
        rows[0]["versions"][-1]["sequence"] = 9999

    assert "version_line" in found(changed(data, "ballots.jsonl", change))["truncated"]


@pytest.mark.parametrize("row", [{}, {"id": "x"}, {"id": None, "versions": 3}])
def test_rows_of_another_shape_end_the_check_with_a_fault_and_no_crash(data, row):
    names = [name for name in files_of(data) if name.endswith(".jsonl") and "opened" not in name]
    for name in names:
        assert (name, found(changed(data, name, lambda rows: rows.append(row)))) != (name, {})
