"""An issuer writes a challenge: in parts, saved at every change, until it is handed in."""

import io

import pikepdf
import pytest
from sqlalchemy import select

from contest.actions import drafts
from contest.actions.contests import create_contest
from contest.completeness import missing
from contest.core.actions import acting
from contest.core.db import db
from contest.models import Challenge, ChallengeAttachment, Contest, Indicator
from contest.refusals import Stale
from contest.states import ChallengeState
from contest.timetable import template_values
from tests.contest.challenges import (
    ROWS,
    a_complete_draft,
    a_draft,
    a_published,
    a_submitted,
    revise,
)
from tests.contest.letters import last_letter, letters_to
from tests.world import DAY, MONDAY


def page_of(challenge, part):
    return f"/desk/challenges/{challenge.id}/{part}"


def last_challenge():
    return db.session.scalars(select(Challenge).order_by(Challenge.id.desc())).first()


def test_a_draft_begins_with_a_title_and_a_date_for_questions(world, visit):
    data = {"contest_id": world.open_contest.id, "title": "盾构渣土快速资源化"}

    answer = visit(world.issuer).post("/desk/challenges/new", data=data)

    challenge = last_challenge()
    assert answer.headers["Location"] == page_of(challenge, "edit/goal")
    assert (challenge.issuer_id, challenge.state) == (
        world.issuer.organisation_id,
        ChallengeState.DRAFT,
    )
    assert challenge.questions_until == world.open_contest.entries_close_at - 5 * DAY


@pytest.mark.sqlite_only  # which contests are offered does not depend on the database
def test_only_contests_of_the_body_that_invited_are_offered(world, visit):
    values = template_values(MONDAY) | {"name": "外市大赛"}
    foreign = _foreign_contest(world, values)

    client = visit(world.issuer)
    form = client.get("/desk/challenges/new").text
    answer = client.post("/desk/challenges/new", data={"contest_id": foreign.id, "title": "越界"})

    assert world.open_contest.name in form
    assert "外市大赛" not in form
    assert answer.status_code == 422
    assert last_challenge().title != "越界"


def _foreign_contest(world, values) -> Contest:
    return create_contest(world.other_body, by=world.other_organizer, **values)


def test_a_contest_that_is_over_takes_no_challenge(world, time):
    time.now = world.open_contest.entries_close_at

    with pytest.raises(drafts.NoMoreChallenges):
        a_draft(world)


def test_every_change_is_saved_and_answered_with_version_and_findings(world, visit):
    challenge = a_draft(world)
    data = {
        "version": challenge.version,
        "resources": "一处场地",
        "eligibility": "注册资本不低于 500 万元",
    }

    answer = visit(world.issuer).post(page_of(challenge, "autosave/resources"), data=data)

    said = answer.get_json()
    challenge = last_challenge()
    assert (challenge.eligibility, challenge.resources) == (data["eligibility"], "一处场地")
    assert said["version"] == challenge.version == data["version"] + 1
    assert "以企业规模作为参与条件" in said["parts"]["findings-eligibility"]
    assert said["parts"]["findings-resources"] == ""


