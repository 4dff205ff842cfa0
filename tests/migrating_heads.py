"""The migrations of what the log's chains show of themselves."""

from __future__ import annotations

from tests.migrating_case import Case, columns

OF_HEADS = (
    Case(
        "0028",
        adds="ledger_head.peaks? ledger_entry.binds? ix_ledger_entry_binds",
        finds={"SELECT DISTINCT binds FROM ledger_entry": [(None,)]},
    ),
    Case(
        "0029",
        adds="pk_signed_head uq_signed_head_chain_size "
        + columns("signed_head", "id chain size digest root at why key signature"),
        later={"signed_head": [{"id": 1, "chain": "contest:1", "size": 2, "root": "00"}]},
    ),
)
