"""Anybody can check a receipt without signing in, and learns nothing more than that it is there."""

import json
import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import text

from contest.core import signing
from contest.core.db import db
from contest.core.heads import sign_head
from judging.claims import NoReceipt, code_in, read_claim
from tests.judging.test_ballots import WHOLE, put

IMPORTED = re.compile(r'^import .* from "([^"]+)";', re.MULTILINE)
MODULES = sorted(Path("static/js/verifier").glob("*.js"))


@pytest.fixture
def receipt(world, visit):
    """Return the receipt of a submitted ballot: its chain's second line or later."""
    client, uuid = visit(world.judge), world.ballot.uuid
    put(client, uuid, version=1, marks={"cost": "1"})
    return put(client, uuid, version=2, marks=WHOLE, state="submitted").json["receipt"]


@pytest.fixture
def hand_in(visit):
    """Return what nobody in particular is told of a receipt."""

    def _hand_in(receipt, **changes):
        return visit().post("/verify", data={"receipt": json.dumps({**receipt, **changes})})

    return _hand_in


def spaced(digits):
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4)).upper()


def resigned(receipt, **changes):
    content = {k: v for k, v in receipt.items() if k not in {"key", "signature"}}
    return signing.signed({**content, **changes})


def alter(statement):
    """Change rows behind the product's back, past its triggers."""
    db.session.rollback()
    with db.engine.execution_options(writes=True, maintenance=True).begin() as connection:
        kind = connection.dialect.name
        if kind == "postgresql":
            connection.execute(text("ALTER TABLE ledger_entry DISABLE TRIGGER USER"))
        else:
            find = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in connection.execute(text(find)).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(statement))


@pytest.mark.parametrize("spelled", [str, str.upper, spaced])
def test_a_code_typed_from_paper_is_found(visit, receipt, spelled):
    page = visit().get("/verify", query_string={"code": spelled(receipt["content"][:16])})

    assert page.status_code == 200
    assert "在册" in page.text
    assert f"第 {receipt['sequence']} 行" in page.text
    assert "2026-03-02 17:00:00" in page.text


def test_the_answer_tells_nothing_of_entry_judge_or_marks(world, visit, receipt):
    page = visit().get("/verify", query_string={"code": receipt["content"][:16]}).text

    told = [world.entry.title, world.entry.number, world.judge.name, world.contest.name]
    assert [
        one for one in (*told, *WHOLE.values(), receipt["content"], receipt["uuid"]) if one in page
    ] == []


def test_a_line_is_told_with_the_signed_head_over_it(visit, receipt):
    before = visit().get("/verify", query_string={"code": receipt["content"][:16]}).text
    head = sign_head(receipt["chain"], why="test")
    after = visit().get("/verify", query_string={"code": receipt["content"][:16]}).text

    assert ("还没有签名" in before, "还没有签名" in after) == (True, False)
    assert spaced(head.code).lower() in after


def test_the_code_of_a_head_is_told_to_be_one(visit, receipt):
    head = sign_head(receipt["chain"], why="test")

    page = visit().get("/verify", query_string={"code": head.code})

    assert (page.status_code, "在册的日志头" in page.text) == (200, True)


def test_an_unknown_code_is_told_to_be_unknown(visit, receipt):
    page = visit().get("/verify", query_string={"code": "0" * 16})

    assert (page.status_code, "查无此回执" in page.text) == (404, True)


@pytest.mark.parametrize("typed", ["0" * 15, "0" * 65, "g" * 16, "①" * 16, "<b>", "%"])
def test_what_is_no_code_is_said_to_be_none_and_kept(visit, typed):
    page = visit().get("/verify", query_string={"code": typed})

    assert (page.status_code, "不是代码" in page.text) == (422, True)
    assert f'value="{typed.replace("<", "&lt;").replace(">", "&gt;")}"' in page.text


def test_a_whole_receipt_is_checked_against_the_log(hand_in, receipt):
    page = hand_in(receipt)

    assert (page.status_code, "存在证明成立" in page.text) == (200, True)


def test_the_answer_that_a_receipt_came_in_will_do_and_so_does_its_file(visit, receipt):
    told = json.dumps({"uuid": receipt["uuid"], "receipt": receipt}).encode()

    page = visit().post("/verify", data={"file": (BytesIO(told), "receipt.json")})

    assert (page.status_code, "存在证明成立" in page.text) == (200, True)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 9},
        {"judge": 1},
        {"content": "0" * 64},
        {"sequence": 1},
        {"signature": "00" * 64},
    ],
)
def test_a_receipt_that_was_touched_does_not_hold(hand_in, receipt, change):
    page = hand_in(receipt, **change)

    assert (page.status_code, "回执不成立" in page.text) == (404, True)


def test_a_signed_receipt_whose_path_leads_elsewhere_does_not_hold(hand_in, receipt):
    page = hand_in(resigned(receipt, root="0" * 64))

    assert "回执不成立" in page.text


