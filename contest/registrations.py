"""A registration on its way: what was typed, signed, in a link that its mailbox alone gets.

Nothing of it is kept until whoever reads the mailbox chooses a password: no
enterprise is registered, and no account opened, in another's name.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import ClassVar

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from contest.core import clock
from contest.invitations import Person
from contest.models import Organisation, OrganisationKind
from contest.usernames import stem_of

GOOD_FOR = timedelta(hours=72)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="registration")


@dataclass(frozen=True, slots=True)
class Registration:
    """An enterprise and its first person, as a visitor describes them."""

    organisation: str
    uscc: str
    region: str
    name: str
    email: str
    phone: str

    logged_as: ClassVar = "registration"

    @property
    def username(self) -> str:
        """Return what the user name will begin with: no part of a password."""
        return stem_of(self.email)

    def enterprise(self) -> Organisation:
        """Return the enterprise described."""
        kind = OrganisationKind.ENTERPRISE
        return Organisation(kind=kind, name=self.organisation, uscc=self.uscc, region=self.region)

    def person(self) -> Person:
        """Return its first person."""
        return Person(self.name, self.email, self.phone)

    def signed(self) -> str:
        """Return the token of the link that finishes it, good for 72 hours."""
        until = clock.now() + GOOD_FOR
        return str(_signer().dumps([int(until.timestamp()), asdict(self)]))


def registration_in(token: str) -> Registration | None:
    """Return the registration of a link, or None where it is forged or too old."""
    try:
        until, typed = _signer().loads(token)
    except BadSignature:
        return None
    return Registration(**typed) if clock.now().timestamp() < until else None
