"""What organizers do with a rule sheet: write it, seal it, and replace it by two persons."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from contest.core import clock, language
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.heads import sign_afterwards
from contest.models import Contest, JudgeKind, User
from contest.refusals import Stale
from judging.models import Ballot, Criterion, RuleSheet
from judging.queries.rulesheets import (
    content_of,
    digest_of,
    has_marks,
    models_for,
    open_sheet,
    sealed_sheet,
    sheets_of,
)
from judging.rule_linter import findings
from judging.rulesheet import Content, Line, anchors_of, content_of_template
from judging.rulesheet_faults import changes_to_marks, faults
from judging.states import RuleSheetState
from judging.template import STANDARD

SETTINGS = (
    *("technical_weight", "commercial_weight", "trim", "trim_each_end", "min_to_trim"),
    *("decimals", "round_order", "quorum", "quorum_technical", "quorum_commercial", "pass_mark"),
)


class AlreadyOpen(Refusal):
    """One version is written at a time."""

    reason = _l("已有一个版本正在编辑或等待第二人封存，请先处理它。")


class NoSuchModel(Refusal):
    """Only what the body's other contests go by now can be begun from."""

    reason = _l("没有找到这份评审规则，可能已有新版本。请刷新页面，重新选择从哪一份起草。")


class NotEditable(Refusal):
    """What is sealed or proposed stays as it is."""

    reason = _l("这一版评审规则已封存或已提交封存，不能再改。需要修改时请起草新版本。")


class ChangedMeanwhile(Refusal):
    """What the person saw is not what stands there now."""

    reason = _l("您打开页面之后，他人已修改这份评审规则。请刷新页面，核对最新内容后再办理。")


class NotAcknowledged(Refusal):
    """The fairness check found something that nobody has answered for."""

    reason = _l("公平竞争体检还有未确认的提示，请逐条阅读并勾选后再封存。")


class SecondPerson(Refusal):
    """A change after the sealing takes two people."""

    reason = _l("修改已封存的评审规则须由两人完成：提出人不能自己封存，请另一位组委会成员封存。")


class NotProposed(Refusal):
    """A later version is proposed, with its reason, before it is sealed."""

    reason = _l("这是封存之后的修改，请先写明修改理由并提交，再由另一人封存。")


@action("rule_sheet.begun")
def begin_rule_sheet(contest: Contest, *, by: User, model: int | None = None) -> RuleSheet:
    """Begin the contest's next version: from the one in force, or from a template.

    ``model`` is the number of one of ``models_for`` the contest; without it the
    standard template serves. Raise AlreadyOpen while another version is being
    written or waits, and NoSuchModel.
    """
    if open_sheet(contest.id):
        raise AlreadyOpen
    sealed, earlier = sealed_sheet(contest.id), sheets_of(contest.id)
    content = content_of(sealed) if sealed else _template(contest, model)
    sheet = RuleSheet(contest_id=contest.id, number=earlier[0].number + 1 if earlier else 1)
    _put(content, sheet)
    db.session.add(sheet)
    return sheet


def _template(contest: Contest, model: int | None) -> Content:
    if model is None:
        return content_of_template(STANDARD)
    own = {sheet.id: sheet for sheet in models_for(contest)}
    if model not in own:
        raise NoSuchModel
    return content_of(own[model])


@action("rule_sheet.revised")
def revise_rule_sheet(sheet: RuleSheet, *, by: User, content: Content, seen: str) -> None:
    """Save what the sheet shall say; ``seen`` is the digest of what the person began from.

    Raise NotEditable, Stale, or a Refusal with every fault.
    """
    _refuse_unless_draft(sheet)
    if seen != digest_of(sheet):
        raise Stale
    _refuse_faults(sheet, content)
    _put(content, sheet)


@action("rule_sheet.proposed")
def propose_rule_sheet(sheet: RuleSheet, *, by: User, reason: str, digest: str) -> None:
    """Ask a second person to seal a later version. Raise NotEditable, ChangedMeanwhile."""
    _refuse_unless_draft(sheet)
    if sealed_sheet(sheet.contest_id) is None:
        raise Refusal(_("第一版评审规则由一人封存即可，无须提交。"))
    _refuse_other_than(sheet, digest)
    sheet.state, sheet.reason, sheet.proposed_by_id = RuleSheetState.PROPOSED, reason, by.id


