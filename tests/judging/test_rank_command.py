"""The command ``flask judging rank``, as organizers and auditors see it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from judging.cli import judging_cli
from tests.conftest import close, make_app

RULES = """
trim = "per_judge_total"
ties = ["dimension:technical", "share"]
[[criteria]]
key = "novelty"
dimension = "technical"
max = 10
weight = 60
[[criteria]]
key = "price"
dimension = "commercial"
max = 10
weight = 40
"""
MARKS = """entry,judge,criterion,mark
甲,A,novelty,8
甲,A,price,6
甲,B,novelty,9
甲,B,price,
乙,A,novelty,6
乙,A,price,9
乙,B,novelty,6
乙,B,price,9
"""

Rank = Callable[..., Result]


@pytest.fixture
def rank(tmp_path: Path) -> Rank:
    def run(marks: str | bytes = MARKS, rules: str = RULES, *options: str) -> Result:
        content = marks if isinstance(marks, bytes) else marks.encode()
        (tmp_path / "marks.csv").write_bytes(content)
        (tmp_path / "rules.toml").write_text(rules, encoding="utf-8")
        files = [str(tmp_path / "marks.csv"), "--rules", str(tmp_path / "rules.toml")]
        return CliRunner().invoke(judging_cli, ["rank", *files, *options])

    return run


def test_the_standings_come_as_csv_with_a_column_for_each_dimension(rank):
    result = rank()

    assert result.exit_code == 0
    assert result.stdout == (
        "place,entry,score,technical,commercial,tied,decided_by\n"
        "1,甲,72.00,48.00,24.00,true,dimension:technical\n"
        "2,乙,72.00,36.00,36.00,true,dimension:technical\n"
    )


def test_the_detail_says_how_many_marks_each_mean_comes_from(rank, tmp_path):
    rank(MARKS, RULES, "--detail", str(tmp_path / "detail.csv"))

    assert (tmp_path / "detail.csv").read_text(encoding="utf-8") == (
        "entry,criterion,n,mean,score\n"
        "甲,novelty,1,8.00,48.00\n"
        "甲,price,1,6.00,24.00\n"
        "乙,novelty,2,6.00,36.00\n"
        "乙,price,2,9.00,36.00\n"
    )


def test_ballots_left_out_and_means_not_trimmed_are_told_beside_the_standings(rank):
    notes = rank().stderr

    assert "项目“甲”：评委 B 的评分表没有打完，整份未计入。" in notes
    assert "评分表少于 5 份，没有去掉最高分和最低分，按平均分计算：甲、乙。" in notes


def test_an_entry_without_a_score_is_listed_without_a_place(rank):
    result = rank(MARKS + "丙,A,novelty,\n")

    assert result.stdout.splitlines()[-1] == ",丙,,,,false,"
    assert "“丙”没有得分" in result.stderr


def test_judges_who_mark_only_their_dimension_need_the_rule_that_the_note_names(rank):
    marks = "entry,judge,criterion,mark\n甲,A,novelty,8\n甲,B,price,6\n"
    by_criterion = 'round_order = "criterion"\n' + RULES.replace("per_judge_total", "none")

    assert 'round_order = "criterion"' in rank(marks).stderr
    assert rank(marks, by_criterion).stdout.splitlines()[1] == "1,甲,72.00,48.00,24.00,false,"


def test_a_tie_that_people_must_break_says_what_it_awaits(rank):
    marks = "entry,judge,criterion,mark\n甲,A,all,8\n乙,A,all,8\n"
    rules = 'ties = ["vote"]\n[[criteria]]\nkey = "all"\ndimension = "d"\nweight = 1\n'

    result = rank(marks, rules)

    assert result.stdout.splitlines()[1:] == [
        "1,乙,8.00,8.00,true,awaiting:vote",
        "1,甲,8.00,8.00,true,awaiting:vote",
    ]
    assert "第 1 名并列，须由评审组表决（vote）区分：乙、甲。" in result.stderr


def test_names_pass_through_exactly(rank):
    name = '=cmd|"<b>甲"'
    quoted = '"' + name.replace('"', '""') + '"'

    result = rank(MARKS.replace("甲", quoted))

    assert quoted in result.stdout


def test_columns_may_stand_in_any_order_and_others_are_ignored(rank):
    rows = [line.split(",") for line in MARKS.splitlines()]
    turned = "".join(f"{m},note,{c},{j},{e}\n" for e, j, c, m in rows)

    assert rank(turned).stdout == rank().stdout


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(rank):
    content = b"\xef\xbb\xbf" + MARKS.replace("\n", "\r\n").encode()

    assert rank(content).stdout == rank().stdout


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("甲,C,charm,8", "第 10 行：评分项“charm”不在评审规则中"),
        ("甲,C,price,10.5", "第 10 行：打分 10.5 超出范围"),
        ("甲,C,price,-1", "第 10 行：打分 -1 超出范围"),
        ("甲,C,price,8.125", "第 10 行：打分 8.125 的小数超过 2 位"),
        ("甲,C,price,缺席", "第 10 行：打分“缺席”不是数"),
        ("甲,C,price,NaN", "第 10 行：打分“NaN”不是数"),
        ("甲,C,price,1e1", "第 10 行：打分“1e1”不是数"),
        ("甲,C,price,８", "第 10 行：打分“８”不是数"),
        ("甲,A,price,7", "第 10 行：与第 3 行重复"),
        ("甲,B,price,7", "第 10 行：与第 5 行重复"),
        (" ,C,price,7", "第 10 行：“entry”为空"),
        ("甲,C,price", "第 10 行：有 3 格"),
        ("甲,C,price,7,8", "第 10 行：有 5 格"),
        ('甲,C,price,"7', "第 10 行起无法读取"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_nothing_is_ranked(rank, row, reason):
    result = rank(MARKS + row)

    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr


def test_all_bad_rows_are_told_at_once(rank):
    result = rank(MARKS + "甲,C,charm,8\n乙,C,price,11\n\n丙,C,price,x\n")

    assert [line[: line.index("：")] for line in result.stderr.splitlines()] == [
        "第 10 行",
        "第 11 行",
        "第 13 行",
    ]


def test_a_line_break_in_a_name_does_not_shift_the_line_numbers(rank):
    result = rank('entry,judge,criterion,mark\n"甲\n组",A,price,8\n甲,A,price,11\n')

    assert result.stderr.startswith("第 4 行")


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        (MARKS.replace("criterion,", "item,", 1), "缺少“criterion”列"),
        (MARKS.replace("entry,", "mark,", 1), "“mark”列出现了 2 次"),
        (MARKS.encode("gbk"), "CSV UTF-8"),
        (MARKS.encode("utf-16"), "CSV UTF-8"),
        ("", "缺少“entry”列"),
        ("entry,judge,criterion,mark\n", "没有打分"),
    ],
)
def test_a_file_that_is_no_marks_file_is_refused_with_what_to_do(rank, marks, reason):
    result = rank(marks)

    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr


def test_faults_of_the_rule_sheet_stop_the_ranking(rank):
    result = rank(MARKS, 'trim = "both"\nrounds = 2\n' + RULES.replace("trim =", "# trim ="))

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 2


def test_a_missing_file_and_an_unwritable_detail_are_told(rank, tmp_path):
    missing = CliRunner().invoke(
        judging_cli, ["rank", str(tmp_path / "no.csv"), "--rules", str(tmp_path / "no.toml")]
    )
    unwritable = rank(MARKS, RULES, "--detail", str(tmp_path / "no" / "detail.csv"))

    assert (missing.exit_code, unwritable.exit_code, unwritable.stdout) == (2, 2, "")
    assert "无法读取" in missing.stderr
    assert "无法写入" in unwritable.stderr


def test_a_folder_is_no_rule_sheet(rank, tmp_path):
    rank()  # leaves its two files in tmp_path

    result = CliRunner().invoke(
        judging_cli, ["rank", str(tmp_path / "marks.csv"), "--rules", str(tmp_path)]
    )

    assert (result.exit_code, result.stdout) == (2, "")
    assert "是不是文件" in result.stderr


def test_the_product_offers_the_command_and_needs_no_table_for_it(tmp_path, rank):
    alone = rank()  # leaves its two files in tmp_path
    app = make_app("sqlite://", tmp_path)

    with app.app_context():
        files = [str(tmp_path / "marks.csv"), "--rules", str(tmp_path / "rules.toml")]
        result = app.test_cli_runner().invoke(args=["judging", "rank", *files])
        close(app)

    assert (result.exit_code, result.stdout) == (0, alone.stdout)
