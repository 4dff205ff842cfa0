"""Files kept in an S3-compatible object store. The only module that knows boto3."""

from __future__ import annotations

import base64
import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from contest.core.storage.base import Storage
from contest.core.storage.digest import content_key, digest_of, is_digest
from contest.core.storage.refusals import NotKept, NotStored, Stored
from contest.core.storage.staging import Staging

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

log = logging.getLogger(__name__)

_ABSENT = {"404", "NoSuchKey", "NotFound"}


class S3Storage(Storage):
    """Content in ``s3://bucket/prefix/ab/cd/<digest>``, uploads in a local folder.

    Other stores than Amazon's are named by ``?endpoint=https://…``, and a
    region by ``&region=…``. Keys come from the environment
    (``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``) or boto3's other places.
    """

    def __init__(self, url: str, *, staging: Path) -> None:
        super().__init__(Staging(staging))
        place = urlsplit(url)
        self._bucket, self._prefix = place.netloc, place.path.strip("/")
        self._client = _client(parse_qs(place.query))

    def finish(self, upload_id: str) -> Stored:
        path, stored = self._staging.measure(upload_id)
        checksum = base64.b64encode(bytes.fromhex(stored.digest)).decode()
        with path.open("rb") as file:
            answer = self._client.put_object(
                Bucket=self._bucket,
                Key=self._key(stored.digest),
                Body=file,
                ContentType="application/octet-stream",
                ChecksumSHA256=checksum,
            )
        if answer.get("ChecksumSHA256", "") != checksum:
            self._require_kept(stored)
        self.discard(upload_id)
        return stored

    def open(self, digest: str) -> BinaryIO:
        file = tempfile.TemporaryFile(dir=self._staging.folder)  # noqa: SIM115 -- for the caller
        try:
            self._fetch(digest, file)
        except BaseException:
            file.close()
            raise
        return cast("BinaryIO", file)

    def exists(self, digest: str) -> bool:
        if not is_digest(digest):
            return False
        try:
            self._client.head_object(Bucket=self._bucket, Key=self._key(digest))
        except ClientError as refused:
            if _is_absent(refused):
                return False
            raise
        return True

    @contextmanager
    def local_path(self, digest: str) -> Iterator[Path]:
        with tempfile.NamedTemporaryFile(dir=self._staging.folder) as file:
            self._fetch(digest, file)
            yield Path(file.name)

    def digests(self) -> Iterator[str]:
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix):
            for item in page.get("Contents", []):
                yield item["Key"].rpartition("/")[2]

    def ready(self) -> bool:
        try:
            self._client.head_bucket(Bucket=self._bucket)
        except (BotoCoreError, ClientError):
            log.exception("The object store does not answer")
            return False
        return self._staging.ready()

    def _key(self, digest: str) -> str:
        return "/".join(filter(None, (self._prefix, content_key(digest))))

    def _fetch(self, digest: str, file: IO[bytes]) -> None:
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=self._key(digest))
        except ClientError as refused:
            if _is_absent(refused):
                raise NotStored(digest) from None
            raise
        shutil.copyfileobj(answer["Body"], file)
        file.flush()
        file.seek(0)

    def _require_kept(self, stored: Stored) -> None:
        """Read the content back: some stores ignore the checksum that was sent with it."""
        with self.open(stored.digest) as file:
            if digest_of(file) != stored.digest:
                raise NotKept(stored.digest)


def _client(options: dict[str, list[str]]) -> S3Client:
    return boto3.client(
        "s3",
        endpoint_url=options.get("endpoint", [None])[0],
        region_name=options.get("region", ["us-east-1"])[0],
        config=Config(
            # Stores of one's own have no name per bucket.
            s3={"addressing_style": "path" if "endpoint" in options else "auto"},
            connect_timeout=5,
            read_timeout=60,
            retries={"max_attempts": 3, "mode": "standard"},
        ),
    )


def _is_absent(refused: ClientError) -> bool:
    return refused.response.get("Error", {}).get("Code") in _ABSENT
