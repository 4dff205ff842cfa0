"""Whether the machine is well: the process, and what it stands on."""

import pytest
from sqlalchemy.exc import OperationalError

from contest.core.actions import acting
from contest.core.db import db
from contest.core.heads import sign_head
from tests.attacking import attack, cut


def test_the_process_is_alive(visit):
    answer = visit().get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_it_is_ready_with_its_database_and_its_storage(visit):
    answer = visit().get("/readyz")

    assert (answer.status_code, answer.json) == (
        200,
        {"status": "ok", "database": "ok", "storage": "ok", "log": "ok"},
    )


def test_it_tells_of_a_log_that_is_not_what_was_signed(app, world, visit):
    with acting("test.done", world.contest, by=None):
        pass
    chain = f"contest:{world.contest.id}"
    sign_head(chain, why="test")
    attack(cut(chain, keep=0))
    app.extensions.pop("head_checks", None)

    answer = visit().get("/readyz")

    assert (answer.status_code, answer.json["log"]) == (200, "not what was signed")


@pytest.mark.sqlite_only  # the storage is asked, not the database
def test_it_is_not_ready_while_nothing_can_be_kept(app, visit, tmp_path):
    staging = tmp_path / "files" / "staging"
    staging.rmdir()
    staging.write_text("in the way")

    answer = visit().get("/readyz")

    assert (answer.status_code, answer.json) == (
        503,
        {"status": "unavailable", "database": "ok", "storage": "not ready"},
    )


@pytest.mark.sqlite_only  # the database is made to fail, whichever it is
def test_it_is_not_ready_without_its_database(visit, monkeypatch):
    client = visit()

    def gone(*_args, **_kwargs):
        raise OperationalError("SELECT 1", {}, Exception("secret address"))

    monkeypatch.setattr(db.session, "execute", gone)
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json) == (
        503,
        {"status": "unavailable", "database": "OperationalError"},
    )
