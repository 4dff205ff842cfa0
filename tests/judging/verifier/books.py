"""A contest's rows and log in memory, with no database: what the verifier's tests pack bundles of.

Rows change as the product's do, within a line of the log that tells old and new values.
"""

from __future__ import annotations

import io
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contest.core import merkle
from contest.core.ledger import digest_of, stamp
from contest.core.places import leaf_of
from judging.bundle.packing import Parts, pack, write_zip
from judging.receipts import content_of

START = datetime(2026, 5, 18, 1, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw().hex()
KEY_NAME = sha256(bytes.fromhex(PUBLIC)).hexdigest()[:16]


def signed(content: dict) -> dict:
    """Sign as the installation does."""
    named = {**content, "key": KEY_NAME}
    return {**named, "signature": KEY.sign(rfc8785.dumps(named)).hex()}


class Book:
    """Tables of rows, and the lines that tell how they came about."""

    def __init__(self, contest: int) -> None:
        self.contest = contest
        self.chain = f"contest:{contest}"
        self.rows: dict[str, dict[str, dict]] = defaultdict(dict)
        self.lines: list[dict] = []
        self.heads: list[dict] = []
        self.versions: dict[int, list[dict]] = defaultdict(list)
        self.bound: dict[int, int] = {}
        self.now = START
        self._changes: dict[str, dict] = {}

    def put(self, kind: str, key: object, /, **values: object) -> None:
        """Write a row's columns, to be told by the next line."""
        row = self.rows[kind].setdefault(str(key), {})
        told = self._changes.setdefault(f"{kind}:{key}", {})
        for name, value in values.items():
            if name not in row or row[name] != value:
                told[name] = [row.get(name), value]
                row[name] = value

    def silently(self, kind: str, key: object, /, **defaults: object) -> None:
        """Fill in what the database does, of which the log does not tell."""
        self.rows[kind][str(key)] |= defaults

    def drop(self, kind: str, key: object) -> None:
        """Delete a row."""
        gone = self.rows[kind].pop(str(key))
        self._changes[f"{kind}:{key}"] = {name: [value, None] for name, value in gone.items()}

    def line(self, verb: str, subject: str, *, binds: str | None = None, withheld=False) -> int:
        """End an action: write its line, and return the line's number."""
        self.now += timedelta(seconds=37)
        content = {
            "chain": self.chain,
            "sequence": len(self.lines) + 1,
            "at": stamp(self.now),
            "actor_id": 3,
            "role": "organizer",
            "verb": verb,
            "subject": subject,
            "reason": "",
            "refused": False,
            "changes": self._changes,
            "digest_name": "sha256",
            "previous": self.lines[-1]["digest"] if self.lines else "",
            **({} if binds is None else {"binds": binds}),
        }
        digest = digest_of(content, "sha256")
        self.lines.append({**content, "digest": digest, "withheld": withheld})
        self._changes = {}
        return len(self.lines)

    def ballot_line(self, verb: str, ballot: int, keys: list[str]) -> None:
        """End an action on a ballot, which binds its content."""
        content = self.content_of(ballot, keys)
        at = self.line(verb, f"ballot:{ballot}", binds=content)
        self.note_version(ballot, at, self.marks_of(ballot, keys), content)

    def note_version(self, ballot: int, at: int, marks: dict, content: str | None) -> None:
        """Keep what a line made of a ballot."""
        state = self.rows["ballot"][str(ballot)]["state"]
        version = {"sequence": at, "state": state, "content": content, "marks": marks}
        self.versions[ballot].append(version)
        if content:
            self.bound[ballot] = at

    def joint_line(self, verb: str, ballots: list[int], keys: list[str]) -> None:
        """End an action on several ballots: what it binds is one digest of their contents."""
        if len(ballots) == 1:
            self.ballot_line(verb, ballots[0], keys)
            return
        uuids = {self.rows["ballot"][str(ballot)]["uuid"]: ballot for ballot in ballots}
        contents = [self.content_of(uuids[uuid], keys) for uuid in sorted(uuids)]
        at = self.line(verb, "amendment:1", binds=sha256(rfc8785.dumps(contents)).hexdigest())
        for ballot in ballots:
            self.note_version(ballot, at, self.marks_of(ballot, keys), None)

    def content_of(self, ballot: int, keys: list[str]) -> str:
        """Return the digest of a ballot's content; one made void says what it said."""
        row = self.rows["ballot"][str(ballot)]
        state = "draft" if row["submitted_at"] is None else "submitted"
        named = {"uuid": row["uuid"], "entry": row["entry_id"], "judge": row["judge_id"]}
        return content_of(**named, state=state, marks=self.marks_of(ballot, keys))

    def marks_of(self, ballot: int, keys: list[str]) -> dict[str, str | None]:
        """Return a ballot's marks as text."""
        found: dict[str, str | None] = dict.fromkeys(keys)
        for number, criterion in self.rows["criterion"].items():
            if row := self.rows["mark"].get(f"{ballot}-{number}"):
                found[criterion["key"]] = f"{float(row['points']):.2f}"
        return found

    def tree(self, size: int | None = None) -> merkle.Tree:
        """Return the tree of the first lines."""
        lines = self.lines[:size]
        return merkle.Tree([leaf_of(line["digest"], line.get("binds")) for line in lines])

    def head(self) -> dict:
        """Sign the head of the log as it is now, once for each length."""
        size = len(self.lines)
        if not self.heads or self.heads[-1]["size"] != size:
            content = {"chain": self.chain, "size": size, "digest": self.lines[-1]["digest"]}
            content |= {"root": self.tree().root.hex(), "at": stamp(self.now)}
            self.heads.append(signed(content))
        return self.heads[-1]

    def rehash(self) -> None:
        """Write the whole log anew after a change to it, as somebody would who hides it."""
        previous = ""
        for line in self.lines:
            line["previous"] = previous
            content = {k: v for k, v in line.items() if k not in {"digest", "withheld"}}
            previous = line["digest"] = digest_of(content, "sha256")

    def ledger(self) -> list[dict]:
        """Return the log as a bundle has it."""
        return [_shown(line) for line in self.lines]

    def proofs(self) -> list[dict]:
        """Return for each ballot that was bound the proof of its last such line."""
        tree, found = self.tree(), []
        for ballot, at in sorted(self.bound.items()):
            line = self.lines[at - 1]
            found.append(
                {
                    "uuid": self.rows["ballot"][str(ballot)]["uuid"],
                    "sequence": at,
                    "leaf": line["digest"],
                    "content": line["binds"],
                    "size": len(tree),
                    "path": [node.hex() for node in tree.path_to(at - 1)],
                }
            )
        return found


def _shown(line: dict) -> dict:
    names = ("sequence", "previous", "digest", "binds")
    if line["withheld"]:
        return {**{name: line[name] for name in names if name in line}, "withheld": True}
    return {name: value for name, value in line.items() if name not in {"chain", "withheld"}}


def zipped(parts: Parts, head: dict, *, sign=signed, keys: dict | None = None) -> bytes:
    """Return the bundle's bytes."""
    stream = io.BytesIO()
    write_zip(stream, pack(parts, head=head, sign=sign, keys=keys or {KEY_NAME: PUBLIC}))
    return stream.getvalue()
