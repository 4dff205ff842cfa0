"""The margin of safety as the standings sheet prints it: official Chinese, not translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from awards.queries.cuts import cuts_of
from judging.cuts import Cut, Ranking
from judging.margins import Margin
from judging.models import Edition
from judging.queries.counted import counted_of, placed
from judging.sensitivity import Robustness, WithoutJudge, robustness


def margin_sentences(edition: Edition, rows: Sequence[Row[Any]]) -> Iterator[str]:
    """Yield a sentence for each line of each ranking; ``rows`` are of whole rankings.

    Nothing is printed where the ballots there are do not give the edition any more.
    """
    if not rows:
        return
    counted = counted_of(edition, [placed(row) for row in rows])
    if not counted.agrees:
        return
    cuts = cuts_of(edition.contest_id)
    titles = {row.challenge_id: row.challenge for row in rows}
    for ranking in counted.rankings:
        tried = map(WithoutJudge, ranking.judges)
        found = robustness(ranking, cuts, counted.steps, tried=tried)
        where = f"{titles[ranking.challenge]}，" if ranking.challenge is not None else ""
        for margin in found.margins:
            yield f"{where}{_cut(margin.cut)}：{_said(found, margin)}"


def _cut(cut: Cut) -> str:
    return f"{cut.name}（前 {cut.seats} 名）" if cut.name else f"第 {cut.seats} 名"


def _said(found: Robustness, margin: Margin) -> str:
    if margin.waiting:
        return f"{len(margin.waiting)} 个项目同分，跨在线上，须先裁定。"
    if margin.first is None and margin.steps is None:
        return "线下没有项目。"
    places = {one.entry: one.place for one in found.ranking.placings}
    return f"{_gap(margin, places)}{_steps(margin)}；{_judges(found.ranking, found, margin.cut)}。"


def _gap(margin: Margin, places: Mapping[str, int | None]) -> str:
    if margin.last is None or margin.first is None:
        return ""
    if not margin.gap:
        return f"第 {places[margin.last]} 名与其后一名同分，按同分规则分出先后；"
    last, first = places[margin.last], places[margin.first]
    return f"第 {last} 名与第 {first} 名相差 {margin.gap} 分；"


def _steps(margin: Margin) -> str:
    if margin.steps is None:
        return "任一评委的任一分项分单独变动，名单都不改变"
    return f"任一评委的一个分项分至少变动 {margin.steps} 个最小分值单位，名单才可能改变"


def _judges(ranking: Ranking, found: Robustness, cut: Cut) -> str:
    changing = sum(effect.changes for effect in found.at(cut, WithoutJudge))
    if not changing:
        return "逐一去掉每位评委，名单都不改变"
    return f"逐一去掉 {len(ranking.judges)} 位评委，其中 {changing} 位去掉后名单改变"
