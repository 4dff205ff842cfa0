"""Amounts of money: whole fen in storage, 万元 and yuan for people. Pure."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Unit = Literal["万元", "元"]

FEN: dict[Unit, int] = {"万元": 1_000_000, "元": 100}
LARGEST = 10**14  # one trillion yuan in fen: keeps sums of amounts inside 64 bits

_AMOUNT = re.compile(r"¥?(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>万元?|元|圆)?")


class BadAmount(ValueError):
    """A typed amount cannot be read exactly; the message says what to type."""


def parse_amount(text: str, *, unit: Unit) -> int:
    """Return the fen in a typed amount.

    ``unit`` is meant where the text names none. ``100 万``, ``1,000,000 元``, ``¥1000000.00`` and
    full-width digits are understood. Raises :class:`BadAmount` for signs, other words,
    fractions of a fen and amounts above a trillion yuan.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = _AMOUNT.fullmatch(plain)
    if not found:
        raise BadAmount(f"金额「{text.strip()}」读不懂，请写成 100 万元 或 1,000,000 元。")
    fen = Decimal(found["number"].replace(",", "")) * FEN[_typed_unit(found["unit"], unit)]
    if fen != int(fen):
        raise BadAmount(f"金额「{text.strip()}」不足一分的部分无法记账，请精确到分。")
    if fen > LARGEST:
        raise BadAmount(f"金额「{text.strip()}」过大，请核对单位是元还是万元。")
    return int(fen)


def show_wan(fen: int) -> str:
    """Return ``100.00 万元``: exact, with more decimals only where fen need them."""
    return f"{wan_figure(fen)} 万元"


def show_yuan(fen: int) -> str:
    """Return ``1,000,000.00 元``."""
    return f"{yuan(fen):,.2f} 元"


def show_capitals(fen: int) -> str:
    """Return the amount in Chinese capitals, as on documents: ``壹佰万元整``.

    Raises ``ValueError`` below zero or above a trillion yuan.
    """
    if not 0 <= fen <= LARGEST:
        raise ValueError(f"no capital amount for {fen} fen")
    return _capitals(fen)


def wan_figure(fen: int) -> str:
    """Return the bare figure in 万元, for a column headed so: ``1,234.50``."""
    whole, rest = divmod(abs(fen), FEN["万元"])
    decimals = f"{rest:06}".rstrip("0").ljust(2, "0")
    return f"{'-' if fen < 0 else ''}{whole:,}.{decimals}"


def yuan(fen: int) -> Decimal:
    """Return the amount in yuan, with two decimals."""
    return Decimal(fen).scaleb(-2)


@lru_cache(maxsize=1024)
def _capitals(fen: int) -> str:
    from cn2an import an2cn  # noqa: PLC0415 -- costs 0.1 s, and only documents need it

    return str(an2cn(f"{fen // 100}.{fen % 100:02}", "rmb"))


def _typed_unit(written: str | None, otherwise: Unit) -> Unit:
    if written is None:
        return otherwise
    return "万元" if written.startswith("万") else "元"
