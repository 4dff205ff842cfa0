"""Trees of RFC 6962: the same roots as its definition, and paths that show nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from contest.core import merkle
from contest.core.merkle import EMPTY, Tree, is_consistent, leaf_hash, node_hash, root_from_path

SIZES = range(1, 40)
LEAVES = [leaf_hash(bytes([number])) for number in range(40)]
# Published test vectors of Certificate Transparency: eight leaves, and the root over them.
CT_LEAVES = [
    *("", "00", "10", "2021", "3031", "40414243"),
    *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
]
CT_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def defined(leaves):
    """Return the root as section 2.1 defines it."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(defined(leaves[:split]), defined(leaves[split:]))


def test_the_root_is_that_of_the_published_vectors():
    leaves = [leaf_hash(bytes.fromhex(data)) for data in CT_LEAVES]

    assert Tree(leaves).root.hex() == CT_ROOT
    assert Tree([]).root.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_tree_grown_leaf_by_leaf_is_the_tree_of_them_all():
    peaks = []
    for size in SIZES:
        leaves = LEAVES[:size]
        before, peaks = peaks, merkle.append(peaks, size - 1, leaves[-1])

        tree = Tree(leaves)
        assert merkle.root_of_peaks(peaks) == tree.root == defined(leaves)
        assert peaks == tree.peaks()
        assert before[::-1] == tree.path_to(size - 1)


def test_each_leaf_is_shown_to_be_where_it_is_and_nowhere_else():
    for size in SIZES:
        tree = Tree(LEAVES[:size])
        for index in range(size):
            path = tree.path_to(index)

            assert root_from_path(LEAVES[index], index, size, path) == tree.root
            others = [n for n in range(size) if n != index]
            assert all(root_from_path(LEAVES[n], index, size, path) != tree.root for n in others)


def test_a_later_tree_begins_with_each_earlier_one():
    for size in SIZES:
        later = Tree(LEAVES[:size])
        for old in range(1, size + 1):
            earlier, path = Tree(LEAVES[:old]), later.consistency_with(old)

            assert is_consistent((old, earlier.root), (size, later.root), path)
            assert not is_consistent((old, EMPTY), (size, later.root), path)
            assert not is_consistent((old, earlier.root), (size, EMPTY), path)
            assert not is_consistent((old, earlier.root), (size, later.root), [*path, EMPTY])


@given(st.sets(st.integers(0, 200), min_size=2), st.data())
def test_a_tree_in_which_one_leaf_differs_is_no_continuation(numbers, data):
    leaves = [leaf_hash(bytes([number])) for number in sorted(numbers)]
    size = data.draw(st.integers(1, len(leaves) - 1))
    altered = data.draw(st.integers(0, size - 1))
    other = [*leaves[:altered], leaf_hash(b"another"), *leaves[altered + 1 :]]

    path = Tree(other).consistency_with(size)

    earlier, later = (size, Tree(leaves[:size]).root), (len(leaves), Tree(other).root)
    assert not is_consistent(earlier, later, path)


def test_an_empty_tree_is_the_beginning_of_all_and_a_longer_one_of_none():
    root = Tree(LEAVES[:3]).root

    assert is_consistent((0, EMPTY), (3, root), [])
    assert not is_consistent((0, root), (3, root), [])
    assert not is_consistent((4, root), (3, root), [])
    assert not is_consistent((2, root), (3, root), [])
    assert root_from_path(LEAVES[0], 3, 3, []) is None
    assert root_from_path(LEAVES[0], 0, 1, [EMPTY]) is None
