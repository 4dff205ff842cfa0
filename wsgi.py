"""Where the parts are put together. Nothing imports this but a server or a test."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from awards import deleting as awards_deleting
from awards import models as _models  # noqa: F401 -- every table is known from the start
from awards import navigation, revoking
from awards import revisions as award_revisions
from awards import winners as award_winners
from awards.cli import COMMANDS as CHECKS
from awards.occasions import SOURCE as OBJECTIONS
from awards.queries.bundle import award_rows
from awards.views import BLUEPRINTS
from config import Config
from contest import deleting, employers, revisions, signing_in
from contest.cli import COMMANDS as UPKEEP
from contest.core import access, answered, asked, errors, head_checks, language, mail, metrics, web
from contest.core import heads as _heads  # noqa: F401 -- likewise
from contest.core.db import db, prepare
from contest.core.storage import Storage, storage_from
from judging import answers, bundling, occasions, winners
from judging import deleting as judging_deleting
from judging import revisions as rule_revisions
from judging.cli import judging_cli
from judging.rematching import match_again

bootstrap, babel, csrf = Bootstrap5(), Babel(), CSRFProtect()
migrate = Migrate(directory="migrations")


def create_app(config: Config | None = None) -> Flask:
    """Return the product, put together and sealed: no page without a policy."""
    app = Flask(__name__)
    app.config.from_object(config or Config.from_env())
    metrics.init_app(app)  # before all that may turn a request away
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
    app.extensions["storage"] = _storage(app)
    migrate.init_app(app, db, render_as_batch=True)
    babel.init_app(app, locale_selector=language.chosen)
    language.init_app(app)
    bootstrap.init_app(app)
    csrf.init_app(app)
    signing_in.init_app(app)
    revoking.init_app()
    employers.watchers[:] = [match_again]
    answers.init_app(app)
    errors.init_app(app)
    mail.init_app(app)
    answered.init_app(app)
    web.init_app(app)
    asked.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in (*UPKEEP, judging_cli, *CHECKS):
        app.cli.add_command(command)
    navigation.init_app(app)
    revisions.checks[:] = [
        rule_revisions.refuse_after_sealing,
        award_revisions.refuse_small_budget,
    ]
    bundling.awarding[:] = [award_rows]
    winners.allocators[:] = [award_winners.allot]
    occasions.sources[:] = [OBJECTIONS]
    deleting.hurdles[:] = [judging_deleting.hurdle]
    deleting.owned[:] = [awards_deleting.belongings, judging_deleting.belongings]
    access.seal(app)
    head_checks.init_app(app)
    return app


def _storage(app: Flask) -> Storage:
    data = Path(app.config["DATA_DIR"])
    return storage_from(app.config["STORAGE_URL"] or data / "files", staging=data / "staging")
