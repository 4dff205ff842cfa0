"""The digest of a catalogue's conditions: a page is stale where it is another."""

from __future__ import annotations

from collections.abc import Sequence

from awards.models import CatalogueRule
from contest.core.ledger import digest_of


def rules_digest(rules: Sequence[CatalogueRule]) -> str:
    """Return the SHA-256, in hex, over all that the conditions say, in their order."""
    told = [[rule.kind.value, rule.wording, rule.parameter, rule.source] for rule in rules]
    return digest_of({"conditions": told}, "sha256")
