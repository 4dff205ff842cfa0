"""E-mail addresses: one spelling of each, and whether a letter can be written to it."""

from __future__ import annotations

import unicodedata
from email.headerregistry import Address

from email_validator import EmailNotValidError, validate_email


def normal_address(typed: str | None) -> str:
    """Return an address in half width and lower case, without space around it."""
    return unicodedata.normalize("NFKC", typed or "").strip().lower()


def is_address(text: str) -> bool:
    """Return whether this is one complete address (RFC 5321), whether or not its mailbox exists."""
    try:
        mailbox_of(text)
    except EmailNotValidError:
        return False
    return True


def mailbox_of(address: str) -> Address:
    """Return an address as a letter names it; raise ``EmailNotValidError`` (a ``ValueError``).

    A domain in Chinese is written in ASCII; a name before the @ that is not
    ASCII is refused, because few servers take it.
    """
    found = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    return Address(username=found.local_part, domain=found.ascii_domain)
