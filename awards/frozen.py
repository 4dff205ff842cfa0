"""A scheme's version as a claim keeps it: source and figures as they were at submission. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from awards.claim_checks import Validity
from awards.models import SchemeVersion
from awards.subsidy import CapScope, Parameters, PremiumBasis, ProductClass, Share

TEXTS = ("name", "source_name", "source_number", "source_address", "clause", "region_note")
FEN = ("most_insured_fen", "annual_cap_fen", "years")


def frozen_of(version: SchemeVersion) -> dict[str, Any]:
    """Return what a claim keeps of a version."""
    return {
        "number": version.number,
        **{key: getattr(version, key) for key in TEXTS},
        "valid_from": version.valid_from and version.valid_from.isoformat(),
        "valid_until": version.valid_until and version.valid_until.isoformat(),
        **_figures(version.parameters),
    }


def _figures(parameters: Parameters) -> dict[str, Any]:
    shares = [
        {"class": s.product_class.value, "percent": str(s.percent), "step": str(s.step)}
        for s in parameters.shares
    ]
    return {
        "rate_cap": None if parameters.rate_cap is None else str(parameters.rate_cap),
        "most_multiple": (
            None if parameters.most_multiple is None else str(parameters.most_multiple)
        ),
        **{key: getattr(parameters, key) for key in FEN},
        "shares": shares,
        "premium_basis": parameters.premium_basis.value,
        "cap_scope": parameters.cap_scope.value,
        "firm_quota": parameters.firm_quota,
        "open_limits": sorted(parameters.open_limits),
    }


def parameters_from(frozen: Mapping[str, Any]) -> Parameters:
    """Return the figures that a claim keeps."""
    return Parameters(
        rate_cap=_decimal(frozen["rate_cap"]),
        most_multiple=_decimal(frozen["most_multiple"]),
        **{key: frozen[key] for key in FEN},
        shares=tuple(
            Share(ProductClass(s["class"]), Decimal(s["percent"]), Decimal(s["step"]))
            for s in frozen["shares"]
        ),
        premium_basis=PremiumBasis(frozen["premium_basis"]),
        cap_scope=CapScope(frozen["cap_scope"]),
        firm_quota=frozen["firm_quota"],
        open_limits=frozenset(frozen["open_limits"]),
    )


def validity_from(frozen: Mapping[str, Any]) -> Validity:
    """Return when and for whom the version that a claim keeps holds."""
    first, last = frozen["valid_from"], frozen["valid_until"]
    return Validity(
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        region_note=frozen["region_note"],
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
