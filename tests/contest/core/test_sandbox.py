"""What a child may do to us: nothing."""

import json
import time

import pytest

from contest.core.sandbox import (
    MIB,
    ChildFailed,
    Limits,
    OutOfMemory,
    OutOfTime,
    Rejected,
    run_limited,
)

VICTIMS = "tests.contest.core.victims"


def test_the_answer_comes_back_without_what_a_library_prints():
    answer = run_limited(f"{VICTIMS}:echo", {"path": "方案.pdf"})

    assert json.loads(answer)["request"] == {"path": "方案.pdf"}


def test_the_child_does_not_see_our_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "the key")

    answer = run_limited(f"{VICTIMS}:echo", {})

    assert json.loads(answer)["secret"] is None


def test_a_rejection_keeps_its_words():
    with pytest.raises(Rejected) as caught:
        run_limited(f"{VICTIMS}:reject", {})

    assert caught.value.reason == "请另存后再上传。"


def test_a_child_that_eats_memory_is_told_so():
    with pytest.raises(OutOfMemory):
        run_limited(f"{VICTIMS}:eat", {})


def test_a_child_that_spins_is_stopped_by_its_processor_time():
    with pytest.raises(OutOfTime):
        run_limited(f"{VICTIMS}:spin", {}, limits=Limits(cpu_seconds=1, wall_seconds=30))


def test_a_child_that_waits_is_stopped_by_the_clock():
    began = time.monotonic()

    with pytest.raises(OutOfTime):
        run_limited(f"{VICTIMS}:sleep", {}, limits=Limits(wall_seconds=0.5))

    assert time.monotonic() - began < 10


@pytest.mark.parametrize("victim", ["crash", "fail"])
def test_a_child_that_dies_gives_no_answer(victim):
    with pytest.raises(ChildFailed):
        run_limited(f"{VICTIMS}:{victim}", {})


def test_the_end_of_what_a_failing_child_said_is_kept():
    with pytest.raises(ChildFailed, match="LookupError: what went wrong"):
        run_limited(f"{VICTIMS}:fail", {})


def test_an_answer_beyond_the_limit_is_no_answer():
    with pytest.raises(ChildFailed):
        run_limited(f"{VICTIMS}:flood", {}, limits=Limits(answer=MIB))


@pytest.mark.parametrize("target", ["no.such:module", f"{VICTIMS}:nothing"])
def test_a_target_that_is_missing_is_our_own_error(target):
    with pytest.raises(RuntimeError):
        run_limited(target, {})
