"""What levels of evaluation are called."""

from __future__ import annotations

from flask_babel import gettext as _

from awards.models import Level


def level_name(level: Level) -> str:
    """Return what a level is called."""
    return {
        Level.CITY: _("城市级"),
        Level.INDUSTRY: _("产业级"),
        Level.ENTERPRISE: _("企业级"),
    }[level]
