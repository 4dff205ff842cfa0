"""What a notice would say if it were published now: its lines, its kind, its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from awards.models import Award, Notice, NoticeChange, NoticeKind, NoticeLine
from awards.periods import written
from awards.queries.notices import last_lines, unpublicised
from awards.states import AwardState
from contest.core.ledger import digest_of
from contest.models import Contest
from judging.head_letters import in_groups
from judging.models import Edition

# Official Chinese text of notices: not translated.
OF_ENTRY = ("entry_title", "enterprise", "challenge", "prize", "place", "amount_fen")
NOT_A_CONTRACT = "获奖不等于签订合同，也不代替采购程序；后续合作由双方依法另行约定。"
CHANGES = {
    NoticeChange.NEW: "新增",
    NoticeChange.CHANGED: "调整",
    NoticeChange.REMOVED: "取消",
}
HOW_TO_OBJECT = (
    "任何单位和个人对公示内容有异议的，请在公示期内向监督人员实名、书面提出，"
    "写明事实和理由，并附证据材料。匿名或逾期提出的异议不予受理。"
)


def lines_now(contest_id: int) -> list[NoticeLine]:
    """Return the lines of a notice of the contest as it stands, best first; in two statements.

    New are awards that no standing notice names; changed, those of entries that had another
    one on a notice; removed, awards on a notice that were taken back without another for the
    same entry.
    """
    told = last_lines(contest_id)
    gone = {
        number: line
        for number, line in told.items()
        if line.award.state is AwardState.REVOKED and line.change is not NoticeChange.REMOVED
    }
    had = {line.award.entry_id for line in gone.values()}
    awards = unpublicised(contest_id)
    lines = [_line(award, changed=award.entry_id in had) for award in awards]
    given = {award.entry_id for award in awards}
    lines += [_removed(line) for line in gone.values() if line.award.entry_id not in given]
    for position, line in enumerate(lines, 1):
        line.position = position
    return lines


def _line(award: Award, *, changed: bool) -> NoticeLine:
    return NoticeLine(
        award_id=award.id,
        entry_title=award.entry.title,
        enterprise=award.enterprise.name,
        challenge=award.entry.challenge.title,
        prize=award.prize.name,
        place=award.place,
        amount_fen=award.amount_fen,
        change=NoticeChange.CHANGED if changed else NoticeChange.NEW,
    )


def _removed(told: NoticeLine) -> NoticeLine:
    as_told = {name: getattr(told, name) for name in ("award_id", *OF_ENTRY)}
    return NoticeLine(**as_told, change=NoticeChange.REMOVED)


def kind_of(lines: Sequence[NoticeLine], before: Notice | None) -> NoticeKind:
    """Return which kind of notice says the lines, after the one that stands published."""
    is_new = all(line.change is NoticeChange.NEW for line in lines)
    return NoticeKind.AWARDS if before is None or (lines and is_new) else NoticeKind.CORRECTION


def shown_digest(notice: Notice, lines: Sequence[NoticeLine]) -> str:
    """Return the SHA-256, in hex, of what a notice would make public: what its page shows."""
    content = {
        "notice": [notice.contest_id, notice.number, notice.kind.value],
        "edition": notice.edition_id,
        "texts": [notice.title, notice.text, notice.phone, notice.days],
        "lines": [_shown(line) for line in lines],
    }
    return digest_of(content, "sha256")


def _shown(line: NoticeLine) -> Mapping[str, object]:
    told = {name: getattr(line, name) for name in ("award_id", *OF_ENTRY)}
    return {**told, "change": line.change.value}


def title_of(contest: Contest, kind: NoticeKind) -> str:
    """Return the title that a notice begins with."""
    about = "拟奖励项目更正公示" if kind is NoticeKind.CORRECTION else "拟奖励项目公示"
    return f"{contest.name}{about}"


def text_of(edition: Edition, before: Notice | None) -> str:
    """Return the words that a notice begins with; ``before`` is the notice that it corrects."""
    sheet = edition.rule_sheet.digest
    code = " ".join(sheet[at : at + 4] for at in range(0, 16, 4))
    ground = (
        f"依据本届大赛评审规则（摘要 {code}），经形式审查、路演评审和奖励核批，"
        f"现将拟奖励项目（排名第 {edition.number} 版）予以公示。"
    )
    if before is not None:
        at = written(before.first_day) if before.first_day else ""
        ground = (
            f"{at}发布的《{before.title}》（第 {before.number} 号）有所更正。依据本届大赛评审规则"
            f"（摘要 {code}），现将更正的内容（排名第 {edition.number} 版）予以公示；"
            "未列出的项目不变。"
        )
    return "\n".join((ground, HOW_TO_OBJECT, NOT_A_CONTRACT))


def period_of(notice: Notice) -> str:
    """Return the sentence that tells a notice's period; of a draft, how long it will be."""
    if notice.first_day is None or notice.last_day is None:
        return f"公示期：自发布之日起 {notice.days} 个工作日（发布当日不计）。"
    return (
        f"公示期：自{written(notice.first_day)}至{written(notice.last_day)}，"
        f"共 {notice.days} 个工作日（发布当日不计）。"
    )


def uncovered_of(notice: Notice) -> str:
    """Return the sentence about a year whose holidays are not known yet."""
    year = notice.last_day.year if notice.last_day else ""
    return (
        f"{year} 年的节假日安排国务院尚未公布，公示期中该年的日期暂按周一至周五计算；"
        "公布后如有不同，以较晚的截止日期为准。"
    )


def code_of(notice: Notice) -> str:
    """Return the first sixteen digits of the log's head that a notice carries, in fours."""
    return in_groups(str(notice.head.get("root", ""))[:16])
