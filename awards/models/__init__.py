"""Prizes, award plans, awards, their publicity notices and what follows from them."""

from awards.models.acceptances import Acceptance, Conclusion, TestRecord, Tolerance, UseRecord
from awards.models.agreements import Agreement, AgreementVersion
from awards.models.archives import ArchiveJob
from awards.models.catalogue import (
    CatalogueCorrection,
    CatalogueItem,
    CatalogueRule,
    IpKind,
    Origin,
)
from awards.models.certificates import Certificate
from awards.models.claims import Claim, ClaimDeed, ClaimPaper, ClaimStep, PaperKind
from awards.models.deliveries import Delivery, Milestone, MilestoneReminder
from awards.models.evaluations import Benchmark, Evaluation, EvaluationForm, Level, TypicalCase
from awards.models.followups import FollowUp, FollowUpKind
from awards.models.nominations import Nomination
from awards.models.notices import Announcement, Notice, NoticeChange, NoticeKind, NoticeLine
from awards.models.objections import Inquiry, Objection, ObjectionAward, ObjectionFile
from awards.models.payees import Payee
from awards.models.payments import Payment, PaymentKind
from awards.models.prizes import MOST_FEN, Award, Plan, PlanLine, PlanRevocation, Prize
from awards.models.revocations import Revocation
from awards.models.schemes import Scheme, SchemeQuota, SchemeShare, SchemeVersion

__all__ = [
    "MOST_FEN",
    "Acceptance",
    "Agreement",
    "AgreementVersion",
    "Announcement",
    "ArchiveJob",
    "Award",
    "Benchmark",
    "CatalogueCorrection",
    "CatalogueItem",
    "CatalogueRule",
    "Certificate",
    "Claim",
    "ClaimDeed",
    "ClaimPaper",
    "ClaimStep",
    "Conclusion",
    "Delivery",
    "Evaluation",
    "EvaluationForm",
    "FollowUp",
    "FollowUpKind",
    "Inquiry",
    "IpKind",
    "Level",
    "Milestone",
    "MilestoneReminder",
    "Nomination",
    "Notice",
    "NoticeChange",
    "NoticeKind",
    "NoticeLine",
    "Objection",
    "ObjectionAward",
    "ObjectionFile",
    "Origin",
    "PaperKind",
    "Payee",
    "Payment",
    "PaymentKind",
    "Plan",
    "PlanLine",
    "PlanRevocation",
    "Prize",
    "Revocation",
    "Scheme",
    "SchemeQuota",
    "SchemeShare",
    "SchemeVersion",
    "TestRecord",
    "Tolerance",
    "TypicalCase",
    "UseRecord",
]
