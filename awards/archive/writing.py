"""Making a contest's archive: every document of every kind, the bundle, and an index of all.

One document is held at a time, so that a contest of a thousand awards takes the memory of one of
ten. What cannot be made is named in the archive, never left out in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from awards.archive.index import About, Missing, index_csv, index_json, readme
from awards.archive.packing import Packer
from awards.documents.official import Official, docx_of
from awards.filing import chain_head
from awards.making import print_anew
from awards.registry import DOCUMENTS, Kind
from contest.core import clock
from contest.core.actions import Refusal
from contest.core.storage import clean_name
from contest.core.web import moment
from contest.models import Contest, User
from judging.bundling import made_bundle

# Told after each document: how many are done, and of how many. May raise, which ends it all.
Tell = Callable[[int, int], None]
BUNDLE = "核验包"


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: how many files, and how many documents are missing."""

    files: int
    missing: int


def archive_name(contest: Contest) -> str:
    """Return what to call the archive of a contest made now."""
    return clean_name(f"{contest.name}归档文件-{clock.local(clock.now()):%Y%m%d-%H%M}.zip")


def write_archive(contest: Contest, to: IO[bytes], *, by: User | None, tell: Tell) -> Made:
    """Write the archive to ``to``. Raise what the bundle raises, and what ``tell`` raises."""
    number, wanted = contest.id, _counts(contest.id)
    total, missing = sum(wanted.values()) + 1, list[Missing]()
    about = _about(contest, by)
    tell(0, total)
    with Packer(to, at=clock.local(clock.now())) as packer:
        for done, gap in enumerate(_documents(number, wanted, packer), 1):
            missing += [gap] if gap else []
            tell(done, total)
        _add_bundle(contest, packer, by=by)
        _add_index(packer, about, missing)
    tell(total, total)
    return Made(len(packer.members), len(missing))


def _counts(contest_id: int) -> dict[str, int]:
    return {key: len(kind.rows(contest_id)) for key, kind in DOCUMENTS.items()}


def _about(contest: Contest, by: User | None) -> About:
    return About(
        contest=contest.name,
        body=contest.body.name,
        made_at=moment(clock.now()),
        made_by=by.name if by else "系统管理员（命令行）",
        head=chain_head(contest),
    )


def _documents(contest_id: int, wanted: dict[str, int], packer: Packer) -> Iterator[Missing | None]:
    """Add all documents, and yield after each what is missing of it."""
    for place, (key, kind) in enumerate(DOCUMENTS.items(), 1):
        name = clean_name(str(kind.name))
        rows = kind.rows(contest_id)[: wanted[key]]
        for number, row in enumerate(rows, 1):
            yield _add(kind, row, packer, stem=f"文书/{place:02}-{name}/{number:04}")


def _add(kind: Kind, row: Any, packer: Packer, *, stem: str) -> Missing | None:
    said, title = str(kind.name), str(kind.name)
    try:
        official: Official = kind.official(row)
        title = official.name
        printed = print_anew(official)
    except Refusal as refusal:
        return Missing(said, title, str(refusal))
    path = f"{stem}-{clean_name(title)}"
    packer.add(f"{path}.pdf", printed, kind=said, title=title)
    if kind.docx:
        packer.add(f"{path}.docx", docx_of(official), kind=said, title=title)
    return None


def _add_bundle(contest: Contest, packer: Packer, *, by: User | None) -> None:
    bundle = made_bundle(contest, by=by, purpose="")
    with bundle.file as file:
        file.seek(0)
        path = f"{BUNDLE}/{clean_name(bundle.name)}"
        packer.pour(path, file, kind=BUNDLE, title=bundle.name)


def _add_index(packer: Packer, about: About, missing: list[Missing]) -> None:
    """Add the index, which tells of all before it."""
    members, folders = tuple(packer.members), packer.folders()
    added = {
        "README.txt": readme(about, folders, missing),
        "index.csv": index_csv(members),
        "index.json": index_json(about, members, missing),
    }
    for path, content in added.items():
        packer.add(path, content, kind="索引", title=path)
