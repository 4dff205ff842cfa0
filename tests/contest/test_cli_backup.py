"""``flask backup`` and ``flask restore``: all of it comes back, or nothing is touched."""

import io
import json
import os
import stat
import tarfile
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import text

from contest.backups import BadBackup, damaged, databases, make_backup
from contest.core import head_checks, intake, witness
from contest.core.actions import acting
from contest.core.db import db
from contest.core.heads import sign_head
from contest.core.storage.digest import content_key
from contest.models import StoredFile
from tests.conftest import close, make_app
from tests.databases import empty_database
from tests.kept import DIGEST

CONTENT = b"%PDF-1.7 \xe6\x96\xb9\xe6\xa1\x88"


@pytest.fixture(autouse=True)
def server_tools(monkeypatch):
    """Use the tools that came with the test's own PostgreSQL: they match its version."""
    tools = Path(find_spec("pgserver").origin).parent / "pginstall" / "bin"
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def kept(world):
    """Keep a file, and tell of it in a row; return its digest."""
    stored = intake.storage().put_bytes(CONTENT)
    with acting("test.kept", world.contest, by=world.author):
        db.session.add(
            StoredFile(
                digest=stored.digest,
                size=stored.size,
                kind="pdf",
                name="隧道巡检方案.pdf",
                uploaded_at=world.contest.entries_open_at,
            )
        )
    return stored.digest


@pytest.fixture
def backup(app, tmp_path):
    """Return the command, given where the backup goes."""
    runner = app.test_cli_runner()
    return lambda to=tmp_path / "a.tar": (to, runner.invoke(args=["backup", str(to)]))


@pytest.fixture
def elsewhere(app, request, tmp_path):
    """Return a maker of empty installations on the same kind of database."""
    sqlite = db.engine.dialect.name == "sqlite"
    with ExitStack() as stack:

        def make(name="restored"):
            data = tmp_path / name
            data.mkdir()
            if sqlite:
                return make_app(f"sqlite:///{data}/db.sqlite3", data)
            server = request.getfixturevalue("postgres_server")
            return make_app(stack.enter_context(empty_database(server, name)), data)

        yield make


def restore(app, source):
    with app.app_context():
        try:
            return app.test_cli_runner().invoke(args=["restore", str(source)])
        finally:
            close(app)


def rewrite(source, target, change):
    """Copy an archive, letting ``change`` alter ``{name: content}`` on the way."""
    with tarfile.open(source) as tar:
        members = {info.name: tar.extractfile(info).read() for info in tar}
    change(members)
    with tarfile.open(target, "w") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return target


def test_everything_comes_back(world, kept, backup, elsewhere):
    title, number = world.entry.title, world.entry.id
    path, made = backup()

    other = elsewhere()
    result = restore(other, path)

    assert made.exit_code == 0
    assert made.output.startswith(f"备份完成：{path}，3 项，")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "已恢复 2026-03-02T09:00:00.000000Z 的备份：3 项。" in result.output
    assert "✓ 日志链完整" in result.output
    with other.app_context():
        query = text("SELECT title FROM entry WHERE id = :id")
        found = db.session.scalar(query, {"id": number})
        with intake.storage().open(kept) as file:
            content = file.read()
        close(other)
    assert (found, content) == (title, CONTENT)


def test_a_backup_is_its_owners_alone(backup):
    path, _made = backup()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_backup_leaves_nothing_else_behind(backup, tmp_path):
    (tmp_path / "backups").mkdir()

    path, _made = backup(tmp_path / "backups" / "a.tar")

    assert list(path.parent.iterdir()) == [path]


def test_an_earlier_backup_is_not_written_over(backup):
    path, _first = backup()
    before = path.read_bytes()

    _path, second = backup()

    assert second.exit_code == 1
    assert "已经存在" in second.stderr
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_said(backup, tmp_path):
    _path, result = backup(tmp_path / "nowhere" / "a.tar")

    assert result.exit_code == 1
    assert "没有文件夹" in result.stderr


def test_a_file_already_damaged_is_backed_up_and_named(kept, backup):
    (intake.storage().root / content_key(kept)).write_bytes(b"rotten")

    path, result = backup()

    assert result.exit_code == 1
    assert kept in result.stderr
    with tarfile.open(path) as tar:
        assert tar.extractfile(f"files/{kept}").read() == b"rotten"


def test_a_sound_backup_has_no_damaged_file(app, kept, tmp_path):
    assert damaged(make_backup(tmp_path / "a.tar")) == []


def test_nothing_is_restored_over_a_database(app, backup):
    path, _made = backup()

    result = app.test_cli_runner().invoke(args=["restore", str(path)])

    assert result.exit_code == 1
    assert "当前数据库不是空的" in result.stderr


def test_nothing_is_restored_beside_other_files(kept, backup, elsewhere):
    path, _made = backup()
    other = elsewhere()
    other.extensions["storage"].put_bytes(b"of somebody else")

    result = restore(other, path)

    assert result.exit_code == 1
    assert "当前文件存储不是空的" in result.stderr


