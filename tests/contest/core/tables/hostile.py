"""Names that try to run, to hide, or to stand in for something else."""

FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
)
MARKUP = (
    "<b>甲",
    '<img src="/etc/passwd">',
    "&lt;甲&gt;",
    "http://example.com/",
    "file:///etc/passwd",
)
EMPTY_LOOKING = ("NA", "null", "None", "nan", "TRUE", "00123", "1e5", "913301000000000000")
NAMES = FORMULAS + MARKUP + EMPTY_LOOKING
