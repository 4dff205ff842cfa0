"""A bundle with any byte changed, cut off or added to is no bundle any more."""

from functools import cache
from random import Random

import pytest

from judging import verifier
from tests.judging.verifier.packed import Awarded

BITS = (0x01, 0x20)  # 0x20 makes small letters of large ones


@cache
def small():
    contest = Awarded(16, small=True).run()
    assert contest.awards
    return contest.bundle()


def is_sealed(data):
    """Return whether archive, manifest and signatures hold: the first part of the verifier."""
    report = verifier.Report()
    bundle = verifier.Bundle(verifier.unpack(data, report), report)
    verifier.attempt("files", lambda: verifier.check_manifest(bundle), report)
    return not report.faults


@pytest.mark.parametrize("bit", BITS)
def test_no_bundle_with_one_bit_of_any_byte_flipped_verifies(bit):
    data = bytearray(small())
    assert is_sealed(bytes(data))

    sealed = []
    for at in range(len(data)):
        data[at] ^= bit
        if is_sealed(bytes(data)):
            sealed.append(at)
        data[at] ^= bit

    assert sealed == []


def test_what_is_flipped_anywhere_ends_the_whole_check_with_faults_and_no_crash():
    draw, data = Random(3), bytearray(small())  # noqa: S311 -- the same bytes every time

    for at in draw.sample(range(len(data)), k=300):
        changed = bytearray(data)
        changed[at] = draw.choice([byte for byte in range(256) if byte != data[at]])
        report, bundle = verifier.verify(bytes(changed))
        assert report.faults
        assert "".join(verifier.lines_of(report, bundle, 0))


def test_a_bundle_cut_off_anywhere_is_told_as_cut_off():
    data = small()

    for end in range(60, len(data), 97):
        report, _bundle = verifier.verify(data[:end])
        assert report.has(verifier.TRUNCATED)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no archive", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)]
)
def test_what_is_no_bundle_does_not_verify(data):
    report, bundle = verifier.verify(data)

    assert report.faults
    assert "".join(verifier.lines_of(report, bundle, 0))


def test_a_byte_more_does_not_verify():
    assert not is_sealed(small() + b"\0")
    assert not is_sealed(b"\0" + small())
