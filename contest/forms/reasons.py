"""Forms with little more than a reason, a question or an answer."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core.forms import Form, LongText, Required, longest


class ReasonForm(Form):
    """Why something is done."""

    reason = LongText(_l("理由"), [Required, longest(1000)])


class ReturnForm(Form):
    """Why something is given back, and what to change."""

    reason = LongText(_l("退回理由"), [Required, longest(1000)])


class QuestionForm(Form):
    """A question to an issuer."""

    text = LongText(
        _l("您的问题"),
        [Required, longest(1000)],
        description=_l("问题和答复会公开；不会显示提问单位，请不要在文字里写出单位名称。"),
    )


class AnswerForm(Form):
    """An issuer's answer."""

    answer = LongText(
        _l("答复"),
        [Required, longest(2000)],
        description=_l("所有人都会看到，发布后不能修改；需要改正时发布更正公告。"),
    )


class CorrectionForm(Form):
    """A correction notice."""

    text = LongText(
        _l("更正内容"),
        [Required, longest(2000)],
        description=_l(
            "写清原来是什么、更正为什么。它显示在榜单页最上方，并发给所有已报名的企业。"
        ),
    )
