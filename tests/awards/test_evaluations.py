"""Evaluations at three levels, typical cases for everybody, and the benchmark list."""

import pytest

from awards.actions import benchmarks, evaluations
from awards.actions import typical_cases as cases
from awards.delivering import NotAnnounced, Overtaken, SamePerson
from awards.delivery_states import BenchmarkState, CaseState
from awards.evaluation_criteria import CONDITIONS, CRITERIA
from awards.models import Award, Level
from awards.queries.evaluations import level_form
from contest.actions.screening import disqualify_entry
from tests.awards.delivering import TEXTS, announced, proposal, public_case, told_case
from tests.awards.test_invariants import behind_the_back, broken

POINTS = {f"rows-{n}-points": "10" for n in range(5)}


@pytest.mark.parametrize("level", Level)
def test_the_built_in_criteria_sum_to_a_hundred(level):
    assert sum(one["most"] for one in CRITERIA[level]) == 100
    assert any("首创性" in str(one["name"]) for one in CRITERIA[level]) or level == "enterprise"


def test_an_evaluation_keeps_the_criteria_of_its_day(world):
    award = announced(world)
    marked = [{**one, "points": 10, "remark": ""} for one in CRITERIA[Level.CITY]]
    told = {"experts": "市科技局专家组", "opinion": "成效明显", "file": None}
    made = evaluations.evaluate(
        award, by=world.organizer, level=Level.CITY, criteria=marked, **told
    )

    only = [{"name": "成效", "most": 100, "basis": ""}]
    evaluations.set_criteria(
        world.body, by=world.organizer, level=Level.CITY, version=0, criteria=only
    )

    assert (made.total, made.most, len(made.criteria)) == (50, 100, 5)
    assert level_form(world.body.id, "city").criteria == only
    with pytest.raises(Overtaken):
        evaluations.set_criteria(
            world.body, by=world.organizer, level=Level.CITY, version=0, criteria=only
        )


def test_points_stay_within_their_most(world):
    marked = [{"name": "成效", "most": 10, "basis": "", "points": 11, "remark": ""}]

    with pytest.raises(evaluations.TooMany):
        evaluations.evaluate(
            announced(world),
            by=world.organizer,
            level=Level.CITY,
            criteria=marked,
            experts="专家组",
            opinion="好",
            file=None,
        )


def test_criteria_that_are_no_hundred_are_refused(world, visit):
    rows = {"criteria-0-name": "成效", "criteria-0-most": "90", "seen": "0"}

    page = visit(world.organizer).post("/evaluation-forms/city", data=rows)

    assert page.status_code == 422
    assert "合计须为 100 分" in page.text


def test_an_evaluation_is_made_on_its_page(world, visit):
    address = f"/awards/{announced(world).id}/evaluations"
    typed = {**POINTS, "experts": "专家组", "opinion": "可复制"}
    short = visit(world.organizer).post(f"{address}/city", data={**typed, "opinion": ""})
    assert short.status_code == 422

    assert visit(world.organizer).post(f"{address}/city", data=typed).status_code == 302

    page = visit(world.author).get(address).text
    assert "城市级评估" in page
    assert "50 / 100" in page
    assert visit(world.organizer).get(f"{address}/galaxy").status_code == 404


def test_a_case_is_public_once_another_has_approved_it(world, visit):
    case = told_case(world)
    with pytest.raises(SamePerson):
        cases.approve_case(case, by=world.organizer, version=case.version)
    assert visit().get(f"/cases/{case.id}").status_code == 404

    cases.approve_case(case, by=world.second_organizer, version=case.version)

    page = visit().get(f"/cases/{case.id}").text
    assert "author 有限公司" in page
    assert "先生" not in page
    assert "author 有限公司" in visit().get("/cases?q=做法").text
    assert "没有符合条件的案例" in visit().get("/cases?q=没有").text


