"""Chinese TrueType fonts of the machine: one to print with, others for rare characters.

Only fonts that reportlab can embed are used; a character that none of them has is refused,
since an empty box in a name would be a wrong name.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from awards.documents.embedding import WideFont
from contest.core.actions import Refusal

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
KNOWN = (
    "truetype/wqy/wqy-zenhei.ttc",
    "truetype/arphic/uming.ttc",
    "truetype/arphic/ukai.ttc",
    "truetype/wqy/wqy-microhei.ttc",
)
_ODD_CUTS = ("bold", "italic", "oblique", "mono", "condensed", "narrow", "math")

Run = tuple[str, str]


class NoFont(Refusal):
    """The machine has no Chinese TrueType font that can be embedded."""

    status = 503


class MissingGlyph(Refusal):
    """No font has a character: the document is not printed with a hole in a name."""

    status = 422

    def __init__(self, character: str, field: str) -> None:
        self.character = character
        self.field = field
        super().__init__(
            f"「{field}」中的“{character}”（U+{ord(character):04X}）没有可用的字体，无法打印。"
            "请安装含该字的 TrueType 字体（如 fonts-hanazono），或改用其他写法。"
        )


@dataclass(frozen=True, slots=True)
class Typeface:
    """A registered font and the characters it can draw."""

    name: str
    covered: frozenset[str]


class Fonts:
    """The main typeface and, for characters it lacks, the spare files to look into."""

    def __init__(self, main: Path, spares: Sequence[Path] = ()) -> None:
        self.main = typeface(main)
        self._spares = tuple(spares)
        self._found: dict[str, Typeface] = {}
        self._widths: dict[str, float] = {}  # of each character seen, in its size

    def runs(self, text: str, *, field: str) -> list[Run]:
        """Return the text cut into (font name, text), for one font each.

        Raises :class:`MissingGlyph`, naming the field the text stands in.
        """
        if self.main.covered.issuperset(text):
            return [(self.main.name, text)]
        drawn = [(self._name(character, field), character) for character in text]
        return [(name, "".join(c for _, c in run)) for name, run in groupby(drawn, lambda d: d[0])]

    def width(self, text: str, size: float, *, field: str) -> float:
        """Return the text's width in points."""
        try:
            return size * sum(map(self._widths.__getitem__, text))
        except KeyError:
            self._learn(text, field)
            return size * sum(map(self._widths.__getitem__, text))

    def _learn(self, text: str, field: str) -> None:
        for name, part in self.runs(text, field=field):
            for character in part:
                self._widths[character] = pdfmetrics.stringWidth(character, name, 1)

    def _name(self, character: str, field: str) -> str:
        if character in self.main.covered:
            return self.main.name
        if character not in self._found:
            self._found[character] = self._spare(character, field)
        return self._found[character].name

    def _spare(self, character: str, field: str) -> Typeface:
        for face in map(typeface_or_none, self._spares):
            if face and character in face.covered:
                return face
        raise MissingGlyph(character, field)


@cache
def find_fonts(setting: str | None = None) -> Fonts:
    """Return the font at the set path, else the first known one; the others are its spares.

    Raises :class:`NoFont` where there is none, or where the chosen file cannot be embedded.
    """
    known = font_files(setting)
    return Fonts(known[0], [*known[1:], *(path for path in _others() if path not in known)])


def font_files(setting: str | None = None) -> list[Path]:
    """Return the fonts to print with, best first: the one at the set path, then the known ones.

    Raises :class:`NoFont` as ``find_fonts`` does.
    """
    chosen = Path(setting) if setting else None
    if chosen and not typeface_or_none(chosen):
        raise NoFont(f"字体 {chosen} 不存在或无法嵌入，请改用 TrueType 字体。")
    known = [chosen] if chosen else []
    known += [path for path in _known() if path.exists()]
    if not known:
        raise NoFont("没有可嵌入的中文字体，请安装 fonts-wqy-zenhei，或在设置中指定字体文件。")
    return known


@cache
def typeface(path: Path) -> Typeface:
    """Return the file's first font, registered. Raises ``TTFError`` if it cannot be embedded."""
    name = f"{path.stem}-{zlib.crc32(str(path).encode()):08x}"
    font = WideFont(name, str(path))
    pdfmetrics.registerFont(font)
    return Typeface(name, frozenset(map(chr, font.face.charToGlyph)))


@cache
def typeface_or_none(path: Path) -> Typeface | None:
    try:
        return typeface(path)
    except (TTFError, OSError, struct.error):
        return None


def _known() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from (folder / name for name in KNOWN)
    package = find_spec("mpl_font")  # found, not imported: importing it would load matplotlib
    for folder_name in (package and package.submodule_search_locations) or ():
        yield Path(folder_name) / "fonts/wqy/wqy-microhei.ttc"


def _others() -> list[Path]:
    """Return every other TrueType file of the machine, upright and regular cuts first."""
    files = [path for f in FOLDERS for end in ("ttf", "ttc") for path in f.rglob(f"*.{end}")]
    return sorted(files, key=lambda path: (any(c in path.stem.lower() for c in _ODD_CUTS), path))
