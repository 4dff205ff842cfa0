"""Read a rule sheet from RULES.toml. Every fault is told at once, in Chinese."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from judging.rules import SHARE, Criterion, RoundOrder, Rules, RulesRefused, Trim

_AT = re.compile(r"at line (\d+), column (\d+)")
_RULE_KEYS = (
    "trim",
    "trim_each_end",
    "min_to_trim",
    "decimals",
    "rounding",
    "round_order",
    "ties",
    "criteria",
)
_CRITERION_KEYS = ("key", "dimension", "max", "weight")


def read_rules(content: bytes) -> Rules:
    """Return the rule sheet in ``content``, the bytes of a UTF-8 TOML file.

    Numbers are read as decimals, never as floats. Raise RulesRefused.
    """
    try:
        sheet = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise RulesRefused(("规则文件不是 UTF-8 编码：请用 UTF-8 编码另存后再试。",)) from error
    except ValueError as error:  # of the syntax, or a number of thousands of figures
        where = _place(str(error))
        raise RulesRefused((f"规则文件不是有效的 TOML，请改正{where}的写法后再试。",)) from error
    return parse_rules(sheet)


def _place(message: str) -> str:
    """Return where the reader stopped, of its English sentence."""
    if found := _AT.search(message):
        return f"第 {found[1]} 行第 {found[2]} 个字符附近"
    return "文件末尾" if "end of document" in message else "其中的数"


def parse_rules(sheet: Mapping[str, object]) -> Rules:
    """Return the rule sheet written as a mapping in the words of RULES.toml.

    Numbers are ``int`` or ``Decimal``; a float is refused. Raise RulesRefused.
    """
    table = _Table(sheet, "评审规则")
    table.refuse_unknown(_RULE_KEYS)
    table.choice("rounding", ["half_up"], default="half_up")
    trim = Trim(table.choice("trim", Trim, default=Trim.NONE))
    trim_each_end = table.whole("trim_each_end", default=1)
    min_to_trim = table.whole("min_to_trim", default=5)
    decimals = table.whole("decimals", default=2)
    round_order = RoundOrder(table.choice("round_order", RoundOrder, default=RoundOrder.TOTAL))
    ties = table.words("ties", default=(SHARE,))
    criteria = tuple(_criterion(row, table.faults) for row in table.rows("criteria"))
    if table.faults:
        raise RulesRefused(tuple(table.faults))
    return Rules(
        criteria=criteria,
        trim=trim,
        trim_each_end=trim_each_end,
        min_to_trim=min_to_trim,
        decimals=decimals,
        round_order=round_order,
        ties=ties,
    )


def _criterion(row: Mapping[str, object], faults: list[str]) -> Criterion:
    table = _Table(row, f"评分项“{row.get('key', '')}”", faults)
    table.refuse_unknown(_CRITERION_KEYS)
    return Criterion(
        key=table.word("key"),
        dimension=table.word("dimension"),
        top=table.number("max") if "max" in row else None,
        weight=table.number("weight"),
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """A TOML table read key by key; what is wrong is collected in ``faults``."""

    entries: Mapping[str, object]
    name: str
    faults: list[str] = field(default_factory=list)

    def refuse_unknown(self, known: Iterable[str]) -> None:
        for key in self.entries:
            if key not in known:
                self._fault(f"不认识“{key}”，可以写的有：{'、'.join(known)}。")

    def choice(self, key: str, choices: Iterable[str], *, default: str) -> str:
        value = self.entries.get(key, default)
        if isinstance(value, str) and value in list(choices):
            return value
        self._fault(f"{key} 只能是 {'、'.join(choices)} 之一。")
        return default

    def whole(self, key: str, *, default: int) -> int:
        value = self.entries.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self._fault(f"{key} 应是整数。")
        return default

    def number(self, key: str) -> Decimal:
        value = self.entries.get(key)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return Decimal(value)
        self._fault(f"{key} 应填写一个数。")
        return Decimal(1)

    def word(self, key: str) -> str:
        value = self.entries.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self._fault(f"{key} 应填写文字（加引号）。")
        return "?"

    def words(self, key: str, *, default: tuple[str, ...]) -> tuple[str, ...]:
        value = self.entries.get(key, default)
        if isinstance(value, list | tuple) and all(isinstance(word, str) for word in value):
            return tuple(value)
        self._fault(f'{key} 应是一组文字，例如 ["dimension:technical", "share"]。')
        return default

    def rows(self, key: str) -> list[Mapping[str, object]]:
        value = self.entries.get(key, [])
        if isinstance(value, list) and all(isinstance(row, dict) for row in value):
            return value
        self._fault(f"{key} 应写成若干段 [[{key}]]。")
        return []

    def _fault(self, reason: str) -> None:
        self.faults.append(f"{self.name}：{reason}")
