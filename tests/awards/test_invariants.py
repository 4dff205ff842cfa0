"""``flask check-invariants`` finds each rule that was broken behind the actions' backs."""

import hashlib
from decimal import Decimal

import pytest
from sqlalchemy import inspect, text, update

from awards.invariants import INVARIANTS, check_invariants
from awards.models import Award, Plan, PlanLine
from awards.states import AwardState
from contest.actions.screening import disqualify_entry
from contest.core import intake
from contest.core.actions import acting
from contest.core.db import db
from contest.core.storage.digest import content_key
from contest.models import Contest, StoredFile
from judging.models import Draw, DrawSalt, Mark, Recusal, RecusalGround, RecusalOrigin, Standing
from judging.states import RecusalState
from tests.awards.awarding import award_first, publish_standings
from tests.judging.drawing import HOUR, a_session, drawn, sealed

AS_TOLD = "各表与操作日志一致"  # broken by whatever is done behind the back


def broken():
    """Return the rules that do not hold, with what was found; not that the log tells it all."""
    return {
        f.name: list(f.breaches) for f in check_invariants() if not f.holds and f.name != AS_TOLD
    }


def behind_the_back(model, **values):
    """Change rows as somebody with the database's password could."""
    db.session.rollback()
    with db.engine.execution_options(writes=True, maintenance=True).begin() as connection:
        _forget_checks(connection, model)
        connection.execute(update(model.__table__).values(**values))


