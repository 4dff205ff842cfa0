"""Texts sealed in the database."""

from __future__ import annotations

import pytest

from contest.core import sealing

ACCOUNT = "3901 1200 0902 8888 123"


def test_what_is_sealed_opens_again_and_never_looks_the_same(app):
    kept = {sealing.sealed(ACCOUNT) for _ in range(3)}

    assert len(kept) == 3
    assert not any("8888" in one for one in kept)
    assert {sealing.opened(one) for one in kept} == {ACCOUNT}


def test_under_another_key_nothing_opens(app):
    kept = sealing.sealed(ACCOUNT)
    app.config["SEAL_KEY"] = "00" * 32

    with pytest.raises(sealing.WrongSealKey):
        sealing.opened(kept)


@pytest.mark.parametrize(
    ("text", "shown"), [("6222020200112230", "•••• 2230"), ("1234", "••••"), ("", "••••")]
)
def test_a_number_shows_its_last_four(text, shown):
    assert sealing.masked(text) == shown
