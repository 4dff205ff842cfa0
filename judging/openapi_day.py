"""The description of a judge's day and of calling for help, in the JSON interface."""

from __future__ import annotations

from typing import Any

_TIME = {"type": "string", "format": "date-time"}
_MAYBE_TIME = {"type": ["string", "null"], "format": "date-time"}
_NUMBER = {"type": "integer"}
_MAYBE_NUMBER = {"type": ["integer", "null"]}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


_CALL = _object(at=_TIME, answered_at=_MAYBE_TIME)
_BALLOT = _object(
    uuid={"type": "string", "format": "uuid"},
    version=_NUMBER,
    state={"enum": ["draft", "submitted", "void"]},
)
_ENTRY = _object(
    entry=_NUMBER,
    position=_NUMBER,
    title={"type": "string"},
    number={"type": "string"},
    marking={
        "enum": ["waiting", "open", "closed"],
        "description": "waiting: not called yet. closed: the session is closed, or the time over.",
    },
    ballot=_or_null(_BALLOT),
)
_TIMER = _object(
    phase={"enum": ["talk", "questions"]},
    ends_at={**_MAYBE_TIME, "description": "Of the running clock; count down by server_time."},
    left={**_MAYBE_NUMBER, "description": "Seconds left of a clock that is held."},
)
_SESSION = _object(
    id=_NUMBER,
    name={"type": "string"},
    room={"type": "string"},
    starts_at=_TIME,
    state={"enum": ["planned", "running", "closed", "frozen"]},
    paused=_or_null(_object(words={"type": "string"})),
    timer=_or_null(_TIMER),
    on_stage={**_MAYBE_NUMBER, "description": "The entry on stage, if it is one of one's own."},
    entries={"type": "array", "items": _ENTRY},
)
_DAY = _object(
    server_time=_TIME,
    judge=_NUMBER,
    sessions={"type": "array", "items": _SESSION},
    help=_or_null({**_CALL, "description": "One's last call for help."}),
)
_WORD = _object(error={"type": "string"})


def _asked(name: str, kind: str, about: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": about, "schema": {"type": kind}}


def _answer(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


DAY: dict[str, Any] = {
    "/day": {
        "get": {
            "operationId": "day",
            "summary": "One's own sessions and entries; ask every few seconds with If-None-Match.",
            "parameters": [
                _asked("unsent", "integer", "How many ballots the tablet has not sent."),
                _asked("entry", "integer", "The entry whose sheet is open."),
                _asked("skew", "integer", "Seconds the tablet's clock is ahead of the server's."),
                _asked("tablet", "string", "The tablet's name, for staff."),
            ],
            "responses": {
                "200": _answer("The day, with an ETag.", _DAY),
                "304": {"description": "Nothing has changed since."},
                "401": _answer("Sign in first.", _WORD),
            },
        }
    },
    "/help": {
        "post": {
            "operationId": "callForHelp",
            "summary": "Ask for somebody to come; while a call waits, it takes the newer words.",
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["session", "words"],
                            "properties": {
                                "session": _NUMBER,
                                "entry": _MAYBE_NUMBER,
                                "words": {"type": "string", "maxLength": 200},
                            },
                        }
                    }
                },
            },
            "responses": {
                "201": _answer("Somebody will come.", _CALL),
                "400": _answer("Not of this form.", _WORD),
                "401": _answer("Sign in first.", _WORD),
                "404": _answer("No such session or entry of this judge's.", _WORD),
            },
        }
    },
}
