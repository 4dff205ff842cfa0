"""Which lines of the log a bundle shows: whatever a result follows from, and nothing personal."""

import re
from pathlib import Path

from contest.core.db import db
from judging.bundle.deciding import DECIDING, PERSONAL, PERSONAL_REASONS, REPLAYED, is_shown

PACKAGES = ("judging", "awards", "contest")
ACTIONS = "\n".join(p.read_text() for d in PACKAGES for p in Path(d).rglob("*.py"))


def line(**told):
    return {"verb": "test.done", "reason": "", "refused": False, "changes": {}, **told}


def models():
    return {m.class_.__name__.lower(): m.class_ for m in db.Model.registry.mappers}


def test_what_changed_anything_decisive_is_shown_whatever_it_is_called():
    assert is_shown(line(changes={"mark:1-2": {"points": ["1", "2"]}}))
    assert not is_shown(line(changes={"entry:1": {"title": ["甲", "乙"]}}))


def test_a_refused_attempt_at_what_decides_is_shown():
    assert is_shown(line(verb="ballot.submitted", refused=True, reason="评分已关闭"))


def test_words_about_people_are_shown_as_commitments_only():
    commitment = {"commitment": "ab" * 32}

    assert is_shown(line(changes={"absence:1": {"reason": [None, commitment]}}))
    assert is_shown(line(changes={"absence:1": {"reason": [None, ""]}}))
    assert not is_shown(line(changes={"absence:1": {"reason": [None, "病了"]}}))
    assert not is_shown(line(verb="seat.left", reason="病了"))
    assert is_shown(line(verb="seat.left", reason="请写明理由。", refused=True))


def test_every_verb_that_decides_is_one_of_an_action():
    verbs = set(re.findall(r'(?:@action|\bacting)\("([^"]+)"', ACTIONS))

    assert DECIDING - verbs == set()


def test_a_reason_that_is_kept_from_the_line_is_known_to_be_personal():
    verbs = re.findall(r'@action\("([^"]+)", personal_reason=True\)', ACTIONS)

    assert set(verbs) == PERSONAL_REASONS


def test_rows_are_called_as_the_log_calls_them_and_their_personal_columns_are_known():
    found = models()

    assert REPLAYED - {"amendment", "amendedballot"} - found.keys() == set()
    assert {name: found[name].personal for name in PERSONAL} == PERSONAL
    assert {name for name in REPLAYED & found.keys() if found[name].personal} <= PERSONAL.keys()
