"""What an archive says of itself: its index, for people and machines, and its README. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

YEARS = 15  # DOMAIN: files of a contest are kept that long


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive: its path in it, kind and title, size in bytes and SHA-256."""

    path: str
    kind: str
    title: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that could not be made, and why."""

    kind: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class About:
    """Which contest an archive is of, who made it and when (in Shanghai), and the log's head."""

    contest: str
    body: str
    made_at: str
    made_by: str
    head: str


def index_csv(members: Sequence[Member]) -> bytes:
    """Return the index for a spreadsheet: UTF-8 with a mark, a file a line."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(["序号", "路径", "种类", "名称", "字节", "SHA-256"])
    for number, one in enumerate(members, 1):
        texts = (_plain(one.path), _plain(one.kind), _plain(one.title))
        lines.writerow([number, *texts, one.size, one.sha256])
    return written.getvalue().encode("utf-8-sig")


def index_json(about: About, members: Sequence[Member], missing: Sequence[Missing]) -> bytes:
    """Return the index for machines."""
    told = {
        "format": "jiebang-archive/1",
        **asdict(about),
        "keep_years": YEARS,
        "files": [asdict(one) for one in members],
        "missing": [asdict(one) for one in missing],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def readme(about: About, folders: Mapping[str, int], missing: Sequence[Missing]) -> bytes:
    """Return what whoever opens the archive in fifteen years reads first."""
    listed = "\n".join(f"  {folder}/  {count} 个文件" for folder, count in folders.items())
    gaps = "\n".join(f"  {one.kind}：{one.title}。{one.reason}" for one in missing)
    said = f"""{about.contest} 归档文件
制作单位：{about.body}
制作时间：{about.made_at}（北京时间）
制作人：{about.made_by}
操作日志链头：{about.head}

一、保管
本文件收入大赛的全部文书和核验包，自大赛结束起至少保管 {YEARS} 年。请连同本说明整体保存，不要拆开。
参赛企业上传的原始文件不在其中，随系统备份保管；核验包里有每个文件的摘要，可以与备份核对。

二、内容
{listed}
  index.csv   每个文件的路径、名称、字节数和 SHA-256，可用表格软件打开
  index.json  同样的内容，供程序读取
PDF 是正式件。同名的 DOCX 供编辑使用，内容与 PDF 一致。
“核验包”里的 zip 记录从评分到奖励的全部依据，怎样核验见其中的 README.txt。

三、怎样确认没有被改动
对任何一个文件计算 SHA-256（Windows：certutil -hashfile 文件 SHA256；Linux：sha256sum 文件），
应与 index.csv 中的一致。整个归档文件的 SHA-256 在制作时记入了操作日志。

四、缺少的文书
{gaps or "  没有。"}
"""
    return said.replace("\n", "\r\n").encode("utf-8-sig")


def _plain(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
