"""Access: who may reach which page. A page without a policy stops the start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, cast

from flask import Flask, abort, g
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user

from contest.core import actions

View = Callable[..., ResponseReturnValue]
Hurdle = Callable[[Any], ResponseReturnValue | None]
login_manager = LoginManager()


@dataclass(frozen=True, slots=True)
class Rule:
    """A question about an actor and a thing. Rules combine with ``|``, ``&`` and ``~``."""

    test: Callable[[Any, Any], bool]

    def __call__(self, actor: Any, thing: Any) -> bool:
        return bool(self.test(actor, thing))

    def __or__(self, other: Rule) -> Rule:
        return Rule(lambda actor, thing: self(actor, thing) or other(actor, thing))

    def __and__(self, other: Rule) -> Rule:
        return Rule(lambda actor, thing: self(actor, thing) and other(actor, thing))

    def __invert__(self) -> Rule:
        return Rule(lambda actor, thing: not self(actor, thing))


@Rule
def anyone(_actor: Any, _thing: Any) -> bool:
    """Hold for every visitor."""
    return True


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may see a page's subject, who may act on it, and how it is found.

    Whoever may not see the subject is told 404, not that it exists; whoever
    may see it but not act on it is told 403. A page without a subject of its
    own is about its visitor.
    """

    name: str
    see: Rule
    act: Rule = field(default=anyone)
    find: Callable[..., Any] | None = None

    def admits(self, actor: Any, thing: Any) -> bool:
        """Return whether ``actor`` may see and act on ``thing``."""
        return self.see(actor, thing) and self.act(actor, thing)


def _turn_away(policy: Policy, visitor: Any, subject: Any, status: int) -> None:
    """Log the refused attempt, unless it is about nothing, and answer with ``status``."""
    if subject is not None and subject is not visitor:
        actions.record_refusal(policy.name, subject, by=visitor, reason=f"http {status}")
    abort(status)


def _checked_subject(policy: Policy, visitor: Any, url_args: dict[str, Any]) -> Any:
    subject = policy.find(**url_args) if policy.find else visitor
    if subject is None or not policy.see(visitor, subject):
        _turn_away(policy, visitor, subject, 404)
    if not policy.act(visitor, subject):
        _turn_away(policy, visitor, subject, 403)
    return subject


# What a signed-in visitor must have done before any page: set by the package that knows people.
hurdles: list[Hurdle] = []


def detour_for(visitor: Any) -> ResponseReturnValue | None:
    """Return where a visitor has to go before any page, or None who has cleared all hurdles."""
    detours = (hurdle(visitor) for hurdle in hurdles)
    return next((detour for detour in detours if detour is not None), None)


def requires(policy: Policy, *, before_hurdles: bool = False) -> Callable[[View], View]:
    """Give the view the policy's subject, or turn the visitor away.

    ``before_hurdles`` pages stay reachable for who has not yet cleared the
    hurdles, such as a first password that must be changed.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**url_args: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return cast(ResponseReturnValue, login_manager.unauthorized())
            visitor = current_user._get_current_object()  # noqa: SLF001 -- Flask-Login's own idiom
            if not before_hurdles and (detour := detour_for(visitor)) is not None:
                return detour
            g.subject = _checked_subject(policy, visitor, url_args)
            g.reached = True
            return view(g.subject)

        guarded.policy = policy  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: View) -> View:
    """Mark a view that anyone may reach."""

    @wraps(view)
    def unguarded(**url_args: Any) -> ResponseReturnValue:
        g.reached = True
        return view(**url_args)

    unguarded.policy = None  # type: ignore[attr-defined]
    return unguarded


def seal(app: Flask) -> None:
    """Refuse to start while any page says nothing about who may reach it."""
    open_doors = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if not hasattr(view, "policy") and endpoint.split(".")[-1] != "static"
    ]
    if open_doors:
        raise RuntimeError(f"no policy on: {', '.join(sorted(open_doors))}")
