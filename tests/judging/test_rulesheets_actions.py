"""Writing, sealing and replacing a rule sheet."""

from dataclasses import replace
from decimal import Decimal

import pytest

from contest.core.actions import Refusal, acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.refusals import Stale
from judging.actions import rulesheets as actions
from judging.models import Ballot, Mark
from judging.queries.rulesheets import content_of, digest_of, sealed_sheet
from judging.rulesheet import Content, content_of_template
from judging.states import RuleSheetState
from judging.template import STANDARD


def begun(world, contest):
    return actions.begin_rule_sheet(contest, by=world.organizer)


def marked(world):
    """Let the judge have given one mark by version 1."""
    solution = world.rule_sheet.criteria[1]
    with acting("test.marked", world.ballot, by=None):
        world.ballot.marks.append(Mark(criterion_id=solution.id, points=Decimal("31.5")))


def proposed(world, **changes):
    """Return version 2 with these changes, proposed by the organizer."""
    sheet = begun(world, world.contest)
    content = replace(content_of(sheet), **changes)
    actions.revise_rule_sheet(sheet, by=world.organizer, content=content, seen=digest_of(sheet))
    actions.propose_rule_sheet(
        sheet, by=world.organizer, reason="评审组意见", digest=digest_of(sheet)
    )
    return sheet


def seal(sheet, by, codes=("rules.originality", "rules.panel.small", "rules.trim.below")):
    actions.seal_rule_sheet(sheet, by=by, digest=digest_of(sheet), acknowledged=set(codes))


def with_line(content: Content, number: int, **changes) -> Content:
    lines = list(content.lines)
    lines[number] = replace(lines[number], **changes)
    return replace(content, lines=tuple(lines))


def test_a_new_contest_starts_from_the_ready_template(world):
    sheet = begun(world, world.open_contest)

    assert content_of(sheet) == content_of_template(STANDARD)
    assert (sheet.number, sheet.state) == (1, RuleSheetState.DRAFT)


def test_one_version_is_written_at_a_time(world):
    begun(world, world.open_contest)

    with pytest.raises(actions.AlreadyOpen):
        begun(world, world.open_contest)


def test_what_was_typed_is_what_is_stored(world):
    sheet = begun(world, world.open_contest)
    lines = content_of(sheet).lines
    content = replace(
        content_of(sheet),
        lines=(replace(lines[0], key="c1", name="新的一项"), *lines[1:]),
        ties=("lot", "share"),
        pass_mark=None,
        quorum=7,
    )

    actions.revise_rule_sheet(sheet, by=world.organizer, content=content, seen=digest_of(sheet))

    db.session.expire_all()
    assert content_of(sheet) == content


def test_a_sheet_with_a_fault_is_refused_and_stays(world):
    sheet = begun(world, world.open_contest)
    before = content_of(sheet)

    with pytest.raises(Refusal, match="合计应为 100"):
        actions.revise_rule_sheet(
            sheet,
            by=world.organizer,
            content=replace(before, technical_weight=Decimal(61)),
            seen=digest_of(sheet),
        )

    assert content_of(sheet) == before


def test_two_editors_do_not_overwrite_each_other(world):
    sheet = begun(world, world.open_contest)
    seen, content = digest_of(sheet), content_of(sheet)
    first = with_line(content, 0, hint="第一位改的")
    actions.revise_rule_sheet(sheet, by=world.organizer, content=first, seen=seen)

    with pytest.raises(Stale):
        actions.revise_rule_sheet(
            sheet, by=world.second_organizer, content=replace(content, quorum=7), seen=seen
        )

    assert content_of(sheet) == first


def test_the_first_version_is_sealed_by_one_person(world):
    sheet = begun(world, world.open_contest)
    digest = digest_of(sheet)

    seal(sheet, world.organizer, codes=())

    assert (sheet.state, sheet.digest) == (RuleSheetState.SEALED, digest)
    assert (sheet.sealed_by_id, sheet.sealed_at is None) == (world.organizer.id, False)
    assert digest_of(sheet) == digest


def test_only_what_was_shown_is_sealed(world):
    sheet = begun(world, world.open_contest)
    shown = digest_of(sheet)
    content = replace(content_of(sheet), pass_mark=Decimal(70))
    actions.revise_rule_sheet(sheet, by=world.second_organizer, content=content, seen=shown)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.seal_rule_sheet(sheet, by=world.organizer, digest=shown, acknowledged=())

    assert sheet.state is RuleSheetState.DRAFT


def test_every_finding_is_acknowledged_before_the_sealing(world):
    sheet = begun(world, world.open_contest)
    content = replace(content_of(sheet), quorum=3)
    actions.revise_rule_sheet(sheet, by=world.organizer, content=content, seen=digest_of(sheet))

    with pytest.raises(actions.NotAcknowledged):
        seal(sheet, world.organizer, codes={"rules.trim.below"})
    seal(sheet, world.organizer, codes={"rules.panel.small", "rules.trim.below"})

    assert sheet.state is RuleSheetState.SEALED


