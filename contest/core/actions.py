"""Actions: the only functions that change data.

An action is one thing a person can do. It runs in one transaction that holds
its chain's lock from the first look to the last write, is logged under its
verb, and what it leaves for afterwards happens once it is committed. Actions
do not call actions; what two of them share is a plain function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from flask import has_request_context
from sqlalchemy.orm import Session

from contest.core import audit, clock
from contest.core.audit import Act
from contest.core.db import db
from contest.core.lifecycle import IllegalMove

Args = ParamSpec("Args")
Result = TypeVar("Result")
Subject = TypeVar("Subject")
Action = Callable[Concatenate[Subject, Args], Result]


class Refusal(Exception):
    """Someone asked for what the rules do not allow. ``reason`` says why and what to do."""

    reason: Any = ""
    # What a script is answered; 409 invites it to look again and retry, 422 does not.
    status = 409

    def __init__(self, reason: str | None = None) -> None:
        if reason is not None:
            self.reason = reason
        super().__init__(reason)

    def __str__(self) -> str:
        return str(self.reason)


class Actor(Protocol):
    """Who acts: a user."""

    id: Any
    role: Any


def _role_of(by: Actor | None) -> str:
    """Return whose role a line tells: nobody's on a page is a visitor, elsewhere the system."""
    if by is not None:
        return str(by.role)
    return "visitor" if has_request_context() else "system"


def _act(verb: str, subject: object, by: Actor | None, reason: str) -> Act:
    return Act(
        verb=verb,
        actor_id=by.id if by else None,
        role=_role_of(by),
        chain=audit.chain_of(subject),
        subject=audit.subject_of(subject),
        reason=reason,
    )


def _start_writing(session: Session) -> None:
    """End the reading transaction, so that checks and writes see one locked state."""
    if session.new or session.deleted or any(session.is_modified(t) for t in session.dirty):
        raise audit.UnauditedWrite("changed before its action began")
    session.commit()
    session.connection(execution_options={"writes": True})


@contextmanager
def _writing(act: Act) -> Iterator[Session]:
    """Hold the chain of ``act`` for the block, then log it and commit, or undo it all."""
    session = db.session()
    _start_writing(session)
    session.info["act"] = act
    try:
        head = audit.lock_chain(session, act.chain)
        with clock.not_before(head.at):
            yield session
            session.flush()
            audit.write(session, act, head)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.info["act"]


@contextmanager
def acting(verb: str, subject: object, by: Actor | None, reason: str = "") -> Iterator[Act]:
    """Let the block change data, as ``by``, and commit it whole or not at all."""
    if running := db.session().info.get("act"):
        raise RuntimeError(f"{verb} inside {running.verb}")
    act = _act(verb, subject, by, reason)
    try:
        with _writing(act) as session:
            yield act
            session.flush()
            act.subject = audit.subject_of(subject)  # a new thing has its number only now
    except (Refusal, IllegalMove) as refusal:
        record_refusal(verb, subject, by=by, reason=str(refusal))
        raise
    for effect in act.afterwards:
        effect()


def record_refusal(verb: str, subject: object, *, by: Actor | None, reason: str) -> None:
    """Log that ``by`` tried something and was refused."""
    act = _act(verb, subject, by, reason)
    act.refused = True
    with _writing(act):
        pass


def action(
    verb: str, *, personal_reason: bool = False
) -> Callable[[Action[Subject, Args, Result]], Action[Subject, Args, Result]]:
    """Make ``function(subject, ..., by=actor)`` the action called ``verb``.

    A ``reason`` among its keyword arguments is logged too, unless it speaks of a person: then a
    ``personal`` column keeps it, to which the line only commits.
    """

    def decorate(function: Action[Subject, Args, Result]) -> Action[Subject, Args, Result]:
        @wraps(function)
        def run(subject: Subject, /, *args: Args.args, **kwargs: Args.kwargs) -> Result:
            # Flask-Login's current_user stands for the person; the action gets the person.
            by: Any = getattr(kwargs["by"], "_get_current_object", lambda: kwargs["by"])()
            kwargs["by"] = by
            reason = "" if personal_reason else str(kwargs.get("reason") or "")
            with acting(verb, subject, by, reason):
                return function(subject, *args, **kwargs)

        run.verb = verb  # type: ignore[attr-defined]
        return run

    return decorate


def afterwards(effect: Callable[[], object]) -> None:
    """Leave ``effect`` for when the current action is committed; left twice, it happens once."""
    left = db.session().info["act"].afterwards
    if effect not in left:
        left.append(effect)


@contextmanager
def operating() -> Iterator[Session]:
    """Let the block write rows that decide nothing (``Operational``), and commit them."""
    session = db.session()
    _start_writing(session)
    session.info["operating"] = True
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.info["operating"]
