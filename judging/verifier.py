"""Check a result bundle without the product: ``python verifier.py BUNDLE.zip``.

One file, only the standard library, written apart from the product's own code, so that whoever
doubts the product need not trust it. From the file alone are computed again: the archive and its
manifest, the signatures (Ed25519), the log's chain and tree with its signed heads and proofs, the
content of every ballot, the rows as the log tells them, scores, ties and places with fractions,
and the money to the fen. The format is described in docs/bundle.md.

    --head HEX       a head's code from paper, 16 digits or more: is it in this bundle's log?
    --heads FILE     signed heads from elsewhere, or a later bundle: does one continue the other?
    --receipt FILE   a ballot's receipt: is it in the log, and are its marks among the ballots?
    --lang en        report in English

It ends with 0 where all agrees, 1 where anything does not, 2 where a file cannot be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache, partial
from io import TextIOWrapper
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import east_asian_width
from zlib import crc32

Row = dict[str, Any]

FORMAT = "jiebang-bundle/1"
OBJECTS = ("contest.json", "awards.json")
FILES = (
    *("README.txt", "contest.json", "rules.jsonl", "entries.jsonl", "judges.jsonl"),
    *("assignments.jsonl", "recusals.jsonl", "absences.jsonl", "ballots.jsonl"),
    *("amendments.jsonl", "ties.jsonl", "editions.jsonl", "awards.json", "ledger.jsonl"),
    *("heads.jsonl", "proofs.jsonl", "opened.jsonl"),
)
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"

# What is wrong, worst first as it is told.
ALTERED, TRUNCATED, INCOMPLETE, NOT_THE_RESULT = "altered", "truncated", "incomplete", "other"
# What a malformed bundle makes the checks raise.
MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
MOST_SHOWN = 5
SHORTEST_CODE = 16
_RECENT = 200  # of the faults: an edition counted twice finds the same ones

MOST_FEN = 100_000_000  # 1,000,000 yuan an award: 宁波市开放应用场景实施意见 §三(三)


# --- the report -------------------------------------------------------------------------------


class Report:
    """What was checked and how often, what was found wrong, and what could not be checked."""

    def __init__(self) -> None:
        self.counts: list[tuple[str, int, int]] = []
        self.faults: list[tuple[str, str, Row]] = []
        self.unchecked: list[tuple[str, Row]] = []

    def checked(self, what: str, count: int) -> None:
        """Note that so many things were looked at; what was found since the last note is theirs."""
        before = sum(faults for _what, _count, faults in self.counts)
        self.counts.append((what, count, len(self.faults) - before))

    def fault(self, kind: str, words: str, **values: Any) -> None:
        """Note something wrong: of which kind, and the key of its words."""
        if (kind, words, values) not in self.faults[-_RECENT:]:
            self.faults.append((kind, words, values))

    def cannot(self, words: str, **values: Any) -> None:
        """Note what this bundle does not let anybody check."""
        if (words, values) not in self.unchecked:
            self.unchecked.append((words, values))

    def has(self, *kinds: str) -> bool:
        """Return whether anything of these kinds was found."""
        return any(kind in kinds for kind, _words, _values in self.faults)


# --- canonical JSON (RFC 8785), for what a bundle holds: no fractions --------------------------

_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> bytes:
    """Return canonical JSON of what ``read`` returned, or of whole numbers and text."""
    text = _WRITER.encode(value)
    if not text.isascii() and max(text) > "\uffff":
        text = _written_slowly(value)
    return text.encode()


def _written_slowly(value: Any) -> str:
    """Write members in the order of their UTF-16 units: of rare letters not that of Python."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        members = (f"{_WRITER.encode(key)}:{_written_slowly(value[key])}" for key in keys)
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written_slowly, value)) + "]"
    return _WRITER.encode(value)


def read(data: bytes) -> Any:
    """Return what JSON says. Raise ValueError for a fraction: a bundle has none."""
    return json.loads(data, parse_float=_refuse, parse_constant=_refuse)


def _refuse(text: str) -> None:
    raise ValueError(f"no whole number: {text}")


def sha256(data: bytes) -> str:
    """Return the SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def _bytes(text: Any, size: int) -> bytes:
    """Return ``size`` bytes from hex in small letters, the one way they are written."""
    data = bytes.fromhex(text)
    if len(data) != size or data.hex() != text:
        raise ValueError("no hash")
    return data


# --- Ed25519 (RFC 8032, 5.1), verification only -----------------------------------------------

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_SIGNATURE, _HALF = 64, 32
_ROOT = pow(2, (_P - 1) // 4, _P)

Point = tuple[int, int, int, int]
_ZERO: Point = (0, 1, 1, 0)


@lru_cache(maxsize=64)
def verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether the signature of the message is one of this public key."""
    key, s = _point(public), int.from_bytes(signature[32:], "little")
    if key is None or len(signature) != _SIGNATURE or s >= _ORDER:
        return False
    hashed = hashlib.sha512(signature[:32] + public + message).digest()
    minus = (-key[0] % _P, key[1], 1, -key[3] % _P)
    found = _two_products((s, _BASE), (int.from_bytes(hashed, "little") % _ORDER, minus))
    return _written(found) == signature[:32]


