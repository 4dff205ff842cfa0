"""The pages of a rule sheet: editor, sealing, what everybody reads."""

import hashlib
import re

import pytest

from judging.actions import rulesheets as actions
from judging.forms.rulesheets import filled_from
from judging.queries.rulesheets import content_of, digest_of, models_for, open_sheet, sealed_sheet
from judging.rule_linter import findings
from judging.rulesheet import number_text
from judging.states import RuleSheetState
from tests.judging.counting import set_contest

CODES = ("rules.originality", "rules.panel.small", "rules.trim.below")


def typed(sheet, **changes):
    """Return the editor's fields as a browser would send them."""
    fields = {"version": digest_of(sheet)}
    _flatten("", filled_from(content_of(sheet)), fields)
    return {**fields, **changes}


def _flatten(prefix, value, fields):
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(f"{prefix}-{key}" if prefix else key, inner, fields)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _flatten(f"{prefix}-{number}", inner, fields)
    elif value is not None:
        fields[prefix] = value if isinstance(value, str | int) else number_text(value)


@pytest.fixture
def draft(world):
    return actions.begin_rule_sheet(world.open_contest, by=world.organizer)


@pytest.fixture
def proposal(world):
    sheet = actions.begin_rule_sheet(world.contest, by=world.organizer)
    actions.propose_rule_sheet(
        sheet, by=world.organizer, reason="评委建议", digest=digest_of(sheet)
    )
    return sheet


def test_a_contest_may_begin_from_what_the_body_went_by_before(world, visit):
    client, place = visit(world.organizer), f"/contests/{world.open_contest.id}/rule-sheet"
    model = sealed_sheet(world.contest.id)

    listed = client.get(place).text
    client.post(place, data={"model": model.id})

    assert f"《{world.contest.name}》第 1 版" in listed
    begun = open_sheet(world.open_contest.id)
    assert (begun.number, content_of(begun)) == (1, content_of(model))


def test_another_bodys_rules_are_no_template(world):
    model = sealed_sheet(world.contest.id)
    set_contest(world.contest, body_id=world.other_organizer.body_id)

    with pytest.raises(actions.NoSuchModel):
        actions.begin_rule_sheet(world.open_contest, by=world.organizer, model=model.id)

    assert models_for(world.open_contest) == []


def test_the_editor_saves_what_was_typed(world, visit, draft):
    fields = typed(
        draft, pass_mark="65.5", **{"criteria-0-name": "理解", "ties-0": "criterion:novelty"}
    )

    answer = visit(world.organizer).post(f"/rule-sheets/{draft.id}/edit", data=fields)

    assert answer.status_code == 302
    content = content_of(open_sheet(world.open_contest.id))
    assert (number_text(content.pass_mark), content.lines[0].name) == ("65.5", "理解")
    assert content.ties[0] == "criterion:novelty"
    assert [line.key for line in content.lines] == [
        *("understanding", "novelty", "feasibility", "value", "prospects")
    ]


def test_nothing_typed_changes_nothing(world, visit, draft):
    before = digest_of(draft)

    visit(world.organizer).post(f"/rule-sheets/{draft.id}/edit", data=typed(draft))

    assert digest_of(open_sheet(world.open_contest.id)) == before


def test_a_new_criterion_gets_its_own_key(world, visit, draft):
    fields = typed(
        draft,
        **{
            "criteria-0-weight": "15",
            "criteria-7-key": "novelty_forged",
            "criteria-7-name": "数据安全",
            "criteria-7-dimension": "technical",
            "criteria-7-top": "10",
            "criteria-7-step": "１",
            "criteria-7-weight": "5",
        },
    )

    visit(world.organizer).post(f"/rule-sheets/{draft.id}/edit", data=fields)

    line = content_of(open_sheet(world.open_contest.id)).lines[-1]
    assert (line.key, line.name, number_text(line.step)) == ("c1", "数据安全", "1")


def test_weights_that_do_not_add_up_are_told_and_what_was_typed_stays(world, visit, draft):
    fields = typed(draft, technical_weight="70", **{"criteria-0-hint": "改过的说明"})

    answer = visit(world.organizer).post(f"/rule-sheets/{draft.id}/edit", data=fields)

    assert answer.status_code == 422
    assert "现在是 110" in answer.text
    assert "改过的说明" in answer.text
    assert number_text(content_of(open_sheet(world.open_contest.id)).technical_weight) == "60"


def test_a_band_with_a_name_needs_its_first_mark(world, visit, draft):
    fields = typed(draft, **{"criteria-0-bands-1-low": ""})

    answer = visit(world.organizer).post(f"/rule-sheets/{draft.id}/edit", data=fields)

    assert answer.status_code == 422
    assert "须一起填写" in answer.text


def test_the_seal_page_shows_the_digest_that_is_sealed(world, visit, draft):
    client = visit(world.organizer)
    page = client.get(f"/rule-sheets/{draft.id}/seal").text
    digest = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', page).group(1)

    answer = client.post(f"/rule-sheets/{draft.id}/seal", data={"digest": digest})

    assert answer.status_code == 302
    assert sealed_sheet(world.open_contest.id).digest == digest
    shown = client.get(f"/contests/{world.open_contest.id}/rule-sheet").text
    assert f"{digest[:4]} {digest[4:8]}" in shown


