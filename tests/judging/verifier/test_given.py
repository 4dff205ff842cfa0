"""What somebody holds besides the bundle: a head's code, heads, a later bundle, a receipt."""

import json

import pytest

from contest.core.ledger import stamp
from judging import verifier
from tests.judging.verifier.books import signed, zipped
from tests.judging.verifier.forging import Forgery, found, lines_of, remarks
from tests.judging.verifier.packed import Awarded


@pytest.fixture(scope="module")
def grown():
    """Return a bundle, and the contest some lines later."""
    contest = Awarded(74).run()
    before = contest.bundle()
    for _more in range(3):
        contest.book.now = contest.book.now.replace(microsecond=0)
        contest.book.line("entry.noted", "entry:1", withheld=True)
    contest.book.head()
    return before, contest


def size_of(data):
    report = verifier.Report()
    return verifier.Bundle(verifier.unpack(data, report), report).manifest["head"]["size"]


def test_a_heads_code_from_paper_is_found_with_its_line(grown):
    before, contest = grown
    code = contest.book.heads[0]["root"][:16]

    report, _bundle = verifier.verify(before, verifier.Given(code=code))

    assert report.faults == []
    assert ("code", contest.book.heads[0]["size"], 0) in report.counts


def test_a_heads_code_that_no_line_has_is_told(grown):
    assert found(grown[0], code="ab" * 8) == {"truncated": {"code_unknown"}}


def test_a_later_head_tells_that_the_bundle_is_older_or_was_cut(grown):
    before, contest = grown

    assert found(before, heads=lines_of(contest.book.heads)) == {"truncated": {"log_cut"}}


def test_a_later_head_with_its_path_shows_that_the_older_bundle_is_its_beginning(grown):
    before, contest = grown
    size = size_of(before)
    path = [node.hex() for node in contest.book.tree().consistency_with(size)]
    head = {**contest.book.heads[-1], "consistency": [{"size": size, "path": path}]}

    assert found(before, heads=lines_of([head])) == {}
    assert "older" in remarks(before, heads=lines_of([head]))

    head["consistency"][0]["path"] = path[:-1]
    assert found(before, heads=lines_of([head])) == {"altered": {"given_root"}}


def test_a_later_bundle_continues_an_earlier_one_either_way(grown):
    before, contest = grown
    later = contest.bundle()

    assert found(later, heads=before) == {}
    assert found(before, heads=later) == {}
    assert "older" in remarks(before, heads=later)


def test_a_later_bundle_of_an_altered_log_does_not_continue_the_earlier():
    forgery = Forgery()
    earlier = forgery.packed()
    forgery.book.lines[3]["actor_id"] = 77
    forgery.book.rehash()
    forgery.book.heads.clear()
    forgery.head = forgery.book.head()
    forgery.relog()

    assert {"differs_from_other", "given_root"} == forgery.found(heads=earlier)["altered"]


def test_an_older_database_put_back_is_told_by_any_head_from_before(grown):
    """The restored one goes on, signs anew, and is shorter than what was known already."""
    _before, contest = grown
    known = contest.book.heads[-1]
    restored = Awarded(74).run()
    restored.book.now = contest.book.now.replace(year=2027)
    restored.book.line("entry.noted", "entry:1", withheld=True)

    assert found(restored.bundle(), heads=lines_of([known])) == {"truncated": {"rolled_back"}}


def test_a_head_of_the_same_length_but_another_log_is_told():
    forgery = Forgery()
    head = {k: v for k, v in forgery.head.items() if k not in {"key", "signature"}}
    false = signed({**head, "root": "ab" * 32})

    assert forgery.found(heads=lines_of([false])) == {"altered": {"given_root"}}
    assert forgery.found(heads=lines_of([{**forgery.head, "signature": "00" * 64}])) == {
        "altered": {"signature"}
    }


def test_heads_of_other_contests_are_passed_over():
    forgery = Forgery()
    head = {k: v for k, v in forgery.head.items() if k not in {"key", "signature"}}

    assert forgery.found(heads=lines_of([signed({**head, "chain": "contest:9999"})])) == {}


# --- receipts


def receipt_of(contest, ballot, *, version=-1, **values):
    """Return the receipt that the judge got for a version of a ballot."""
    book = contest.book
    bound = [v for v in book.versions[ballot] if v["content"]][version]
    at = bound["sequence"]
    tree, row = book.tree(at), book.rows["ballot"][str(ballot)]
    receipt = {
        "kept_as": "ballot",
        "uuid": row["uuid"],
        "entry": row["entry_id"],
        "judge": row["judge_id"],
        "version": 2,
        "state": bound["state"],
        "saved_at": stamp(book.now),
        "submitted_at": None,
        "content": bound["content"],
        "chain": book.chain,
        "sequence": at,
        "leaf": book.lines[at - 1]["digest"],
        "root": tree.root.hex(),
        "proof": [node.hex() for node in tree.path_to(at - 1)],
    }
    return signed({**receipt, **values})


def test_a_receipt_is_found_in_the_log_and_among_the_ballots(grown):
    before, contest = grown
    ballot = next(iter(contest.book.bound))

    last = json.dumps(receipt_of(contest, ballot)).encode()
    first = json.dumps(receipt_of(contest, ballot, version=0)).encode()

    assert found(before, receipt=last) == found(before, receipt=first) == {}
    assert "receipt_older" in remarks(before, receipt=first)
    assert "receipt_older" not in remarks(before, receipt=last)


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        ({"content": "ab" * 32}, {"altered": {"receipt_line"}, "incomplete": {"receipt_version"}}),
        ({"root": "ab" * 32}, {"altered": {"receipt_line"}}),
        ({"leaf": "ab" * 32}, {"altered": {"receipt_line"}}),
        ({"uuid": "no such"}, {"incomplete": {"receipt_version"}}),
        ({"chain": "contest:9999"}, {"other": {"other_chain"}}),
        ({"sequence": 99999}, {"truncated": {"receipt_cut"}}),
    ],
)
def test_a_receipt_that_the_log_does_not_hold_is_told(grown, values, kinds):
    before, contest = grown
    receipt = receipt_of(contest, next(iter(contest.book.bound)), **values)

    assert found(before, receipt=json.dumps(receipt).encode()) == kinds


def test_a_receipt_that_was_altered_is_told(grown):
    before, contest = grown
    receipt = {**receipt_of(contest, next(iter(contest.book.bound))), "judge": 1}

    assert found(before, receipt=json.dumps(receipt).encode()) == {"altered": {"signature"}}


def test_receipts_of_old_and_of_late_marks_are_compared_as_far_as_they_go(grown):
    before, contest = grown
    old = {"sequence": None, "leaf": None, "root": None, "proof": []}
    receipt = receipt_of(contest, next(iter(contest.book.bound)), **old, kept_as="late")

    told = remarks(before, receipt=json.dumps(receipt).encode())

    assert {"receipt_unbound", "receipt_late"} <= told


def test_the_bundle_of_another_contest_holds_none_of_the_receipts(grown):
    _before, contest = grown
    receipt = json.dumps(receipt_of(contest, next(iter(contest.book.bound)))).encode()
    other = Awarded(75).run()

    assert found(zipped(other.parts(), other.book.head()), receipt=receipt) == {
        "other": {"other_chain"}
    }
