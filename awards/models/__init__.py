"""Prizes, award plans, awards, their publicity notices and what follows from them."""

from awards.models.followups import FollowUp, FollowUpKind
from awards.models.notices import Announcement, Notice, NoticeChange, NoticeKind, NoticeLine
from awards.models.objections import Inquiry, Objection, ObjectionAward, ObjectionFile
from awards.models.prizes import MOST_FEN, Award, Plan, PlanLine, PlanRevocation, Prize

__all__ = [
    "MOST_FEN",
    "Announcement",
    "Award",
    "FollowUp",
    "FollowUpKind",
    "Inquiry",
    "Notice",
    "NoticeChange",
    "NoticeKind",
    "NoticeLine",
    "Objection",
    "ObjectionAward",
    "ObjectionFile",
    "Plan",
    "PlanLine",
    "PlanRevocation",
    "Prize",
]
