"""Settings, read once from the environment. A missing or vague one stops the start."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

DIGESTS = ("sha256", "sm3")
SEED_BYTES = 32  # an Ed25519 seed, RFC 8032
DATABASES = ("sqlite", "postgresql", "postgres", "postgresql+psycopg")


class BadSetting(Exception):
    """A setting is missing or cannot be read."""


def _secret(env: Mapping[str, str], name: str) -> str | None:
    """Return a secret given directly or as the path of a file holding it."""
    if not (path := env.get(f"{name}_FILE")):
        return env.get(name) or None
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as trouble:
        raise BadSetting(f"{name}_FILE cannot be read: {trouble}") from None


def _kept_secret(path: Path) -> str:
    """Return the secret kept in the data folder, made at the first start, readable by us alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secret := secrets.token_hex(32))
    return secret


def _seed(env: Mapping[str, str], name: str, data: Path) -> str:
    """Return 32 secret bytes in hex, given or made at the first start."""
    seed = _secret(env, name) or _kept_secret(data / name.lower())
    try:
        right = len(bytes.fromhex(seed)) == SEED_BYTES
    except ValueError:
        right = False
    if not right:
        raise BadSetting(f"{name} must be {SEED_BYTES} bytes in hex: openssl rand -hex 32.")
    return seed


