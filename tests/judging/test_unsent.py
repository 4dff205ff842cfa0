"""Marks that a tablet could not send: read in from a file or from codes, once however often."""

import base64
import hmac
import io
import json
import zlib
from hashlib import sha256

import pytest
import rfc8785
from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.models import Ending
from judging.models import Ballot, BallotSource, LateBallot
from judging.states import BallotState
from judging.unsent import NoExport, gathered, read_unsent
from tests.judging.lateness import close_session, late_now
from tests.judging.people import recuse
from tests.judging.test_ballots import WHOLE, given, put
from tests.world import MONDAY

KEY = "5a" * 32


def ballot(world, **given_):
    told = {
        "uuid": world.ballot.uuid,
        "entry": world.entry.id,
        "version": 1,
        "marks": WHOLE,
        "state": "submitted",
        "made_at": "2026-03-02T08:40:00Z",
        "sent_at": "2026-03-02T08:50:00Z",
        "holder": "tablet-7",
    }
    return {**told, **given_}


def export(world, *ballots, key=KEY, tablet=None, judge="judge", **more):
    told = {
        "jiebang": "unsent-marks",
        "version": 1,
        "tablet": str(world.tablet.id) if tablet is None else tablet,
        "judge": getattr(world, judge).id,
        "made": "2026-03-02T08:50:00Z",
        "ballots": list(ballots) or [ballot(world)],
        **more,
    }
    mac = hmac.new(bytes.fromhex(key), rfc8785.dumps(told), sha256).hexdigest() if key else ""
    return {**told, "mac": mac}


def codes(told, size=800):
    """Return the codes as the tablet draws them."""
    packed = zlib.compress(json.dumps(told).encode())
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    name = sha256(text.encode()).hexdigest()[:8]
    parts = [text[at : at + size] for at in range(0, len(text), size)]
    return [f"JB1:{n}/{len(parts)}:{name}:{part}" for n, part in enumerate(parts, 1)]


def bring(world, visit, told=None, *, text="", who="organizer"):
    data = {"text": text}
    if told is not None:
        data["file"] = (io.BytesIO(json.dumps(told).encode()), "unsent.json")
    return visit(getattr(world, who)).post(f"/contests/{world.contest.id}/unsent", data=data)


def late_ones(world):
    query = select(LateBallot).where(LateBallot.contest_id == world.contest.id)
    return db.session.scalars(query).all()


def test_a_file_is_taken_as_the_tablets_own_sending(world, visit):
    page = bring(world, visit, export(world))

    assert (page.status_code, "已导入" in page.text) == (200, True)
    assert world.ballot.state is BallotState.SUBMITTED
    assert (len(given(world.ballot)), late_ones(world)) == (3, [])


def test_a_new_ballot_keeps_the_tablets_uuid_and_says_where_it_came_from(world, visit):
    uuid = "44444444-0000-4000-8000-000000000004"
    one = ballot(world, uuid=uuid, entry=world.rival_entry.id, version=0, state="draft")

    bring(world, visit, export(world, one))

    answer = visit(world.judge).get(f"/api/v1/ballots/{uuid}")
    assert (answer.json["state"], answer.json["marks"]["cost"]) == ("draft", "28.50")
    made = db.session.scalars(select(Ballot).where(Ballot.uuid == uuid)).one()
    assert made.source is BallotSource.FILE


def test_twice_is_once(world, visit):
    bring(world, visit, export(world))
    version = world.ballot.version

    page = bring(world, visit, export(world))

    assert "之前已收到" in page.text
    assert world.ballot.version == version


def test_codes_come_in_any_order_and_any_number_of_times(world, visit):
    parts = codes(export(world), size=60)
    scanned = [*parts[::-2], *parts[1::2], *parts[:3], *parts[::2]]

    page = bring(world, visit, text="".join(scanned))

    assert (page.status_code, len(parts) > 4) == (200, True)
    assert world.ballot.state is BallotState.SUBMITTED


def test_what_is_missing_is_named_and_what_was_scanned_stays(world, visit):
    parts = codes(export(world), size=60)
    scanned = "\n".join([parts[0], *parts[3:]])

    page = bring(world, visit, text=scanned)

    assert page.status_code == 422
    assert "还缺第 2、3 段" in page.text
    assert parts[3] in page.text
    assert given(world.ballot) == {}


