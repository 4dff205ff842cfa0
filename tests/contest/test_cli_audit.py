"""``flask audit verify`` finds whatever was done to the log behind the product's back."""

import pytest
from sqlalchemy import text

from contest.core.actions import acting
from contest.core.db import db
from tests import tampering

TRIGGERS = {
    "ledger_entry": {
        "sqlite": ("ledger_entry_no_update", "ledger_entry_no_delete"),
        "postgresql": ("ledger_entry_only_grows",),
    },
    "ledger_head": dict.fromkeys(("sqlite", "postgresql"), ("ledger_head_no_delete",)),
    "ledger_secret": dict.fromkeys(("sqlite", "postgresql"), ("ledger_secret_no_update",)),
}


@pytest.fixture
def verify(app):
    return lambda: app.test_cli_runner().invoke(args=["audit", "verify"])


@pytest.fixture
def chain(world):
    """Write four lines into a contest's chain and return its name."""
    for title in ("甲", "乙", "丙", "丁"):
        with acting("entry.renamed", world.entry, by=world.author):
            world.entry.title = title
    return f"contest:{world.contest.id}"


def tamper(statement, **values):
    """Do what somebody could who also drops the triggers."""
    kind = db.engine.dialect.name
    triggers = [
        f"DROP TRIGGER {name}" + (f" ON {table}" if kind == "postgresql" else "")
        for table, names in TRIGGERS.items()
        for name in names[kind]
    ]
    tampering.tamper(*triggers, statement, **values)


def test_an_untouched_log_is_whole(verify, chain):
    result = verify()

    assert result.exit_code == 0
    assert f"✓ {chain}：4 行" in result.output
    assert "全部一致。" in result.output


def test_each_chain_is_printed_with_its_last_digest(verify, chain):
    digest = db.session.scalar(
        text("SELECT digest FROM ledger_head WHERE chain = :chain"), {"chain": chain}
    )

    assert f"{chain}：4 行，末行摘要 {digest}" in verify().output


def test_an_altered_line_is_named(verify, chain):
    tamper(
        "UPDATE ledger_entry SET reason = '补写' WHERE chain = :chain AND sequence = 2", chain=chain
    )

    result = verify()

    assert result.exit_code == 1
    assert f"✗ {chain}：第 2 行（2026-03-02 17:00:00 entry.renamed entry:" in result.output
    assert "摘要与内容不符" in result.output
    assert "1 处不符。" in result.output


@pytest.mark.parametrize("column", ["actor_id = 1", "verb = 'x'", "refused = true", "role = 'x'"])
def test_no_part_of_a_line_can_be_altered(verify, chain, column):
    where = "WHERE chain = :chain AND sequence = 3"
    tamper(f"UPDATE ledger_entry SET {column} {where}", chain=chain)  # noqa: S608 -- our own words

    assert f"✗ {chain}：第 3 行" in verify().output


def test_a_line_taken_out_leaves_a_gap(verify, chain):
    tamper("DELETE FROM ledger_entry WHERE chain = :chain AND sequence = 2", chain=chain)

    result = verify()

    assert result.exit_code == 1
    assert f"✗ {chain}：第 3 行" in result.output
    assert "序号应为 2，实为 3" in result.output


def test_an_end_cut_off_does_not_fit_the_head(verify, chain):
    tamper("DELETE FROM ledger_entry WHERE chain = :chain AND sequence = 4", chain=chain)

    result = verify()

    assert result.exit_code == 1
    assert "链头记为第 4 行，实际末行是第 3 行" in result.output


def test_a_line_with_a_digest_of_its_own_breaks_the_next(verify, chain):
    tamper(
        "UPDATE ledger_entry SET previous = :other WHERE chain = :chain AND sequence = 3",
        other="0" * 64,
        chain=chain,
    )

    assert "所记的上一行摘要与上一行不符" in verify().output


def test_a_chain_without_its_head_is_wrong(verify, chain):
    tamper("DELETE FROM ledger_head WHERE chain = :chain", chain=chain)

    result = verify()

    assert result.exit_code == 1
    assert "没有链头" in result.output


def test_a_chain_wholly_removed_is_known_by_its_head(verify, chain):
    tamper("DELETE FROM ledger_entry WHERE chain = :chain", chain=chain)

    assert f"✗ {chain}：第 0 行：链头记为第 4 行" in verify().output


def test_an_unknown_digest_is_no_proof(verify, chain):
    tamper(
        "UPDATE ledger_entry SET digest_name = 'crc' WHERE chain = :chain AND sequence = 1",
        chain=chain,
    )

    assert "不认识摘要算法“crc”" in verify().output


def test_a_wrong_line_in_one_chain_leaves_the_others_right(verify, chain):
    tamper("UPDATE ledger_entry SET verb = 'x' WHERE chain = :chain", chain=chain)

    assert "✓ installation：1 行" in verify().output


def test_a_personal_value_exchanged_in_the_side_table_is_found(verify, world):
    with acting("user.corrected", world.author, by=world.organizer):
        world.author.phone = "0574-0000001"
    tamper("UPDATE ledger_secret SET value = '别人' WHERE value = '0574-0000001'")

    result = verify()

    assert result.exit_code == 1
    assert "个人信息与其承诺值" in result.output


def test_a_personal_value_erased_leaves_the_chain_whole(verify, world):
    with acting("user.corrected", world.author, by=world.organizer):
        world.author.phone = "0574-0000001"
    tamper("DELETE FROM ledger_secret")

    assert verify().exit_code == 0
