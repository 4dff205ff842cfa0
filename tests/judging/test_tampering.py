"""Marks and log rewritten by somebody with the database's password are found, on both databases."""

import pytest

from contest.core import head_checks, witness
from contest.core.heads import heads_of
from tests.attacking import attack, cut, forget_heads, rewrite, set_marks, tell_otherwise
from tests.awards.awarding import publish_standings


@pytest.fixture
def chain(world):
    """Let standings be computed and published, which signs two heads; return the chain."""
    publish_standings(world)
    return f"contest:{world.contest.id}"


@pytest.fixture
def verify(app):
    """Return the command, which sees what another process would."""

    def run(*arguments):
        app.extensions.pop("head_checks", None)
        return app.test_cli_runner().invoke(args=["audit", "verify", *arguments])

    return run


def other_marks(changes):
    """Tell all marks as a hundred hundredths."""
    for row, columns in changes.items():
        if row.startswith("mark:"):
            columns["points"] = [None, "1.00"]


def test_what_nobody_touched_holds(verify, chain):
    result = verify()

    assert (result.exit_code, result.stderr) == (0, "")
    assert "各表与日志一致。" in result.output
    assert "2 个签名链头全部相符。" in result.output


def test_marks_written_past_the_product_are_found(verify, chain):
    attack(set_marks(100))

    result = verify()

    assert result.exit_code == 1
    assert "全部一致。" in result.output
    assert ".points：表中为 1.00，日志所记为 1" in result.output
    assert "各表与日志有 12 处不符。" in result.output


def test_a_log_that_tells_other_marks_is_found(verify, chain):
    attack(tell_otherwise(chain, other_marks))

    result = verify()

    assert result.exit_code == 1
    assert "摘要与内容不符：本行内容被改动" in result.output
    assert "各表与日志有 12 处不符。" in result.output


def test_a_log_rewritten_with_all_its_digests_is_found_by_the_tables(verify, chain):
    attack(rewrite(chain, other_marks))

    result = verify()

    assert result.exit_code == 1
    assert "行，全部一致。" in result.output
    assert "各表与日志有 12 处不符。" in result.output


def test_marks_and_log_rewritten_together_are_found_by_the_signed_head(verify, chain):
    size = heads_of(chain)[0].size
    attack(set_marks(100))
    attack(rewrite(chain, other_marks))

    result = verify()

    assert result.exit_code == 1
    assert "行，全部一致。" in result.output
    assert "各表与日志一致。" in result.output
    assert f"日志的前 {size} 行与签署时不同" in result.output


def test_where_the_signed_heads_are_gone_too_the_witness_file_tells(verify, chain):
    attack(set_marks(100))
    attack(rewrite(chain, other_marks))
    attack(forget_heads)

    result = verify()

    assert result.exit_code == 1
    assert "签名链头有 2 处不符。" in result.output


def test_where_the_machine_has_no_head_left_paper_and_copies_tell(verify, chain, tmp_path):
    printed, copy = heads_of(chain)[0].code, tmp_path / "copy.jsonl"
    witness.path().rename(copy)
    attack(set_marks(100))
    attack(rewrite(chain, other_marks))
    attack(forget_heads)

    assert verify().exit_code == 0
    assert verify("--heads", str(copy)).exit_code == 1
    typed = verify("--head", printed)
    assert typed.exit_code == 1
    assert f"✗ 链头 {printed}：没有一条日志链曾是这样" in typed.output


def test_a_head_on_paper_is_found_in_the_log(verify, chain):
    head = heads_of(chain)[0]

    result = verify("--head", head.code)

    assert result.exit_code == 0
    assert f"✓ 链头 {head.code}：{chain} 前 {head.size} 行" in result.output


@pytest.mark.parametrize("typed", ["12345", "xyzxyzxyz"])
def test_what_is_no_head_is_refused(verify, chain, typed):
    result = verify("--head", typed)

    assert result.exit_code == 1
    assert f"“{typed}”不是链头" in result.output


def test_a_tail_cut_off_together_with_its_head_is_found(verify, chain):
    size = heads_of(chain)[0].size
    attack(cut(chain, keep=size - 2))

    result = verify()

    assert result.exit_code == 1
    assert f"✓ {chain}：{size - 2} 行" in result.output
    assert f"日志现在只有 {size - 2} 行：末尾的记录不见了" in result.output


def test_the_quick_look_finds_a_cut_and_a_rewritten_log(app, chain):
    size = heads_of(chain)[0].size
    assert head_checks.quick() == []

    attack(rewrite(chain, other_marks))
    app.extensions.pop("head_checks")
    rewritten = head_checks.quick()
    attack(cut(chain, keep=size - 2))
    app.extensions.pop("head_checks")
    shorter = head_checks.quick()

    assert ["与签署时不同" in one.trouble for one in rewritten] == [True, True]
    assert ["末尾的记录不见了" in one.trouble for one in shorter] == [True, True]


def test_a_forged_head_is_no_witness(verify, chain, tmp_path):
    forged = tmp_path / "forged.jsonl"
    forged.write_text(witness.path().read_text().replace('"size":', '"size":1'))

    result = verify("--heads", str(forged))

    assert result.exit_code == 1
    assert "签名不成立" in result.output