def test_yesterdays_database_is_told_of_by_the_witness_that_stayed(app, world, backup, elsewhere):
    with acting("test.yesterday", world.contest, by=world.organizer):
        pass
    path, _made = backup()
    with acting("test.today", world.contest, by=world.organizer):
        pass
    head = sign_head(f"contest:{world.contest.id}", why="test")
    other = elsewhere()
    (Path(other.config["DATA_DIR"]) / witness.NAME).write_bytes(witness.path().read_bytes())

    result = restore(other, path)

    assert result.exit_code == 1
    assert f"日志现在只有 {head.size - 1} 行：末尾的记录不见了" in result.output
    with other.app_context():
        (found,) = head_checks.quick()
        answer = other.test_client().get("/readyz")
        close(other)
    assert found.size == head.size
    assert answer.json["log"] == "not what was signed"


def test_files_of_an_attempt_that_broke_off_are_no_hindrance(kept, backup, elsewhere):
    path, _made = backup()
    other = elsewhere()
    other.extensions["storage"].put_bytes(CONTENT)

    assert restore(other, path).exit_code == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m.update(database=m["database"][:-1] + b"x"), "database 已损坏"),
        (lambda m: m.pop("database"), "有缺少或多出的部分"),
        (lambda m: m.update({"../evil": b"x"}), "有缺少或多出的部分"),
        (lambda m: m.pop("manifest.json"), "没有可用的清单"),
        (lambda m: m.update({"manifest.json": b"{}"}), "没有可用的清单"),
        (
            lambda m: m.update(
                {"manifest.json": m["manifest.json"].replace(b'"format": 1', b'"format": 2')}
            ),
            "不认识的备份格式",
        ),
    ],
)
def test_a_backup_that_is_not_whole_is_refused(backup, elsewhere, tmp_path, change, said):
    path, _made = backup()
    other = elsewhere()

    result = restore(other, rewrite(path, tmp_path / "b.tar", change))

    assert result.exit_code == 1
    assert said in result.stderr
    with other.app_context():
        assert databases.is_empty(db.engine)
        close(other)


def test_a_member_with_another_name_is_refused(backup, elsewhere, tmp_path):
    def smuggle(members):
        manifest = json.loads(members["manifest.json"])
        manifest["members"]["../evil"] = manifest["members"]["database"]
        members["../evil"] = members["database"]
        members["manifest.json"] = json.dumps(manifest).encode()

    path, _made = backup()

    result = restore(elsewhere(), rewrite(path, tmp_path / "b.tar", smuggle))

    assert result.exit_code == 1
    assert "不认识的内容" in result.stderr
    assert not (tmp_path / "evil").exists()


def test_a_file_that_is_no_backup_is_refused(elsewhere, tmp_path):
    (tmp_path / "b.tar").write_bytes(b"no tar at all")

    result = restore(elsewhere(), tmp_path / "b.tar")

    assert result.exit_code == 1
    assert "无法读取备份" in result.stderr


@pytest.mark.sqlite_only  # the other kind is named in the archive, not connected to
def test_a_backup_of_the_other_kind_of_database_is_refused(backup, elsewhere, tmp_path):
    def rename(members):
        members["manifest.json"] = members["manifest.json"].replace(b'"sqlite"', b'"postgresql"')

    path, _made = backup()

    result = restore(elsewhere(), rewrite(path, tmp_path / "b.tar", rename))

    assert "备份来自 postgresql，当前 DATABASE_URL 指向 sqlite" in result.stderr


@pytest.mark.sqlite_only  # the secret lies beside the database, whichever that is
@pytest.mark.parametrize("setting", ["SECRET_KEY", "RECEIPT_KEY", "SEAL_KEY"])
def test_a_kept_secret_comes_back_too(app, backup, elsewhere, tmp_path, setting):
    (tmp_path / setting.lower()).write_text(app.config[setting])
    path, _made = backup()
    other = elsewhere()
    own = Path(other.config["DATA_DIR"]) / setting.lower()
    other.config[setting] = "fresh"
    own.write_text("fresh")

    restore(other, path)

    assert own.read_text() == app.config[setting]


@pytest.mark.sqlite_only  # as above
def test_a_secret_given_by_the_environment_is_not_backed_up(app, backup, tmp_path):
    (tmp_path / "secret_key").write_text("left over")

    path, _made = backup()

    with tarfile.open(path) as tar:
        assert tar.getnames() == ["database", f"files/{DIGEST}", "manifest.json"]


def test_without_its_tools_a_postgresql_backup_says_what_to_install(app, monkeypatch, tmp_path):
    if db.engine.dialect.name == "sqlite":
        assert make_backup(tmp_path / "a.tar").database == "sqlite"
        return
    monkeypatch.setenv("PATH", "")

    with pytest.raises(BadBackup, match="没有找到 pg_dump"):
        make_backup(tmp_path / "a.tar")


def test_a_backup_that_fails_leaves_no_half(app, monkeypatch, tmp_path):
    def broken(engine, to):
        raise BadBackup("磁盘已满")

    monkeypatch.setattr(databases, "dump", broken)

    with pytest.raises(BadBackup):
        make_backup(tmp_path / "a.tar")

    assert [path.name for path in tmp_path.glob("*a.tar*")] == []
