"""Prizes, award plans, awards and what follows from them."""

from awards.models.followups import FollowUp, FollowUpKind
from awards.models.prizes import MOST_FEN, Award, Plan, PlanLine, Prize

__all__ = ["MOST_FEN", "Award", "FollowUp", "FollowUpKind", "Plan", "PlanLine", "Prize"]
