"""The verifier's own arithmetic against the libraries that the product uses."""

import os

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from contest.core import merkle
from judging import verifier

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WHOLE = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT
JSON = st.recursive(WHOLE, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner))


@given(JSON)
def test_canonical_json_is_that_of_the_library(value):
    assert verifier.canonical(value) == rfc8785.dumps(value)


def test_rare_letters_are_ordered_by_their_utf_16_units():
    value = {"\U00020bb7": 1, "\ufb33": 2, "a": [{"\U0001f600": {}, "\ue000": []}]}

    assert verifier.canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("text", ["1.5", "[1e3]", "NaN", '{"a": -Infinity}'])
def test_fractions_are_refused(text):
    with pytest.raises(ValueError, match="no whole number"):
        verifier.read(text.encode())


def test_signatures_verify_where_they_should_and_nowhere_else():
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    for length in range(0, 200, 23):
        key, message = Ed25519PrivateKey.generate(), os.urandom(length)
        public, signature = key.public_key().public_bytes_raw(), key.sign(message)
        assert verifier.verifies(public, message, signature)
        assert not verifier.verifies(public, message + b"!", signature)
        assert not verifier.verifies(other, message, signature)


def test_a_signature_written_another_way_is_none():
    """Adding the group's order to S gives the same point: RFC 8032 5.1.7 refuses it."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public, signature = key.public_key().public_bytes_raw(), key.sign(b"marks")
    s = int.from_bytes(signature[32:], "little") + 2**252 + 27742317777372353535851937790883648493

    assert not verifier.verifies(public, b"marks", signature[:32] + s.to_bytes(32, "little"))
    assert not verifier.verifies(public, b"marks", signature[:63])
    assert not verifier.verifies(bytes([255] * 32), b"marks", signature)


def test_a_signature_of_rfc_8032_verifies():
    """Section 7.1, test 3."""
    public = "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
    signature = (
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )

    assert verifier.verifies(bytes.fromhex(public), b"\xaf\x82", bytes.fromhex(signature))


def test_trees_and_their_paths_are_those_of_the_product():
    leaves = [os.urandom(32) for _leaf in range(33)]
    roots = verifier.roots_of(leaves)

    for size in range(1, len(leaves) + 1):
        tree = merkle.Tree(leaves[:size])
        assert roots[size] == tree.root.hex()
        for at in range(size):
            path = tree.path_to(at)
            assert verifier.root_from(leaves[at], (at, size), path) == roots[size]
            assert verifier.root_from(leaves[at], (at, size), [*path, leaves[0]]) == ""
            assert size == 1 or verifier.root_from(leaves[at], (at, size), path[1:]) != roots[size]


def test_a_tree_continues_its_beginnings_and_no_others():
    leaves = [os.urandom(32) for _leaf in range(20)]
    roots = verifier.roots_of(leaves)

    for size in range(1, len(leaves) + 1):
        for earlier in range(1, size + 1):
            path = merkle.Tree(leaves[:size]).consistency_with(earlier)
            old, new = (earlier, roots[earlier]), (size, roots[size])
            assert verifier.continues(old, new, path)
            assert not verifier.continues((earlier, "ab" * 32), new, path)
            assert not verifier.continues(old, new, [*path, leaves[0]])
            assert not path or not verifier.continues(old, new, path[:-1])


@pytest.mark.parametrize("earlier", [0, 21])
def test_no_tree_continues_an_empty_or_a_longer_one(earlier):
    assert not verifier.continues((earlier, "ab" * 32), (20, "ab" * 32), [])


def test_hashes_are_written_in_one_way_only():
    with pytest.raises(ValueError, match="no hash"):
        verifier.leaf_hash("AB" * 32, None)
