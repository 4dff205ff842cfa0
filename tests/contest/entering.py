"""What tests of entries share: small files, and a draft made complete the way people do."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from contest.actions.documents import add_document
from contest.actions.entries import revise_entry
from contest.core.actions import acting
from contest.core.db import db
from contest.core.intake import Accepts, receive
from contest.models import Entry, Organisation, OrganisationKind, Submission
from contest.papers import SLOTS
from contest.queries.submissions import fingerprint

MEMBER = {"name": "杭州某研究院", "uscc": "91330200MA0000004X", "share_of_work": "算法"}
TEXTS = {
    "title": "声光融合巡检车",
    "summary": "用线阵相机与声学传感发现渗漏。",
    "understanding": "夜间天窗只有三小时。",
    "solution": "车载采集，边缘识别。",
    "feasibility": "六个月分三步。",
    "evaluation": "发现时间不超过 1 天。",
    "originality": "声光融合首创。",
    "contact_name": "王工",
    "contact_phone": "0000-8888",
}


def a_pdf(pages: int = 1) -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(written)
    return written.getvalue()


def a_png() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(written, "PNG")
    return written.getvalue()


def typed(entry, members=(), **changed) -> dict[str, str]:
    """Return what the browser posts for the entry's form."""
    rows = {f"members-{n}-{k}": v for n, row in enumerate(members) for k, v in row.items()}
    return {
        "version": fingerprint(entry),
        **TEXTS,
        "credit_pledged": "y",
        **rows,
        **changed,
    }


def write(entry, by, members=(), **changed) -> None:
    """Fill the entry's form in."""
    written = {**TEXTS, "credit_pledged": True, **changed}
    revise_entry(entry, version=fingerprint(entry), members=list(members), by=by, **written)


def put(entry, by, kind: str, name: str = "文件.pdf") -> None:
    """Put a small PDF into a place of the entry."""
    accepts = Accepts(SLOTS[kind].kinds, SLOTS[kind].max_bytes)
    add_document(entry, receive(io.BytesIO(a_pdf()), name=name, accepts=accepts), kind=kind, by=by)


def complete(entry, by, members=()) -> None:
    """Make the draft one that can be submitted."""
    write(entry, by, members)
    for kind in ("proposal", "licence", "pledge"):
        put(entry, by, kind, f"{kind}.pdf")


def more_entries(entry, number) -> None:
    """Let so many more enterprises submit something to the entry's challenge."""
    with acting("test.more", entry, by=None):
        for n in range(number):
            enterprise = Organisation(
                kind=OrganisationKind.ENTERPRISE, name=f"第 {n} 家", uscc=f"9133{n:014d}"
            )
            db.session.add(enterprise)
            db.session.flush()
            db.session.add(_another(entry, enterprise, n))


def _another(entry, enterprise, n) -> Entry:
    other = Entry(
        uuid=f"99999999-0000-4000-8000-{n:012d}",
        contest_id=entry.contest_id,
        challenge_id=entry.challenge_id,
        enterprise_id=enterprise.id,
        number=f"更多-{n}",
        title=f"第 {n} 的方案",
        created_at=entry.created_at,
        submitted_at=entry.submitted_at,
    )
    content = {**entry.submissions[-1].content, "title": other.title}
    other.submissions.append(
        Submission(
            contest_id=entry.contest_id,
            number=1,
            at=entry.submitted_at,
            by_id=entry.submissions[-1].by_id,
            content=content,
            digest=f"{n:064x}",
        )
    )
    return other
