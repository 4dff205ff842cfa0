"""Everybody who signs in to the demo. Passwords are set when the demo is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contest.demo.judges import JUDGES
from contest.demo.organisations import ENTERPRISES, ISSUERS, Organisation
from contest.demo.source import rows

JUDGES_BODY = "yongjiang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person who signs in.

    ``body`` is the organizing body's key or empty; ``organisation`` the issuer's or enterprise's
    key or empty. ``role`` is issuer, enterprise, judge, organizer, supervisor, system_admin,
    security_admin or audit_admin.
    """

    username: str
    name: str
    role: str
    title: str
    phone: str
    body: str = ""
    organisation: str = ""

    @property
    def email(self) -> str:
        """Return an address under a domain that cannot exist (RFC 2606)."""
        return f"{self.username}@jiebang.example"


def _phone(number: int) -> str:
    return f"0588-5557 {number:04d}"


def _staff() -> Iterator[Account]:
    for number, row in enumerate(rows("staff", "staff"), start=1):
        yield Account(**row, phone=_phone(number))


def _judges() -> Iterator[Account]:
    for number, judge in enumerate(JUDGES, start=101):
        yield Account(
            username=judge.username,
            name=judge.name,
            role="judge",
            title=judge.title,
            phone=_phone(number),
            body=JUDGES_BODY,
        )


def _of_organisations(organisations: tuple[Organisation, ...], first: int) -> Iterator[Account]:
    """Yield one account per contact; the second of an organisation is ``key2``."""
    people = ((o, place) for o in organisations for place in range(len(o.contacts)))
    for number, (organisation, place) in enumerate(people, start=first):
        contact = organisation.contacts[place]
        yield Account(
            username=organisation.key + (str(place + 1) if place else ""),
            name=contact.name,
            role=organisation.kind,
            title=contact.title,
            phone=_phone(number),
            body=organisation.body,
            organisation=organisation.key,
        )


ACCOUNTS: tuple[Account, ...] = (
    *_staff(),
    *_judges(),
    *_of_organisations(ISSUERS, 201),
    *_of_organisations(ENTERPRISES, 301),
)
