"""The verifier as people run it: on plain Python, in two languages, with an exit code."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from judging import verifier
from tests.judging.verifier.forging import Forgery, lines_of

FILE = Path("judging/verifier.py")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    path = tmp_path_factory.mktemp("bundle") / "核验包.zip"
    path.write_bytes(Forgery().packed())
    return path


def test_it_runs_on_plain_python_that_sees_neither_the_product_nor_its_packages(bundle, tmp_path):
    alone = tmp_path / "verifier.py"
    alone.write_bytes(FILE.read_bytes())

    # -I: no environment, no current folder; -S: no site-packages
    done = subprocess.run(  # noqa: S603 -- our own file
        [sys.executable, "-I", "-S", "-X", "utf8", str(alone), str(bundle)],
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines()[0] == "核验通过：所查各项全部相符。"


def test_it_imports_nothing_but_the_standard_library():
    imported = set()
    for node in ast.walk(ast.parse(FILE.read_text())):
        if isinstance(node, ast.Import):
            imported |= {name.name.partition(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).partition(".")[0])

    assert imported - sys.stdlib_module_names == set()


def test_a_bundle_that_holds_ends_with_0_and_says_what_cannot_be_checked(bundle, capsys):
    assert verifier.main([str(bundle)]) == 0

    told = capsys.readouterr().out
    assert "本文件不能说明的" in told
    assert "行日志只有摘要" in told
    assert "请随机抽查纸面评分表" in told


def test_a_bundle_that_does_not_ends_with_1_and_says_what_is_wrong(tmp_path, capsys):
    forgery = Forgery()
    for ballot in forgery.ballots:
        ballot["marks"] = dict.fromkeys(ballot["marks"], "0.25")
    path = tmp_path / "bundle.zip"
    path.write_bytes(forgery.packed())

    assert verifier.main([str(path), "--lang", "en"]) == 1

    told = capsys.readouterr().out
    assert told.startswith("Not verified: altered.")
    assert "What is wrong · altered" in told
    assert told.count("is not as its last version") == verifier.MOST_SHOWN
    assert "more of this kind" in told


def test_what_one_holds_besides_is_given_as_files(bundle, tmp_path, capsys):
    forgery = Forgery()
    heads, receipt = tmp_path / "heads.jsonl", tmp_path / "receipt.json"
    heads.write_bytes(lines_of(forgery.heads))
    receipt.write_text(json.dumps({"no": "receipt"}))
    code = forgery.head["root"][:16]
    spoken = "-".join(code[at : at + 4] for at in range(0, 16, 4)).upper()

    assert verifier.main([str(bundle), "--head", spoken, "--heads", str(heads)]) == 0
    assert verifier.main([str(bundle), "--receipt", str(receipt)]) == 1
    assert "所给的回执" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_ends_with_2(tmp_path, capsys):
    assert verifier.main([str(tmp_path / "none.zip")]) == 2

    assert "不能读取" in capsys.readouterr().err


def test_a_code_that_is_too_short_to_mean_anything_ends_with_2(bundle, capsys):
    with pytest.raises(SystemExit, match="2"):
        verifier.main([str(bundle), "--head", "abc"])

    assert "abc" in capsys.readouterr().err


def test_every_word_is_there_in_both_languages_with_the_same_values():
    def values(text):
        return {piece.partition("}")[0] for piece in text.split("{")[1:]}

    differing = {key for key, (zh, en) in verifier.WORDS.items() if values(zh) != values(en)}
    assert differing == set()
