"""The credit check: which public lists are looked at for which organisations."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

# 信用中国: 失信被执行人, 重大税收违法失信主体, 政府采购严重违法失信行为记录 (DOMAIN §6).
SOURCES = ("debtor", "tax", "procurement")


@dataclass(frozen=True, slots=True)
class Gap:
    """A list that nobody has looked an organisation up in yet."""

    name: str
    uscc: str
    source: str


def unchecked(
    organisations: Iterable[tuple[str, str]], checked: Collection[tuple[str, str]]
) -> list[Gap]:
    """Return what is still to be looked up.

    ``organisations`` are names and credit codes; ``checked`` credit codes and sources.
    """
    return [
        Gap(name, uscc, source)
        for name, uscc in organisations
        for source in SOURCES
        if (uscc, source) not in checked
    ]
