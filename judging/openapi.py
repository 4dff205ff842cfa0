"""The description of the JSON interface, as served at ``/api/v1/openapi.json``."""

from __future__ import annotations

from typing import Any

_UUID = {"type": "string", "format": "uuid"}
_MARKS = {
    "type": "object",
    "description": "Marks by criterion key, as decimal text; null is not marked, never 0.",
    "additionalProperties": {"type": ["string", "null"], "pattern": r"^\d{1,4}(\.\d{1,2})?$"},
}
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string", "description": "What to do, in Chinese."}},
}
_BALLOT = {
    "type": "object",
    "required": ["uuid", "version", "state", "saved_at"],
    "properties": {
        "uuid": _UUID,
        "version": {"type": "integer", "description": "Sent back with the next save."},
        "state": {"enum": ["draft", "submitted", "void"]},
        "saved_at": {"type": ["string", "null"], "format": "date-time"},
        "marks": _MARKS,
    },
}
_HELD = {
    "type": "object",
    "required": ["error", "uuid", "version", "marks"],
    "properties": {
        "error": {"type": "string"},
        "uuid": _UUID,
        "version": {"type": "integer"},
        "marks": _MARKS,
    },
}


def _answer(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


_REFUSED = {
    "400": _answer(
        "The request is not of this form, or the page is older than the sign-in.", _ERROR
    ),
    "401": _answer("Sign in first.", _ERROR),
    "404": _answer("No such ballot for this judge: none, another's, or recused.", _ERROR),
}

DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Jiebang 揭榜", "version": "1"},
    "servers": [{"url": "/api/v1"}],
    "paths": {
        "/ballots/{uuid}": {
            "parameters": [{"name": "uuid", "in": "path", "required": True, "schema": _UUID}],
            "get": {
                "operationId": "showBallot",
                "summary": "Read one's own ballot.",
                "responses": {"200": _answer("The ballot with its marks.", _BALLOT), **_REFUSED},
            },
            "put": {
                "operationId": "saveBallot",
                "summary": "Save one's marks as a draft. The same content again changes nothing.",
                "parameters": [
                    {
                        "name": "entry",
                        "in": "query",
                        "description": "The entry, where the ballot does not exist yet.",
                        "schema": {"type": "integer"},
                    },
                    {
                        "name": "X-CSRFToken",
                        "in": "header",
                        "required": True,
                        "schema": {"type": "string"},
                    },
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "required": ["version", "marks"],
                                "properties": {"version": {"type": "integer"}, "marks": _MARKS},
                            }
                        }
                    },
                },
                "responses": {
                    "200": _answer("The marks are kept.", _BALLOT),
                    "409": _answer(
                        "Refused; where other marks stand there, with both to compare.",
                        {"anyOf": [_HELD, _ERROR]},
                    ),
                    **_REFUSED,
                },
            },
        }
    },
}
