"""How many requests one source may make where each costs us work or somebody a letter."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from flask import Response, g, request
from flask_limiter import Limiter

# What a provider gives one customer: any of its addresses is as good as another (RFC 6177).
IPV6_PREFIX = 64


def network_of(address: str) -> str:
    """Return what is counted as one source: an IPv4 address, or the network of an IPv6 one."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ip_network((known, IPV6_PREFIX), strict=False))


def network() -> str:
    """Return where the current request comes from, as it is counted."""
    return network_of(request.remote_addr or "127.0.0.1")


limiter = Limiter(key_func=network)

# Wrong passwords and codes alone, of a known browser or an address: a hall signs in through one.
SIGN_IN = "60 per minute"
REGISTRATION = "30 per minute"
# Of a link or a mailbox, not an address: who is held up behind a shared one comes in by a letter.
LINK = "30 per minute"
LETTER = "5 per 10 minutes"
# Receipts looked up by nobody in particular: a panel of judges checks theirs from one hall.
LOOK_UP = "60 per minute"


def note_guess() -> None:
    """Count the current request against the limit of guesses."""
    g.was_guess = True


def was_guess(_answer: Response) -> bool:
    """Return whether the current request was a wrong guess."""
    return bool(g.get("was_guess"))
