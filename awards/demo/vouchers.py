"""Vouchers of a bank that there is not, for the demo's payments."""

from __future__ import annotations

from datetime import date

from flask import current_app

from awards.documents.official import Fields, Gap, Official, Small, Title, pdf_of
from awards.models import Award, Payment
from awards.queries.payees import current_payee
from contest.core.intake import Kept, storage
from contest.core.money import show_capitals, show_yuan


def voucher(payment: Payment, day: date, reference: str) -> Kept:
    """Keep a payment's voucher in the storage."""
    from awards.documents.fonts import find_fonts  # noqa: PLC0415 -- loads reportlab

    made = pdf_of(_told(payment, day, reference), find_fonts(current_app.config["FONT_PATH"]))
    stored = storage().put_bytes(made)
    name = f"银行回单{reference}.pdf"
    return Kept(stored.digest, stored.size, "pdf", name, 1, "unscanned")


def _told(payment: Payment, day: date, reference: str) -> Official:
    award: Award = payment.award
    payee = current_payee(award.id)
    rows = [
        ("流水号", reference),
        ("日期", day.isoformat()),
        ("付款人", award.contest.body.name),
        ("收款人", payee.holder if payee else award.enterprise.name),
        ("收款账号", payee.shown if payee else "—"),
        ("金额", f"{show_yuan(payment.amount_fen)}（{show_capitals(payment.amount_fen)}）"),
        ("用途", f"{award.contest.name}{award.prize.name}奖励"),
    ]
    title = "银行电子回单"
    parts = (Title(title), Gap(), Fields(rows), Gap(), Small("演示数据，并非真实的银行凭证。"))
    return Official(title, title, parts, "演示银行", day)
