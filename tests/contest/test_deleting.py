"""A draft contest is deleted with all that was prepared for it; the log keeps what there was."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from awards.actions.prizes import PrizeLine, set_prizes
from awards.models import Prize
from contest import deleting
from contest.actions import challenges as reviews
from contest.actions import contests as actions
from contest.actions.attachments import ACCEPTS, attach_file
from contest.core.db import db
from contest.core.intake import receive
from contest.core.ledger import LedgerEntry
from contest.core.verifying import verify_chains
from contest.models import Challenge, Contest, Indicator, JudgeKind, StoredFile
from contest.timetable import template_values
from judging.actions.panels import create_panel, seat_judge
from judging.actions.pledges import sign_pledge
from judging.actions.rulesheets import begin_rule_sheet, seal_rule_sheet
from judging.actions.sessions import create_session
from judging.deleting import PledgesSigned, RulesSealed
from judging.models import Criterion, Panel, RuleSheet, Seat, Session
from judging.pledge_text import pledge_digest
from judging.queries.rulesheets import digest_of
from tests.contest.challenges import a_complete_draft, a_submitted
from tests.contest.core.filesamples import picture
from tests.contest.letters import last_letter, letters_to
from tests.world import MONDAY

WHY = "建错了年份"
TABLES = (Contest, Challenge, Indicator, Prize, RuleSheet, Criterion, Panel, Seat, Session)


def a_contest(world) -> Contest:
    return actions.create_contest(world.body, by=world.organizer, **template_values(MONDAY))


def prepared(world) -> Contest:
    """Return a draft contest with everything that a draft can have."""
    contest = a_contest(world)
    challenge = a_complete_draft(world, contest=contest)
    kept = receive(BytesIO(picture("PNG")), name="现场.png", accepts=ACCEPTS)
    attach_file(challenge, by=world.issuer, kept=kept)
    set_prizes(contest, by=world.organizer, lines=[PrizeLine("一等奖", 1, 100_000_000)])
    begin_rule_sheet(contest, by=world.organizer)
    panel = create_panel(contest, by=world.organizer, name="第一组")
    seat_judge(panel, by=world.organizer, judge_id=world.judge.id, kind=JudgeKind.TECHNICAL)
    create_session(
        contest,
        by=world.organizer,
        name="上午",
        room="二号厅",
        starts_at=contest.roadshow_from,
        panel_id=panel.id,
    )
    return db.session.get(Contest, contest.id)


def counts():
    return [db.session.scalar(select(func.count()).select_from(table)) for table in TABLES]


def test_all_that_was_prepared_goes_and_the_log_keeps_it(world):
    before = counts()
    contest = prepared(world)
    number, letter = contest.id, last_letter()

    actions.delete_contest(contest, by=world.organizer, reason=WHY)

    line = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    assert counts() == before
    assert (line.chain, line.verb, line.reason) == (f"contest:{number}", "contest.deleted", WHY)
    assert line.subject == f"contest:{number}"
    gone = {row.partition(":")[0] for row in line.changes}
    assert gone >= {table.__name__.lower() for table in TABLES}
    assert [report.fault for report in verify_chains(db.session()) if report.fault] == []
    (told,) = letters_to(world.issuer, after=letter)
    assert WHY in told.body


def test_files_stay_on_record_without_their_contest(world):
    actions.delete_contest(prepared(world), by=world.organizer, reason=WHY)

    file = db.session.scalars(select(StoredFile).filter_by(name="现场.png")).one()
    assert file.contest_id is None


def test_no_number_of_a_deleted_contest_or_challenge_is_given_again(world):
    contest = prepared(world)
    numbers = (contest.id, db.session.scalar(select(func.max(Challenge.id))))

    actions.delete_contest(contest, by=world.organizer, reason=WHY)
    again = a_contest(world)
    challenge = a_complete_draft(world, contest=again)

    assert again.id > numbers[0]
    assert challenge.id > numbers[1]


def _announced(contest, world):
    actions.announce_contest(contest, by=world.organizer)


def _handed_in(contest, world):
    challenge = a_submitted(world, contest=contest)
    reviews.return_challenge(challenge, by=world.organizer, reason="指标请写明验证方法")


def _sealed(contest, world):
    sheet = begin_rule_sheet(contest, by=world.organizer)
    seal_rule_sheet(sheet, by=world.organizer, digest=digest_of(sheet), acknowledged=())


def _signed(contest, world):
    panel = create_panel(contest, by=world.organizer, name="第一组")
    seat_judge(panel, by=world.organizer, judge_id=world.judge.id, kind=JudgeKind.TECHNICAL)
    sign_pledge(contest, by=world.judge, text_digest=pledge_digest())


@pytest.mark.parametrize(
    ("happens", "refusal"),
    [
        (_announced, deleting.NotADraft),
        (_handed_in, deleting.ChallengesHandedIn),
        (_sealed, RulesSealed),
        (_signed, PledgesSigned),
    ],
)
def test_what_was_done_for_good_keeps_its_contest(world, visit, happens, refusal):
    contest = a_contest(world)
    page = f"/desk/contests/{contest.id}"
    happens(contest, world)
    client, contest = visit(world.organizer), db.session.get(Contest, contest.id)

    with pytest.raises(refusal):
        actions.delete_contest(contest, by=world.organizer, reason=WHY)
    answer = client.get(f"{page}/deletion")

    assert answer.headers["Location"] == page
    shown = client.get(page).text
    assert str(refusal.reason) in shown
    assert f"{page}/deletion" not in shown


@pytest.mark.sqlite_only  # what the page says; what it does is tested on both
def test_an_organizer_is_told_what_goes_and_deletes_with_a_reason(world, visit, queries):
    contest = prepared(world)
    page = f"/desk/contests/{contest.id}"
    client = visit(world.organizer)
    assert f'href="{page}/deletion"' in client.get(page).text

    with queries() as made:
        asked = client.get(f"{page}/deletion").text
    nothing_said = client.post(f"{page}/deletion", data={"reason": " "})
    answer = client.post(f"{page}/deletion", data={"reason": WHY})

    for name in ("发榜方的榜单草稿", "评审规则的版本", "评审组", "路演场次", "奖项"):
        assert f"<dt>{name}</dt><dd>1 个</dd>" in asked
    assert len(made) == 15  # what speaks against it, and each kind of rows with what hangs on it
    assert (nothing_said.status_code, answer.headers["Location"]) == (422, "/desk/contests/")
    assert client.get(page).status_code == 404


@pytest.mark.sqlite_only  # who reads what does not depend on the database
def test_supervisors_of_the_body_read_on_what_became_of_the_contest(world, visit):
    contest = prepared(world)
    name = contest.name
    actions.delete_contest(contest, by=world.organizer, reason=WHY)
    readers = (world.supervisor, world.audit_admin)

    pages = [visit(reader).get("/log/?verb=contest.deleted").text for reader in readers]

    assert [f"{name}（已删除）" in page and WHY in page for page in pages] == [True, True]