def _forget_checks(connection, model):
    """Let a value in that the table's own CHECK would refuse."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        return
    for check in inspect(connection).get_check_constraints(model.__tablename__):
        connection.execute(
            text(f"ALTER TABLE {model.__tablename__} DROP CONSTRAINT {check['name']}")
        )


def keep_file(world, content=b"%PDF", digest=None):
    stored = intake.storage().put_bytes(content)
    with acting("test.kept", world.contest, by=world.author):
        db.session.add(
            StoredFile(
                digest=digest or stored.digest,
                size=stored.size,
                kind="pdf",
                name="方案.pdf",
                uploaded_at=world.contest.entries_open_at,
            )
        )
    return stored.digest


def recuse(world, state):
    with acting("test.recused", world.entry, by=world.organizer):
        recusal = Recusal(
            contest_id=world.contest.id,
            entry_id=world.entry.id,
            judge_id=world.judge.id,
            origin=RecusalOrigin.FOUND,
            ground=RecusalGround.EMPLOYED,
            raised_at=world.contest.entries_open_at,
        )
        db.session.add(recusal)
        db.session.flush()
        recusal.state = state


def test_a_contest_in_order_breaks_no_rule(world):
    award_first(world)
    keep_file(world)

    assert broken() == {}


def test_published_standings_hold_when_somebody_is_disqualified_later(world):
    award_first(world)

    disqualify_entry(world.entry, by=world.organizer, reason="材料虚假")

    assert broken() == {}


def test_every_rule_is_named_once():
    names = [invariant.name for invariant in INVARIANTS]

    assert len(set(names)) == len(names)


def test_awards_beyond_the_budget_are_found(world):
    award_first(world)
    behind_the_back(Contest, budget_fen=99_000_000)

    assert broken() == {
        "各届大赛有效奖励合计不超过预算": [
            "contest 场景大赛：已授奖励 100.00 万元，预算 99.00 万元"
        ]
    }


def test_a_revoked_award_uses_no_budget_and_no_seat(world):
    award_first(world)
    behind_the_back(Award, state=AwardState.REVOKED)
    behind_the_back(Contest, budget_fen=0)

    assert broken() == {}


def test_more_awards_than_seats_are_found(world):
    award = award_first(world)
    with acting("test.again", world.contest, by=world.organizer):
        again = {
            column.key: getattr(award, column.key)
            for column in Award.__table__.columns
            if column.key not in {"id", "entry_id"}
        }
        db.session.add(Award(**again, entry_id=world.rival_entry.id))

    found = broken()

    assert found["各奖项授奖数不超过名额"] == ["contest 场景大赛“一等奖”：名额 1 个，已授 2 个"]
    assert found["每项奖励的奖项和金额与批准的方案一致"] == [
        f"项目 {world.rival_entry.number}：奖项或金额与批准的方案 {award.plan_id} 不同"
    ]


def test_an_award_without_an_approved_plan_is_found(world):
    award_first(world)
    behind_the_back(Plan, state="proposed")

    assert list(broken()) == ["每项奖励都有经两人（提出、批准）通过的方案"]


def test_a_plan_approved_by_its_own_proposer_is_found(world):
    award_first(world)
    behind_the_back(Plan, approved_by_id=world.organizer.id)

    found = broken()["每项奖励都有经两人（提出、批准）通过的方案"]
    assert found[-1].endswith("的提出人与批准人是同一人")


def test_an_award_beyond_the_cap_is_found(world):
    award_first(world)
    behind_the_back(Award, amount_fen=100_000_001)

    found = broken()["单项奖励不超过 100 万元"]
    assert found[-1] == "项目 2026-challenge-entry：100.000001 万元"


def test_an_amount_other_than_approved_is_found(world):
    award_first(world)
    behind_the_back(PlanLine, amount_fen=1)

    assert list(broken()) == ["每项奖励的奖项和金额与批准的方案一致"]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (
            RecusalState.CONFIRMED,
            ["项目 2026-challenge-entry：评委 judge 已回避，其评分表却未作废"],
        ),
        (RecusalState.DISMISSED, []),
    ],
)
def test_a_recused_judges_ballot_must_be_void(world, state, found):
    publish_standings(world)
    recuse(world, state)

    assert broken().get("已回避的评委没有有效的评分表", []) == found


def test_marks_changed_after_publication_are_found(world):
    publish_standings(world)
    behind_the_back(Mark, points=Decimal(10))

    assert broken()["已发布的排名与评分表重算结果一致"] == [
        "contest 场景大赛第 2 版排名：按现有评分表重算的结果不同，请核对后发布新的版次"
    ]


def test_a_place_changed_in_the_standings_is_found(world):
    publish_standings(world)
    behind_the_back(Standing, place=1)

    assert broken()["已发布的排名与评分表重算结果一致"] == [
        "contest 场景大赛第 2 版排名：各行与评分表和版次摘要不符，可能被改动"
    ]


def test_a_file_that_is_gone_is_found(world):
    keep_file(world, digest="a" * 64)

    (found,) = broken()["登记的每个文件都在，且内容与摘要一致"]
    assert found.endswith("（aaaaaaaaaaaa…）：不在文件存储中")


def test_a_file_that_was_exchanged_is_found(app, world):
    digest = keep_file(world)
    assert digest == hashlib.sha256(b"%PDF").hexdigest()
    intake.storage().root.joinpath(content_key(digest)).write_bytes(b"other")

    (found,) = broken()["登记的每个文件都在，且内容与摘要一致"]
    assert found.endswith("内容与摘要不符")


def test_the_command_prints_each_rule_and_fails_where_one_is_broken(app, world):
    award_first(world)
    command = app.test_cli_runner()

    before = command.invoke(args=["check-invariants"])
    behind_the_back(Contest, budget_fen=0)
    after = command.invoke(args=["check-invariants"])

    assert before.exit_code == 0
    assert before.output.count("✓") == len(INVARIANTS)
    assert before.output.endswith("全部成立。\n")
    assert after.exit_code == 1
    assert "✗ 各届大赛有效奖励合计不超过预算\n    contest 场景大赛：已授奖励" in after.output
    assert after.output.endswith("2 条规则不成立，请先查明原因再继续评审或授奖。\n")


@pytest.mark.parametrize(
    ("model", "changed", "trouble"),
    [
        (DrawSalt, {"salt": "0" * 64}, "随机数与公布的承诺不符"),
        (Draw, {"public_number": "3912.46"}, "记录的顺序与重算的不同"),
        (Draw, {"commitment": "0" * 64}, "随机数与公布的承诺不符"),
    ],
)
def test_a_draw_that_was_tampered_with_is_found(world, time, model, changed, trouble):
    first = a_session(world, entries=7)
    drawn(world, time, first)
    if model is DrawSalt:
        sealed(world, first, known_at=time.now + HOUR, reason="来源有误")
    assert broken() == {}

    behind_the_back(model, **changed)

    ((name, breaches),) = broken().items()
    assert name == "每次抽签的随机数符合承诺，顺序与重算一致"
    assert [trouble in breach for breach in breaches] == [True]
