"""What is altered, cut off or left out is found, and called by its name."""

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest

from judging import verifier
from judging.bundle.packing import write_zip
from tests.judging.verifier.books import KEY_NAME, PUBLIC, signed
from tests.judging.verifier.forging import Forgery, found, remarks

ALTERED, TRUNCATED, INCOMPLETE = "altered", "truncated", "incomplete"


@pytest.fixture
def forgery():
    return Forgery()


def submitted(forgery):
    """Return a ballot that counts, and the key of one of its marks."""
    ballot = next(
        b for b in forgery.ballots if b["state"] == "submitted" and all(b["marks"].values())
    )
    return ballot, next(iter(ballot["marks"]))


def other(mark):
    return "1.00" if mark != "1.00" else "2.00"


def test_the_contest_that_is_forged_has_all_that_matters(forgery):
    assert forgery.found() == {}
    assert forgery.published
    assert forgery.standing
    assert forgery.amendments
    assert forgery.absences
    assert len(forgery.heads) > 1
    assert any(row["state"] == "confirmed" for row in forgery.recusals)


def test_a_mark_altered_in_the_table_alone_is_found(forgery):
    ballot, key = submitted(forgery)
    ballot["marks"][key] = other(ballot["marks"][key])

    assert forgery.found()[ALTERED] == {"not_last_version", "row_differs"}


def test_a_mark_altered_with_its_digests_but_not_in_the_log_is_found(forgery):
    ballot, key = submitted(forgery)
    last = ballot["versions"][-1]
    last["marks"][key] = ballot["marks"][key] = other(ballot["marks"][key])
    last["content"] = ballot["content"] = verifier.content_of(ballot, last)

    assert forgery.found()[ALTERED] == {"not_bound", "row_differs"}


def marking(lines, verb="ballot.submitted"):
    """Return a line that gave a mark, and the mark's name."""
    for line in lines:
        for row in line.get("changes", {}):
            if row.startswith("mark:") and line["verb"] == verb:
                return line, row
    raise AssertionError(verb)


def test_a_mark_altered_in_the_log_alone_is_found(forgery):
    line, row = marking(forgery.ledger)
    line["changes"][row]["points"][1] = "0.25"

    assert {"line_digest", "row_differs"} <= forgery.found()[ALTERED]


def alter_everywhere(forgery):
    """Change a mark in tables, versions and log, and write the whole log anew."""
    line, row = marking(forgery.book.lines)
    line["changes"][row]["points"][1] = "0.25"
    forgery.book.rows["mark"][row.removeprefix("mark:")]["points"] = "0.25"
    forgery.book.rehash()
    forgery.relog()


def test_an_alteration_that_was_hashed_anew_is_found_against_the_signed_heads(forgery):
    alter_everywhere(forgery)

    assert "head_root" in forgery.found()[ALTERED]


def test_an_alteration_signed_anew_is_found_against_a_head_on_paper(forgery):
    on_paper = forgery.heads[0]["root"][:16]
    ballot, key = submitted(forgery)
    alter_everywhere(forgery)
    forgery.book.heads.clear()
    forgery.head = forgery.book.head()
    forgery.relog()
    ballot["marks"][key] = other(ballot["marks"][key])

    assert "code_unknown" in forgery.found(code=on_paper)[TRUNCATED]


def test_a_withheld_line_that_was_altered_is_found(forgery):
    line = next(line for line in forgery.ledger if line.get("withheld"))
    line["digest"] = "00" * 32

    assert {"chain_broken", "head_root"} <= forgery.found()[ALTERED]


def test_a_line_that_is_withheld_although_it_decides_shows_by_what_it_did(forgery):
    line, _row = marking(forgery.ledger)
    at = line["sequence"] - 1
    kept = {name: line[name] for name in ("sequence", "previous", "digest", "binds")}
    forgery.ledger[at] = {**kept, "withheld": True}

    assert {"row_untold", "row_differs"} & forgery.found()[ALTERED]


def test_a_withheld_line_that_names_its_rows_leaves_the_tables_to_be_counted(forgery):
    line = next(line for line in forgery.ledger if line.get("verb") == "absence.recorded")
    kept = {name: line[name] for name in ("sequence", "previous", "digest")}
    told = {**kept, "withheld": True, "rows": sorted(line["changes"])}
    forgery.ledger[line["sequence"] - 1] = told

    assert forgery.found() == {}
    assert "begun_elsewhere" in remarks(forgery.packed())


def test_a_log_whose_end_is_cut_off_is_truncated(forgery):
    del forgery.ledger[-2:]

    assert "log_cut" in forgery.found()[TRUNCATED]


