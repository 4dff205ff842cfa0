"""The tables are what the log tells, and where they are not it is said."""

import pytest

from contest.core.actions import acting
from contest.core.replaying import differences
from tests.tampering import tamper


def found():
    return list(differences())


def test_all_that_actions_wrote_is_told(world):
    with acting("user.corrected", world.author, by=world.organizer):
        world.author.phone = "0574-0000001"
    with acting("user.corrected", world.author, by=world.organizer):
        world.author.phone = "0574-0000002"

    assert found() == []


def test_a_value_written_past_the_product_is_named(world):
    title = world.entry.title
    tamper("UPDATE entry SET title = '别的' WHERE id = :id", id=world.entry.id)

    assert found() == [f"entry:{world.entry.id}.title：表中为 别的，日志所记为 {title}"]


def test_a_personal_value_is_found_and_not_shown(world):
    tamper("UPDATE \"user\" SET phone = '0574-1' WHERE id = :id", id=world.author.id)

    assert found() == [f"user:{world.author.id}.phone：与日志的承诺值不符"]


def test_a_personal_value_that_was_erased_agrees_with_any(world):
    tamper("DELETE FROM ledger_secret", "UPDATE \"user\" SET name = '（已删除）'")

    assert found() == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM pledge", "日志记有这一行，表中却没有"),
        (
            "INSERT INTO mark (ballot_id, criterion_id, points)"
            " SELECT ballot.id, criterion.id, 100 FROM ballot, criterion",
            "表中有这一行，日志却没有",
        ),
    ],
)
def test_rows_put_in_or_taken_out_are_named(world, statement, said):
    tamper(statement)

    assert found()
    assert all(one.endswith(said) for one in found())


def test_a_value_changed_in_between_shows_with_the_next_line(world):
    title = world.entry.title
    tamper("UPDATE entry SET title = '别的' WHERE id = :id", id=world.entry.id)
    with acting("entry.renamed", world.entry, by=world.author):
        world.entry.title = "第三个"

    (one,) = found()
    assert one.endswith(f"所记旧值为 别的，按此前各行应为 {title}")