def test_a_sealed_sheet_is_not_edited(world):
    sheet = world.rule_sheet
    content = replace(content_of(sheet), pass_mark=Decimal(1))

    with pytest.raises(actions.NotEditable):
        actions.revise_rule_sheet(sheet, by=world.organizer, content=content, seen=sheet.digest)

    assert sheet.pass_mark is None


def test_a_change_after_the_sealing_is_sealed_by_a_second_person(world):
    sheet = proposed(world, pass_mark=Decimal(60))

    seal(sheet, world.second_organizer)

    assert sealed_sheet(world.contest.id) == sheet
    assert world.rule_sheet.state is RuleSheetState.REPLACED
    assert (sheet.number, sheet.reason, sheet.pass_mark) == (2, "评审组意见", Decimal(60))


def test_who_proposed_a_change_cannot_seal_it(world):
    sheet = proposed(world, pass_mark=Decimal(60))

    with pytest.raises(actions.SecondPerson):
        seal(sheet, world.organizer)

    assert sealed_sheet(world.contest.id) == world.rule_sheet
    assert sheet.state is RuleSheetState.PROPOSED


def test_a_change_is_proposed_before_it_is_sealed(world):
    sheet = begun(world, world.contest)

    with pytest.raises(actions.NotProposed):
        seal(sheet, world.second_organizer)


def test_a_proposed_change_is_not_edited_under_the_second_persons_eyes(world):
    sheet = proposed(world, pass_mark=Decimal(60))
    content = replace(content_of(sheet), pass_mark=Decimal(1))

    with pytest.raises(actions.NotEditable):
        actions.revise_rule_sheet(sheet, by=world.organizer, content=content, seen=digest_of(sheet))


def test_a_change_that_is_given_up_leaves_the_sealed_sheet_in_force(world):
    sheet = proposed(world, pass_mark=Decimal(60))

    actions.dismiss_rule_sheet(sheet, by=world.second_organizer, reason="不再需要")

    assert sheet.state is RuleSheetState.DISMISSED
    assert sealed_sheet(world.contest.id) == world.rule_sheet
    assert begun(world, world.contest).number == 3


def test_a_sealed_sheet_cannot_be_given_up(world):
    with pytest.raises(actions.NotEditable):
        actions.dismiss_rule_sheet(world.rule_sheet, by=world.organizer, reason="误操作")


def test_marks_carry_over_to_the_version_that_replaces_theirs(world):
    marked(world)
    sheet = proposed(world, ties=("lot", "share"))

    seal(sheet, world.second_organizer)

    db.session.expire_all()
    (mark,) = world.ballot.marks
    assert world.ballot.rule_sheet_id == sheet.id
    assert (mark.criterion.key, mark.points) == ("solution", Decimal("31.5"))
    assert mark.criterion.rule_sheet_id == sheet.id


def test_weights_may_change_while_marks_stand(world):
    marked(world)
    content = content_of(world.rule_sheet)
    lines = (
        replace(content.lines[0], weight=Decimal(10)),
        replace(content.lines[1], weight=Decimal(50)),
        content.lines[2],
    )

    seal(proposed(world, lines=lines), world.second_organizer)

    assert [c.weight for c in sealed_sheet(world.contest.id).criteria] == [10, 50, 40]


def test_the_maximum_of_a_criterion_cannot_change_once_marked(world):
    marked(world)
    sheet = begun(world, world.contest)

    with pytest.raises(Refusal, match="不能改变“solution”"):
        actions.revise_rule_sheet(
            sheet,
            by=world.organizer,
            content=with_line(content_of(sheet), 1, top=Decimal(50)),
            seen=digest_of(sheet),
        )


def test_a_mark_given_after_the_proposal_stops_a_change_of_its_maximum(world):
    content = content_of(world.rule_sheet)
    sheet = proposed(world, lines=with_line(content, 1, top=Decimal(50)).lines)
    marked(world)

    with pytest.raises(Refusal, match="不能改变“solution”"):
        seal(sheet, world.second_organizer)

    assert sealed_sheet(world.contest.id) == world.rule_sheet
    assert db.session.get(Ballot, world.ballot.id).rule_sheet_id == world.rule_sheet.id


def test_a_refused_sealing_is_logged(world):
    sheet = proposed(world, pass_mark=Decimal(60))

    with pytest.raises(actions.SecondPerson):
        seal(sheet, world.organizer)

    last = db.session.query(LedgerEntry).order_by(LedgerEntry.id.desc()).first()
    assert (last.verb, last.refused, last.actor_id) == (
        "rule_sheet.sealed",
        True,
        world.organizer.id,
    )
