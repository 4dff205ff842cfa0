"""The steps of a case up to its delivery: entry, award, notice, and what policy follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from awards.models import Award, FollowUpKind
from awards.objection_words import told_state
from awards.queries.case_records import Record, of_kind
from awards.states import AwardState, FollowUpState, ObjectionState
from awards.steps import Step

# 宁波市开放应用场景实施意见
ON_CONTEST, ON_POLICY = "《实施意见》三（三）", "《实施意见》四（一）"

Told = dict[int, list[Step]]


def steps_of_entries(awards: Sequence[Award]) -> Told:
    """Return how each award came about: entered, then awarded by two people; no statement."""
    return {award.id: list(_of_entry(award)) for award in awards}


def _of_entry(award: Award) -> Iterator[Step]:
    entry = award.entry
    yield Step(
        "10.entry",
        ON_CONTEST,
        _("揭榜：%(title)s", title=entry.title),
        award.enterprise.name,
        "",
        done_at=entry.submitted_at,
    )
    yield Step(
        "15.award",
        ON_CONTEST,
        _("第 %(place)d 名，批准%(prize)s", place=award.place, prize=award.prize.name),
        _("组委会"),
        "",
        done_at=award.approved_at,
    )


def notice_steps(award: Award, records: Sequence[Record]) -> Iterator[Step]:
    """Yield the newest publicity notice of an award, and its announcement."""
    notice = next(iter(of_kind(records, "notice")[-1:]), None)
    yield Step(
        "20.notice",
        ON_CONTEST,
        _("公示获奖名单"),
        _("组委会"),
        "",
        done_at=notice.at if notice else None,
        missing=() if notice else (_("公示"),),
        expires=notice.day if notice else None,
    )
    announced = award.state is AwardState.ANNOUNCED
    decision = next(iter(of_kind(records, "announcement")), None)
    held = (_("异议处理决定"),) if award.state is AwardState.HELD else ()
    yield Step(
        "40.announcement",
        ON_CONTEST,
        _("公示期满后确认并发布"),
        _("组委会"),
        "",
        done_at=decision.at if decision and announced else None,
        missing=held or (() if announced else (_("确认与发布"),)),
    )


def objection_steps(records: Sequence[Record]) -> Iterator[Step]:
    """Yield each objection to an award that was not taken back; who objected is not told."""
    for record in of_kind(records, "objection"):
        state = ObjectionState(record.word)
        name, _tone = told_state(state)
        waits = {
            ObjectionState.RECEIVED: _("受理或不予受理"),
            ObjectionState.UPHELD: _("更正或撤销奖励"),
        }.get(state, _("异议处理决定"))
        yield Step(
            f"30.objection.{record.number:03}",
            ON_CONTEST,
            _("第 %(n)s 号异议：%(state)s", n=record.number, state=name),
            _("组委会"),
            "",
            due=record.day,
            done_at=record.at,
            missing=() if record.at else (waits,),
        )


def follow_up_steps(records: Sequence[Record]) -> Iterator[Step]:
    """Yield what was decided of each policy."""
    for record in of_kind(records, "policy"):
        key, name = {
            FollowUpKind.CATALOGUE: ("60.catalogue", _("列入《重点自主创新产品目录》")),
            FollowUpKind.SUBSIDY: ("65.subsidy", _("保险补贴")),
            FollowUpKind.KEY_RD: ("70.key_rd", _("重点研发计划提名")),
        }[FollowUpKind(record.word)]
        said = {
            FollowUpState.UNDECIDED: _("%(policy)s：待决定", policy=name),
            FollowUpState.YES: _("%(policy)s：适用", policy=name),
            FollowUpState.NO: _("%(policy)s：不适用", policy=name),
        }[FollowUpState(record.title)]
        missing = () if record.at else (_("组委会的决定"),)
        yield Step(key, ON_POLICY, said, _("组委会"), "", done_at=record.at, missing=missing)
