"""Unified social credit codes for invented organisations.

GB 32100-2015: two characters of registering authority and kind, six digits of administrative
division, nine characters of organisation code (GB 11714-1997) and one check character.
"""

from __future__ import annotations

from stdnum.cn import uscc

from contest.demo.chance import chance

# Province 33 has no city 98, so that none of these codes can be anybody's.
_DIVISIONS = {"甬江市": "339801", "东屿市": "339802", "澜州市": "339803", "北衡市": "339804"}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_code(key: str, *, prefix: str, region: str) -> str:
    """Return the organisation's code, the same for the same ``key`` at every call.

    ``prefix``: 91 for companies, 12 for public institutions, 51 for societies, 31 for law firms.
    Raise KeyError for a region outside the demo.
    """
    digits = chance(f"credit code {key}").randrange(10**8)
    body = f"{prefix}{_DIVISIONS[region]}{_organisation_code(f'{digits:08d}')}"
    return body + uscc.calc_check_digit(body)


def _organisation_code(number: str) -> str:
    """Append the check character of GB 11714-1997 to eight digits."""
    total = sum(int(n) * weight for n, weight in zip(number, _ORGANISATION_WEIGHTS, strict=True))
    check = 11 - total % 11
    return number + {10: "X", 11: "0"}.get(check, str(check))
