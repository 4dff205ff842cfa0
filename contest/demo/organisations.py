"""Issuers, enterprises, and the partners that neither publish nor enter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contest.demo.bodies import BODIES
from contest.demo.codes import credit_code
from contest.demo.source import rows

_REGION_OF_BODY = {body.key: body.region for body in BODIES}


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of an organisation who signs in."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation of any kind; ``kind`` is issuer, enterprise or partner.

    ``body`` is the key of the body that invited an issuer, else empty; ``representative`` is the
    legal representative of an enterprise, else empty.
    """

    key: str
    kind: str
    name: str
    region: str
    code: str
    short: str = ""
    profile: str = ""
    body: str = ""
    representative: str = ""
    contacts: tuple[Contact, ...] = ()


def _issuers() -> Iterator[Organisation]:
    for row in rows("issuer", "issuers"):
        row["region"] = _REGION_OF_BODY[row["body"]]
        yield _organisation("issuer", row, contacts=row.pop("staff"))


def _enterprises() -> Iterator[Organisation]:
    for row in rows("enterprise", "enterprises-yongjiang", "enterprises-elsewhere"):
        row.setdefault("region", "甬江市")
        row["code_prefix"] = "91"
        yield _organisation("enterprise", row, contacts=row.pop("contacts"))


def _partners() -> Iterator[Organisation]:
    for row in rows("partner", "partners"):
        yield _organisation("partner", row, contacts=())


def _organisation(kind: str, row: dict[str, Any], *, contacts: Any) -> Organisation:
    code = credit_code(row["key"], prefix=row.pop("code_prefix"), region=row["region"])
    people = tuple(Contact(*pair) for pair in contacts)
    return Organisation(kind=kind, code=code, contacts=people, **row)


ISSUERS: tuple[Organisation, ...] = tuple(_issuers())
ENTERPRISES: tuple[Organisation, ...] = tuple(_enterprises())
PARTNERS: tuple[Organisation, ...] = tuple(_partners())
ORGANISATIONS: Mapping[str, Organisation] = {o.key: o for o in (*ISSUERS, *ENTERPRISES, *PARTNERS)}