def _add(one: Point, two: Point) -> Point:
    a = (one[1] - one[0]) * (two[1] - two[0]) % _P
    b = (one[1] + one[0]) * (two[1] + two[0]) % _P
    c = 2 * one[3] * two[3] * _D % _P
    d = 2 * one[2] * two[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _two_products(first: tuple[int, Point], second: tuple[int, Point]) -> Point:
    """Return ``m`` times a point plus ``n`` times another, bit by bit together."""
    (m, one), (n, two) = first, second
    sums = (_ZERO, one, two, _add(one, two))
    total = _ZERO
    for bit in reversed(range(256)):
        total = _add(total, total)
        if which := (m >> bit & 1) + 2 * (n >> bit & 1):
            total = _add(total, sums[which])
    return total


def _point(data: bytes) -> Point | None:
    """Return the point that 32 bytes stand for, None where they stand for none."""
    number = int.from_bytes(data, "little")
    y, sign = number % 2**255, number >> 255
    if len(data) != _HALF or y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    x = x if x * x % _P == square else x * _ROOT % _P
    if x * x % _P != square or (x == 0 and sign):
        return None
    x = x if x % 2 == sign else _P - x
    return x, y, 1, x * y % _P


def _written(point: Point) -> bytes:
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_BASE: Point = _point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little")) or _ZERO


def signature_fault(signed: Row, keys: Mapping[str, str]) -> str:
    """Return "" where a signed object verifies, else the key of the words for what is wrong."""
    name = signed["key"]
    if name not in keys:
        return "unknown_key"
    public = _bytes(keys[name], 32)
    if sha256(public)[:16] != name:
        return "key_name"
    content = {key: value for key, value in signed.items() if key != "signature"}
    good = verifies(public, canonical(content), _bytes(signed["signature"], 64))
    return "" if good else "signature"


# --- Merkle trees (RFC 6962, 2.1) -------------------------------------------------------------


def leaf_hash(digest: str, binds: str | None) -> bytes:
    """Return the hash of the leaf that a line of the log is."""
    data = _bytes(digest, 32) + (b"" if binds is None else _bytes(binds, 32))
    return hashlib.sha256(b"\x00" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def roots_of(leaves: Iterable[bytes]) -> list[str]:
    """Return in hex the root of the first 0, 1, 2 … leaves."""
    roots = [sha256(b"")]
    peaks: list[tuple[int, bytes]] = []  # of complete trees: how many leaves, and the root
    for leaf in leaves:
        size, node = 1, leaf
        while peaks and peaks[-1][0] == size:
            node = _node(peaks.pop()[1], node)
            size *= 2
        peaks.append((size, node))
        for _size, peak in peaks[-2::-1]:
            node = _node(peak, node)
        roots.append(node.hex())
    return roots


def root_from(leaf: bytes, place: tuple[int, int], path: Sequence[bytes]) -> str:
    """Return the root to which a path leads from a leaf at (index, size), "" where it is none."""
    nodes = list(path)
    try:
        root = _up(leaf, place, nodes)
    except IndexError:
        return ""
    return "" if nodes else root.hex()


def _up(leaf: bytes, place: tuple[int, int], nodes: list[bytes]) -> bytes:
    index, size = place
    if size == 1:
        return leaf
    other, left = nodes.pop(), _left_of(size)
    if index < left:
        return _node(_up(leaf, (index, left), nodes), other)
    return _node(other, _up(leaf, (index - left, size - left), nodes))


def continues(old: tuple[int, str], new: tuple[int, str], path: Sequence[bytes]) -> bool:
    """Return whether a path shows that a tree (size, root) begins with an earlier one."""
    nodes = list(path)
    if not 0 < old[0] <= new[0]:
        return False
    try:
        before, after = _both(old[0], new[0], nodes, old=bytes.fromhex(old[1]))
    except IndexError:
        return False
    return not nodes and (before.hex(), after.hex()) == (old[1], new[1])


def _both(size: int, longer: int, nodes: list[bytes], *, old: bytes | None) -> tuple[bytes, bytes]:
    """Return both roots; ``old`` is the earlier tree while it is whole in what is looked at."""
    if size == longer:
        root = nodes.pop() if old is None else old
        return root, root
    other, left = nodes.pop(), _left_of(longer)
    if size <= left:
        before, after = _both(size, left, nodes, old=old)
        return before, _node(after, other)
    before, after = _both(size - left, longer - left, nodes, old=None)
    return _node(other, before), _node(other, after)


def _left_of(size: int) -> int:
    """Return how many leaves are left of the root: the largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1


# --- the archive ------------------------------------------------------------------------------

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_MIDNIGHT, _FIRST_OF_1980, _VERSION, _UNIX, _MODE = 0, 0x21, 20, 3 << 8, 0o644 << 16


def unpack(data: bytes, report: Report) -> dict[str, bytes]:
    """Return an archive's files by name, and note where it is not the only form it may have."""
    files: dict[str, bytes] = {}
    directory, offset = b"", 0
    while data[offset : offset + 4] == b"PK\x03\x04":
        name, content = _member(data, offset)
        header, entry = _headers(name, content, offset)
        end = offset + len(header) + len(content)
        if end > len(data):
            report.fault(TRUNCATED, "archive_cut", name=name.decode(errors="replace"))
            return files
        if data[offset : offset + len(header)] != header:
            report.fault(ALTERED, "archive_header", name=name.decode(errors="replace"))
        files[name.decode(errors="replace")] = content
        directory, offset = directory + entry, end
    directory += _END.pack(b"PK\x05\x06", 0, 0, len(files), len(files), len(directory), offset, 0)
    if (tail := data[offset:]) != directory:
        is_cut = bool(files) and directory.startswith(tail)
        report.fault(
            TRUNCATED if is_cut else ALTERED, "archive_cut_end" if is_cut else "archive_other"
        )
    report.checked("archive", len(files))
    return files


def _member(data: bytes, offset: int) -> tuple[bytes, bytes]:
    """Return name and content of the file at ``offset``, which the archive's end may cut off."""
    fixed = data[offset : offset + _LOCAL.size].ljust(_LOCAL.size, b"\0")
    size, length, extra = _LOCAL.unpack(fixed)[-3:]
    start = offset + _LOCAL.size
    content = data[start + length + extra : start + length + extra + size]
    return data[start : start + length], content.ljust(min(size, len(data) + 1), b"\0")


def _headers(name: bytes, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """Return the headers that a file must have: beside its content, and in the directory."""
    common = (0, 0, _MIDNIGHT, _FIRST_OF_1980, crc32(content), len(content), len(content))
    local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *common, len(name), 0)
    made = (b"PK\x01\x02", _UNIX | _VERSION, _VERSION)
    central = _CENTRAL.pack(*made, *common, len(name), 0, 0, 0, 0, _MODE, offset)
    return local + name, central + name


# --- the bundle's contents --------------------------------------------------------------------


class Bundle:
    """What the files of a bundle say, each read when it is first asked for."""

    def __init__(self, files: Mapping[str, bytes], report: Report) -> None:
        self.files = files
        self.report = report
        self._read: dict[str, list[Row]] = {}
        self._roots: list[str] = []

    def __getitem__(self, stem: str) -> list[Row]:
        """Return the rows of the file that is called so."""
        return self._rows(f"{stem}.jsonl")

    @property
    def manifest(self) -> Row:
        """What the manifest says."""
        return self._object(MANIFEST)

    @property
    def contest(self) -> Row:
        """The contest, with the limits on its awards."""
        return self._object("contest.json")

    @property
    def awards(self) -> Row:
        """Prizes, plans and awards."""
        return self._object("awards.json")

    @property
    def chain(self) -> str:
        """What the contest's log is called."""
        return f"contest:{self.contest.get('id')}"

    @property
    def keys(self) -> dict[str, str]:
        """The public keys, by name."""
        return self.manifest.get("keys") or {}

    @property
    def roots(self) -> list[str]:
        """The log's root after each line, from none on."""
        if not self._roots:
            leaves = (leaf_hash(line["digest"], line.get("binds")) for line in self["ledger"])
            self._roots = roots_of(leaves)
        return self._roots

    def _object(self, name: str) -> Row:
        if name not in self._read:
            self._read[name] = [self._parsed(name, self.files.get(name, b"{}"), 1)]
        return self._read[name][0]

    def _rows(self, name: str) -> list[Row]:
        if name not in self._read:
            lines = self.files.get(name, b"").split(b"\n")
            if lines.pop():
                self.report.fault(ALTERED, "not_canonical", name=name, line=len(lines) + 1)
            self._read[name] = [self._parsed(name, line, at) for at, line in enumerate(lines, 1)]
        return self._read[name]

    def _parsed(self, name: str, data: bytes, line: int) -> Row:
        """Return the object that JSON says, and note where it is not the one way to write it."""
        value: Any = None
        try:
            value = read(data)
            if isinstance(value, dict) and canonical(value) == data:
                return value
        except MALFORMED:
            pass
        self.report.fault(ALTERED, "not_canonical", name=name, line=line)
        return value if isinstance(value, dict) else {}


def check_form(bundle: Bundle) -> None:
    """Read every file: all JSON is written in the one canonical way."""
    count = len((bundle.manifest, bundle.contest, bundle.awards))
    for name in FILES:
        if name.endswith(".jsonl"):
            count += len(bundle[name.removesuffix(".jsonl")])
    bundle.report.checked("form", count)


def check_manifest(bundle: Bundle) -> None:
    """Compare the files with the manifest's digests, and the manifest with its signature."""
    report, listed = bundle.report, bundle.manifest.get("files") or {}
    expected = [*FILES, MANIFEST, SIGNATURE]
    for name in expected:
        if name not in bundle.files:
            report.fault(INCOMPLETE, "file_missing", name=name)
    if [*bundle.files] != [name for name in expected if name in bundle.files]:
        report.fault(ALTERED, "file_order")
    for name in FILES:
        if name in bundle.files and listed.get(name) != sha256(bundle.files[name]):
            report.fault(ALTERED, "file_digest", name=name)
    report.checked("files", len(bundle.files))
    _check_manifest_itself(bundle, listed)
    _check_manifest_signature(bundle)


def _check_manifest_itself(bundle: Bundle, listed: Row) -> None:
    manifest, report = bundle.manifest, bundle.report
    if manifest.get("format") != FORMAT:
        report.fault(ALTERED, "format", found=manifest.get("format"))
    if set(listed) != set(FILES) or manifest.get("contest") != bundle.contest.get("id"):
        report.fault(ALTERED, "manifest_names")
    if manifest.get("made_at") != manifest["head"]["at"]:
        report.fault(ALTERED, "manifest_time")


def _check_manifest_signature(bundle: Bundle) -> None:
    report, data = bundle.report, bundle.files.get(SIGNATURE)
    if data is None:
        return
    signed = read(data)
    if canonical(signed) != data or set(signed) != {"manifest", "key", "signature"}:
        report.fault(ALTERED, "not_canonical", name=SIGNATURE, line=1)
    if signed["manifest"] != sha256(bundle.files.get(MANIFEST, b"")):
        report.fault(ALTERED, "file_digest", name=MANIFEST)
    for what, content in ((SIGNATURE, signed), (MANIFEST, bundle.manifest["head"])):
        if content["key"] not in bundle.keys:
            report.fault(ALTERED, "unknown_key", what=what, key=content["key"])
        _check_signature(content, bundle, what)
    report.checked("signatures", 1)


def _check_signature(signed: Row, bundle: Bundle, what: str) -> None:
    """Check a signature; whose key the manifest does not have, an earlier key signed."""
    words = signature_fault(signed, bundle.keys)
    if words == "unknown_key":
        bundle.report.cannot("other_key", key=signed["key"])
    elif words:
        bundle.report.fault(ALTERED, words, what=what, key=signed["key"])


# --- the log: chain, tree, heads, proofs ------------------------------------------------------

_OPEN = {
    *("sequence", "at", "actor_id", "role", "verb", "subject", "reason", "refused", "changes"),
    *("previous", "digest_name", "digest"),
}
_WITHHELD = {"sequence", "previous", "digest", "withheld"}


def check_log(bundle: Bundle) -> None:
    """Compute every open line's digest again, and follow the chain through all of them."""
    report, previous, withheld = bundle.report, "", 0
    for at, line in enumerate(bundle["ledger"], 1):
        if line["sequence"] != at:
            report.fault(INCOMPLETE, "line_missing", expected=at, found=line["sequence"])
            break
        if line["previous"] != previous:
            report.fault(ALTERED, "chain_broken", line=at)
        if "withheld" in line:
            withheld += 1
        _check_line(line, bundle)
        previous = line["digest"]
    report.checked("lines", len(bundle["ledger"]))
    if withheld:
        report.cannot("withheld", count=withheld)


def _check_line(line: Row, bundle: Bundle) -> None:
    report, keys = bundle.report, set(line) - {"binds"}
    keys -= {"rows"} if "withheld" in line else set()
    if keys != (_WITHHELD if "withheld" in line else _OPEN) or line.get("binds", "") is None:
        report.fault(ALTERED, "line_shape", line=line["sequence"])
    elif "withheld" not in line:
        if line["digest_name"] not in hashlib.algorithms_available:
            report.cannot("digest_name", name=line["digest_name"])
        elif line_digest(line, bundle.chain) != line["digest"]:
            report.fault(ALTERED, "line_digest", line=line["sequence"], verb=line["verb"])


def line_digest(line: Row, chain: str) -> str:
    """Return the digest that an open line of a chain has."""
    content = {name: value for name, value in line.items() if name != "digest"}
    hashed = hashlib.new(line["digest_name"], canonical({**content, "chain": chain}))
    return hashed.hexdigest()


def check_heads(bundle: Bundle) -> None:
    """Compare the signed heads with the tree; the manifest's must be that of the last line."""
    report, heads, last = bundle.report, bundle["heads"], bundle.manifest["head"]
    sizes = [head["size"] for head in heads]
    if sizes != sorted(set(sizes)):
        report.fault(ALTERED, "heads_order")
    if not heads or heads[-1] != last:
        report.fault(INCOMPLETE, "head_missing", size=last["size"])
        check_head(last, bundle)
    if last["size"] < len(bundle.roots) - 1:
        report.fault(ALTERED, "after_head", size=last["size"], lines=len(bundle.roots) - 1)
    for head in heads:
        check_head(head, bundle)
    report.checked("heads", len(heads))


def check_head(head: Row, bundle: Bundle) -> None:
    """Compare a signed head with the log, and its signature with its key."""
    report, size = bundle.report, head["size"]
    _check_signature(head, bundle, f"heads.jsonl {size}")
    if head["chain"] != bundle.chain:
        report.fault(ALTERED, "other_chain", chain=head["chain"])
    elif size >= len(bundle.roots):
        report.fault(TRUNCATED, "log_cut", size=size, lines=len(bundle.roots) - 1)
    elif (head["root"], head["digest"]) != (
        bundle.roots[size],
        bundle["ledger"][size - 1]["digest"],
    ):
        report.fault(ALTERED, "head_root", size=size)


def check_proofs(bundle: Bundle) -> None:
    """Follow each ballot's proof from its line to a root; every ballot bound has one."""
    report = bundle.report
    proofs = {proof["uuid"]: proof for proof in bundle["proofs"]}
    bound = [ballot for ballot in bundle["ballots"] if ballot["sequence"] is not None]
    for ballot in bound:
        proof = proofs.pop(ballot["uuid"], None)
        if proof is None:
            report.fault(INCOMPLETE, "proof_missing", uuid=ballot["uuid"])
        elif not _proves(proof, ballot, bundle):
            report.fault(ALTERED, "proof", uuid=ballot["uuid"])
    if proofs:
        report.fault(ALTERED, "proof_extra", count=len(proofs))
    if unbound := len(bundle["ballots"]) - len(bound):
        report.cannot("unbound", count=unbound)
    report.checked("proofs", len(bundle["proofs"]))


def _proves(proof: Row, ballot: Row, bundle: Bundle) -> bool:
    sequence, size = proof["sequence"], proof["size"]
    if not 0 < sequence <= size < len(bundle.roots):
        return False
    line, path = bundle["ledger"][sequence - 1], [_bytes(node, 32) for node in proof["path"]]
    names = (sequence, proof["leaf"], proof["content"])
    stated = (ballot["sequence"], line["digest"], line.get("binds"))
    root = root_from(leaf_hash(proof["leaf"], proof["content"]), (sequence - 1, size), path)
    return names == stated and root == bundle.roots[size]


# --- ballots: what each version holds ---------------------------------------------------------


def content_of(ballot: Row, version: Row) -> str:
    """Return the digest of a ballot's content, as receipts and the log hold it."""
    content = {name: ballot[name] for name in ("uuid", "entry", "judge")}
    return sha256(canonical({**content, "state": version["state"], "marks": version["marks"]}))


def check_ballots(bundle: Bundle) -> None:
    """Compute the content of every version of every ballot, and find it in the log."""
    for ballot in bundle["ballots"]:
        versions = ballot["versions"]
        for version in versions:
            _check_version(ballot, version, bundle)
        if not _is_last(ballot, versions):
            bundle.report.fault(ALTERED, "not_last_version", uuid=ballot["uuid"])
    _check_joint(bundle)
    bundle.report.checked("ballots", len(bundle["ballots"]))
    bundle.report.checked("versions", sum(len(ballot["versions"]) for ballot in bundle["ballots"]))


def _is_last(ballot: Row, versions: Sequence[Row]) -> bool:
    """Return whether a ballot says what its last version does, and its last one that was bound."""
    state = "draft" if ballot["submitted_at"] is None else "submitted"
    if content_of(ballot, {**ballot, "state": state}) != ballot["content"]:
        return False
    bound = [(v["sequence"], v["content"]) for v in versions if v["content"] is not None]
    told = not versions or versions[-1]["marks"] == ballot["marks"]
    return told and [ballot["sequence"]] == ([bound[-1][0]] if bound else [None])


def _check_version(ballot: Row, version: Row, bundle: Bundle) -> None:
    """Compare a version with the line that made it; one that makes many void binds none."""
    report, at, content = bundle.report, version["sequence"], version["content"]
    if not 0 < at <= len(bundle["ledger"]):
        report.fault(TRUNCATED, "version_line", uuid=ballot["uuid"], sequence=at)
    elif content is not None and content_of(ballot, version) != content:
        report.fault(ALTERED, "content", uuid=ballot["uuid"], sequence=at)
    elif content is not None and bundle["ledger"][at - 1].get("binds") != content:
        report.fault(ALTERED, "not_bound", uuid=ballot["uuid"], sequence=at)


def _check_joint(bundle: Bundle) -> None:
    """Check lines that bind several ballots: the digest of their contents, by UUID."""
    joint: dict[int, dict[str, str]] = defaultdict(dict)
    for ballot in bundle["ballots"]:
        for version in ballot["versions"]:
            if version["content"] is None:
                joint[version["sequence"]][ballot["uuid"]] = content_of(ballot, version)
    for at, contents in joint.items():
        binds = bundle["ledger"][at - 1].get("binds")
        together = sha256(canonical([contents[uuid] for uuid in sorted(contents)]))
        if binds not in {None, together}:
            bundle.report.fault(ALTERED, "not_bound", uuid=", ".join(contents), sequence=at)


def check_amendments(bundle: Bundle) -> None:
    """Compare amendments with the versions they made: nothing else changes submitted marks."""
    report = bundle.report
    rows = [row for row in bundle["amendments"] if row["state"] == "applied"]
    applied = {(row["applied_sequence"], row["entry"], row["judge"]): row for row in rows}
    for row in rows:
        people = {row["proposed_by"], row["cosigned_by"]} - {None, row["judge"]}
        if len(people) < len(("proposer", "co-signer")):
            report.fault(NOT_THE_RESULT, "amended_alone", number=row["id"])
    for ballot, before, after in _changes_after_submission(bundle):
        key = after["sequence"], ballot["entry"], ballot["judge"]
        _check_amendment(applied.pop(key, None), (before, after), bundle)
    for row in applied.values():
        report.fault(INCOMPLETE, "amendment_unmade", number=row["id"])
    report.checked("amendments", len(bundle["amendments"]))


def _changes_after_submission(bundle: Bundle) -> Iterator[tuple[Row, Row, Row]]:
    for ballot in bundle["ballots"]:
        for before, after in pairwise(ballot["versions"]):
            if before["state"] == "submitted" and before["marks"] != after["marks"]:
                yield ballot, before, after


def _check_amendment(amendment: Row | None, versions: tuple[Row, Row], bundle: Bundle) -> None:
    """Compare all marks before and after with what an amendment says of them."""
    before, after = versions
    at = after["sequence"]
    if amendment is None:
        bundle.report.fault(NOT_THE_RESULT, "changed_after", sequence=at)
        return
    for told, version in ((amendment["before"], before), (amendment["after"], after)):
        if any(not _same(version["marks"].get(key), mark) for key, mark in told.items()):
            bundle.report.fault(ALTERED, "amendment_marks", number=amendment["id"], sequence=at)


# --- the rows as the log tells them -----------------------------------------------------------

# What a row is before the log says otherwise: values that the database fills in.
_BORN: dict[str, Row] = {
    "ballot": {"state": "draft"},
    "recusal": {"state": "potential"},
    "edition": {"state": "computed"},
    "plan": {"state": "proposed"},
    "award": {"state": "approved"},
    "seat": {"left_at": None},
    "absence": {"ended_at": None, "entry_id": None},
}
_TOLD = frozenset(
    {
        *("ballot", "mark", "seat", "recusal", "rulesheet", "criterion", "edition", "standing"),
        *("tiedecision", "plan", "planline", "award", "absence", "slot", "session"),
    }
)
# Other lines, which are withheld, change these too: what they say of who sits where stays.
_LOOSE = frozenset({"slot", "session"})


class Log:
    """The rows that decide a result, as the open lines of the log tell them so far."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.rows: dict[str, dict[str, Row]] = {kind: {} for kind in _TOLD}

    def take(self, line: Row) -> list[tuple[str, str]]:
        """Apply a line's changes, and return the rows that are new, as (kind, number)."""
        made = []
        self._carry(line["changes"])
        for subject, changes in line["changes"].items():
            kind, _, number = subject.partition(":")
            if kind in _TOLD:
                if number not in self.rows[kind]:
                    made.append((kind, number))
                self._change(kind, number, changes, at=line["sequence"])
        return made

    def _carry(self, changes: Row) -> None:
        """Put marks that were carried over to another sheet's criteria under their new number."""
        carried = {}
        for subject, columns in changes.items():
            kind, _, number = subject.partition(":")
            if kind == "mark" and None not in columns.get("criterion_id", [None]):
                ballot, _, _criterion = number.partition("-")
                old = f"{ballot}-{columns['criterion_id'][0]}"
                if old in self.rows["mark"]:
                    carried[number] = self.rows["mark"].pop(old)
        self.rows["mark"] |= carried

    def _change(self, kind: str, number: str, changes: Row, *, at: int) -> None:
        is_new = number not in self.rows[kind]
        row = self.rows[kind].setdefault(number, dict(_BORN.get(kind, {})))
        for column, (old, new) in changes.items():
            if not is_new and kind not in _LOOSE and not _follows(row.get(column, old), old):
                where = {"row": f"{kind}:{number}", "column": column, "line": at}
                self.report.fault(ALTERED, "past_the_log", **where)
            row[column] = new
        if all(new is None for _old, new in changes.values()) and changes.keys() >= row.keys():
            del self.rows[kind][number]


def _same(one: Any, two: Any) -> bool:
    """Return whether two values of a row are equal, numbers however they are written."""
    if one == two:
        return True
    try:
        return Fraction(one) == Fraction(two)
    except (TypeError, ValueError):
        return False


def _follows(known: Any, old: Any) -> bool:
    """Return whether a line's old value is the one known; of a commitment nobody can tell."""
    return _is_hidden(known) or _is_hidden(old) or _same(known, old)


def _is_hidden(value: Any) -> bool:
    return isinstance(value, dict) and set(value) in ({"commitment"}, {"secret"})


def replay(bundle: Bundle) -> Log:
    """Follow the log line by line; count each edition and each plan again as it was made."""
    log, is_whole = Log(bundle.report), begins_here(bundle)
    editions, plans = _by(bundle["editions"], "id"), _by(bundle.awards["plans"], "id")
    for line in bundle["ledger"]:
        if "withheld" in line or line["refused"]:
            continue
        for kind, number in log.take(line):
            if is_whole and kind == "edition" and (found := editions.get(int(number))):
                roll = roll_from_log(log)
                attempt("standings", partial(check_edition, found, bundle, roll), bundle.report)
            if is_whole and kind == "plan" and (found := plans.get(int(number))):
                awards = list(log.rows["award"].values())
                attempt("plan_lines", partial(check_plan, found, bundle, awards), bundle.report)
    return log


def begins_here(bundle: Bundle) -> bool:
    """Return whether the log tells all rows from their beginning, and shows it.

    It does where it tells how the contest's first rule sheet began, before which nobody marks,
    and withholds no line that changed such rows: one from the time when personal texts stood
    in it in plain words. A row that it does not tell of was then put in past the log.
    """
    numbers = []
    for line in bundle["ledger"]:
        if line.get("rows"):
            return False
        for row, columns in line.get("changes", {}).items():
            if row.startswith("rulesheet:"):
                numbers += [columns.get("number")]
    return [None, 1] in numbers or not (bundle["rules"] or bundle["ballots"])


def _by(rows: Iterable[Row], name: str) -> dict[Any, Row]:
    return {row[name]: row for row in rows}


Table = dict[str, Row]


def check_rows(bundle: Bundle, log: Log) -> None:
    """Compare the bundle's rows with those that the log tells."""
    report, is_whole = bundle.report, begins_here(bundle)
    for what, told, stated in _tables(bundle, log):
        for key in told.keys() - stated.keys():
            report.fault(INCOMPLETE, "row_missing", what=what, key=key)
        untold = stated.keys() - told.keys()
        for key in untold if is_whole else ():
            report.fault(ALTERED, "row_untold", what=what, key=key)
        for key in stated.keys() & told.keys():
            _compare(told[key], stated[key], report, what=what, key=key)
        report.checked(what, len(stated) - len(untold))
    if not is_whole:
        report.cannot("begun_elsewhere")


def _compare(told: Row, stated: Row, report: Report, *, what: str, key: str) -> None:
    for column, value in stated.items():
        known = told.get(column, value)
        if not _is_hidden(known) and not _same(known, value):
            values = {"column": column, "told": known, "stated": value}
            report.fault(ALTERED, "row_differs", what=what, key=key, **values)


def _tables(bundle: Bundle, log: Log) -> Iterator[tuple[str, Table, Table]]:
    """Yield each kind of row: as the log tells it, and as the bundle has it; columns as there."""
    rules = {rule["number"]: rule["id"] for rule in bundle["rules"]}
    editions = {edition["number"]: edition["id"] for edition in bundle["editions"]}
    sheet = {"rule_sheet_id": ("rule_sheet", rules)}
    plan = {"edition_id": ("edition", editions)}
    plain: tuple[tuple[str, str, list[Row], dict[str, tuple[str, dict[int, int]]]], ...] = (
        ("row_ballots", "ballot", bundle["ballots"], sheet),
        ("row_recusals", "recusal", bundle["recusals"], {}),
        ("row_absences", "absence", bundle["absences"], {}),
        ("row_ties", "tiedecision", bundle["ties"], {}),
        ("row_editions", "edition", bundle["editions"], sheet),
        ("row_plans", "plan", bundle.awards["plans"], plan),
        ("row_awards", "award", bundle.awards["awards"], {}),
    )
    for what, kind, rows, numbers in plain:
        yield what, log.rows[kind], {str(row["id"]): _columns(row, numbers) for row in rows}
    yield from _tables_of_rules(bundle, log)
    yield "row_marks", _told_marks(log), _marks(bundle, log)
    yield "row_seats", *_seats(bundle, log)
    yield "row_standings", log.rows["standing"], _standings(bundle)
    yield "row_plan_lines", log.rows["planline"], _plan_lines(bundle)


_IDS = ("entry", "judge", "session", "panel", "prize", "plan", "enterprise")


def _columns(row: Row, numbers: Mapping[str, tuple[str, Mapping[int, int]]]) -> Row:
    """Return a row under the names that the log has for its columns."""
    named = {f"{name}_id" if name in _IDS else name: value for name, value in row.items()}
    return {**named, **{name: known[row[of]] for name, (of, known) in numbers.items()}}


def _tables_of_rules(bundle: Bundle, log: Log) -> Iterator[tuple[str, Table, Table]]:
    sealed = {number: row for number, row in log.rows["rulesheet"].items() if row.get("digest")}
    names = ("number", "state", "digest", "sealed_at")
    stated = {str(rule["id"]): {n: rule[n] for n in names} for rule in bundle["rules"]}
    yield "row_rules", sealed, stated
    names = ("dimension", "top", "step", "weight")
    criteria = {
        f"{rule['id']}-{line['key']}": {name: line[name] for name in names}
        for rule in bundle["rules"]
        for line in rule["content"]["lines"]
    }
    told = {
        f"{row['rule_sheet_id']}-{row['key']}": row
        for row in log.rows["criterion"].values()
        if str(row.get("rule_sheet_id")) in sealed
    }
    yield "row_criteria", told, criteria


def _told_marks(log: Log) -> Table:
    keys = {number: row["key"] for number, row in log.rows["criterion"].items() if "key" in row}
    found = {}
    for number, row in log.rows["mark"].items():
        ballot, _, criterion = number.partition("-")
        if criterion in keys:
            found[f"{ballot}-{keys[criterion]}"] = row
    return found


def _marks(bundle: Bundle, log: Log) -> Table:
    known = {row["key"] for row in log.rows["criterion"].values() if "key" in row}
    return {
        f"{ballot['id']}-{key}": {"points": points}
        for ballot in bundle["ballots"]
        for key, points in ballot["marks"].items()
        if points is not None and key in known
    }


def _seats(bundle: Bundle, log: Log) -> tuple[Table, Table]:
    panels = {row["panel"] for row in bundle["assignments"]}
    told = {
        f"{row['panel_id']}-{row['judge_id']}": row
        for row in log.rows["seat"].values()
        if row.get("panel_id") in panels
    }
    stated = {
        f"{row['panel']}-{row['judge']}": {"kind": row["kind"], "left_at": row["left_at"]}
        for row in bundle["assignments"]
    }
    return told, stated


def _standings(bundle: Bundle) -> Table:
    found = {}
    for edition in bundle["editions"]:
        for line in edition["lines"]:
            row = {"challenge_id" if k == "ranking" else k: v for k, v in line.items()}
            found[f"{edition['id']}-{line['entry']}"] = row
    return found


def _plan_lines(bundle: Bundle) -> Table:
    return {
        f"{plan['id']}-{line['entry']}": _columns(line, {})
        for plan in bundle.awards["plans"]
        for line in plan["lines"]
    }


# --- from marks to scores: exact, rounded once where the rule sheet says ----------------------


class Sheet:
    """A rule sheet as sealed, with exact numbers."""

    def __init__(self, content: Row) -> None:
        self.lines: list[Row] = content["lines"]
        self.keys = [line["key"] for line in self.lines]
        self.rates = {
            line["key"]: Fraction(line["weight"]) / Fraction(line["top"]) for line in self.lines
        }
        self.dimension = {line["key"]: line["dimension"] for line in self.lines}
        self.trim: str = content["trim"]
        self.each_end: int = content["trim_each_end"]
        self.fewest: int = content["min_to_trim"]
        self.decimals: int = content["decimals"]
        self.by_criterion: bool = content["round_order"] == "criterion"
        self.ties: list[str] = content["ties"]
        self.pass_mark = None if content["pass_mark"] is None else Fraction(content["pass_mark"])
        # Whether a judge counts with a whole ballot or not at all.
        self.whole = self.trim == "per_judge_total" or (
            self.trim == "none" and not self.by_criterion
        )

    def rounded(self, value: Fraction) -> Fraction:
        """Round half up (四舍五入); nothing here is below zero."""
        units = 10**self.decimals
        return Fraction((2 * value * units + 1) // 2, units)

    def text(self, value: Fraction) -> str:
        """Write a rounded number with its decimals."""
        whole, rest = divmod(int(value * 10**self.decimals), 10**self.decimals)
        return f"{whole}.{rest:0{self.decimals}d}" if self.decimals else str(whole)

    def kept(self, judges: Sequence[str]) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        """Part judges, the lowest first, into those left out below, kept, left out above."""
        trims = self.trim != "none" and len(judges) >= self.fewest
        out = self.each_end if trims else 0
        return judges[:out], judges[out : len(judges) - out], judges[len(judges) - out :]

    def total(self, marks: Mapping[str, Fraction]) -> Fraction | None:
        """Return a judge's weighted total, None while a mark is missing."""
        if any(key not in marks for key in self.keys):
            return None
        return sum((marks[key] * self.rates[key] for key in self.keys), Fraction(0))


Ballots = Mapping[str, Mapping[str, Fraction]]


class Score:
    """An entry's score from its ballots, by judge's number as text."""

    def __init__(self, ballots: Ballots, sheet: Sheet) -> None:
        self.sheet = sheet
        self.ballots = ballots
        self.incomplete = [
            judge for judge in sorted(ballots) if sheet.whole and self._is_begun(judge)
        ]
        self.panels = {key: sheet.kept(self._in_order(key)) for key in sheet.keys}
        means = {key: self._mean(key) for key in sheet.keys}
        self.exact = {key: mean for key, mean in means.items() if mean is not None}
        self.means = {key: sheet.rounded(mean) for key, mean in self.exact.items()}
        basis = self.means if sheet.by_criterion else self.exact
        self.scores = {key: sheet.rounded(basis[key] * sheet.rates[key]) for key in self.exact}
        self.total = self._sum(sheet.keys)

    def _is_begun(self, judge: str) -> bool:
        return bool(self.ballots[judge]) and self.sheet.total(self.ballots[judge]) is None

    def _in_order(self, key: str) -> list[str]:
        """Return the judges who count for a criterion, the lowest first; equals by number."""
        ballots, sheet = self.ballots, self.sheet
        if not sheet.whole:
            marked = [judge for judge in ballots if key in ballots[judge]]
            return sorted(marked, key=lambda judge: (ballots[judge][key], judge))
        totals = {
            judge: total for judge in ballots if (total := sheet.total(ballots[judge])) is not None
        }

        def standing(judge: str) -> tuple[Any, ...]:
            marks = [ballots[judge][each] for each in sheet.keys]
            return (totals[judge] if sheet.trim != "none" else 0, *marks, judge)

        return sorted(totals, key=standing)

    def _mean(self, key: str) -> Fraction | None:
        marks = [self.ballots[judge][key] for judge in self.panels[key][1]]
        return sum(marks, Fraction(0)) / len(marks) if marks else None

    def _sum(self, keys: Sequence[str]) -> Fraction | None:
        if any(key not in self.exact for key in keys):
            return None
        if self.sheet.by_criterion:
            return sum((self.scores[key] for key in keys), Fraction(0))
        rates = self.sheet.rates
        return self.sheet.rounded(sum((self.exact[key] * rates[key] for key in keys), Fraction(0)))

    def of_dimension(self, name: str) -> Fraction:
        """Return the score of the criteria of a dimension, 0 where there are none."""
        keys = [key for key in self.sheet.keys if self.sheet.dimension[key] == name]
        return self._sum(keys) or Fraction(0)

    def merit(self, step: str) -> Fraction:
        """Return what a tie step such as ``dimension:technical`` compares; more is better."""
        kind, _, name = step.partition(":")
        return self.of_dimension(name) if kind == "dimension" else self.scores[name]

    def judges(self) -> dict[str, Row]:
        """Return each counted judge's total, and whether their ballot was left out."""
        low, _kept, high = self.panels[self.sheet.keys[0]] if self.sheet.whole else ((), (), ())
        found = {}
        for judge in self.ballots:
            if judge not in self.incomplete:
                total = self.sheet.total(self.ballots[judge])
                shown = None if total is None else self.sheet.text(self.sheet.rounded(total))
                dropped = "lowest" if judge in low else "highest" if judge in high else ""
                found[judge] = {"total": shown, "dropped": dropped}
        return found

    def line(self) -> Row:
        """Return what a line of the standings says of the score."""
        parts = [judge for panel in self.panels.values() for part in panel for judge in part]
        return {
            "score": self._written(self.total),
            "technical": self._written(self.of_dimension("technical")),
            "commercial": self._written(self.of_dimension("commercial")),
            "ballots": len(set(parts)),
            "trimmed": any(low or high for low, _kept, high in self.panels.values()),
        }

    def _written(self, value: Fraction | None) -> str:
        return self.sheet.text(value or Fraction(0))

    def criteria(self) -> dict[str, Row]:
        """Return count, mean and weighted value of each criterion."""
        text = self.sheet.text
        return {
            key: {
                "n": sum(map(len, self.panels[key])),
                "mean": text(self.means[key]),
                "score": text(self.scores[key]),
            }
            for key in self.sheet.keys
        }


# --- from scores to places --------------------------------------------------------------------


class Placed(NamedTuple):
    """Where an entry stands: its place, whether others had its score, what set it apart."""

    entry: int
    place: int
    tied: bool
    decided_by: str


def places(
    scores: Mapping[int, Score], ties: Sequence[str], decided: Sequence[Row]
) -> list[Placed]:
    """Return a place for every entry with a total, best first; equals share one (1, 2, 2, 4)."""
    totals = {entry: score.total for entry, score in scores.items() if score.total is not None}
    found: list[Placed] = []
    steps = Steps(scores, decided)
    for level in _levels(totals):
        for equals, decided_by in steps.part(level, ties):
            place = len(found) + 1
            found += [Placed(entry, place, len(level) > 1, decided_by) for entry in equals]
    return found


def _levels(merits: Mapping[int, Any]) -> Iterator[list[int]]:
    ordered = sorted(merits, key=lambda entry: (-merits[entry], entry))
    for _merit, equals in groupby(ordered, key=merits.__getitem__):
        yield list(equals)


class Steps(NamedTuple):
    """What the steps that tell equals apart may look at: scores, and what people decided."""

    scores: Mapping[int, Score]
    decided: Sequence[Row]

    def part(
        self, equals: list[int], steps: Sequence[str], by: str = ""
    ) -> Iterator[tuple[list[int], str]]:
        """Yield equals part by part, as far as the steps tell them apart, with what did."""
        if len(equals) == 1:
            yield equals, by
        elif not steps or steps[0] == "share":
            yield equals, "share"
        elif merits := self._merits(equals, steps[0]):
            for part in _levels(merits):
                yield from self.part(part, steps[1:], steps[0])
        else:
            yield equals, f"awaiting:{steps[0]}"

    def _merits(self, equals: list[int], step: str) -> Mapping[int, Any]:
        """Return what the step compares, more is better; nothing while people have to decide."""
        if step not in {"vote", "lot"}:
            return {entry: self.scores[entry].merit(step) for entry in equals}
        for decision in reversed(self.decided):
            if decision["method"] == step and set(equals) <= set(decision["order"]):
                return {entry: -decision["order"].index(entry) for entry in equals}
        return {}


# --- standings: each edition counted again from the log as it was then ------------------------


def sheets_of(bundle: Bundle) -> dict[int, Sheet]:
    """Return the sealed rule sheets by version; what was sealed must have the seal's digest."""
    found = {}
    for rule in bundle["rules"]:
        content = rule["content"]
        if sha256(canonical(content)) != rule["digest"] or content["number"] != rule["number"]:
            bundle.report.fault(ALTERED, "seal", number=rule["number"])
        found[rule["number"]] = Sheet(content)
    return found


def check_rules(bundle: Bundle) -> None:
    """Compare every sealed rule sheet with the digest of its seal."""
    bundle.report.checked("seals", len(sheets_of(bundle)))
    sealed = [rule for rule in bundle["rules"] if rule["state"] == "sealed"]
    if len(sealed) > 1:
        bundle.report.fault(ALTERED, "seals_many", count=len(sealed))


class Roll:
    """What an edition is counted from: confirmed recusals, ballots that count, seats, ties."""

    def __init__(self) -> None:
        self.recused: dict[int, set[int]] = defaultdict(set)
        self.ballots: dict[int, dict[str, dict[str, Fraction]]] = defaultdict(dict)
        self.seated: dict[int, set[int]] = defaultdict(set)
        self.decided: list[Row] = []

    def count(self, ballot: Row, marks: Mapping[str, str | None]) -> None:
        """Let a ballot count unless it is a draft, void, or of a judge who stands back."""
        entry, judge = ballot["entry_id"], ballot["judge_id"]
        if ballot["state"] == "submitted" and judge not in self.recused[entry]:
            given = {key: Fraction(mark) for key, mark in marks.items() if mark is not None}
            self.ballots[entry][str(judge)] = given

    def missing(self, entry: int) -> list[int]:
        """Return the judges who were to mark an entry and have no ballot that counts."""
        given = set(map(int, self.ballots[entry]))
        return sorted(self.seated[entry] - self.recused[entry] - given)


def roll_from_log(log: Log) -> Roll:
    """Return the roll as the log has it by now."""
    roll = Roll()
    for row in log.rows["recusal"].values():
        if row["state"] == "confirmed":
            roll.recused[row["entry_id"]].add(row["judge_id"])
    marks: dict[str, dict[str, str | None]] = defaultdict(dict)
    for number, row in _told_marks(log).items():
        ballot, _, key = number.partition("-")
        marks[ballot][key] = row["points"]
    for number, row in log.rows["ballot"].items():
        roll.count(row, marks[number])
    _seat(roll, log)
    told = sorted(log.rows["tiedecision"].items(), key=lambda row: int(row[0]))
    roll.decided = [row for _number, row in told]
    return roll


def _seat(roll: Roll, log: Log) -> None:
    """Seat the judges on the panel of each entry's session, but for those who left it."""
    panels = {int(number): row["panel_id"] for number, row in log.rows["session"].items()}
    judges: dict[int, set[int]] = defaultdict(set)
    for row in log.rows["seat"].values():
        if row["left_at"] is None:
            judges[row["panel_id"]].add(row["judge_id"])
    for slot in log.rows["slot"].values():
        roll.seated[slot["entry_id"]] |= judges[panels.get(slot["session_id"], 0)]


def roll_from_tables(bundle: Bundle) -> Roll:
    """Return the roll as the tables have it now."""
    roll = Roll()
    for row in bundle["recusals"]:
        if row["state"] == "confirmed":
            roll.recused[row["entry"]].add(row["judge"])
    for ballot in bundle["ballots"]:
        roll.count(_columns(ballot, {}), ballot["marks"])
    for row in bundle["assignments"]:
        if row["left_at"] is None:
            roll.seated[row["entry"]].add(row["judge"])
    roll.decided = bundle["ties"]
    return roll


def check_edition(edition: Row, bundle: Bundle, roll: Roll) -> None:
    """Count an edition again from a roll, and compare every line and the digest."""
    report, number = bundle.report, edition["number"]
    sheet = sheets_of(bundle)[edition["rule_sheet"]]
    stated = {line["entry"]: line for line in edition["lines"]}
    counted = _counted(stated, bundle, roll=roll, sheet=sheet)
    for entry in sorted(stated.keys() ^ counted.keys()):
        report.fault(NOT_THE_RESULT, "edition_entry", edition=number, entry=entry)
    for entry in stated.keys() & counted.keys():
        _compare_line(stated[entry], counted[entry], report, edition=number)
        _check_detail(stated[entry], counted[entry], roll, report=report, edition=number)
    if _digest_of(edition, counted, bundle) != edition["digest"]:
        report.fault(NOT_THE_RESULT, "edition_digest", edition=number)
    report.checked("standings", len(counted))


class Counted(NamedTuple):
    """A line of the standings as counted here, and the score it came from."""

    line: Row
    score: Score


def _counted(
    stated: Mapping[int, Row], bundle: Bundle, *, roll: Roll, sheet: Sheet
) -> dict[int, Counted]:
    """Count the admitted entries, and those that an edition has: they may have left since."""
    rankings: dict[int | None, dict[int, Score]] = defaultdict(dict)
    for entry in bundle["entries"]:
        if entry["state"] == "admitted" or entry["id"] in stated:
            in_challenges = bundle.contest["ranking_scope"] == "challenge"
            ranking = entry["challenge"]["id"] if in_challenges else None
            rankings[ranking][entry["id"]] = Score(roll.ballots[entry["id"]], sheet)
    return {
        placed.entry: Counted(
            {
                "entry": placed.entry,
                "ranking": ranking,
                "place": placed.place,
                "tied": placed.tied,
                "decided_by": placed.decided_by,
                **scores[placed.entry].line(),
            },
            scores[placed.entry],
        )
        for ranking, scores in rankings.items()
        for placed in places(scores, sheet.ties, roll.decided)
    }


def _compare_line(stated: Row, counted: Counted, report: Report, *, edition: int) -> None:
    for column, value in counted.line.items():
        if not _same(stated[column], value):
            found = {"column": column, "stated": stated[column], "counted": value}
            report.fault(
                NOT_THE_RESULT, "edition_line", edition=edition, entry=stated["entry"], **found
            )


def _check_detail(
    stated: Row, counted: Counted, roll: Roll, *, report: Report, edition: int
) -> None:
    """Compare what explains a line: each criterion, each judge, and who is not counted."""
    entry, detail = stated["entry"], stated["detail"]
    expected = {
        "judges": counted.score.judges(),
        "incomplete": list(map(int, counted.score.incomplete)),
        "recused": sorted(roll.recused[entry]),
        "absent": roll.missing(entry),
    }
    criteria = counted.score.criteria()
    found = {
        key: {name: detail["criteria"].get(key, {}).get(name) for name in part}
        for key, part in criteria.items()
    }
    wrong = [name for name, value in expected.items() if detail.get(name) != value]
    for name in [*wrong, *(["criteria"] if found != criteria else [])]:
        report.fault(NOT_THE_RESULT, "edition_detail", edition=edition, entry=entry, name=name)


def _digest_of(edition: Row, counted: Mapping[int, Counted], bundle: Bundle) -> str:
    """Return the digest that an edition has whose lines are as counted, with what explains them."""
    details = {line["entry"]: line["detail"] for line in edition["lines"]}
    rules = {rule["number"]: rule["digest"] for rule in bundle["rules"]}
    lines = []
    for entry, (line, _score) in sorted(counted.items()):
        zero = {name: "0" for name in ("technical", "commercial") if not Fraction(line[name])}
        lines.append({**line, **zero, "detail": details.get(entry)})
    content = {"contest": bundle.contest["id"], "standings": lines}
    return sha256(canonical({**content, "rules": rules[edition["rule_sheet"]]}))


def check_published(bundle: Bundle) -> None:
    """Look for the one edition that stands published, and for ties nobody decided in it."""
    report = bundle.report
    published = [edition for edition in bundle["editions"] if edition["state"] == "published"]
    if len(published) > 1:
        report.fault(NOT_THE_RESULT, "published", count=len(published))
    if not published:
        report.cannot("unpublished")
    for edition in published:
        if not begins_here(bundle):
            check_edition(edition, bundle, roll_from_tables(bundle))
        if any(line["decided_by"].startswith("awaiting:") for line in edition["lines"]):
            report.fault(NOT_THE_RESULT, "undecided", edition=edition["number"])
        _check_expected(edition, bundle)
    report.checked("editions", len(bundle["editions"]))


def _check_expected(edition: Row, bundle: Bundle) -> None:
    """Compare the ballots with those expected: assignments less recusals, each gap explained."""
    recused = {(r["entry"], r["judge"]) for r in bundle["recusals"] if r["state"] == "confirmed"}
    given = {(b["entry"], b["judge"]) for b in bundle["ballots"] if b["state"] == "submitted"}
    explained = {line["entry"]: line["detail"].get("absent", []) for line in edition["lines"]}
    count = 0
    for row in bundle["assignments"]:
        pair = row["entry"], row["judge"]
        if row["left_at"] is None and pair not in recused and row["entry"] in explained:
            count += 1
            if pair not in given and row["judge"] not in explained[row["entry"]]:
                bundle.report.fault(INCOMPLETE, "gap", entry=pair[0], judge=pair[1])
    for entry, judge in given & recused:
        bundle.report.fault(NOT_THE_RESULT, "recused_ballot", entry=entry, judge=judge)
    bundle.report.checked("expected", count)


def check_judges(bundle: Bundle) -> None:
    """Look for everybody who sat, marked, stood back or was away among the judges."""
    listed = [judge["id"] for judge in bundle["judges"]]
    of_judges = ("assignments", "ballots", "recusals", "absences")
    named = {row["judge"] for stem in of_judges for row in bundle[stem]}
    if listed != sorted(set(listed)):
        bundle.report.fault(ALTERED, "judges_order")
    for judge in sorted(named - set(listed)):
        bundle.report.fault(INCOMPLETE, "judge_missing", judge=judge)
    bundle.report.checked("judges", len(listed))


# --- money ------------------------------------------------------------------------------------


def check_awards(bundle: Bundle) -> None:
    """Compare awards with their plans and with what no award may pass."""
    report, plans = bundle.report, _by(bundle.awards["plans"], "id")
    standing = [award for award in bundle.awards["awards"] if award["state"] != "revoked"]
    for award in bundle.awards["awards"]:
        if not 0 <= award["amount_fen"] <= MOST_FEN:
            report.fault(NOT_THE_RESULT, "over_the_cap", entry=award["entry"])
        if not _is_planned(award, plans.get(award["plan"])):
            report.fault(NOT_THE_RESULT, "unplanned", entry=award["entry"], plan=award["plan"])
    total, budget = sum(award["amount_fen"] for award in standing), bundle.contest["budget_fen"]
    if total > budget:
        report.fault(NOT_THE_RESULT, "over_budget", total=_yuan(total), budget=_yuan(budget))
    _check_once(standing, bundle)
    if not begins_here(bundle):
        _check_plans(bundle)
    report.checked("awards", len(bundle.awards["awards"]))
    report.checked("money", len(standing))


def _check_plans(bundle: Bundle) -> None:
    """Give the prizes again where the tables alone say what stood when a plan was made."""
    awards = [_columns(award, {}) for award in bundle.awards["awards"]]
    for plan in bundle.awards["plans"]:
        before = [award for award in awards if award["plan_id"] < plan["id"]]
        if all(award["state"] != "revoked" for award in before):
            check_plan(plan, bundle, before)


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"


def _is_planned(award: Row, plan: Row | None) -> bool:
    """Return whether the award is what an approved plan gives its entry."""
    if plan is None or plan["state"] != "approved":
        return False
    given = [line for line in plan["lines"] if line["entry"] == award["entry"]]
    names = ("prize", "amount_fen", "place")
    return [[line[name] for name in names] for line in given] == [[award[n] for n in names]]


def _check_once(standing: Sequence[Row], bundle: Bundle) -> None:
    """Check that no entry, enterprise or seat is given more than there is."""
    report, entries = bundle.report, _by(bundle["entries"], "id")
    for entry in _twice(award["entry"] for award in standing):
        report.fault(NOT_THE_RESULT, "awarded_twice", entry=entry)
    if bundle.contest["one_award_per_enterprise"]:
        for firm in _twice(entries[award["entry"]]["enterprise"]["id"] for award in standing):
            report.fault(NOT_THE_RESULT, "enterprise_twice", enterprise=firm)
    seats = {prize["id"]: prize["seats"] for prize in bundle.awards["prizes"]}
    used = Counter((award["prize"], _group(entries[award["entry"]], bundle)) for award in standing)
    for (prize, _ranking), count in used.items():
        if count > seats.get(prize, 0):
            report.fault(NOT_THE_RESULT, "over_seats", prize=prize)


def _twice(things: Iterable[int]) -> list[int]:
    return [thing for thing, count in Counter(things).items() if count > 1]


def _group(entry: Row, bundle: Bundle) -> int:
    """Return the ranking that an entry's prizes are given in: its challenge's, or 0 for all."""
    return entry["challenge"]["id"] if bundle.contest["ranking_scope"] == "challenge" else 0


class Tie(Exception):
    """Equals would fare differently: nothing could be given."""


class Allocation:
    """The prizes given anew by the rules: largest first, by place, under every limit."""

    def __init__(self, budget: int, *, one_each: bool, pass_mark: Fraction | None) -> None:
        self.left = budget
        self.one_each = one_each
        self.pass_mark = pass_mark
        self.enterprises: set[int] = set()
        self.outcomes: dict[int, tuple[int | None, int, str]] = {}
        self.waiting: dict[int, list[list[Row]]] = {}
        self.spent: set[int] = set()

    def admit(self, group: int, candidates: Sequence[Row], held: set[int]) -> None:
        """Let the entries of a ranking wait by place, but for those that can get nothing."""
        waiting = []
        for one in sorted(candidates, key=lambda one: one["place"]):
            reason = self._barred(one, held)
            if reason:
                self.outcomes[one["entry"]] = (None, 0, reason)
            else:
                waiting.append(one)
        self.waiting[group] = [list(same) for _, same in groupby(waiting, lambda c: c["place"])]

    def _barred(self, one: Row, held: set[int]) -> str:
        if one["entry"] in held:
            return "already_awarded"
        if one["left"]:
            return "left_contest"
        is_below = self.pass_mark is not None and Fraction(one["score"]) < self.pass_mark
        return "below_pass_mark" if is_below else ""

    def fill(self, group: int, prize: Row, seats: int) -> None:
        """Give the seats of a prize in a ranking. Raise Tie."""
        queue = self.waiting[group]
        while seats > 0 and queue:
            equals = self._unbarred(queue.pop(0))
            if equals:
                self._give(equals, prize, group=group, seats=seats)
            seats -= len(equals)

    def _unbarred(self, equals: Sequence[Row]) -> list[Row]:
        free = []
        for one in equals:
            if self.one_each and one["enterprise"] in self.enterprises:
                self.outcomes[one["entry"]] = (None, 0, "enterprise_already_awarded")
            else:
                free.append(one)
        return free

    def _give(self, equals: Sequence[Row], prize: Row, *, group: int, seats: int) -> None:
        amount = prize["amount_fen"]
        if amount > self.left:
            self.spent.add(group)
        if group in self.spent:
            self.outcomes |= {one["entry"]: (None, 0, "over_budget") for one in equals}
            return
        firms = {one["enterprise"] for one in equals}
        if len(equals) > seats or amount * len(equals) > self.left:
            raise Tie
        if self.one_each and len(firms) < len(equals):
            raise Tie
        self.left -= amount * len(equals)
        self.enterprises |= firms
        self.outcomes |= {one["entry"]: (prize["id"], amount, "won") for one in equals}

    def close(self) -> dict[int, tuple[int | None, int, str]]:
        """Return what every entry gets: prize, fen and reason."""
        for queue in self.waiting.values():
            for equals in queue:
                rest = self._unbarred(equals)
                self.outcomes |= {one["entry"]: (None, 0, "seats_used_up") for one in rest}
        return self.outcomes


def check_plan(plan: Row, bundle: Bundle, awards: Sequence[Row]) -> None:
    """Give the prizes again by the edition's places, as much stood at that time."""
    report = bundle.report
    if plan["state"] != "approved":
        return
    try:
        _compare_plan(plan, _given_anew(plan, bundle, awards), report)
    except Tie:
        report.fault(NOT_THE_RESULT, "plan_tie", plan=plan["id"])
    if _plan_digest(plan, bundle) != plan["digest"]:
        report.cannot("plan_names", plan=plan["id"])
    report.checked("plan_lines", len(plan["lines"]))


def _compare_plan(
    plan: Row, given: Mapping[int, tuple[int | None, int, str]], report: Report
) -> None:
    lines = _by(plan["lines"], "entry")
    for entry, outcome in given.items():
        line = lines.get(entry, {"prize": None, "amount_fen": None, "reason_code": None})
        if (line["prize"], line["amount_fen"], line["reason_code"]) != outcome:
            report.fault(NOT_THE_RESULT, "plan_line", plan=plan["id"], entry=entry)
    if lines.keys() - given.keys():
        report.fault(NOT_THE_RESULT, "plan_extra", plan=plan["id"])


def _plan_digest(plan: Row, bundle: Bundle) -> str:
    """Return the digest that was approved, if all are called now as they were then."""
    editions, entries = _by(bundle["editions"], "number"), _by(bundle["entries"], "id")
    names = {prize["id"]: prize["name"] for prize in bundle.awards["prizes"]}
    lines = [
        {
            "entry": [line["entry"], entries[line["entry"]]["title"]],
            **{
                kind: list(map(entries[line["entry"]][kind].get, ("id", name)))
                for kind, name in (("enterprise", "name"), ("challenge", "title"))
            },
            **{name: line[name] for name in ("place", "score", "amount_fen", "reason")},
            "prize": [line["prize"], names.get(line["prize"], "")],
        }
        for line in plan["lines"]
    ]
    told = {"contest": bundle.contest["id"], "edition": editions[plan["edition"]]["digest"]}
    return sha256(canonical({**told, "note": plan["note"], "lines": lines}))


def _given_anew(
    plan: Row, bundle: Bundle, awards: Sequence[Row]
) -> dict[int, tuple[int | None, int, str]]:
    edition = _by(bundle["editions"], "number")[plan["edition"]]
    entries, lines = _by(bundle["entries"], "id"), _by(plan["lines"], "entry")
    held = [row for row in awards if row["state"] != "revoked"]
    allocation = Allocation(
        bundle.contest["budget_fen"] - sum(row["amount_fen"] for row in held),
        one_each=bundle.contest["one_award_per_enterprise"],
        pass_mark=sheets_of(bundle)[edition["rule_sheet"]].pass_mark,
    )
    allocation.enterprises |= {row["enterprise_id"] for row in held}
    groups: dict[int, list[Row]] = defaultdict(list)
    for line in edition["lines"]:
        entry = entries[line["entry"]]
        has_left = lines.get(line["entry"], {}).get("reason_code") == "left_contest"
        told = {"enterprise": entry["enterprise"]["id"], "left": has_left}
        groups[_group(entry, bundle)].append({**line, **told})
    for group, candidates in sorted(groups.items()):
        allocation.admit(group, candidates, {row["entry_id"] for row in held})
    taken = Counter((row["prize_id"], _group(entries[row["entry_id"]], bundle)) for row in held)
    order = [(group, prize) for group in sorted(groups) for prize in bundle.awards["prizes"]]
    for group, prize in sorted(order, key=lambda pair: -pair[1]["amount_fen"]):
        allocation.fill(group, prize, prize["seats"] - taken[prize["id"], group])
    return allocation.close()


# --- what is opened, and what comes from elsewhere --------------------------------------------


def check_opened(bundle: Bundle) -> None:
    """Compare each personal value that was opened with what the log or a list commits to."""
    held = b"".join(data for name, data in bundle.files.items() if name != "opened.jsonl")
    for row in bundle["opened"]:
        opened = sha256(canonical({"salt": row["salt"], "value": row["value"]}))
        if opened != row["commitment"] or opened.encode() not in held:
            bundle.report.fault(ALTERED, "opened_wrong", commitment=row["commitment"])
    bundle.report.checked("opened", len(bundle["opened"]))


def check_code(code: str, bundle: Bundle) -> None:
    """Look for a head's code, as it is printed, among the roots of the log."""
    if at := [size for size, root in enumerate(bundle.roots) if size and root.startswith(code)]:
        bundle.report.checked("code", at[0])
    else:
        bundle.report.fault(TRUNCATED, "code_unknown", code=code)


def check_given_heads(data: bytes, bundle: Bundle) -> None:
    """Compare the log with signed heads from elsewhere, or with another bundle's log."""
    known: Sequence[str] = ()
    if data.startswith(b"PK"):
        other = Bundle(unpack(data, bundle.report), bundle.report)
        known, heads = other.roots, other["heads"]
        _check_prefix(other, bundle)
    else:
        heads = [read(line) for line in data.splitlines() if line.strip()]
    own = [head for head in heads if head["chain"] == bundle.chain]
    for head in own:
        _check_given(head, bundle, known)
    bundle.report.checked("given", len(own))


def _check_prefix(other: Bundle, bundle: Bundle) -> None:
    """Compare line by line with another bundle's log: one must begin with the other."""
    if other.chain != bundle.chain:
        bundle.report.fault(ALTERED, "other_chain", chain=other.chain)
    pairs = zip(other["ledger"], bundle["ledger"], strict=False)
    for at, (theirs, ours) in enumerate(pairs, 1):
        if any(theirs.get(name) != ours.get(name) for name in ("digest", "binds")):
            bundle.report.fault(ALTERED, "differs_from_other", line=at)
            return


def _check_given(head: Row, bundle: Bundle, known: Sequence[str]) -> None:
    """Compare one head; a longer one may bring the path that shows it continues this log."""
    report, size, lines = bundle.report, head["size"], len(bundle.roots) - 1
    paths = {path["size"]: path["path"] for path in head.get("consistency", ())}
    signed = {name: value for name, value in head.items() if name != "consistency"}
    _check_signature(signed, bundle, f"--heads {size}")
    if size <= lines and head["root"] != bundle.roots[size]:
        report.fault(ALTERED, "given_root", size=size, at=head["at"])
    elif size > lines and lines in paths:
        nodes = [_bytes(node, 32) for node in paths[lines]]
        if continues((lines, bundle.roots[lines]), (size, head["root"]), nodes):
            report.cannot("older", lines=lines, size=size)
        else:
            report.fault(ALTERED, "given_root", size=size, at=head["at"])
    elif size > lines:
        _check_longer(head, bundle, known)


def _check_longer(head: Row, bundle: Bundle, known: Sequence[str]) -> None:
    """Tell an older bundle from an older database: by the other log, or by the times."""
    report, size, lines = bundle.report, head["size"], len(bundle.roots) - 1
    if size < len(known) and (known[lines], known[size]) == (bundle.roots[lines], head["root"]):
        report.cannot("older", lines=lines, size=size)
    elif head["at"] < bundle.manifest["made_at"]:
        report.fault(TRUNCATED, "rolled_back", size=size, at=head["at"], lines=lines)
    else:
        report.fault(TRUNCATED, "log_cut", size=size, lines=lines)


def check_receipt(receipt: Row, bundle: Bundle) -> None:
    """Find a receipt's line in the log, and its marks among the ballot's versions.

    A tablet keeps the whole answer that it came in: that will do as well.
    """
    receipt = receipt.get("receipt", receipt)
    report, at = bundle.report, receipt["sequence"]
    _check_signature(receipt, bundle, "--receipt")
    if receipt["chain"] != bundle.chain:
        report.fault(NOT_THE_RESULT, "other_chain", chain=receipt["chain"])
        return
    if at is None:
        report.cannot("receipt_unbound")
    elif at >= len(bundle.roots):
        report.fault(TRUNCATED, "receipt_cut", sequence=at, lines=len(bundle.roots) - 1)
    elif not _holds(receipt, bundle):
        report.fault(ALTERED, "receipt_line", sequence=at)
    _check_receipt_version(receipt, bundle)
    report.checked("receipt", 1)


def _holds(receipt: Row, bundle: Bundle) -> bool:
    found, line = bundle.roots, bundle["ledger"][receipt["sequence"] - 1]
    at, path = receipt["sequence"], [_bytes(node, 32) for node in receipt["proof"]]
    stated = (receipt["leaf"], receipt["content"], receipt["root"])
    root = root_from(leaf_hash(receipt["leaf"], receipt["content"]), (at - 1, at), path)
    return stated == (line["digest"], line.get("binds"), found[at]) and root == found[at]


def _check_receipt_version(receipt: Row, bundle: Bundle) -> None:
    if receipt["kept_as"] != "ballot":
        bundle.report.cannot("receipt_late")
        return
    versions = [
        version["content"]
        for ballot in bundle["ballots"]
        if ballot["uuid"] == receipt["uuid"]
        for version in ballot["versions"]
    ]
    if receipt["content"] not in versions:
        bundle.report.fault(INCOMPLETE, "receipt_version", uuid=receipt["uuid"])
    elif receipt["content"] != versions[-1]:
        bundle.report.cannot("receipt_older", uuid=receipt["uuid"])


# --- what people read -------------------------------------------------------------------------

VERDICTS = {
    ALTERED: ("被改动", "altered"),
    TRUNCATED: ("被截断", "truncated"),
    INCOMPLETE: ("不完整", "incomplete"),
    NOT_THE_RESULT: ("不是公布的结果", "not the published result"),
}
# Of a receipt or a head that belongs to another contest, and of whatever is not JSON.
WORDS: dict[str, tuple[str, str]] = {
    "holds": ("核验通过：所查各项全部相符。", "Verified: everything checked agrees."),
    "fails": ("核验未通过：{verdicts}。", "Not verified: {verdicts}."),
    "of": ("{name}，{format}，北京时间 {at} 制成", "{name}, {format}, made {at} China time"),
    "key": (
        "签名公钥 {key}：请与组织单位公布的核对",
        "Signed by key {key}: compare it with the published one",
    ),
    "head": (
        "日志头 {code}，第 {size} 行：请与纸面或公示上的核对",
        "Head of the log {code}, line {size}: compare it with the one on paper or in the notice",
    ),
    "what": ("查了什么", "What was checked"),
    "count": ("数量", "Count"),
    "result": ("结果", "Result"),
    "found": ("发现的问题", "What is wrong"),
    "more": ("……另有 {count} 项同类问题", "… and {count} more of this kind"),
    "limits": ("本文件不能说明的", "What this file cannot tell"),
    "unreadable": ("不能读取 {name}：{why}", "Cannot read {name}: {why}"),
    # what was checked
    "archive": ("压缩包的每个字节", "Every byte of the archive, files"),
    "files": ("文件的摘要", "Digests of files"),
    "form": ("规范的 JSON", "Canonical JSON"),
    "signatures": ("清单的签名", "Signature of the manifest"),
    "lines": ("日志逐行相连", "Lines of the log's chain"),
    "heads": ("签名的日志头", "Signed heads of the log"),
    "proofs": ("评分表在日志中的证明", "Proofs of ballots in the log"),
    "ballots": ("评分表", "Ballots"),
    "versions": ("评分表的版本", "Versions of ballots"),
    "amendments": ("更正", "Amendments"),
    "seals": ("封存的评审规则", "Sealed rule sheets"),
    "row_ballots": ("评分表与日志一致", "Ballots as the log tells them"),
    "row_marks": ("打分与日志一致", "Marks as the log tells them"),
    "row_seats": ("评审组席位与日志一致", "Seats as the log tells them"),
    "row_recusals": ("回避与日志一致", "Recusals as the log tells them"),
    "row_absences": ("缺席与日志一致", "Absences as the log tells them"),
    "row_rules": ("评审规则与日志一致", "Rule sheets as the log tells them"),
    "row_criteria": ("评分项与日志一致", "Criteria as the log tells them"),
    "row_editions": ("排名版次与日志一致", "Editions as the log tells them"),
    "row_standings": ("名次与日志一致", "Standings as the log tells them"),
    "row_ties": ("同分裁定与日志一致", "Tie decisions as the log tells them"),
    "row_plans": ("奖励方案与日志一致", "Plans as the log tells them"),
    "row_plan_lines": ("方案各行与日志一致", "Lines of plans as the log tells them"),
    "row_awards": ("奖励与日志一致", "Awards as the log tells them"),
    "standings": ("重新计算的得分与名次", "Scores and places computed again"),
    "editions": ("排名版次", "Editions"),
    "expected": ("应有的评分表", "Ballots expected"),
    "judges": ("评审专家", "Judges"),
    "plan_lines": ("重新分配的奖励（方案各行）", "Lines of plans allocated again"),
    "awards": ("奖励", "Awards"),
    "money": ("奖励合计不超预算（精确到分）", "Awards within the budget, to the fen"),
    "opened": ("打开的个人信息", "Personal values opened"),
    "code": ("所给日志头在第几行", "Line of the head given"),
    "given": ("所给的日志头", "Heads given"),
    "receipt": ("所给的回执", "Receipt given"),
    # what is wrong
    "archive_cut": ("压缩包在“{name}”中断开", "The archive ends inside {name}"),
    "archive_cut_end": ("压缩包的末尾缺失", "The archive's end is missing"),
    "archive_header": (
        "压缩包中“{name}”的文件头不符",
        "The header of {name} in the archive is not as it must be",
    ),
    "archive_other": (
        "不是核验包，或压缩包的目录被改动",
        "No bundle, or the archive's directory was altered",
    ),
    "not_canonical": (
        "“{name}”第 {line} 行不是规范的 JSON",
        "{name}, line {line}: not canonical JSON",
    ),
    "malformed": (
        "“{what}”没有核对完：内容不合格式（{why}）",
        "{what}: not checked to the end, the content is malformed ({why})",
    ),
    "file_missing": ("缺少文件“{name}”", "{name} is missing"),
    "file_order": ("文件的名称或顺序不符", "The files are not those of a bundle, in order"),
    "file_digest": (
        "“{name}”与清单中的摘要不符",
        "{name} does not have the digest in the manifest",
    ),
    "format": ("不认识的格式：{found}", "Unknown format: {found}"),
    "manifest_names": (
        "清单所列与文件或大赛不符",
        "The manifest lists other files, or another contest",
    ),
    "manifest_time": ("清单的时间与日志头不符", "The manifest's time is not that of its head"),
    "unknown_key": (
        "{what}：签名的公钥 {key} 不在清单中",
        "{what}: signed by a key {key} that the manifest does not have",
    ),
    "key_name": (
        "{what}：公钥与其名称 {key} 不符",
        "{what}: the public key is not the one called {key}",
    ),
    "signature": ("{what}：签名不符", "{what}: the signature does not verify"),
    "line_missing": (
        "日志应为第 {expected} 行，实为第 {found} 行：其间的行缺失",
        "The log has line {found} where line {expected} should be: lines are missing",
    ),
    "chain_broken": (
        "日志第 {line} 行没有接上前一行：前一行被替换，或本行是插入的",
        "Line {line} does not follow the line before it: that was replaced, or this one put in",
    ),
    "line_shape": (
        "日志第 {line} 行的字段不符",
        "Line {line} of the log does not have the fields of a line",
    ),
    "line_digest": (
        "日志第 {line} 行（{verb}）的摘要与内容不符：内容被改动",
        "Line {line} of the log ({verb}) does not have its digest: its content was altered",
    ),
    "heads_order": ("日志头没有从早到晚排列", "The heads are not in order"),
    "head_missing": (
        "清单的日志头（第 {size} 行）不是最后一个日志头",
        "The manifest's head (line {size}) is not the last of the heads",
    ),
    "after_head": (
        "日志有 {lines} 行，而签名只到第 {size} 行",
        "The log has {lines} lines, but is signed up to line {size} only",
    ),
    "other_chain": ("属于另一条日志：{chain}", "Of another log: {chain}"),
    "log_cut": (
        "日志头说有 {size} 行，日志只有 {lines} 行：末尾被去掉，或本包早于该日志头",
        "A head says {size} lines, the log has {lines}: its tail was dropped, or the bundle "
        "is older than the head",
    ),
    "rolled_back": (
        "{at} 的日志头有 {size} 行，之后制成的本包只有 {lines} 行：数据库被恢复成旧的",
        "The head of {at} has {size} lines, this later bundle {lines}: an older database was "
        "put back",
    ),
    "head_root": (
        "第 {size} 行的日志头与日志不符：该行之前有内容被改动",
        "The head of line {size} does not match the log: something before it was altered",
    ),
    "given_root": (
        "所给的日志头（第 {size} 行，{at}）与日志不符：该行之前有内容被改动",
        "The head given (line {size}, {at}) does not match the log: something before it was "
        "altered",
    ),
    "code_unknown": (
        "日志任何一行都没有日志头 {code}：日志被截断或改动，或本包早于该日志头",
        "No line of the log has the head {code}: the log was cut or altered, or the bundle "
        "is older than the head",
    ),
    "differs_from_other": (
        "从第 {line} 行起，与所给核验包的日志不同",
        "From line {line} on, the log differs from that of the bundle given",
    ),
    "proof": ("评分表 {uuid} 的证明不成立", "The proof of ballot {uuid} does not hold"),
    "proof_missing": ("评分表 {uuid} 没有证明", "Ballot {uuid} has no proof"),
    "proof_extra": ("有 {count} 个证明没有对应的评分表", "{count} proofs are of no ballot"),
    "content": (
        "评分表 {uuid} 在第 {sequence} 行的版本与其摘要不符",
        "The version of ballot {uuid} at line {sequence} does not have its digest",
    ),
    "not_bound": (
        "评分表 {uuid} 的版本不是日志第 {sequence} 行所记的",
        "Line {sequence} of the log does not bind this version of ballot {uuid}",
    ),
    "not_last_version": (
        "评分表 {uuid} 与其最后一个版本不同",
        "Ballot {uuid} is not as its last version",
    ),
    "version_line": (
        "评分表 {uuid} 的版本记在第 {sequence} 行，日志没有这一行",
        "A version of ballot {uuid} is of line {sequence}, which the log does not have",
    ),
    "changed_after": (
        "日志第 {sequence} 行改了已提交的打分，却没有相应的更正",
        "Line {sequence} of the log changed submitted marks without an amendment",
    ),
    "amended_alone": (
        "更正 {number} 不是由评委以外的两人提出和会签的",
        "Amendment {number} was not proposed and co-signed by two people who are not its judge",
    ),
    "amendment_unmade": (
        "更正 {number} 标为已执行，评分表却没有相应的版本",
        "Amendment {number} is marked as applied, but no ballot has such a version",
    ),
    "amendment_marks": (
        "更正 {number} 所记的打分与日志第 {sequence} 行的不符",
        "The marks of amendment {number} are not those of line {sequence}",
    ),
    "past_the_log": (
        "日志第 {line} 行之前，{row} 的 {column} 曾绕过日志被改",
        "Before line {line}, {column} of {row} was changed past the log",
    ),
    "row_missing": (
        "{what}：日志中有 {key}，文件中没有",
        "{what}: the log tells of {key}, the file does not",
    ),
    "row_untold": (
        "{what}：文件中有 {key}，日志中没有",
        "{what}: the file has {key}, the log does not tell of it",
    ),
    "row_differs": (
        "{what}：{key} 的 {column} 在日志中是 {told}，在文件中是 {stated}",
        "{what}: {column} of {key} is {told} in the log, {stated} in the file",
    ),
    "seal": (
        "评审规则第 {number} 版与封存的摘要不符",
        "Rule sheet {number} does not have the digest of its seal",
    ),
    "seals_many": ("同时有 {count} 份评审规则有效", "{count} rule sheets are in force at once"),
    "edition_entry": (
        "第 {edition} 版：项目 {entry} 只在排名或只在重算结果中",
        "Edition {edition}: entry {entry} is only in the standings, or only in the recount",
    ),
    "edition_line": (
        "第 {edition} 版：项目 {entry} 的 {column} 公布为 {stated}，重算为 {counted}",
        "Edition {edition}: {column} of entry {entry} is {stated}, counted again {counted}",
    ),
    "edition_detail": (
        "第 {edition} 版：项目 {entry} 的计算过程（{name}）与重算不同",
        "Edition {edition}: what explains entry {entry} ({name}) is not as counted again",
    ),
    "edition_digest": (
        "第 {edition} 版的摘要与重算不同",
        "Edition {edition} does not have the digest of the recount",
    ),
    "published": ("有 {count} 个版次同时标为已发布", "{count} editions are marked as published"),
    "undecided": (
        "第 {edition} 版中还有等待裁定的同分",
        "Edition {edition} has ties that nobody decided",
    ),
    "judges_order": (
        "评审专家没有按编号排列，或有重复",
        "The judges are not in the order of their numbers",
    ),
    "judge_missing": ("评委 {judge} 不在评审专家名单中", "Judge {judge} is not among the judges"),
    "gap": (
        "项目 {entry} 缺评委 {judge} 的评分表，没有说明",
        "Entry {entry} lacks the ballot of judge {judge}, without explanation",
    ),
    "recused_ballot": (
        "评委 {judge} 已回避项目 {entry}，其评分表却未作废",
        "Judge {judge} is recused from entry {entry}, but the ballot is not void",
    ),
    "over_the_cap": (
        "项目 {entry} 的奖励不在 0 到 100 万元之间",
        "The award of entry {entry} is not within 0 and 1,000,000 yuan",
    ),
    "over_budget": (
        "奖励合计 {total} 元，超过预算 {budget} 元",
        "The awards add up to {total} yuan, the budget is {budget}",
    ),
    "unplanned": (
        "项目 {entry} 的奖励与批准的方案 {plan} 不符",
        "The award of entry {entry} is not what approved plan {plan} gives",
    ),
    "awarded_twice": ("项目 {entry} 有多项有效的奖励", "Entry {entry} has several standing awards"),
    "enterprise_twice": (
        "企业 {enterprise} 有多项奖励，而每家限获一项",
        "Enterprise {enterprise} has several awards where one is allowed",
    ),
    "over_seats": (
        "奖项 {prize} 授出的多于席位",
        "Prize {prize} is given more often than it has seats",
    ),
    "plan_tie": (
        "方案 {plan}：同分跨越席位或限额，本不能分配",
        "Plan {plan}: equals lie across a seat or a limit, nothing could be given",
    ),
    "plan_line": (
        "方案 {plan}：项目 {entry} 的奖项、金额或理由与重新分配的不同",
        "Plan {plan}: prize, amount or reason of entry {entry} is not as allocated again",
    ),
    "plan_extra": (
        "方案 {plan}：有项目不在排名中",
        "Plan {plan}: it names entries that the standings do not have",
    ),
    "opened_wrong": (
        "打开的个人信息与承诺值 {commitment} 不符",
        "An opened value is not what {commitment} commits to",
    ),
    "receipt_cut": (
        "回执在第 {sequence} 行，日志只有 {lines} 行：末尾被去掉，或本包早于该回执",
        "The receipt is of line {sequence}, the log has {lines}: its tail was dropped, or "
        "the bundle is older",
    ),
    "receipt_line": (
        "回执与日志第 {sequence} 行不符",
        "The receipt does not match line {sequence} of the log",
    ),
    "receipt_version": (
        "评分表 {uuid} 没有回执所记的版本",
        "Ballot {uuid} has no version as in the receipt",
    ),
    # what cannot be told
    "withheld": (
        "{count} 行日志只有摘要：其内容不在本文件中，只能查到没有被改动、抽走或插入",
        "{count} lines of the log are here by digest only: that they are unaltered and in "
        "place can be checked, what they say cannot",
    ),
    "other_key": (
        "用公钥 {key} 所作的签名：清单中没有这个公钥（多为换过密钥），只核对了内容",
        "Signatures by key {key}, which the manifest does not have (keys were changed, "
        "mostly): only what they sign was compared",
    ),
    "digest_name": (
        "本机没有摘要算法 {name}，相应的行没有重算",
        "This machine does not know the digest {name}: its lines were not computed again",
    ),
    "unbound": (
        "{count} 份评分表是旧版本程序留下的，日志没有记下其内容摘要",
        "{count} ballots are from before the log bound contents",
    ),
    "unpublished": (
        "还没有发布排名：没有可以核对的公布结果",
        "No standings are published: there is no published result to compare with",
    ),
    "older": (
        "所给日志头有 {size} 行，是本包 {lines} 行的延续：其后的行不在本包中",
        "The head given has {size} lines and continues the {lines} here: what came later is "
        "not in this bundle",
    ),
    "plan_names": (
        "方案 {plan} 的摘要与现在的名称算出的不同：批准之后有名称或说明改过",
        "Plan {plan}: with the names of now its digest is another, so some name or text "
        "changed since it was approved",
    ),
    "receipt_unbound": (
        "回执是旧版本程序所发，没有日志中的位置",
        "The receipt is from before receipts had a line of the log",
    ),
    "receipt_late": (
        "回执所记的评分迟到，另行保存：不在评分表中",
        "The receipt is of late marks, which are kept apart from the ballots",
    ),
    "receipt_older": (
        "评分表 {uuid} 在这份回执之后又有改动：见日志",
        "Ballot {uuid} was changed after this receipt: see the log",
    ),
    "begun_elsewhere": (
        "这届大赛的部分数据不是在这条日志中开始的，或所在的行含个人信息而未展示："
        "只按本文件的各表核对了公布的版次，没有与日志逐项核对",
        "Some of this contest's rows began elsewhere, or in lines withheld for personal "
        "texts: the published edition was counted from the tables of this file",
    ),
    "paper": (
        "分数是否就是评委写在纸上的、心里想的：请随机抽查纸面评分表",
        "Whether the marks are those that judges put on paper: draw ballots at random and compare",
    ),
    "names": (
        "编号背后是谁：个人信息只有承诺值，除非导出人有权打开",
        "Who stands behind the numbers: personal data are commitments, but for what was opened",
    ),
    "trust": (
        "公钥和日志头是不是真的：请与从别处得到的核对（--head、--heads）",
        "Whether key and head are the true ones: compare with copies from elsewhere (--head, "
        "--heads)",
    ),
    "entries": (
        "参赛材料、项目状态和大赛限额：以本文件所载为准",
        "Documents, states of entries and the contest's limits: taken as this file has them",
    ),
}

ALWAYS = ("paper", "names", "entries", "trust")
PLACES_OF_WORDS = {"what"}


def say(words: str, language: int, **values: Any) -> str:
    """Return a sentence in a language, 0 Chinese, 1 English; a value may be a word itself."""
    told = {
        name: WORDS[value][language] if name in PLACES_OF_WORDS and value in WORDS else value
        for name, value in values.items()
    }
    return WORDS[words][language].format(**told)


def lines_of(report: Report, bundle: Bundle, language: int) -> Iterator[str]:
    """Yield the report: the verdict, what was checked, what is wrong, what cannot be told."""
    kinds = [kind for kind in VERDICTS if report.has(kind)]
    comma = ", " if language else "、"
    verdicts = comma.join(VERDICTS[kind][language] for kind in kinds)
    yield say("fails" if kinds else "holds", language, verdicts=verdicts)
    yield from _whose(bundle, language)
    yield ""
    yield from _table(report, language)
    for kind in kinds:
        yield from ("", f"{say('found', language)} · {VERDICTS[kind][language]}")
        yield from _faults([fault for fault in report.faults if fault[0] == kind], language)
    yield from ("", say("limits", language))
    for words, values in [*report.unchecked, *((words, {}) for words in ALWAYS)]:
        yield f"  · {say(words, language, **values)}"


def _whose(bundle: Bundle, language: int) -> Iterator[str]:
    try:
        head, name = bundle.manifest["head"], bundle.contest["name"]
        at = _local(bundle.manifest["made_at"])
        yield say("of", language, name=name, format=bundle.manifest["format"], at=at)
        yield say("head", language, code=head["root"][:SHORTEST_CODE], size=head["size"])
        for key in bundle.keys:
            yield say("key", language, key=key)
    except MALFORMED:
        return


def _local(at: str) -> str:
    """Return a time of the log as people of the contest have it: Asia/Shanghai."""
    moment = datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%f%z") + timedelta(hours=8)
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _table(report: Report, language: int) -> Iterator[str]:
    """Yield what was checked, how often and with what result, each kind of thing once."""
    counts, wrong = Counter[str](), Counter[str]()
    for what, count, faults in report.counts:
        counts[what] += count
        wrong[what] += faults
    rows = [tuple(say(words, language) for words in ("what", "count", "result"))]
    for what, count in counts.items():
        result = "×" if wrong[what] else "√" if count else "–"
        rows.append((say(what, language), str(count), result))
    widest = max(_width(what) for what, _count, _result in rows)
    for what, told, result in rows:
        pads = " " * (widest - _width(what)), " " * (7 - _width(told))
        yield f"  {what}{pads[0]}{pads[1]}{told}  {result}"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in {"W", "F"} else 1 for letter in text)


def _faults(faults: Sequence[tuple[str, str, Row]], language: int) -> Iterator[str]:
    """Yield the first of each kind of sentence, and how many more there are."""
    by_words: dict[str, list[Row]] = defaultdict(list)
    for _kind, words, values in faults:
        by_words[words].append(values)
    for words, found in by_words.items():
        for values in found[:MOST_SHOWN]:
            yield f"  × {say(words, language, **values)}"
        if len(found) > MOST_SHOWN:
            yield f"    {say('more', language, count=len(found) - MOST_SHOWN)}"


# --- the whole --------------------------------------------------------------------------------


class Given(NamedTuple):
    """What somebody holds besides the bundle, to compare it with."""

    code: str = ""
    heads: bytes | None = None
    receipt: bytes | None = None


def verify(data: bytes, given: Given = Given()) -> tuple[Report, Bundle]:  # noqa: B008 -- frozen
    """Check a bundle, and what was given besides; return what was found, and the bundle."""
    report = Report()
    bundle = Bundle(unpack(data, report), report)
    if not bundle.files:
        report.fault(ALTERED, "archive_other")
        return report, bundle
    for what, check in _CHECKS:
        attempt(what, partial(check, bundle), report)
    if given.code:
        attempt("code", partial(check_code, given.code, bundle), report)
    if given.heads is not None:
        attempt("given", partial(check_given_heads, given.heads, bundle), report)
    if given.receipt is not None:
        attempt("receipt", lambda: check_receipt(read(given.receipt or b""), bundle), report)
    return report, bundle


_CHECKS: tuple[tuple[str, Callable[[Bundle], None]], ...] = (
    ("files", check_manifest),
    ("form", check_form),
    ("lines", check_log),
    ("heads", check_heads),
    ("proofs", check_proofs),
    ("seals", check_rules),
    ("ballots", check_ballots),
    ("amendments", check_amendments),
    ("standings", lambda bundle: check_rows(bundle, replay(bundle))),
    ("editions", check_published),
    ("judges", check_judges),
    ("awards", check_awards),
    ("opened", check_opened),
)


def attempt(what: str, check: Callable[[], None], report: Report) -> None:
    """Make a check; what it cannot read is a fault like others."""
    try:
        check()
    except MALFORMED as trouble:
        report.fault(ALTERED, "malformed", what=what, why=f"{type(trouble).__name__} {trouble}")
        report.checked(what, 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check what the command line names, print the report, and return the exit code."""
    asked = _parser().parse_args(arguments)
    language = int(asked.lang == "en")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # of a console that lacks some letters
    try:
        given = Given(asked.head or "", *map(_bytes_of, (asked.heads, asked.receipt)))
        report, bundle = verify(Path(asked.bundle).read_bytes(), given)
    except OSError as trouble:
        told = say("unreadable", language, name=trouble.filename, why=trouble.strerror)
        sys.stderr.write(f"{told}\n")
        return 2
    sys.stdout.write("\n".join(lines_of(report, bundle, language)) + "\n")
    return 1 if report.faults else 0


def _bytes_of(name: str | None) -> bytes | None:
    return Path(name).read_bytes() if name else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="核验评审结果核验包 · Check a result bundle.")
    parser.add_argument("bundle", metavar="BUNDLE.zip")
    parser.add_argument("--head", metavar="HEX", type=_code)
    parser.add_argument("--heads", metavar="FILE")
    parser.add_argument("--receipt", metavar="FILE")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    return parser


def _code(text: str) -> str:
    code = re.sub(r"[\s\-·]", "", text).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST_CODE},64}}", code):
        raise argparse.ArgumentTypeError(f"16–64 × 0-9 a-f: {text}")
    return code


if __name__ == "__main__":
    sys.exit(main())
