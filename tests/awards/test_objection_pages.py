"""Anybody objects on a page and follows it; organizers and the supervisor answer."""

from io import BytesIO

import pytest

from awards.queries.objections import objections_of
from awards.states import AwardState
from tests.awards.objecting import decide, looked_into, object_to
from tests.awards.proposing import awards
from tests.awards.publicising import approved, publicise

pytestmark = pytest.mark.sqlite_only  # the actions are tried on both databases
TYPED = {
    "name": "王某",
    "organisation": "某单位",
    "phone": "0574-8718 0000",
    "email": "wang@example.org",
    "statement": "该项目的核心专利已转让给他人。",
}
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def public(ready):
    approved(ready)
    ready.notice_number = publicise(ready).id
    return ready


def where(world):
    return f"/objections/new?award={awards(world)[0].id}"


def test_a_visitor_comes_from_the_notice_and_follows_with_the_receipt(public, visit):
    anybody = visit()
    notice = anybody.get(f"/notices/{public.notice_number}").text
    assert where(public) in notice

    answer = anybody.post(where(public), data=TYPED)
    receipt = anybody.get(answer.headers["Location"]).text

    assert answer.status_code == 302
    assert all(said in receipt for said in ("第 1 号", "2026-03-05", TYPED["statement"]))
    assert awards(public)[0].state is AwardState.HELD


def test_what_is_missing_is_told_and_nothing_typed_is_lost(public, visit):
    answer = visit().post(where(public), data=TYPED | {"phone": ""})

    assert answer.status_code == 422
    assert TYPED["statement"] in answer.text


def test_evidence_comes_along_and_its_opening_is_logged(public, visit):
    data = TYPED | {"evidence": [(BytesIO(PNG), "登记簿.png")]}
    visit().post(where(public), data=data, content_type="multipart/form-data")
    (objection,) = objections_of(public.contest.id)
    (file,) = objection.evidence

    answer = visit(public.supervisor).get(f"/objections/{objection.id}/files/{file.file_id}")

    assert (answer.status_code, answer.get_data()) == (200, PNG)
    answer.close()


def test_more_than_five_files_are_refused(public, visit):
    data = TYPED | {"evidence": [(BytesIO(PNG), f"{n}.png") for n in range(6)]}

    answer = visit().post(where(public), data=data, content_type="multipart/form-data")

    assert (answer.status_code, "最多上传 5 个文件" in answer.text) == (422, True)


def test_an_enterprise_finds_its_details_and_objects_to_its_own_result(public, visit):
    client = visit(public.rival)
    address = f"/objections/new?entry={public.rival_entry.id}"

    form = client.get(address).text
    client.post(address, data=TYPED)

    assert "rival@example.org" in form
    assert "rival 有限公司" in form
    (objection,) = objections_of(public.contest.id)
    assert (objection.enterprise_id, objection.against) == (public.rival.organisation_id, [])


def test_another_enterprises_result_is_not_objected_to_as_ones_own(public, visit):
    address = f"/objections/new?entry={public.entry.id}"

    assert visit(public.rival).get(address).status_code == 404


def test_the_enterprise_concerned_reads_the_statement_without_the_name(public, visit):
    object_to(public)

    page = visit(public.author).get("/objections").text

    assert "核心专利" in page
    assert not any(hidden in page for hidden in ("王某", "某单位", "wang@", "8718"))


def test_one_who_consents_is_named_to_it(public, visit):
    object_to(public, consents=True)

    assert "王某" in visit(public.author).get("/objections").text


def test_two_organizers_answer_and_the_supervisor_adds_to_the_record(public, visit):
    first, second = visit(public.organizer), visit(public.second_organizer)
    objection = object_to(public)
    at, version = f"/objections/{objection.id}", objection.version

    accepted = first.post(f"{at}/acceptance", data={"version": f"{version}"})
    noted = visit(public.supervisor).post(f"{at}/inquiries", data={"text": "已核对。"})
    now = objections_of(public.contest.id)[0].version
    decision = {"version": f"{now}", "upheld": "no", "reason": "经核实"}
    own = first.post(f"{at}/decision", data=decision)
    other = second.post(f"{at}/decision", data=decision)

    assert [accepted.status_code, noted.status_code, other.status_code] == [302] * 3
    assert "须由另一人决定" in own.text
    assert "异议不成立" in first.get(at).text
    assert awards(public)[0].state is AwardState.PUBLICISED


def test_who_saw_an_older_state_is_told_and_decides_nothing(public, visit):
    objection = object_to(public)

    answer = visit(public.organizer).post(
        f"/objections/{objection.id}/acceptance", data={"version": "99"}
    )

    assert answer.status_code == 409
    assert awards(public)[0].state is AwardState.HELD
    assert objections_of(public.contest.id)[0].state == "received"


def test_who_objected_takes_it_back_with_the_token(public, visit):
    anybody = visit()
    followed = anybody.post(where(public), data=TYPED).headers["Location"]

    anybody.post(f"{followed}/withdrawal")

    assert "已撤回" in anybody.get(followed).text


def test_an_upheld_objection_offers_what_comes_next(public, visit):
    objection = looked_into(public)
    decide(public, objection, upheld=True)

    page = visit(public.organizer).get(f"/objections/{objection.id}").text

    assert "更正或撤销" in page


@pytest.mark.parametrize("more", [0, 4])
def test_the_list_costs_the_same_however_many(public, visit, queries, more):
    for _ in range(1 + more):
        object_to(public)
    client = visit(public.organizer)

    with queries() as made:
        page = client.get(f"/contests/{public.contest.id}/objections").text

    assert f"共 {1 + more} 条" in page
    assert len(made) == 8


def test_the_list_shows_one_state_and_its_export_tells_no_way_to_reach_anybody(public, visit):
    object_to(public)
    looked_into(public, award=1)
    page, organizer = f"/contests/{public.contest.id}/objections", visit(public.organizer)

    shown = organizer.get(f"{page}?state=inquiry").text
    told = organizer.get(f"{page}.csv?state=inquiry").get_data(as_text=True)

    assert ("第 2 号" in shown, "第 1 号</a>" in shown) == (True, False)
    assert ("调查中" in told, "待受理" in told) == (True, False)
    assert "0574" not in told
    assert "没有符合条件的异议" in organizer.get(f"{page}?state=upheld").text
