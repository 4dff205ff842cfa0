"""The server's side of the components: what their scripts sent, and how it shall answer."""

from __future__ import annotations

from decimal import Decimal

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from contest.core import signing
from contest.core.places import place_after
from judging.receipts import content_of, placed

SAVED_AT = "2026-10-03T02:18:51+00:00"
JUDGE, ENTRY = 7, 12
EXPORT_KEY = "5a" * 32
# The lines of the log: one of somebody else, as a leaf, and the ballot's, by its digest.
OTHERS, LINE = "b7" * 32, "4c" * 32
PART = 40_000
WHOLE = 100_000


class Server:
    """Answers as the product does, remembers everything, and loses what a test tells it to."""

    def __init__(self) -> None:
        self.drafts: list[dict[str, str]] = []
        self.saves: list[dict] = []
        self.file = b""
        self.begun = 0
        self.away = False
        self.lost_answers = 0
        self.uuid, self.version = "0f8b", 3
        self.signed_out = False
        self.pin, self.calls = "", []
        self.day: dict = {}
        # What shall be said instead of a receipt, once each.
        self.answers: list[ResponseReturnValue] = []
        # How many receipts shall be signed that prove nothing.
        self.misplaced = 0
        self.theirs: dict[str, str | None] = {}
        self.kept: tuple[dict, str] | None = None
        self.refusal: tuple[dict, int] | None = None

    def pages(self) -> Blueprint:
        blueprint = Blueprint("scripts", __name__, url_prefix="/scripts")
        blueprint.add_url_rule("/draft", "draft", self.keep_draft, methods=["POST"])
        blueprint.add_url_rule("/ballots/<uuid>", "ballot", self.save_ballot, methods=["PUT"])
        blueprint.add_url_rule("/session", "session", self.session, methods=["GET", "POST"])
        blueprint.add_url_rule("/day", "day", self.show_day, methods=["GET"])
        blueprint.add_url_rule("/help", "help", self.take_call, methods=["POST"])
        blueprint.add_url_rule("/file", "begin", self.begin_file, methods=["POST"])
        blueprint.add_url_rule("/file/1", "offset", self.tell_offset, methods=["GET"])
        blueprint.add_url_rule("/file/1", "part", self.take_part, methods=["PUT"])
        return blueprint

    def keep_draft(self) -> ResponseReturnValue:
        self.drafts.append(request.form.to_dict())
        if self.refusal:
            return jsonify(self.refusal[0]), self.refusal[1]
        return jsonify(saved_at=SAVED_AT)

    def save_ballot(self, uuid: str) -> ResponseReturnValue:
        sent = request.get_json()
        self.saves.append(sent)
        if self.signed_out:
            return jsonify(error="请登录"), 401
        content = (sent["marks"], sent["state"])  # the same again is the same, at any version
        if uuid != self.uuid or (content != self.kept and sent["version"] != self.version):
            held = {"uuid": self.uuid, "version": self.version, "marks": self.theirs}
            return jsonify(error="另一台设备已保存", code="stale", **held), 409
        if self.answers:
            return self.answers.pop(0)
        self.version += content != self.kept
        self.kept, state = content, sent["state"]
        receipt = {"kept_as": "ballot", "uuid": uuid, "entry": ENTRY, "judge": JUDGE}
        receipt |= {"version": self.version, "state": state, "saved_at": SAVED_AT}
        receipt["submitted_at"] = SAVED_AT if state == "submitted" else None
        marks = {k: m and f"{Decimal(m):.2f}" for k, m in sent["marks"].items()}
        named = {"uuid": uuid, "entry": ENTRY, "judge": JUDGE, "state": state}
        receipt["content"] = content_of(**named, marks=marks)
        place = place_after([OTHERS], digest=LINE, binds=receipt["content"], sequence=2)
        receipt |= placed("contest:1", place)
        if self.misplaced:
            self.misplaced -= 1
            receipt["root"] = OTHERS
        told = {"uuid": uuid, "version": self.version, "state": state, "saved_at": SAVED_AT}
        return jsonify(**told, receipt=signing.signed(receipt))

    def session(self) -> ResponseReturnValue:
        """Tell of the sign-in as the tablet asks; the right PIN opens it again."""
        if request.method == "POST":
            if request.get_json()["pin"] != self.pin:
                return jsonify(error="PIN 不对，还可以试 4 次。"), 401
            self.signed_out = False
        tablet = {"id": 5, "name": "平板 5", "has_pin": bool(self.pin)}
        judge = {"id": JUDGE, "name": "评委"}
        told = {"signed_in": not self.signed_out, "judge": judge, "tablet": tablet}
        return jsonify(**told, csrf_token=generate_csrf(), export_key=EXPORT_KEY)

    def show_day(self) -> ResponseReturnValue:
        return jsonify(**({"sessions": [], "server_time": SAVED_AT, "help": None} | self.day))

    def take_call(self) -> ResponseReturnValue:
        self.calls.append(request.get_json())
        return jsonify(id=1), 201

    def begin_file(self) -> ResponseReturnValue:
        self.begun += 1
        return jsonify(id="1", offset=0, chunk_url="/scripts/file/1", chunk_size=PART)

    def tell_offset(self) -> ResponseReturnValue:
        return jsonify(offset=len(self.file))

    def take_part(self) -> ResponseReturnValue:
        if int(request.headers["Upload-Offset"]) != len(self.file):
            return jsonify(offset=len(self.file)), 409
        self.file += request.data
        if self.away:
            return "", 502
        if self.lost_answers:
            self.lost_answers -= 1
            return "", 502
        if len(self.file) == WHOLE:
            return jsonify(done=True, parts={"paper-proposal": "<p>方案.pdf 已收到</p>"})
        return jsonify(offset=len(self.file))
