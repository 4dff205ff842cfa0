"""Who may settle how something is delivered, report it, confirm it, and keep its records."""

from __future__ import annotations

from awards.policies.cases import VIEW_CASE, concerns, issued_it, won_it
from awards.queries.cases import award_by
from awards.queries.deliveries import delivery_by, milestone_by, use_record_by
from awards.queries.files import file_with_award
from contest.core.access import Policy
from contest.policies import runs_it

settles_it = runs_it | issued_it
takes_part = runs_it | issued_it | won_it

BEGIN_DELIVERY = Policy("delivery.begin", VIEW_CASE.see, act=settles_it, find=award_by)
VIEW_DELIVERY = Policy("delivery.view", concerns, find=delivery_by)
SETTLE_DELIVERY = Policy("delivery.settle", concerns, act=settles_it, find=delivery_by)
RECORD_DELIVERY = Policy("delivery.record", concerns, act=takes_part, find=delivery_by)
ACCEPT_DELIVERY = Policy("delivery.accept", concerns, act=settles_it, find=delivery_by)
TOLERATE_DELIVERY = Policy("delivery.tolerate", concerns, act=runs_it, find=delivery_by)
VIEW_MILESTONE = Policy("milestone.view", concerns, find=milestone_by)
REPORT_MILESTONE = Policy("milestone.report", concerns, act=won_it, find=milestone_by)
CONFIRM_MILESTONE = Policy("milestone.confirm", concerns, act=issued_it, find=milestone_by)
CREDIT_USE = Policy("use.credit", concerns, act=runs_it, find=use_record_by)

READ_CASE_FILE = Policy("case.read_file", concerns, find=file_with_award)
