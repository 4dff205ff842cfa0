"""What the description of the interface says of sessions and tablets."""

from __future__ import annotations

from typing import Any

_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {"type": "string", "description": "What to do, in Chinese."},
        "tries_left": {"type": "integer", "description": "After a wrong PIN."},
    },
}
_SESSION = {
    "type": "object",
    "required": ["signed_in", "judge", "csrf_token", "tablet", "export_key", "server_time"],
    "properties": {
        "signed_in": {"type": "boolean"},
        "judge": {
            "type": ["object", "null"],
            "description": "Who is signed in; else whose PIN to ask for, by surname alone.",
            "required": ["id", "name"],
            "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
        },
        "csrf_token": {"type": "string", "description": "X-CSRFToken of this session."},
        "tablet": {
            "type": ["object", "null"],
            "description": "The judge's tablet that this browser is, while it is good.",
            "required": ["id", "name", "has_pin"],
            "properties": {
                "id": {"type": "integer"},
                "name": {"type": "string"},
                "has_pin": {"type": "boolean"},
            },
        },
        "export_key": {
            "type": ["string", "null"],
            "pattern": "^[0-9a-f]{64}$",
            "description": "The tablet's key (HMAC-SHA-256); only where its session is open.",
        },
        "server_time": {"type": "string", "format": "date-time"},
    },
}
_TOKEN = {
    "name": "X-CSRFToken",
    "in": "header",
    "required": True,
    "schema": {"type": "string"},
}


def _answer(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _sent(key: str, *, needed: bool, **rules: Any) -> dict[str, Any]:
    properties = {key: {"type": "string", **rules}}
    schema = {"type": "object", "required": [key] if needed else [], "properties": properties}
    return {"required": needed, "content": {"application/json": {"schema": schema}}}


_FORM = _answer("Not of this form, or the token is not of this session.", _ERROR)
_OTHER = "Another account is signed in here, or the PIN was reset."

PATHS: dict[str, Any] = {
    "/session": {
        "get": {
            "operationId": "showSession",
            "summary": "Who is signed in, on which tablet. Needs no sign-in.",
            "responses": {"200": _answer("The session; never cached.", _SESSION)},
        },
        "post": {
            "operationId": "enterByPin",
            "summary": "Open a session on a judge's tablet by the judge's PIN.",
            "parameters": [_TOKEN],
            "requestBody": _sent("pin", needed=True, pattern="^[0-9]{6}$"),
            "responses": {
                "200": _answer("Signed in, with the new session's token.", _SESSION),
                "400": _FORM,
                "401": _answer("A wrong PIN, or this browser is no tablet.", _ERROR),
                "409": _answer(_OTHER, _ERROR),
                "410": _answer("The tablet was revoked: a new card is needed.", _ERROR),
            },
        },
    },
    "/tablet": {
        "post": {
            "operationId": "bindTablet",
            "summary": "Make the browser of a judge, signed in by password, the judge's tablet.",
            "parameters": [_TOKEN],
            "requestBody": _sent("name", needed=False, maxLength=40),
            "responses": {
                "200": _answer("It is; the same again changes nothing.", _SESSION),
                "400": _FORM,
                "401": _answer("Sign in first.", _ERROR),
                "404": _answer("The visitor is no judge.", _ERROR),
            },
        },
    },
}