def test_a_save_of_an_older_version_overwrites_nothing(world, visit):
    challenge = a_draft(world)
    opened = challenge.version
    revise(challenge, world, goal="同事先写的")
    client = visit(world.issuer)

    answer = client.post(
        page_of(challenge, "autosave/goal"),
        data={"version": opened, "title": "改名", "goal": "我写的", "stage": "planned"},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 409
    assert "没有丢失" in answer.get_json()["error"]
    assert last_challenge().goal == "同事先写的"


def test_a_part_with_one_wrong_field_saves_the_others(world, visit):
    challenge = a_draft(world)
    data = {"version": challenge.version, "title": "", "goal": "写好的", "stage": "planned"}

    answer = visit(world.issuer).post(page_of(challenge, "autosave/goal"), data=data)

    assert answer.get_json()["errors"] == {"title": "请填写此项。"}
    assert (last_challenge().goal, last_challenge().title) == ("写好的", challenge.title)


def test_indicators_of_a_colleague_stand_beside_ones_own(world, visit):
    challenge = a_draft(world)
    opened = challenge.version
    revise(challenge, world, indicators=ROWS)
    mine = {f"indicators-0-{name}": value for name, value in ROWS[0].items()}
    mine |= {"version": opened, "indicators-0-target": "7"}

    answer = visit(world.issuer).post(page_of(challenge, "autosave/indicators"), data=mine)

    assert (answer.status_code, list(answer.get_json()["theirs"])) == (409, ["indicators"])


@pytest.mark.sqlite_only  # what the page says; the refusal itself is tested on both
def test_who_saves_second_keeps_what_was_typed_and_may_save_again(world, visit):
    challenge = a_draft(world)
    opened = challenge.version
    revise(challenge, world, goal="同事先写的")
    client, page = visit(world.issuer), page_of(challenge, "edit/goal")
    data = {"version": opened, "title": "改名", "goal": "我写的目标", "stage": "planned"}

    told = client.post(page, data=data)
    saved = client.post(page, data=data | {"version": last_challenge().version})

    assert (told.status_code, saved.status_code) == (409, 302)
    assert 'data-value="同事先写的"' in told.text
    assert "我写的目标" in told.text
    assert last_challenge().goal == "我写的目标"


@pytest.mark.parametrize("only", ["name", "baseline", "target", "unit", "verification"])
def test_an_indicator_is_kept_whichever_of_its_texts_is_written_first(world, only):
    challenge = a_draft(world)
    row = dict.fromkeys(ROWS[0], "") | {"comparator": "≥", only: "先写这一格"}

    revise(challenge, world, indicators=[row])

    assert [getattr(kept, only) for kept in last_challenge().indicators] == ["先写这一格"]


def test_indicators_are_written_in_place_and_empty_rows_ignored(world):
    challenge = a_draft(world)
    empty = dict.fromkeys(ROWS[0], "") | {"comparator": "≥"}
    second = ROWS[0] | {"name": "误报", "target": "2"}
    revise(challenge, world, indicators=[ROWS[0], empty, second])
    first = [row.id for row in challenge.indicators]

    revise(challenge, world, indicators=[second])

    assert len(first) == 2
    assert [(row.id, row.name) for row in last_challenge().indicators] == [(first[0], "误报")]


def test_another_indicator_counts_as_a_new_version(world):
    challenge = a_draft(world)
    opened = challenge.version
    revise(challenge, world, indicators=ROWS)

    with pytest.raises(Stale):
        drafts.revise_challenge(challenge, by=world.issuer, version=opened, indicators=[])

    assert len(last_challenge().indicators) == 1


def test_a_challenge_says_part_by_part_what_it_lacks(world):
    challenge = a_draft(world)
    revise(challenge, world, indicators=[ROWS[0] | {"target": ""}], pain_point="痛点")

    assert missing(challenge) == {
        "goal": ["field_id", "goal"],
        "indicators": ["indicators"],
        "resources": ["resources", "cooperation"],
    }


def test_an_incomplete_challenge_cannot_be_handed_in(world):
    with pytest.raises(drafts.NotComplete):
        drafts.submit_challenge(a_draft(world), by=world.issuer)


def test_handing_in_shows_the_challenge_to_its_body_alone(world, visit):
    challenge = a_complete_draft(world)
    page, before = f"/desk/challenges/{challenge.id}", last_letter()
    assert visit(world.organizer).get(page).status_code == 404

    drafts.submit_challenge(challenge, by=world.issuer)

    assert visit(world.organizer).get(page).status_code == 200
    assert visit(world.other_organizer).get(page).status_code == 404
    assert visit(world.other_issuer).get(page).status_code == 404
    assert [letter.subject for letter in letters_to(world.organizer, after=before)] == [
        "待审榜单：《盾构渣土快速资源化》"
    ]
    assert letters_to(world.other_organizer, after=before) == []


def test_what_was_handed_in_is_not_written_any_more(world):
    challenge = a_complete_draft(world)
    drafts.submit_challenge(challenge, by=world.issuer)

    with pytest.raises(drafts.NotEditable):
        revise(challenge, world, goal="偷偷改")
    with pytest.raises(drafts.NotEditable):
        drafts.submit_challenge(challenge, by=world.issuer)


def test_questions_must_end_before_entries_do(world):
    challenge = a_complete_draft(world)
    revise(challenge, world, questions_until=world.open_contest.entries_close_at)

    with pytest.raises(drafts.QuestionsEndTooLate):
        drafts.submit_challenge(challenge, by=world.issuer)


@pytest.mark.sqlite_only  # pages do not depend on the database
@pytest.mark.parametrize("part", ["goal", "indicators", "resources", "schedule"])
def test_each_part_shows_what_was_saved_and_leads_on(world, visit, part):
    challenge = a_complete_draft(world)

    page = visit(world.issuer).get(page_of(challenge, f"edit/{part}"))

    assert page.status_code == 200
    assert f"/desk/challenges/{challenge.id}/autosave/{part}" in page.text
    assert page.text.count('class="complete"') == 4


@pytest.mark.sqlite_only  # pages do not depend on the database
def test_the_preview_lists_what_is_missing_or_offers_to_submit(world, visit):
    client = visit(world.issuer)

    lacking = client.get(page_of(a_draft(world), "preview")).text
    complete = client.get(page_of(a_complete_draft(world), "preview")).text

    assert "还差这些内容" in lacking
    assert "提交榜单" not in lacking
    assert "提交榜单" in complete


def a_pdf() -> bytes:
    written = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(written)
    return written.getvalue()


def attach(client, challenge, content, name="断面图.pdf") -> str:
    """Upload a file and return the page it leads back to."""
    part = page_of(challenge, "edit/schedule")
    client.post(
        page_of(challenge, "attachments"),
        data={"file": (io.BytesIO(content), name)},
        headers={"Referer": part},
    )
    return client.get(part).text


def test_an_attachment_is_for_everybody_once_published_and_for_nobody_else_before(world, visit):
    challenge, content = a_complete_draft(world), a_pdf()
    client = visit(world.issuer)
    attach(client, challenge, content)
    (attachment,) = last_challenge().attachments
    public = f"/challenges/{challenge.id}/attachments/{attachment.id}"

    with client.get(f"/desk{public}") as answer:
        assert answer.data == content
    assert visit().get(public).status_code == 404
    assert visit(world.organizer).get(f"/desk{public}").status_code == 404


def test_a_published_attachment_is_a_download_that_runs_nothing(world, visit):
    challenge, content = a_published(world), a_pdf()
    attachment = _attached(world, visit, challenge, content)

    with visit().get(f"/challenges/{challenge.id}/attachments/{attachment.id}") as answer:
        assert answer.data == content
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def _attached(world, visit, challenge, content) -> ChallengeAttachment:
    """Attach to a draft, and hand its file to the published challenge."""
    draft = a_draft(world, title="借来附件")
    attach(visit(world.issuer), draft, content)
    (attachment,) = db.session.get(Challenge, draft.id).attachments
    with acting("test.moved", challenge, by=None):
        attachment.challenge_id = challenge.id
    return attachment


def test_a_file_that_is_not_what_it_says_is_refused_with_what_to_do(world, visit):
    challenge = a_draft(world)

    page = attach(visit(world.issuer), challenge, b"MZ not a pdf")

    assert "再上传" in page
    assert last_challenge().attachments == []


def test_an_attachment_can_be_taken_away_while_it_is_a_draft(world, visit):
    challenge, client = a_draft(world), visit(world.issuer)
    attach(client, challenge, a_pdf())
    (attachment,) = last_challenge().attachments

    client.post(page_of(challenge, f"attachments/{attachment.id}/removal"))

    assert last_challenge().attachments == []


def test_a_draft_that_was_never_handed_in_can_be_deleted(world, visit):
    challenge = a_complete_draft(world)
    number, page = challenge.id, f"/desk/challenges/{challenge.id}"
    client = visit(world.issuer)
    assert f'action="{page}/discarding"' in client.get(page).text

    answer = client.post(f"{page}/discarding")

    assert answer.headers["Location"] == "/desk/challenges/"
    assert db.session.get(Challenge, number) is None
    assert db.session.scalars(select(Indicator).filter_by(challenge_id=number)).all() == []


def test_what_was_handed_in_is_not_deleted(world):
    challenge = a_submitted(world)

    with pytest.raises(drafts.NotADraft):
        drafts.discard_challenge(challenge, by=world.issuer)

    assert db.session.get(Challenge, challenge.id).state is ChallengeState.SUBMITTED


@pytest.mark.sqlite_only  # where the page leads does not depend on the database
def test_what_was_handed_in_shows_no_form_to_change_it(world, visit):
    challenge, client = a_submitted(world), visit(world.issuer)

    answer = client.get(page_of(challenge, "edit/goal"))

    assert answer.headers["Location"] == f"/desk/challenges/{challenge.id}"
    assert "榜单已提交，不能再改。" in client.get(answer.headers["Location"]).text


@pytest.mark.sqlite_only  # which contests are offered does not depend on the database
def test_only_contests_that_take_challenges_are_offered_and_preparation_is_said(world, visit):
    values = template_values(MONDAY) | {"name": "来年大赛"}
    create_contest(world.body, by=world.organizer, **values)

    page = visit(world.issuer).get("/desk/challenges/new").text

    assert "来年大赛（筹备中，尚未公告）" in page
    assert f">{world.open_contest.name}</option>" in page
    assert f">{world.contest.name}</option>" not in page  # entries closed last week