def test_a_case_that_is_taken_back_is_public_no_more(world, visit):
    case = public_case(world)
    with pytest.raises(cases.IsPublic):
        cases.write_case(announced(world), by=world.organizer, version=case.version, texts=TEXTS)

    cases.return_case(case, by=world.organizer, version=case.version, reason="数字有误")

    assert case.state is CaseState.DRAFT
    assert visit().get(f"/cases/{case.id}").status_code == 404


def test_a_case_is_written_on_its_page(world, visit):
    address = f"/awards/{announced(world).id}/case"
    short = visit(world.organizer).post(address, data={"title": "案例", "seen": 0})
    assert short.status_code == 422
    assert "案例" in short.text

    assert visit(world.organizer).post(address, data={**TEXTS, "seen": 0}).status_code == 302
    assert visit(world.organizer).post(address, data={**TEXTS, "seen": 0}).status_code == 409


def test_a_proposal_is_decided_by_another_and_may_be_made_again(world):
    it = proposal(world)
    with pytest.raises(SamePerson):
        benchmarks.decide_benchmark(
            it, by=world.organizer, version=it.version, granted=True, reason="符合"
        )

    benchmarks.decide_benchmark(
        it, by=world.second_organizer, version=it.version, granted=False, reason="只有一处"
    )
    again = benchmarks.propose_benchmark(
        announced(world), by=world.organizer, conditions=[], reason="已有两处"
    )

    assert (again.id, again.state) == (it.id, BenchmarkState.PROPOSED)


def test_a_proposal_names_every_condition(world, visit):
    rows = {f"rows-{n}-met": "yes" for n in range(len(CONDITIONS))} | {"rows-4-met": "no"}
    address = f"/awards/{announced(world).id}/benchmark"

    answer = visit(world.organizer).post(address, data={**rows, "reason": "在用"})

    assert answer.status_code == 302
    assert visit(world.supervisor).get(address).text.count("不符合") == 1


def granted(world):
    """Return the proposal to the benchmark list, granted by another."""
    it, by = proposal(world), world.second_organizer
    benchmarks.decide_benchmark(it, by=by, version=it.version, granted=True, reason="符合")
    return it


def test_a_revoked_award_is_no_example_any_more(world, visit):
    case, it = public_case(world), granted(world)

    disqualify_entry(world.entry, by=world.organizer, reason="材料虚假")

    assert (case.state, case.return_reason) == (CaseState.DRAFT, "所依据的奖励已撤销")
    assert (it.state, it.decision_reason) == (BenchmarkState.DECLINED, "所依据的奖励已撤销")
    assert visit().get(f"/cases/{case.id}").status_code == 404
    page = visit(world.organizer).get(f"/awards/{case.award_id}/case").text
    assert "所依据的奖励已撤销" in page
    assert "材料虚假" not in visit(world.issuer).get(f"/awards/{case.award_id}/case").text
    assert "提交，待另一人批准" not in page
    assert "提名列入" not in visit(world.organizer).get(f"/awards/{case.award_id}/benchmark").text


def test_what_waited_when_an_award_was_revoked_is_not_approved_after_it(world):
    case, it, by = told_case(world), proposal(world), world.second_organizer
    behind_the_back(Award, state="revoked")

    with pytest.raises(NotAnnounced):
        cases.approve_case(case, by=by, version=case.version)
    with pytest.raises(NotAnnounced):
        benchmarks.decide_benchmark(it, by=by, version=it.version, granted=True, reason="符合")
    benchmarks.decide_benchmark(it, by=by, version=it.version, granted=False, reason="已撤销")


def test_an_example_of_a_revoked_award_is_found(world):
    public_case(world)
    number = granted(world).award.entry.number
    assert broken() == {}

    behind_the_back(Award, state="revoked")

    assert broken() == {
        "列入目录、提名、公开为案例的项目，奖励都已确认且没有撤销": [
            f"项目 {number}：{what}所依据的奖励已撤销或尚未确认"
            for what in ("公开的典型案例", "标杆案例")
        ]
    }
