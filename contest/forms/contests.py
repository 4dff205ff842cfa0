"""The forms of a contest."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice
from wtforms.validators import InputRequired, NumberRange

from contest.core.forms import Form, LocalTime, LongText, Required, Text, Whole, Yuan, longest
from contest.forms.versions import VersionedForm
from contest.models import RankingScope
from contest.rules import DATES

Typed = InputRequired(message=_l("请填写此项。"))
FEWEST_DAYS = 3
MOST_MEMBERS = 20


def between(least: int, most: int) -> NumberRange:
    """Return a validator for whole numbers from ``least`` to ``most``."""
    return NumberRange(least, most, message=_l("请填写 %(min)s 到 %(max)s 之间的整数。"))


class NewContestForm(Form):
    """Everything an organizer sets of a contest, but prizes and rule sheet."""

    name = Text(_l("大赛名称"), [Required, longest(80)])
    year = Whole(_l("年度"), [Typed, between(2020, 2100)])
    introduction = LongText(
        _l("大赛介绍"), [longest(2000)], description=_l("公众在赛程页上看到的说明。")
    )
    entries_open_at = LocalTime(
        _l("报名开始"), [Required], description=_l("榜单最好在此之前发布。")
    )
    entries_close_at = LocalTime(
        _l("报名截止"), [Required], description=_l("到这一秒为止，以服务器时间为准。")
    )
    screening_until = LocalTime(_l("形式审查完成"), [Required], description=_l("不早于报名截止。"))
    roadshow_from = LocalTime(_l("路演开始"), [Required])
    roadshow_until = LocalTime(_l("路演结束"), [Required])
    publicity_days = Whole(_l("奖励公示"), [Typed, between(FEWEST_DAYS, 30)])
    objection_answer_days = Whole(_l("异议答复"), [Typed, between(1, 30)])
    budget_fen = Yuan(_l("奖励预算"), [Typed, NumberRange(0, message=_l("预算不能为负。"))])
    ranking_scope = RadioField(
        _l("排名范围"),
        choices=[
            SelectChoice(RankingScope.CHALLENGE, _l("按榜单排名：每个榜单各排名次")),
            SelectChoice(RankingScope.CONTEST, _l("全赛排名：所有榜单一起排名次")),
        ],
        coerce=RankingScope,
        default=RankingScope.CHALLENGE,
    )
    one_award_per_enterprise = BooleanField(_l("同一企业最多获一个奖"))
    most_members = Whole(_l("联合体成员"), [Typed, between(0, MOST_MEMBERS)])
    fewest_entries = Whole(_l("每个榜单的有效揭榜"), [Typed, between(1, 20)])
    talk_minutes = Whole(_l("路演讲解"), [Typed, between(1, 60)])
    question_minutes = Whole(_l("评委提问"), [Typed, between(0, 60)])
    outlying_percent = Whole(_l("畸高畸低提示"), [Typed, between(5, 90)])
    sway_percent = Whole(_l("稳健性：权重变动"), [Typed, between(1, 50)])
    fewest_compared = Whole(_l("评委统计的最少项目"), [Typed, between(5, 100)])
    papers_offline = BooleanField(
        _l("断网时平板也能阅读参赛材料"),
        description=_l("材料的图片会留在评委的平板上，直到该项评分提交或退出登录。"),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and then that the dates follow each other."""
        return bool(super().validate(extra_validators)) and self._dates_follow()

    def _dates_follow(self) -> bool:
        for earlier, later in pairwise(DATES):
            first, second = self[earlier], self[later]
            strict = earlier == "entries_open_at"
            if second.data < first.data or (strict and second.data == first.data):
                wrong = _("须在“%(earlier)s”之后，请修改其中一个。", earlier=first.label.text)
                second.errors = [*second.errors, wrong]
                return False
        return True


class ContestForm(VersionedForm, NewContestForm):
    """The same of a contest that exists: once it is announced, dates and terms need a reason."""

    reason = LongText(
        _l("调整的理由"),
        [longest(500)],
        description=_l(
            "公告后调整日期、公示、联合体、有效揭榜数或路演时长必须填写；会通过邮件通知所有已报名的企业。"
        ),
    )
