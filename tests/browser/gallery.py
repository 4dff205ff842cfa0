"""A little app that shows every component with sample data, for the browser's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace as Thing

from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from contest.core import access, answered, forms, signing, web
from tests.browser.server import ENTRY, JUDGE, Server

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 10, 3, 2, 18, 51, tzinfo=UTC)
LINKS = {
    "site": ("home", "language"),
    "accounts": ("profile", "sign_in", "register", "sign_out"),
    "catalogue": ("browse",),
    "certificates": ("look_up",),
    "challenges": ("browse",),
    "contests": ("browse",),
    "typical": ("browse",),
    "verify": ("show", "bundle"),
}


AREAS = [SelectChoice("traffic", "交通"), SelectChoice("health", "医疗健康")]
KINDS = [SelectChoice("buy", "直接采购"), SelectChoice("joint", "联合开发")]
PAGES = "/<any(work, form, sheet, notice, slip):name>"


class Indicator(Form):
    name = StringField("指标", [DataRequired("请填写指标")])
    target = StringField("目标", [DataRequired("请填写目标")])


class ChallengeForm(forms.Form):
    title = StringField("榜单名称", [DataRequired("请填写榜单名称")], description="不超过 40 字。")
    pain = TextAreaField("痛点", [Length(max=800)])
    area = SelectField("领域", choices=AREAS)
    kind = RadioField("合作方式", choices=KINDS)
    credit_code = StringField("统一社会信用代码")
    indicators = FieldList(FormField(Indicator), "要达到的指标", min_entries=1, max_entries=4)
    pledge = BooleanField("我承诺所填内容真实")


def make_gallery() -> tuple[Flask, Server]:
    """Return the app and the server's side of it."""
    app = Flask("gallery", static_folder=str(ROOT / "static"))
    app.jinja_options = {"undefined": StrictUndefined}
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(ROOT / "templates"), FileSystemLoader(Path(__file__).parent / "pages")]
    )
    app.config.update(SECRET_KEY="test", BOOTSTRAP_SERVE_LOCAL=True, TRUSTED_PROXIES=0)
    app.config.update(RECEIPT_KEY="7e" * 32)
    app.config.update(BABEL_DEFAULT_LOCALE="zh_Hans_CN")
    for extension in (Bootstrap5, CSRFProtect, Babel):
        extension(app)
    web.init_app(app)
    answered.init_app(app)
    _dress(app)
    for name, endpoints in LINKS.items():
        app.register_blueprint(_links(name, endpoints))
    server = Server()
    app.register_blueprint(server.pages())
    app.add_url_rule(PAGES, "page", access.public(_page), methods=["GET", "POST"])
    return app, server


def _dress(app: Flask) -> None:
    items = [Thing(label="工作台", url="#", current=True, count=6, urgent=True)]
    items += [Thing(label="榜单", url="#", current=False, count=12)]
    user = Thing(id=7, name="林组长", role="organizer", is_authenticated=True)
    user.organisation_id, user.body = None, Thing(name="市科技局")
    app.jinja_env.globals.update(
        navigation=lambda: [Thing(label="", items=items)],
        role_name=lambda role: "组委会",
        current_user=user,
        Thing=Thing,
        Decimal=Decimal,
    )


def _links(name: str, endpoints: tuple[str, ...]) -> Blueprint:
    blueprint = Blueprint(name, __name__, url_prefix=f"/{name}")
    for endpoint in endpoints:
        blueprint.add_url_rule(f"/{endpoint}", endpoint, lambda: "", methods=["GET", "POST"])
    return blueprint


def _page(name: str) -> ResponseReturnValue:
    form = ChallengeForm()
    form.validate_on_submit()
    page = render_template(
        f"{name}.html",
        form=form,
        now=NOW,
        deadline=NOW + timedelta(days=12, hours=6, minutes=41),
        soon=NOW + timedelta(seconds=3),
        ballot=sample_ballot(),
        device=sample_device(),
        page=Thing(items=range(20), total=164, page=3, pages=9),
        qr=Markup('<svg viewBox="0 0 1 1"></svg>'),
        digest="7f3a91c2" * 8,
    )
    return page, 422 if form.errors else 200


def sample_device() -> Thing:
    """Return what the sheet tells the tablet; half a second is the longest wait between tries."""
    urls = {"ballot": "/scripts/ballots/UUID?entry=0", "key": "/scripts/key", "desk": "/sheet"}
    urls |= {name: f"/scripts/{name}" for name in ("session", "day", "help")}
    more = {"pages": [], "session": 3, "blank": False, "key": signing.public_key(), "pause": 100}
    return Thing(judge=JUDGE, entry=ENTRY, urls=urls, **more)


def sample_ballot() -> Thing:
    """Return a sheet of three criteria, one of them not marked; the third weighs twice its top."""
    bands = [Thing(low=0, high=11, label="不足"), Thing(low=12, high=20, label="充分")]
    return Thing(
        uuid="0f8b",
        version=3,
        kept_as="7:9a1c",
        judge=JUDGE,
        entry=ENTRY,
        title="隧道渗漏水在线监测系统",
        locked=False,
        stale=False,
        dimensions=[
            Thing(
                key="technical",
                label="技术维度",
                short="技术",
                weight=Decimal(60),
                criteria=[
                    _criterion("understanding", "场景需求理解", mark="17.5", bands=bands),
                    _criterion("feasibility", "方案可实施性", mark=None, bands=()),
                ],
            ),
            Thing(
                key="commercial",
                label="商务维度",
                weight=Decimal(40),
                criteria=[_criterion("cost", "成本与投入产出", mark="14.5", weight=40, bands=())],
            ),
        ],
    )


def _criterion(key: str, label: str, *, mark: str | None, weight: int = 20, bands: object) -> Thing:
    given = None if mark is None else Decimal(mark)
    more = {
        "earlier": [Decimal(12)],
        "bands": bands,
        "maximum": Decimal(20),
        "weight": Decimal(weight),
        "step": Decimal("0.5"),
    }
    return Thing(key=key, label=label, mark=given, typed=None, wrong=False, struck=(), **more)