def test_the_file_of_a_lost_tablet_waits_for_two_people(world, visit):
    with acting("test.revoked", world.tablet, by=None):
        world.tablet.revoked_at, world.tablet.ending = MONDAY, Ending.STAFF

    bring(world, visit, export(world))

    assert (given(world.ballot), len(late_ones(world))) == ({}, 1)


@pytest.mark.parametrize(
    "forged",
    [
        {"key": "00" * 32},
        {"key": ""},
        {"tablet": "999"},
        {"tablet": "9" * 30},
        {"tablet": "", "key": KEY},
        {"judge": "other_judge"},
    ],
)
def test_what_cannot_be_verified_waits_for_two_people_at_any_time(world, visit, forged):
    if "judge" in forged:
        uuid = "55555555-0000-4000-8000-000000000005"
        told = export(world, ballot(world, uuid=uuid), **forged)
    else:
        told = export(world, **forged)

    page = bring(world, visit, told)

    (late,) = late_ones(world)
    assert "另存待定" in page.text
    assert (given(world.ballot), late.source) == ({}, BallotSource.FILE)
    assert "来源无法核实" in late.reason
    bring(world, visit, told)
    assert len(late_ones(world)) == 1


def test_a_touched_file_is_not_verified(world, visit):
    told = export(world)
    told["ballots"][0]["marks"] = {**WHOLE, "cost": "40"}

    bring(world, visit, told)

    assert (given(world.ballot), len(late_ones(world))) == ({}, 1)


def test_after_closing_a_file_waits_for_two_people(world, visit):
    close_session(world)

    page = bring(world, visit, export(world))

    late = late_now(world)
    assert "另存待定" in page.text
    assert (given(world.ballot), late.whole) == ({}, True)
    assert late.made_at.isoformat() == "2026-03-02T08:40:00+00:00"


def test_stale_marks_are_shown_beside_what_stands_and_not_written(world, visit):
    put(visit(world.judge), world.ballot.uuid, version=1, marks={**WHOLE, "cost": "1"})
    put(visit(world.judge), world.ballot.uuid, version=2, marks={**WHOLE, "cost": "2"})

    page = bring(world, visit, export(world))

    assert "与服务器不同，未写入" in page.text
    assert "cost：文件 28.5，服务器 2.00" in page.text
    assert given(world.ballot)["cost"] == 2


def test_a_recused_judges_file_is_refused(world, visit):
    recuse(world.entry, world.judge)

    page = bring(world, visit, export(world))

    assert "未接收" in page.text
    assert (given(world.ballot), late_ones(world)) == ({}, [])


def test_another_bodys_organizer_reads_nothing_in(world, visit):
    assert bring(world, visit, export(world), who="other_organizer").status_code == 404


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "json"),
        (b"\xff\xfe", "json"),
        (b"[" * 100_000, "json"),
        (b"[]", "kind"),
        (b'{"jiebang": "unsent-marks", "version": 2}', "kind"),
        (b" " * (2 * 1024 * 1024 + 1), "size"),
    ],
)
def test_what_is_no_export_is_told_as_such(content, kind):
    with pytest.raises(NoExport) as refused:
        read_unsent(content)

    assert refused.value.kind == kind


@pytest.mark.parametrize(
    "damage", [lambda c: c[:-4] + "AAAA", lambda c: c.replace("JB1:1/1", "JB1:2/1")]
)
def test_a_damaged_code_makes_nothing(world, damage):
    (code,) = codes(export(world), size=10_000)

    assert gathered(damage(code)).whole == ()


def test_a_bomb_is_cut_off():
    packed = zlib.compress(b" " * 50_000_000)
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    code = f"JB1:1/1:{sha256(text.encode()).hexdigest()[:8]}:{text}"

    (made,) = gathered(code).whole

    assert len(made) == 2 * 1024 * 1024 + 1


def test_an_odd_ballot_is_refused_and_the_others_taken(world, visit):
    page = bring(world, visit, export(world, {"entry": "x"}, ballot(world)))

    assert "内容不符合约定" in page.text
    assert world.ballot.state is BallotState.SUBMITTED


def test_an_empty_form_asks_for_something(world, visit):
    page = bring(world, visit)

    assert (page.status_code, "请选择文件，或把二维码逐个扫进文本框" in page.text) == (422, True)
