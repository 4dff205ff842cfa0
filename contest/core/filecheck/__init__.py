"""Checks of uploaded files by name, signature and structure."""

from contest.core.filecheck.check import MAX_PAGES, CheckedFile, accepted_extensions, check_file
from contest.core.filecheck.clamav import Scan, ScanResult, scan
from contest.core.filecheck.kinds import KINDS, Kind
from contest.core.filecheck.reasons import BadFile

__all__ = [
    "KINDS",
    "MAX_PAGES",
    "BadFile",
    "CheckedFile",
    "Kind",
    "Scan",
    "ScanResult",
    "accepted_extensions",
    "check_file",
    "scan",
]
