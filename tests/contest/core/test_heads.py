"""Signed heads of the log's chains, and the tree whose root they name."""

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from contest.core import audit, merkle, signing
from contest.core.actions import acting
from contest.core.audit import chain_of
from contest.core.db import db
from contest.core.heads import SignedHead, heads_of, sign_head
from contest.core.ledger import LedgerHead
from contest.core.trees import place_of_binding, tree_of
from contest.core.verifying import verify_chains
from tests.tampering import tamper

BOUND = "ab" * 32


def do(world, *, binds=None):
    with acting("test.done", world.contest, by=None):
        if binds:
            audit.bind(binds)


@pytest.fixture
def chain(world):
    do(world)
    return chain_of(world.contest)


def root_kept(chain):
    query = select(LedgerHead).where(LedgerHead.chain == chain)
    head = db.session.scalar(query.execution_options(populate_existing=True))
    return merkle.root_of_peaks([bytes.fromhex(peak) for peak in head.peaks])


def test_the_peaks_kept_at_the_head_are_those_of_all_lines(world, chain):
    for binds in (None, BOUND, None):
        do(world, binds=binds)

        assert root_kept(chain) == tree_of(chain).root


def test_a_chain_from_before_there_were_trees_gets_its_peaks_with_its_next_line(world, chain):
    tamper(
        "DROP TRIGGER IF EXISTS ledger_head_one_forward"
        if db.engine.dialect.name == "sqlite"
        else "ALTER TABLE ledger_head DISABLE TRIGGER USER",
        "UPDATE ledger_head SET peaks = NULL",
    )

    do(world)

    assert root_kept(chain) == tree_of(chain).root


def test_a_signed_head_names_the_root_of_all_lines(world, chain):
    head = sign_head(chain, why="test")

    assert head.root == tree_of(chain).root.hex()
    assert (head.size, head.code) == (len(tree_of(chain)), head.root[:16])
    signed = dict(head.signed)
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing.public_key()))
    public.verify(bytes.fromhex(signed.pop("signature")), rfc8785.dumps(signed))


def test_a_chain_that_has_not_grown_has_one_head(world, chain):
    first = sign_head(chain, why="test").id
    again = sign_head(chain, why="other").id
    do(world)
    grown = sign_head(chain, why="test")

    assert first == again
    assert [head.id for head in heads_of(chain)] == [first, grown.id]


@pytest.mark.parametrize(
    "statement", ["UPDATE signed_head SET root = ''", "DELETE FROM signed_head"]
)
def test_the_database_keeps_a_signed_head_as_it_is(world, chain, statement):
    sign_head(chain, why="test")

    with pytest.raises(DatabaseError, match="stays as it was said"):
        tamper(statement)

    assert db.session.scalar(select(SignedHead.root)) == tree_of(chain).root.hex()


def test_what_a_line_binds_is_found_with_the_proof_that_it_is_there(world, chain):
    do(world, binds=BOUND)
    bound = len(tree_of(chain))
    do(world)
    do(world, binds=BOUND)

    first = place_of_binding(chain, BOUND, first=True)
    last = place_of_binding(chain, BOUND)

    assert (first.sequence, last.sequence) == (bound, bound + 2)
    for place in (first, last):
        tree = tree_of(chain, place.sequence)
        assert place.root == tree.root.hex()
        assert place.proof == [node.hex() for node in tree.path_to(place.sequence - 1)]
    assert place_of_binding(chain, "cd" * 32) is None


def test_what_a_line_binds_is_covered_by_its_digest(world, chain):
    do(world, binds=BOUND)
    tamper(
        *(
            ["DROP TRIGGER ledger_entry_no_update"]
            if db.engine.dialect.name == "sqlite"
            else ["ALTER TABLE ledger_entry DISABLE TRIGGER USER"]
        ),
        "UPDATE ledger_entry SET binds = :other WHERE binds IS NOT NULL",
        other="cd" * 32,
    )

    faults = [report.fault for report in verify_chains(db.session()) if report.fault]

    assert [fault.trouble for fault in faults] == ["摘要与内容不符：本行内容被改动"]
