"""The description of the JSON interface, as served at ``/api/v1/openapi.json``."""

from __future__ import annotations

from typing import Any

from judging import openapi_sessions
from judging.openapi_day import DAY

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
_HEX = {"type": "string", "pattern": "^[0-9a-f]+$"}
_TIME = {"type": ["string", "null"], "format": "date-time"}
_RECEIPT = {
    "type": "object",
    "description": "What is kept, signed: Ed25519 over the canonical JSON (RFC 8785) of all else.",
    "properties": {
        "kept_as": {
            "enum": ["ballot", "late"],
            "description": "late: arrived after closing, two people decide whether it counts.",
        },
        "uuid": _UUID,
        "entry": {"type": "integer"},
        "judge": {"type": "integer"},
        "version": {"type": "integer"},
        "state": {"enum": ["draft", "submitted", "void"]},
        "saved_at": _TIME,
        "submitted_at": _TIME,
        "content": {
            **_HEX,
            "description": "SHA-256 of the canonical JSON of uuid, entry, judge, state and marks,"
            " marks being all lines of the sheet with two decimals.",
        },
        "chain": {"type": "string", "description": "The contest's chain of the log."},
        "sequence": {
            "type": ["integer", "null"],
            "description": "The line that binds the content; null: kept before lines did.",
        },
        "leaf": {
            "type": ["string", "null"],
            "description": "The line's digest. The leaf of RFC 6962 holds its bytes and content's.",
        },
        "root": {
            "type": ["string", "null"],
            "description": "The root (RFC 6962) of the tree of the first `sequence` lines.",
        },
        "proof": {
            "type": "array",
            "items": _HEX,
            "description": "The audit path of the last leaf: nodes to its left, from it upwards.",
        },
        "key": {**_HEX, "description": "Which key: see /receipt-key."},
        "signature": _HEX,
    },
}
_BALLOT = {
    "type": "object",
    "required": ["uuid", "version", "state", "saved_at", "receipt"],
    "properties": {
        "uuid": _UUID,
        "version": {"type": "integer", "description": "Sent back with the next save."},
        "state": {"enum": ["draft", "submitted", "void"]},
        "saved_at": _TIME,
        "receipt": _RECEIPT,
        "marks": _MARKS,
    },
}
_SENT = {
    "type": "object",
    "required": ["version", "marks"],
    "properties": {
        "version": {"type": "integer"},
        "marks": _MARKS,
        "state": {"enum": ["draft", "submitted"], "default": "draft"},
        "holder": {"type": "string", "description": "Names the tablet.", "maxLength": 64},
        "takes_over": {"type": "boolean", "description": "Go on where another tablet began."},
        "made_at": {**_TIME, "description": "When the marks were made, by the tablet's clock."},
        "sent_at": {**_TIME, "description": "The tablet's clock now."},
    },
}
_HELD = {
    "type": "object",
    "required": ["error", "code", "uuid", "version", "marks"],
    "properties": {
        "error": {"type": "string"},
        "code": {"enum": ["stale", "held", "submitted"]},
        "state": {"enum": ["draft", "submitted", "void"]},
        "saved_at": _TIME,
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
        **openapi_sessions.PATHS,
        "/ballots/{uuid}": {
            "parameters": [{"name": "uuid", "in": "path", "required": True, "schema": _UUID}],
            "get": {
                "operationId": "showBallot",
                "summary": "Read one's own ballot.",
                "responses": {"200": _answer("The ballot with its marks.", _BALLOT), **_REFUSED},
            },
            "put": {
                "operationId": "saveBallot",
                "summary": "Save or submit one's marks. The same content again changes nothing.",
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
                        "application/json": {"schema": _SENT},
                    },
                },
                "responses": {
                    "200": _answer("The marks are kept.", _BALLOT),
                    "202": _answer("Came after closing: kept apart, not counted.", _BALLOT),
                    "409": _answer(
                        "Refused; where other marks stand there, with both to compare.",
                        {"anyOf": [_HELD, _ERROR]},
                    ),
                    **_REFUSED,
                },
            },
        },
        **DAY,
        "/receipt-key": {
            "get": {
                "operationId": "receiptKey",
                "summary": "The key that receipts are signed with.",
                "responses": {
                    "200": _answer(
                        "The public key.",
                        {
                            "type": "object",
                            "properties": {
                                "key": _HEX,
                                "algorithm": {"const": "Ed25519"},
                                "public_key": _HEX,
                            },
                        },
                    )
                },
            }
        },
    },
}
