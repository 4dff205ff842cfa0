"""Rosters: lists of issuers and judges as spreadsheets, and what a row of them holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from contest.core.forms import half_width, normal_code
from contest.core.mailboxes import normal_address
from contest.core.tables import Expected, ReadRow, RowCheck, TableRead
from contest.invitations import Person
from contest.models import Employment, JudgeKind

KINDS = {"商务": JudgeKind.COMMERCIAL, "技术": JudgeKind.TECHNICAL}
EMPLOYERS = (1, 2, 3)
Check = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Employer:
    """Whom a judge works or worked for."""

    organisation_name: str
    uscc: str
    began_on: date | None = None
    ended_on: date | None = None

    @classmethod
    def of(cls, kept: Employment) -> Employer:
        """Return a kept employment as an employer."""
        return cls(kept.organisation_name, kept.uscc, kept.began_on, kept.ended_on)

    def columns(self) -> dict[str, Any]:
        """Return the columns of an employment."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Checks:
    """The tests of single cells: each returns what is wrong with a text, in Chinese, or None."""

    email: Check
    code: Check
    phone: Check


def _kind(text: str) -> str | None:
    return None if text in KINDS else "请填“商务”或“技术”。"


def _contact(checks: Checks) -> list[Expected]:
    return [
        Expected("email", "邮箱", required=True, unique=True, check=checks.email, longest=200),
        Expected("phone", "电话", check=checks.phone, longest=30),
    ]


def issuer_columns(checks: Checks) -> list[Expected]:
    """Return the columns of a roster of issuers."""
    return [
        Expected("organisation", "单位名称", required=True, longest=100),
        Expected("uscc", "统一社会信用代码", required=True, check=checks.code, longest=40),
        Expected("region", "所在地", longest=50),
        Expected("name", "联系人", required=True, longest=50),
        *_contact(checks),
    ]


def judge_columns(checks: Checks) -> list[Expected]:
    """Return the columns of a roster of judges."""
    return [
        Expected("name", "姓名", required=True, longest=50),
        *_contact(checks),
        Expected("kind", "类别", required=True, check=_kind),
        Expected("title", "职称", longest=50),
        Expected("expertise", "专业领域", longest=100),
        *(
            column
            for n in EMPLOYERS
            for column in (
                Expected(f"employer{n}", f"任职单位{n}", longest=100),
                Expected(f"uscc{n}", f"任职单位{n}代码", check=checks.code, longest=40),
            )
        ),
    ]


@dataclass(frozen=True, slots=True)
class IssuerRow:
    """A person of an issuer, as a roster names them."""

    number: int
    organisation: str
    uscc: str
    region: str
    person: Person


@dataclass(frozen=True, slots=True)
class JudgeRow:
    """A judge, as a roster names them."""

    number: int
    person: Person
    kind: JudgeKind
    title: str
    expertise: str
    employers: tuple[Employer, ...]


def issuer_rows(table: TableRead) -> list[IssuerRow]:
    """Return the issuers of a roster that was read."""
    return [
        IssuerRow(
            number=row.number,
            organisation=row["organisation"],
            uscc=normal_code(row["uscc"]),
            region=row["region"],
            person=_person_in(row),
        )
        for row in table.rows
    ]


def judge_rows(table: TableRead) -> list[JudgeRow]:
    """Return the judges of a roster that was read."""
    return [
        JudgeRow(
            number=row.number,
            person=_person_in(row),
            kind=KINDS[row["kind"]],
            title=row["title"],
            expertise=row["expertise"],
            employers=_employers_in(row),
        )
        for row in table.rows
    ]


def agreement(names: Mapping[str, str], codes: Mapping[str, str]) -> RowCheck:
    """Return the test of whether a row of issuers agrees with what is known, and with rows above.

    A code has one name: its own in ``names``, else the first in the roster. A
    person whose e-mail is in ``codes`` belongs to the organisation of that code.
    """
    said: dict[str, str] = {}

    def check(row: ReadRow) -> Iterator[tuple[str, str]]:
        code, name = normal_code(row["uscc"]), row["organisation"]
        if not (code and name):
            return
        if not _same(names.get(code, name), name):
            yield "单位名称", f"这个代码已登记为“{names[code]}”。请用同一名称，或核对代码。"
        elif not _same(said.setdefault(code, name), name):
            yield "单位名称", "同一代码在前面的行里是另一个名称。"
        if codes.get(normal_address(row["email"]), code) != code:
            yield "邮箱", "此人已登记在另一个单位。"

    return check


def _same(one: str, other: str) -> bool:
    """Return whether two names are one, whatever the width of their brackets and spaces."""
    return half_width(one).split() == half_width(other).split()


def _person_in(row: ReadRow) -> Person:
    return Person(row["name"], normal_address(row["email"]), half_width(row["phone"]))


def _employers_in(row: ReadRow) -> tuple[Employer, ...]:
    pairs = [(row[f"employer{n}"], normal_code(row[f"uscc{n}"])) for n in EMPLOYERS]
    return tuple(Employer(name or code, code) for name, code in pairs if name or code)
