"""Numbers as headings carry them."""

from cn2an import an2cn


def counted(number: int) -> str:
    """Return the number in Chinese: 一, 十, 十一, 二十."""
    return str(an2cn(number, "low"))
