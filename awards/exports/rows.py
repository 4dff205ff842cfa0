"""What an award list and a standings sheet say, free of any database and any file format."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One award. ``amount`` is in fen; ``number`` is the line's number in the list, from 1."""

    number: int
    place: int
    entry: str
    enterprise: str
    challenge: str
    prize: str
    amount: int
    credit_code: str = ""


@dataclass(frozen=True, slots=True)
class AwardListHead:
    """What stands around the awards.

    ``edition`` names those that the awards follow: ``1``, or ``1、2`` after a second plan.
    Digests carry their algorithm's name (``sha256:…``). ``dated`` is the day in Shanghai that
    the document bears. Without a ``preamble`` a plain one is written.
    """

    contest: str
    organizer: str
    edition: str
    rule_sheet_digest: str
    ledger_head: str
    dated: date
    preamble: str = ""


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """The sealed rule sheet in words: weights in per cent, tie steps in their order."""

    version: int
    digest: str
    technical_weight: Decimal
    commercial_weight: Decimal
    trimming: str
    rounding: str
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One entry's published result.

    ``place`` and the scores are ``None`` where the entry was not scored, which is not 0;
    ``remark`` then says why. ``decided_by`` names the step that broke a tie, or is empty.
    """

    place: int | None
    entry: str
    enterprise: str
    technical: Decimal | None
    commercial: Decimal | None
    total: Decimal | None
    ballots: int
    dropped_marks: int
    decided_by: str = ""
    remark: str = ""
    challenge: str = ""


@dataclass(frozen=True, slots=True)
class StandingsHead:
    """What stands around the standings of a challenge (or of a whole contest).

    ``judges`` are the labels of the judges' signature lines: names, or ``专家 1`` while names
    are hidden. ``places`` is the number of decimals of every score. ``by_challenge``: the rows come
    challenge by challenge, each with a ranking of its own. ``margins`` say how safe each line is.
    ``corrects`` is the number of the edition that this one corrects, if any.
    """

    contest: str
    challenge: str
    organizer: str
    edition: int
    rules: RuleSummary
    ledger_head: str
    dated: date
    judges: tuple[str, ...]
    places: int = 2
    by_challenge: bool = False
    margins: tuple[str, ...] = ()
    corrects: int | None = None

    @property
    def edition_line(self) -> str:
        """Which edition it is, and which one that corrects."""
        which = f"第 {self.edition} 版"
        return f"{which}，更正第 {self.corrects} 版" if self.corrects else which
