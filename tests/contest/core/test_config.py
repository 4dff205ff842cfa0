"""Settings are read once; what cannot be read stops the start and says which it was."""

import stat
from pathlib import Path

import pytest

from config import BadSetting, Config


@pytest.fixture
def read(tmp_path):
    """Read settings from an environment with a data folder of its own."""
    return lambda **env: Config.from_env({"DATA_DIR": str(tmp_path / "data"), **env})


def test_an_empty_environment_runs_on_sqlite_in_the_data_folder(read, tmp_path):
    config = read()

    address = config.SQLALCHEMY_DATABASE_URI
    assert address == f"sqlite:///{tmp_path}/data/jiebang.sqlite3"
    assert (config.STORAGE_URL, config.RATELIMIT_STORAGE_URI) == (None, "memory://")
    assert (config.METRICS, config.SESSION_COOKIE_SECURE, config.DIGEST) == (False, False, "sha256")


def test_a_secret_is_made_once_and_kept_for_its_owner_alone(read, tmp_path):
    first, second = read(), read()

    kept = tmp_path / "data" / "secret_key"
    assert first.SECRET_KEY == second.SECRET_KEY == kept.read_text()
    assert len(first.SECRET_KEY) == 64
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_two_installations_have_different_secrets(tmp_path):
    one, other = (Config.from_env({"DATA_DIR": str(tmp_path / n)}) for n in "ab")

    assert one.SECRET_KEY != other.SECRET_KEY


def test_a_secret_given_is_used_and_none_is_made(read, tmp_path):
    assert read(SECRET_KEY="given").SECRET_KEY == "given"
    assert not (tmp_path / "data" / "secret_key").exists()


def test_a_secret_may_stand_in_a_file(read, tmp_path):
    (tmp_path / "secret").write_text("from a file\n")

    assert read(SECRET_KEY_FILE=str(tmp_path / "secret")).SECRET_KEY == "from a file"


def test_a_database_address_may_stand_in_a_file(read, tmp_path):
    (tmp_path / "url").write_text("postgresql://u:p@db/jiebang\n")

    found = read(DATABASE_URL_FILE=str(tmp_path / "url")).SQLALCHEMY_DATABASE_URI

    assert found == "postgresql+psycopg://u:p@db/jiebang"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_means_psycopg(read, scheme):
    found = read(DATABASE_URL=f"{scheme}://u@db/jiebang").SQLALCHEMY_DATABASE_URI

    assert found == "postgresql+psycopg://u@db/jiebang"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("true", True), ("TRUE", True), ("1", True), ("false", False), ("0", False)],
)
def test_a_flag_is_true_or_false(read, typed, meant):
    assert read(METRICS=typed).METRICS is meant
    assert read(COOKIE_SECURE=typed).SESSION_COOKIE_SECURE is meant


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("METRICS", "yes"),
        ("METRICS", ""),
        ("COOKIE_SECURE", "on"),
        ("IDLE_MINUTES", "two hours"),
        ("IDLE_MINUTES", "0"),
        ("TRUSTED_PROXIES", "1.5"),
        ("TRUSTED_PROXIES", "-1"),
        ("DIGEST", "md5"),
        ("DIGEST", "sha-256"),
        ("SECRET_KEY_FILE", "/nowhere/secret"),
        ("DATABASE_URL", "mysql://db/jiebang"),
        ("STORAGE_URL", "ftp://files"),
        ("SMTP_URL", "mail.example.org"),
        ("SMTP_URL", "smtps://mail.example.org"),
        ("PUBLIC_URL", "jiebang.example.org"),
    ],
)
def test_a_setting_that_cannot_be_meant_stops_the_start(read, name, value):
    with pytest.raises(BadSetting, match=name):
        read(**{name: value})


def test_mail_is_sent_from_where_our_own_address_is_known(read):
    config = read(SMTP_URL="smtps://mail.example.org", PUBLIC_URL="https://jb.example.org")

    assert config.SMTP_URL == "smtps://mail.example.org"


@pytest.mark.parametrize("url", ["s3://bucket/files", "file:///srv/files", "/srv/files"])
def test_files_are_kept_in_a_folder_or_in_s3(read, url):
    found = read(STORAGE_URL=url).STORAGE_URL

    assert found == url


def test_the_log_may_be_chained_with_sm3(read):
    assert read(DIGEST="sm3").DIGEST == "sm3"


def test_the_data_folder_is_instance_unless_said(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    folder = Config.from_env({"SECRET_KEY": "given"}).DATA_DIR

    assert folder == Path("instance")