def _flag(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    words = {"1": True, "true": True, "0": False, "false": False}
    try:
        return words[env.get(name, str(default)).lower()]
    except KeyError:
        raise BadSetting(f"{name} must be true or false.") from None


def _number(env: Mapping[str, str], name: str, default: int, *, least: int = 0) -> int:
    try:
        number = int(env.get(name, default))
    except ValueError:
        raise BadSetting(f"{name} must be a whole number.") from None
    if number < least:
        raise BadSetting(f"{name} must be {least} or more.")
    return number


def _address(value: str | None, name: str, schemes: Collection[str]) -> str | None:
    """Return an address that begins with one of the schemes, or None where none is given."""
    if value and urlsplit(value).scheme not in schemes:
        raise BadSetting(f"{name} must begin with {' or '.join(f'{s}:' for s in schemes if s)}.")
    return value or None


def _public_url(env: Mapping[str, str]) -> str | None:
    """Return our own address; letters that leave must not take it from a visitor's request."""
    url = _address(env.get("PUBLIC_URL"), "PUBLIC_URL", ("https", "http"))
    if not url and _secret(env, "SMTP_URL"):
        raise BadSetting("SMTP_URL needs PUBLIC_URL: the address that links in letters begin with.")
    return url


def _digest(env: Mapping[str, str]) -> str:
    """Return which digest chains the log; SM3 where this machine's OpenSSL has it."""
    name = env.get("DIGEST") or "sha256"
    if name not in DIGESTS or name not in hashlib.algorithms_available:
        raise BadSetting(f"DIGEST must be one of {', '.join(DIGESTS)}, and known to this machine.")
    return name


def _numbering(env: Mapping[str, str]) -> str:
    """Return the rule that numbers certificates; it tells years and certificates apart."""
    rule = env.get("CERTIFICATE_NUMBER") or "{year}-{seq:04}"
    try:
        made = {rule.format(year=year, seq=seq) for year in (2026, 2027) for seq in (1, 2)}
    except (AttributeError, IndexError, KeyError, ValueError):
        made = set()
    if len(made) < 4:  # noqa: PLR2004 -- two years, two certificates each
        raise BadSetting("CERTIFICATE_NUMBER must hold {year} and {seq}, as in {year}-{seq:04}.")
    return rule


def _database(env: Mapping[str, str], data: Path) -> str:
    """Return the database's address; plain ``postgresql://`` means psycopg 3."""
    given = _address(_secret(env, "DATABASE_URL"), "DATABASE_URL", DATABASES)
    url = given or f"sqlite:///{data.resolve() / 'jiebang.sqlite3'}"
    if url.startswith("postgres://"):
        url = url.replace("postgres://", "postgresql://", 1)
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


@dataclass(frozen=True, slots=True)
class Config:
    """What the product is run with. Upper-case names are Flask's settings."""

    SECRET_KEY: str
    # 32 bytes in hex, from which the key that signs receipts is made.
    RECEIPT_KEY: str
    # 32 bytes in hex: bank accounts and who objects are kept sealed under it.
    SEAL_KEY: str
    SQLALCHEMY_DATABASE_URI: str
    DATA_DIR: Path
    # Where every signed head of the log is written once more; in DATA_DIR where not said.
    HEADS_FILE: str | None = None
    STORAGE_URL: str | None = None
    RATELIMIT_STORAGE_URI: str = "memory://"
    SESSION_COOKIE_SECURE: bool = False
    SESSION_COOKIE_HTTPONLY: bool = True
    SESSION_COOKIE_SAMESITE: str = "Lax"
    PERMANENT_SESSION_LIFETIME: timedelta = timedelta(days=7)
    # The server counts the idle minutes; an answer on its way must not bring back a cookie that
    # a sign-out has cleared meanwhile.
    SESSION_REFRESH_EACH_REQUEST: bool = False
    # A token lives as long as its sign-in: a tablet may be offline for hours.
    WTF_CSRF_TIME_LIMIT: int | None = None
    WTF_CSRF_ENABLED: bool = True
    MAX_CONTENT_LENGTH: int = 120 * 1024 * 1024
    IDLE_MINUTES: int = 120
    # Milliseconds: a tablet tries again after 1, 2, 4 … 30 of it, and gives a request 10.
    TABLET_PAUSE: int = 1000
    SMTP_URL: str | None = None
    MAIL_FROM: str = "jiebang@localhost"
    PUBLIC_URL: str | None = None
    CLAMAV_ADDRESS: str | None = None
    FONT_PATH: str | None = None
    METRICS: bool = False
    # How certificates are numbered: within an organizing body and year.
    CERTIFICATE_NUMBER: str = "{year}-{seq:04}"
    DIGEST: str = "sha256"
    TRUSTED_PROXIES: int = 0
    BABEL_DEFAULT_LOCALE: str = "zh_Hans_CN"
    BABEL_DEFAULT_TIMEZONE: str = "Asia/Shanghai"
    BOOTSTRAP_SERVE_LOCAL: bool = True
    TESTING: bool = False
    SQLALCHEMY_ENGINE_OPTIONS: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Config:
        """Return the settings in ``env``; raise ``BadSetting`` on what cannot be read."""
        data = Path(env.get("DATA_DIR") or "instance")
        return cls(
            SECRET_KEY=_secret(env, "SECRET_KEY") or _kept_secret(data / "secret_key"),
            RECEIPT_KEY=_seed(env, "RECEIPT_KEY", data),
            SEAL_KEY=_seed(env, "SEAL_KEY", data),
            SQLALCHEMY_DATABASE_URI=_database(env, data),
            DATA_DIR=data,
            HEADS_FILE=env.get("HEADS_FILE") or None,
            STORAGE_URL=_address(env.get("STORAGE_URL"), "STORAGE_URL", ("s3", "file", "")),
            RATELIMIT_STORAGE_URI=env.get("REDIS_URL") or "memory://",
            SESSION_COOKIE_SECURE=_flag(env, "COOKIE_SECURE", default=False),
            IDLE_MINUTES=_number(env, "IDLE_MINUTES", 120, least=1),
            TABLET_PAUSE=_number(env, "TABLET_PAUSE", 1000, least=10),
            SMTP_URL=_address(_secret(env, "SMTP_URL"), "SMTP_URL", ("smtp", "smtps")),
            MAIL_FROM=env.get("MAIL_FROM", "jiebang@localhost"),
            PUBLIC_URL=_public_url(env),
            CLAMAV_ADDRESS=env.get("CLAMAV_ADDRESS") or None,
            FONT_PATH=env.get("FONT_PATH") or None,
            METRICS=_flag(env, "METRICS", default=False),
            CERTIFICATE_NUMBER=_numbering(env),
            DIGEST=_digest(env),
            TRUSTED_PROXIES=_number(env, "TRUSTED_PROXIES", 0),
        )
