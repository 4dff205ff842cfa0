"""What every action promises: a lock, one transaction, one line of the log."""

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from contest.core.actions import Refusal, acting, action, afterwards, operating
from contest.core.audit import UnauditedWrite
from contest.core.db import db
from contest.core.ledger import LedgerEntry, LedgerSecret, digest_of
from contest.core.lifecycle import IllegalMove
from contest.models import Body, Entry, SignInFailure
from contest.states import EntryState
from tests.tampering import tamper

# What makes the database take no line of the log any more.
NO_LINES = {
    "sqlite": [
        "CREATE TRIGGER no_lines BEFORE INSERT ON ledger_entry"
        " BEGIN SELECT RAISE(ABORT, 'no line today'); END"
    ],
    "postgresql": [
        "CREATE FUNCTION no_lines() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RAISE EXCEPTION 'no line today'; END $$",
        "CREATE TRIGGER no_lines BEFORE INSERT ON ledger_entry EXECUTE FUNCTION no_lines()",
    ],
}


def last_line():
    return db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()


def rename(entry, by, title="新名称"):
    with acting("entry.renamed", entry, by=by):
        entry.title = title


def rename_and_fail(entry, by):
    with acting("entry.renamed", entry, by=by):
        entry.title = "新名称"
        db.session.flush()
        raise OSError


def test_an_action_leaves_one_line_with_old_and_new_values(world):
    rename(world.entry, world.author)

    line = last_line()
    assert (line.verb, line.subject, line.role, line.refused) == (
        "entry.renamed",
        f"entry:{world.entry.id}",
        "enterprise",
        False,
    )
    assert line.changes == {f"entry:{world.entry.id}": {"title": ["entry 的方案", "新名称"]}}


def test_a_row_that_goes_for_having_lost_its_parent_is_logged(world):
    indicator = world.challenge.indicators[0]
    row, name = f"indicator:{indicator.id}", indicator.name

    with acting("challenge.saved", world.challenge, by=world.issuer):
        world.challenge.indicators.remove(indicator)

    assert last_line().changes[row]["name"] == [name, None]


def test_an_action_that_changes_nothing_is_still_logged(world):
    with acting("entry.exported", world.entry, by=world.organizer):
        pass

    assert (last_line().verb, last_line().changes) == ("entry.exported", {})


def test_a_line_goes_into_the_chain_of_its_contest(world):
    rename(world.entry, world.author)

    assert last_line().chain == f"contest:{world.contest.id}"


def test_each_line_carries_the_digest_of_the_one_before(world):
    rename(world.entry, world.author, "甲")
    first = last_line()
    rename(world.entry, world.author, "乙")

    second = last_line()
    assert (second.previous, second.sequence) == (first.digest, first.sequence + 1)
    assert second.digest == digest_of(second.content(), "sha256")


def test_a_write_outside_an_action_is_refused(world):
    world.entry.title = "绕过日志"

    with pytest.raises(UnauditedWrite, match="Entry"):
        db.session.flush()


def test_a_change_made_before_its_action_is_refused(world):
    entry = world.entry
    entry.title = "提前修改"

    with pytest.raises(UnauditedWrite), acting("entry.renamed", entry, by=world.author):
        pass


def test_a_bulk_write_is_refused(world):
    with pytest.raises(UnauditedWrite, match="bulk"):
        db.session.execute(update(Entry).values(title="x"))


PAST_THE_FLUSH = [
    update(Entry.__table__).values(title="绕过日志"),
    insert(Body.__table__).values(name="绕过", region="日志"),
    delete(Entry.__table__),
    text("UPDATE entry SET title = '绕过日志'"),
    text('INSERT INTO "body" (name, region) VALUES (1, 2)'),
    text("WITH gone AS (SELECT 1) DELETE FROM entry"),
]


@pytest.mark.parametrize("statement", PAST_THE_FLUSH, ids=str)
def test_a_statement_past_the_flush_is_refused_whoever_makes_it(world, statement):
    entry = world.entry
    blocks = [
        operating,
        lambda: acting("entry.renamed", entry, by=world.author),
        lambda: db.engine.execution_options(writes=True).begin(),
    ]

    for block in blocks:
        with pytest.raises(UnauditedWrite, match="statement"), block() as doing:
            (doing if isinstance(doing, Connection) else db.session).execute(statement)

    assert world.entry.title == "entry 的方案"


def test_a_statement_past_the_flush_is_refused_after_a_flush_that_failed(world):
    entry = world.entry
    with pytest.raises(DatabaseError):
        rename(entry, world.author, title=None)

    with pytest.raises(UnauditedWrite), acting("entry.renamed", entry, by=world.author):
        db.session.execute(PAST_THE_FLUSH[0])


def test_the_log_is_written_by_actions_alone(world):
    with pytest.raises(UnauditedWrite, match="ledger_head"), operating() as session:
        session.execute(text("UPDATE ledger_head SET sequence = sequence + 1"))


def test_rows_that_decide_nothing_may_be_written_by_statements(world):
    with operating() as session:
        session.execute(text("DELETE FROM sign_in_failure"))
        session.execute(delete(SignInFailure))


