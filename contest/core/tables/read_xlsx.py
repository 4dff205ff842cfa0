"""Xlsx files from strangers: their real sizes are checked, then a small process reads them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from contest.core.tables.sheet import BadCell, Line, UnreadableTable

MOST_PARTS = 500
MOST_BYTES = 32 * 2**20  # unpacked; a sheet of 5,000 rows of text stays under a tenth of it
MOST_SECONDS = 30
_CHILD = Path(__file__).with_name("xlsx_child.py")
_DAMAGED = "表格文件已损坏或内容过大，请新建表格，只粘贴数值，另存为 .xlsx 再上传。"


def xlsx_lines(content: bytes, most: int) -> Iterator[Line]:
    """Yield at most ``most`` lines of the first visible sheet.

    Formulas, error values and numbers that lost digits are :class:`BadCell`. Raises
    :class:`UnreadableTable` for damaged files and for those that unpack to too much.
    """
    _check_sizes(content)
    for number, row in json.loads(_read_apart(content, most)):
        yield Line(number, tuple(_cell(value) for value in row))


def _check_sizes(content: bytes) -> None:
    """Refuse by the zip's own list; reading never gives more than what is listed there."""
    try:
        with ZipFile(BytesIO(content)) as parcel:
            parts = parcel.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as why:
        raise UnreadableTable(_DAMAGED) from why
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise UnreadableTable(_DAMAGED)


def _read_apart(content: bytes, most: int) -> bytes:
    try:
        return subprocess.run(  # noqa: S603 -- our own interpreter and script, no shell
            [sys.executable, "-P", str(_CHILD), str(most)],
            input=content,
            capture_output=True,
            check=True,
            timeout=MOST_SECONDS,
        ).stdout
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as why:
        raise UnreadableTable(_DAMAGED) from why


def _cell(value: str | list[str]) -> str:
    if isinstance(value, str):
        return value
    text, reason = value
    return BadCell.because(reason, text=text)