def test_a_line_taken_out_leaves_the_log_incomplete(forgery):
    del forgery.ledger[12]

    assert "line_missing" in forgery.found()[INCOMPLETE]


def test_lines_after_the_signed_head_are_found(forgery):
    forgery.ledger.append({**forgery.ledger[-1], "sequence": len(forgery.ledger) + 1})

    assert "after_head" in forgery.found()[ALTERED]


def test_a_head_of_another_contest_is_found(forgery):
    head = {k: v for k, v in forgery.heads[0].items() if k not in {"key", "signature"}}
    forgery.heads[0] = signed({**head, "chain": "contest:9999"})

    assert "other_chain" in forgery.found()[ALTERED]


def test_a_head_that_was_left_out_is_no_fault_but_the_last_one_is(forgery):
    del forgery.heads[0]
    assert forgery.found() == {}

    del forgery.heads[-1]
    assert "head_missing" in forgery.found()[INCOMPLETE]


def test_a_ballot_left_out_is_missed(forgery):
    ballot, _key = submitted(forgery)
    forgery.ballots.remove(ballot)

    assert "row_missing" in forgery.found()[INCOMPLETE]


def test_a_ballot_put_in_is_found(forgery):
    ballot, _key = submitted(forgery)
    forgery.ballots.append({**ballot, "id": 9999})

    assert "row_untold" in forgery.found()[ALTERED]


def test_a_proof_left_out_is_missed_and_a_wrong_one_does_not_hold(forgery):
    forgery.proofs[0]["path"] = forgery.proofs[0]["path"][::-1]
    del forgery.proofs[1]

    kinds = forgery.found()

    assert kinds == {ALTERED: {"proof"}, INCOMPLETE: {"proof_missing"}}


def test_a_recusal_taken_back_in_the_table_alone_is_found(forgery):
    row = next(row for row in forgery.recusals if row["state"] == "confirmed")
    row["state"] = "dismissed"

    assert "row_differs" in forgery.found()[ALTERED]


def test_a_rule_sheet_that_is_not_what_was_sealed_is_found(forgery):
    forgery.rules[0]["content"]["lines"][0]["weight"] = "99"

    assert {"seal", "row_differs"} <= forgery.found()[ALTERED]


def test_a_row_changed_past_the_log_shows_where_the_log_next_tells_of_it(forgery):
    line = next(
        line
        for line in forgery.book.lines
        if line["verb"] == "ballot.submitted"
        and any(
            columns.get("state") == ["draft", "submitted"] for columns in line["changes"].values()
        )
    )
    row = next(row for row in line["changes"] if row.startswith("ballot:"))
    line["changes"][row]["state"][0] = "void"
    forgery.book.rehash()
    forgery.book.heads.clear()
    forgery.head = forgery.book.head()
    forgery.relog()

    assert "past_the_log" in forgery.found()[ALTERED]


def test_a_bundle_signed_by_another_key_shows_by_the_keys_name(forgery):
    def forged(content):
        return {**signed(content), "signature": "00" * 64}

    assert "signature" in found(forgery.packed(sign=forged))[ALTERED]
    assert "key_name" in found(forgery.packed(keys={KEY_NAME: "11" * 32}))[ALTERED]
    assert "unknown_key" in found(forgery.packed(keys={"ab" * 8: PUBLIC}))[ALTERED]


def test_heads_of_an_earlier_key_are_compared_but_not_verified(forgery):
    head = forgery.heads[0]
    head["key"] = "ab" * 8

    assert forgery.found() == {}
    assert "other_key" in remarks(forgery.packed())


def test_an_opened_value_is_compared_with_what_was_committed_to(forgery):
    commitment = "7e5ab0cf6e3ca25ebd6e5a77ba9cbbf98ea4ad0e7bb4ee8a5e0a3c53a0dd4e66"
    opened = [{"commitment": commitment, "salt": "ab", "value": "张三"}]
    forgery.parts = replace(forgery.parts, opened=opened)

    assert "opened_wrong" in forgery.found()[ALTERED]


def without(data, name):
    with ZipFile(io.BytesIO(data)) as archive:
        files = [(each, [archive.read(each)]) for each in archive.namelist() if each != name]
    stream = io.BytesIO()
    write_zip(stream, files)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["proofs.jsonl", "README.txt", "manifest.json", "manifest.sig"])
def test_a_file_that_is_missing_is_missed(forgery, name):
    assert "file_missing" in found(without(forgery.packed(), name))[INCOMPLETE]


def test_a_value_that_is_hidden_in_the_table_alone_is_found(forgery):
    row = next(row for row in forgery.recusals if row["state"] == "confirmed")
    row["state"] = {"commitment": "ab" * 32}

    assert "row_differs" in forgery.found()["altered"]