def test_a_receipt_of_another_key_cannot_be_checked(hand_in, receipt):
    page = hand_in(receipt, key="0" * 16)

    assert (page.status_code, "不能核对" in page.text) == (404, True)


def test_a_receipt_from_before_the_log_bound_contents_is_ours_without_a_place(hand_in, receipt):
    page = hand_in(resigned(receipt, sequence=None, leaf=None, root=None, proof=[]))

    assert (page.status_code, "不能核对行号" in page.text) == (200, True)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_entry SET binds = '" + "0" * 64 + "' WHERE binds IS NOT NULL",
        "UPDATE ledger_entry SET digest = '" + "0" * 64 + "' WHERE sequence = 1",
        "DELETE FROM ledger_entry WHERE binds IS NOT NULL",
    ],
)
def test_a_log_that_was_rewritten_is_told_by_an_old_receipt(hand_in, receipt, change):
    alter(change)

    page = hand_in(receipt)

    assert (page.status_code, "日志与回执不一致" in page.text) == (404, True)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", "[" * 19_000, "1" * 20_001, '{"receipt": 1}']
)
def test_what_is_no_receipt_is_refused_and_kept(visit, text):
    page = visit().post("/verify", data={"receipt": text})

    assert page.status_code == 422
    assert text.replace('"', "&#34;") in page.text


def test_nobody_tries_codes_out(visit):
    client = visit()

    answers = [client.get("/verify?code=" + "0" * 16).status_code for _ in range(61)]

    assert (answers[59], answers[60], client.get("/verify").status_code) == (404, 429, 200)


def test_a_judge_sees_the_codes_of_what_they_submitted(world, visit, receipt):
    page = visit(world.judge).get("/ballots/receipts").text

    assert world.entry.title in page
    assert spaced(receipt["content"][:16]).lower() in page
    assert f"日志第 {receipt['sequence']} 行" in page


def test_a_draft_has_no_receipt_to_show(world, visit):
    put(visit(world.judge), world.ballot.uuid, version=1, marks=WHOLE)
    client = visit(world.judge)

    page, file = (
        client.get("/ballots/receipts"),
        client.get(f"/ballots/{world.ballot.uuid}/receipt.json"),
    )

    assert "还没有提交的评分" in page.text
    assert file.status_code == 404


def test_a_downloaded_receipt_is_that_of_the_submission(world, visit, receipt):
    file = visit(world.judge).get(f"/ballots/{world.ballot.uuid}/receipt.json")

    assert file.headers["Content-Disposition"] == (
        f"attachment; filename=receipt-{receipt['content'][:16]}.json"
    )
    assert json.loads(file.text) == receipt


def test_another_judge_gets_nothing_of_it(world, visit, receipt):
    client = visit(world.other_judge)

    assert client.get(f"/ballots/{world.ballot.uuid}/receipt.json").status_code == 404
    assert receipt["content"][:4] not in client.get("/ballots/receipts").text


@pytest.mark.parametrize("extra", [0, 1])
def test_receipts_cost_the_same_however_many(world, visit, receipt, queries, extra):
    client = visit(world.judge)

    with queries() as made:
        client.get("/ballots/receipts")

    assert len(made) == 5


def test_codes_are_read_as_people_write_them():
    assert code_in(" A1B2-c3d4 E5F6 0718\n") == "a1b2c3d4e5f60718"
    assert (code_in("a1b2"), code_in("x" * 16), code_in("٣" * 16)) == (None, None, None)


def test_a_claim_is_read_only_from_what_has_its_form(receipt):
    for change in ({"sequence": 0}, {"sequence": True}, {"proof": ["0"]}, {"leaf": "0" * 63}):
        with pytest.raises(NoReceipt):
            read_claim(json.dumps({**receipt, **change}))


@pytest.mark.sqlite_only  # the page asks no database
def test_the_page_of_bundles_may_ask_nobody(visit):
    policy = visit().get("/verify/bundle").headers["Content-Security-Policy"]

    assert {"connect-src 'none'", "form-action 'none'"} <= set(policy.split("; "))


@pytest.mark.sqlite_only  # likewise
def test_the_saved_page_holds_all_that_it_needs(visit):
    answer = visit().get("/verify/bundle.html")
    (named,) = re.findall(r'<script type="importmap">(.*?)</script>', answer.text)
    modules = json.loads(named)["imports"]
    code = [b64decode(one.partition(",")[2]).decode() for one in modules.values()]
    imported = {
        name
        for text in code
        for name in re.findall(r'^import .* from "([^"]+)";', text, re.MULTILINE)
    }

    assert answer.headers["Content-Disposition"] == "attachment; filename=verify-bundle.html"
    assert imported <= modules.keys()
    assert {f"jiebang/{path.relative_to('static')}" for path in MODULES} <= modules.keys()
    assert re.findall(r'(?:src|href)="(?!data:,)[^"]*"', answer.text) == []
