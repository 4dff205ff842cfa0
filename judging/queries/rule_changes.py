"""What a new version of the rule sheet would do to the ranking of the ballots there are."""

from __future__ import annotations

from dataclasses import dataclass, field

from contest.core.said import Said
from judging.models import RuleSheet
from judging.queries.previews import Comparison, Named, names_of, under_both
from judging.queries.rulesheets import OPEN_STATES, content_of, sealed_sheet
from judging.rulesheet_faults import changes_to_marks


@dataclass(frozen=True, slots=True)
class RuleChange:
    """The version in force beside the one that is to replace it.

    ``faults`` say what cannot be compared, because marks given by the one are none of the other;
    ``comparison`` is then None, as it is before anything was submitted.
    """

    earlier: RuleSheet
    faults: tuple[Said, ...] = ()
    comparison: Comparison | None = None
    names: dict[int, Named] = field(default_factory=dict)


def rule_change_of(sheet: RuleSheet) -> RuleChange | None:
    """Return what the version changes; None for a first one, and for what is decided already."""
    earlier = sealed_sheet(sheet.contest_id)
    if earlier is None or sheet.state not in OPEN_STATES:
        return None
    if faults := changes_to_marks(content_of(earlier), content_of(sheet)):
        return RuleChange(earlier, faults)
    comparison = under_both(sheet.contest, (earlier, sheet))
    if not comparison.before and not comparison.after:
        return RuleChange(earlier)
    return RuleChange(
        earlier,
        comparison=comparison,
        names=names_of([row.entry for row in comparison.shown]),
    )