def test_findings_are_ticked_one_by_one(world, visit, proposal):
    client, url = visit(world.second_organizer), f"/rule-sheets/{proposal.id}/seal"
    fields = {"digest": digest_of(proposal)}

    some = client.post(url, data={**fields, f"known-{CODES[0]}": "y"})
    every = client.post(url, data={**fields, **{f"known-{code}": "y" for code in CODES}})

    assert (some.status_code, "还有未确认的提示" in some.text) == (422, True)
    assert every.status_code == 302
    assert sealed_sheet(world.contest.id).number == 2


def test_the_proposer_is_told_that_another_must_seal(world, visit, proposal):
    fields = {"digest": digest_of(proposal), **{f"known-{code}": "y" for code in CODES}}

    answer = visit(world.organizer).post(f"/rule-sheets/{proposal.id}/seal", data=fields)

    assert answer.status_code == 422
    assert "请另一位组委会成员封存" in answer.text


def test_everybody_reads_the_sealed_rules_and_can_check_the_seal(world, visit, draft):
    actions.seal_rule_sheet(draft, by=world.organizer, digest=digest_of(draft), acknowledged=())
    client, contest_id = visit(), world.open_contest.id

    page = client.get(f"/contests/{contest_id}/criteria").text
    sealed = client.get(f"/contests/{contest_id}/criteria.json").data

    assert "整体技术方案与首创性" in page
    assert hashlib.sha256(sealed).hexdigest() == sealed_sheet(contest_id).digest


def test_everybody_finds_the_way_back_and_the_earlier_sealed_versions(world, visit):
    second = actions.begin_rule_sheet(world.contest, by=world.organizer)
    digest, known = digest_of(second), {f.code for f in findings(content_of(second))}
    actions.propose_rule_sheet(second, by=world.organizer, reason="补充说明", digest=digest)
    actions.seal_rule_sheet(second, by=world.second_organizer, digest=digest, acknowledged=known)
    client, page = visit(), f"/contests/{world.contest.id}/criteria"

    current, first = client.get(page).text, client.get(f"{page}/1").text
    sealed = client.get(f"{page}/1.json").data

    assert f'href="/contests/{world.contest.id}"' in current
    assert f'href="{page}/1"' in current
    assert "这一版已被替代，现行的是第 2 版。" in first
    assert b'"number":1' in sealed
    assert client.get(f"{page}/3").status_code == 404


def test_nobody_reads_rules_before_they_are_sealed(world, visit, draft):
    for who in (None, world.author, world.judge, world.organizer):
        client = visit(who)
        assert client.get(f"/contests/{world.open_contest.id}/criteria").status_code == 404
        assert client.get(f"/contests/{world.open_contest.id}/criteria.json").status_code == 404


@pytest.mark.parametrize("page", ["", "/edit", "/seal", "/proposal", "/dismissal"])
def test_a_draft_is_the_own_bodys_alone(world, visit, draft, page):
    url = f"/rule-sheets/{draft.id}{page}"

    assert visit(world.organizer).get(url).status_code == 200
    assert visit(world.other_organizer).get(url).status_code == 404
    assert visit(world.judge).get(url).status_code == 404
    assert visit(world.author).get(url).status_code == 404
    assert visit(world.supervisor).get(url).status_code == (403 if page else 200)


def test_a_version_is_given_up_with_its_reason(world, visit, draft):
    answer = visit(world.organizer).post(
        f"/rule-sheets/{draft.id}/dismissal", data={"reason": "重写"}
    )

    assert answer.status_code == 302
    assert open_sheet(world.open_contest.id) is None


def test_the_menu_leads_to_the_contest_that_comes_first(world, visit):
    answer = visit(world.organizer).get("/rule-sheet")

    assert answer.headers["Location"] == f"/contests/{world.contest.id}/rule-sheet"
    assert visit(world.other_organizer).get("/rule-sheet").status_code == 200


def test_proposing_asks_for_a_reason(world, visit):
    sheet = actions.begin_rule_sheet(world.contest, by=world.organizer)
    client, url = visit(world.organizer), f"/rule-sheets/{sheet.id}/proposal"
    digest = digest_of(sheet)

    without = client.post(url, data={"digest": digest, "reason": " "})
    client.post(url, data={"digest": digest, "reason": "评委建议"})

    assert without.status_code == 422
    assert open_sheet(world.contest.id).state is RuleSheetState.PROPOSED
    assert open_sheet(world.contest.id).reason == "评委建议"


@pytest.mark.parametrize("versions", [0, 3])
def test_the_page_costs_the_same_however_many_versions(world, visit, queries, versions):
    for _version in range(versions):
        sheet = actions.begin_rule_sheet(world.contest, by=world.organizer)
        actions.dismiss_rule_sheet(sheet, by=world.organizer, reason="试")
    client = visit(world.organizer)

    with queries() as made:
        page = client.get(f"/contests/{world.contest.id}/rule-sheet")

    assert page.status_code == 200
    assert len(made) == 6