def test_rows_that_decide_something_cannot_pass_as_operational(world):
    entry = world.entry

    with pytest.raises(UnauditedWrite, match="Entry"), operating():
        entry.title = "绕过日志"


def test_what_is_left_for_afterwards_happens_after_the_commit(world):
    seen = []

    with acting("entry.renamed", world.entry, by=world.author):
        world.entry.title = "新名称"
        afterwards(lambda: seen.append(last_line().verb))
        assert seen == []

    assert seen == ["entry.renamed"]


def test_a_failed_action_leaves_nothing(world):
    before = last_line().id
    entry = world.entry

    with pytest.raises(OSError):
        rename_and_fail(entry, world.author)

    assert (world.entry.title, last_line().id) == ("entry 的方案", before)


class TooLate(Refusal):
    reason = "已截止。"


@action("entry.renamed")
def rename_too_late(entry, *, by):
    entry.title = "新名称"
    db.session.flush()
    raise TooLate


def test_a_line_that_the_database_refuses_takes_its_action_along(world):
    before = world.entry.title
    tamper(*NO_LINES[db.engine.dialect.name])

    with (
        pytest.raises(DatabaseError, match="no line today"),
        acting("entry.renamed", world.entry, by=world.author),
    ):
        world.entry.title = "别的"

    assert world.entry.title == before


def test_a_refused_attempt_is_logged_and_changes_nothing(world):
    with pytest.raises(TooLate):
        rename_too_late(world.entry, by=world.author)

    line = last_line()
    assert (line.verb, line.refused, line.reason, line.changes) == (
        "entry.renamed",
        True,
        "已截止。",
        {},
    )
    assert world.entry.title == "entry 的方案"


def test_actions_do_not_nest(world):
    with (
        pytest.raises(RuntimeError, match="inside"),
        acting("a", world.entry, by=world.author),
        acting("b", world.entry, by=world.author),
    ):
        pass


def test_old_values_are_logged_even_when_nobody_read_them(world):
    entry = world.entry
    db.session.expire_all()

    rename(entry, world.author)

    assert last_line().changes[f"entry:{entry.id}"]["title"] == ["entry 的方案", "新名称"]


def test_a_deletion_keeps_what_was_deleted(world):
    number, award = world.follow_up.id, world.follow_up.award_id
    with acting("follow_up.lost", world.follow_up, by=world.organizer):
        db.session.delete(world.follow_up)

    assert last_line().changes[f"followup:{number}"]["award_id"] == [award, None]


def test_personal_values_stand_in_the_log_as_commitments(world):
    with acting("user.renamed", world.author, by=world.author):
        world.author.name = "张三"

    _old, new = last_line().changes[f"user:{world.author.id}"]["name"]
    secret = db.session.get(LedgerSecret, new["commitment"])
    assert "张三" not in str(last_line().changes)
    assert secret.value == "张三"
    assert new["commitment"] == digest_of({"salt": secret.salt, "value": "张三"}, "sha256")


def test_a_secret_is_logged_as_changed_without_its_value(world):
    with acting("user.password_set", world.author, by=world.author):
        world.author.password_hash = "argon2-of-something"

    assert last_line().changes[f"user:{world.author.id}"] == {
        "password_hash": [{"secret": True}, {"secret": True}]
    }


def test_states_move_only_along_the_lifecycle(world):
    with (
        pytest.raises(IllegalMove, match="draft cannot become admitted"),
        acting("entry.admitted", world.draft, by=world.organizer),
    ):
        world.draft.state = EntryState.ADMITTED


@action("entry.admitted")
def admit(entry, *, by):
    entry.state = EntryState.ADMITTED


def test_an_illegal_move_is_answered_with_what_to_do_and_stands_in_the_log(app, world, visit):
    app.add_url_rule("/moved", "moved", lambda: admit(world.draft, by=world.organizer))

    page = visit().get("/moved")
    told = visit().get("/moved", headers={"Accept": "application/json"})

    assert (page.status_code, told.status_code) == (409, 409)
    assert "这一步与当前状态不符" in page.text
    assert "这一步与当前状态不符" in told.json["error"]
    assert (last_line().verb, last_line().refused) == ("entry.admitted", True)


def test_the_database_refuses_a_state_that_does_not_exist(world):
    with pytest.raises(DatabaseError, match=r"(?i)check"):
        tamper("UPDATE entry SET state = 'winner'")


def test_a_clock_stepped_back_does_not_reopen_the_past(world, time):
    late = world.contest.entries_close_at.replace(year=2027)
    time.now = late
    rename(world.entry, world.author, "甲")
    time.now = world.contest.entries_open_at

    rename(world.entry, world.author, "乙")

    assert last_line().at == late


def test_a_line_about_a_new_thing_names_it_by_its_number(world):
    body = Body(name="丙市科技局", region="丙市")

    with acting("body.created", body, by=world.system_admin):
        db.session.add(body)

    assert last_line().subject == f"body:{body.id}"
