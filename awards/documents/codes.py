"""QR codes on official pages, drawn as squares: no picture, so they print sharp at any size."""

from __future__ import annotations

import segno
from reportlab.platypus.flowables import Flowable

SIDE = 85.0  # points: 30 mm
QUIET = 4  # modules of white around (ISO/IEC 18004)


class Code(Flowable):  # type: ignore[misc]  # untyped base
    """The QR code of a text, at the left of the text block."""

    def __init__(self, text: str, side: float = SIDE) -> None:
        super().__init__()
        self._rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
        self._side = side

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self._side, self._side

    def draw(self) -> None:
        module = self._side / (len(self._rows) + 2 * QUIET)
        for number, row in enumerate(self._rows):
            base = self._side - (number + QUIET + 1) * module
            for at, dark in enumerate(row):
                if dark:
                    left = (at + QUIET) * module
                    self.canv.rect(left, base, module, module, stroke=0, fill=1)
