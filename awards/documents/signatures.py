"""Places to sign by hand: a label and a rule, several abreast."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from awards.documents.fonts import Fonts
from awards.documents.prose import begin_text, put_runs
from contest.core.tables import display_text

SIZE = 14  # 四号
ROW = 34.0
BASE = 8.0
DROP = 1.7  # from the label's baseline to the rule
GAP = 14.0
FIELD = "签字栏"


def signatures(labels: Sequence[str], *, fonts: Fonts, abreast: int = 2) -> list[Flowable]:
    """Return rows of labels with rules after them, ``abreast`` in a row."""
    starts = range(0, len(labels), abreast)
    return [SignatureRow(labels[at : at + abreast], abreast, fonts) for at in starts]


class SignatureRow(Flowable):  # type: ignore[misc]  # untyped base
    """One row of at most ``abreast`` places, filling the text block's width."""

    def __init__(self, labels: Sequence[str], abreast: int, fonts: Fonts) -> None:
        super().__init__()
        self._labels = [f"{display_text(label)}：" for label in labels]
        self._abreast = abreast
        self._fonts = fonts
        self._step = 0.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._step = (width + GAP) / self._abreast
        return width, ROW

    def draw(self) -> None:
        self.canv.setLineWidth(0.6)
        for at, label in enumerate(self._labels):
            self._sign(label, at * self._step)

    def _sign(self, label: str, left: float) -> None:
        size = self._fitting(label)
        main = self._fonts.main.name, size
        text = begin_text(self.canv, main)
        text.setTextOrigin(left, BASE)
        put_runs(text, tuple(self._fonts.runs(label, field=FIELD)), main)
        self.canv.drawText(text)
        start = left + self._fonts.width(label, size, field=FIELD)
        self.canv.line(start, BASE - DROP, left + self._step - GAP, BASE - DROP)

    def _fitting(self, label: str) -> float:
        """Return the type size: smaller where a long label would leave no room to sign."""
        width = self._fonts.width(label, SIZE, field=FIELD)
        return min(float(SIZE), SIZE * 0.6 * self._step / width)
