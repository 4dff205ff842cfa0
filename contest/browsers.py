"""What people call the browser that a session was opened with."""

from __future__ import annotations

_BROWSERS = (
    *(
        ("MicroMessenger", "微信"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("QQBrowser", "QQ 浏览器"),
    ),
    *(("Chrome", "Chrome"), ("Safari", "Safari")),
)
_SYSTEMS = (
    *(("HarmonyOS", "HarmonyOS"), ("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android")),
    *(("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")),
)


def name_of(agent: str) -> str:
    """Return e.g. ``Chrome · Windows`` from what a browser calls itself."""
    found = [
        next((name for mark, name in names if mark in agent), "") for names in (_BROWSERS, _SYSTEMS)
    ]
    return " · ".join(name for name in found if name) or agent[:40] or "—"
