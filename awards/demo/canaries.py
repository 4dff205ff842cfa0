"""Canaries: a word for each tenant that stands in its private data, and must be found nowhere else.

A tenant is a body, an organisation or a judge. Whoever looks for leaks signs in
as one and searches what comes back for the words of the others.
"""

from __future__ import annotations

from contest.demo.chance import chance


def canary(tenant: str) -> str:
    """Return the tenant's word, such as ``JB-7F3A90C2``: the same at every call."""
    return f"JB-{chance(f'canary {tenant}').randrange(16**8):08X}"