@action("rule_sheet.dismissed")
def dismiss_rule_sheet(sheet: RuleSheet, *, by: User, reason: str) -> None:
    """Give a version up before it is sealed; it stays to be read. Raise NotEditable."""
    if sheet.state not in {RuleSheetState.DRAFT, RuleSheetState.PROPOSED}:
        raise NotEditable
    sheet.state = RuleSheetState.DISMISSED


@action("rule_sheet.sealed")
def seal_rule_sheet(
    sheet: RuleSheet, *, by: User, digest: str, acknowledged: Collection[str], reason: str = ""
) -> None:
    """Seal exactly what ``digest`` stands for; marks already given carry over to it.

    The first version takes one person; a later one must have been proposed by
    another. Raise SecondPerson, NotProposed, ChangedMeanwhile, NotAcknowledged.
    """
    earlier = sealed_sheet(sheet.contest_id)
    _refuse_order(sheet, earlier, by)
    _refuse_other_than(sheet, digest)
    if any(finding.code not in acknowledged for finding in findings(content_of(sheet))):
        raise NotAcknowledged
    if earlier:
        earlier.state = RuleSheetState.REPLACED
        db.session.flush()
        _carry_marks(earlier, sheet)
    sheet.digest, sheet.state = digest, RuleSheetState.SEALED
    sheet.sealed_at, sheet.sealed_by_id = clock.now(), by.id
    sign_afterwards(sheet, why="rule_sheet.sealed")  # for the paper sheets, printed from now on


def _refuse_unless_draft(sheet: RuleSheet) -> None:
    if sheet.state is not RuleSheetState.DRAFT:
        raise NotEditable


def _refuse_faults(sheet: RuleSheet, content: Content) -> None:
    """Raise what keeps the content from being this version, marks already given included."""
    found = faults(content)
    earlier = sealed_sheet(sheet.contest_id)
    if earlier and has_marks(sheet.contest_id):
        found += changes_to_marks(content_of(earlier), content)
    if found:
        raise Refusal("\n".join(language.say(fault) for fault in found))


def _refuse_other_than(sheet: RuleSheet, digest: str) -> None:
    """Raise unless the sheet is what the person saw, and sound: marks may have come meanwhile."""
    if digest != digest_of(sheet):
        raise ChangedMeanwhile
    _refuse_faults(sheet, content_of(sheet))


def _refuse_order(sheet: RuleSheet, earlier: RuleSheet | None, by: User) -> None:
    if sheet.state not in {RuleSheetState.DRAFT, RuleSheetState.PROPOSED}:
        raise NotEditable
    if earlier is None:
        return
    if sheet.state is not RuleSheetState.PROPOSED:
        raise NotProposed
    if sheet.proposed_by_id == by.id:
        raise SecondPerson


def _put(content: Content, sheet: RuleSheet) -> None:
    """Make the sheet say ``content``; criteria are the same ones where their keys are."""
    for name in SETTINGS:
        setattr(sheet, name, getattr(content, name))
    sheet.ties = list(content.ties)
    known = {criterion.key: criterion for criterion in sheet.criteria}
    sheet.criteria = [
        _written(known.get(line.key) or Criterion(key=line.key), line, position)
        for position, line in enumerate(content.lines, 1)
    ]


def _written(criterion: Criterion, line: Line, position: int) -> Criterion:
    criterion.position, criterion.dimension = position, JudgeKind(line.dimension)
    for name in ("name", "hint", "top", "step", "weight"):
        setattr(criterion, name, getattr(line, name))
    criterion.anchors = list(anchors_of(line.bands))
    return criterion


def _carry_marks(old: RuleSheet, new: RuleSheet) -> None:
    """Let ballots given by the old version, and their marks, refer to the new one."""
    keys = {criterion.id: criterion.key for criterion in old.criteria}
    new_ids = {criterion.key: criterion.id for criterion in new.criteria}
    for ballot in db.session.scalars(select(Ballot).where(Ballot.rule_sheet_id == old.id)):
        ballot.rule_sheet_id = new.id
        for mark in ballot.marks:
            mark.criterion_id = new_ids[keys[mark.criterion_id]]
