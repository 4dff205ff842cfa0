"""Members of consortia: who learns of being named, when, and of how much."""

import pytest
from sqlalchemy import select

from contest.actions.entries import enter_challenge
from contest.actions.submissions import submit_entry
from contest.core.actions import acting
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.models import ConsortiumMember, Entry
from tests.contest.entering import MEMBER, TEXTS, complete, more_entries, write
from tests.world import CODES

RIVAL = {"name": "rival 有限公司", "uscc": CODES["rival"], "share_of_work": "传感器"}


def letters_to(user):
    query = select(MailMessage).where(
        MailMessage.recipient == user.email, MailMessage.subject.contains("联合体成员")
    )
    return db.session.scalars(query).all()


@pytest.fixture
def written(world):
    complete(world.draft, world.author, [RIVAL])
    return world.draft


@pytest.fixture
def named(world, written):
    submit_entry(written, by=world.author)
    return written


def test_a_member_learns_by_mail_once_it_is_submitted(world, written):
    before = letters_to(world.rival)

    submit_entry(written, by=world.author)

    (letter,) = letters_to(world.rival)
    assert before == []
    assert written.number in letter.subject
    assert world.author_organisation.name in letter.body


def test_only_who_is_named_for_the_first_time_is_written_to_again(world, named):
    write(named, world.author, [RIVAL, MEMBER], title="改名")

    submit_entry(named, by=world.author)

    assert len(letters_to(world.rival)) == 1


def test_a_member_sees_title_lead_number_and_state_and_no_content(world, visit, named):
    client = visit(world.rival)

    page = client.get("/entries/joined").text

    for shown in (named.title, world.author_organisation.name, named.number, "已提交"):
        assert shown in page
    for hidden in (TEXTS["summary"], "proposal.pdf", f"/entries/{named.id}"):
        assert hidden not in page
    assert client.get(f"/entries/{named.id}").status_code == 404


def test_a_draft_or_an_edit_is_nobody_elses_business(world, visit, written):
    before = visit(world.rival).get("/entries/joined").text
    write(written, world.author, [])
    submit_entry(written, by=world.author)
    write(written, world.author, [RIVAL])

    after = visit(world.rival).get("/entries/joined").text

    assert TEXTS["title"] not in before
    assert TEXTS["title"] not in after


@pytest.mark.parametrize("extra", [0, 3])
def test_the_list_costs_the_same_however_many_entries(world, visit, queries, extra, named):
    more_entries(named, extra)
    with acting("test.named", named, by=None):
        others = db.session.scalars(select(Entry).where(Entry.number.startswith("更多")))
        for other in others.all():
            other.members.append(ConsortiumMember(position=1, **RIVAL))
    client = visit(world.rival)

    with queries() as made:
        page = client.get("/entries/joined").text

    assert page.count("有限公司</td>") + page.count("家</td>") == 1 + extra
    assert len(made) == 4  # visitor, organisation, page, count


def test_whoever_leads_and_is_named_is_warned_and_the_organizer_sees_both(world, visit, named):
    own = enter_challenge(world.open_challenge, by=world.rival)
    complete(own, world.rival)
    submit_entry(own, by=world.rival)

    pages = [visit(world.rival).get(f"/entries/{own.id}{part}").text for part in ("", "/edit")]
    seen = [visit(world.organizer).get(f"/entries/{e.id}/screening").text for e in (named, own)]

    assert all("又被“author 有限公司”列为" in page for page in pages)
    assert all("同一榜单中重复的单位" in page for page in seen)
    assert f"{own.number}</a>（牵头）" in seen[0]
    assert f"{named.number}</a>（成员）" in seen[1]


def test_nobody_is_called_a_duplicate_alone(world, visit, named):
    page = visit(world.organizer).get(f"/entries/{named.id}/screening").text

    assert "同一榜单中重复的单位" not in page
