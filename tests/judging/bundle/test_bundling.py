"""A contest's bundle: of one moment, the same every time, and true to the tables and the log."""

import json
import threading
from hashlib import sha256

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.core.merkle import root_from_path
from contest.core.places import leaf_of
from contest.core.trees import tree_of
from contest.models import RankingScope
from judging.actions import editions, recusals
from judging.bundling import NothingLogged, made_bundle
from judging.models import Ballot
from judging.states import RuleSheetState
from tests.judging.bundle.reading import files_of, made, taken_apart
from tests.judging.counting import mark, rule, set_contest
from tests.judging.test_ballots import NEW, WHOLE, put, save
from tests.judging.test_recusals_actions import recuse

HALF = {"understanding": "17.5", "solution": "31"}
WRITTEN = {"understanding": "17.50", "solution": "31.00", "cost": "28.50"}


@pytest.fixture
def marked(world, visit):
    """Let a judge begin, complete and submit a ballot of their own on the tablet."""
    client, uuid = visit(world.judge), NEW
    at = {"entry": world.rival_entry.id}
    put(client, uuid, at=at, version=0, marks=HALF)
    put(client, uuid, version=1, marks=WHOLE)
    put(client, uuid, version=2, marks=WHOLE, state="submitted")
    return world


def ballot_of(bundle, uuid=NEW):
    return next(ballot for ballot in bundle["ballots"] if ballot["uuid"] == uuid)


def test_two_bundles_of_the_same_state_are_the_same_file(marked):
    editions.compute_edition(marked.contest, by=marked.organizer, reason="试算")

    assert made(marked.contest) == made(marked.contest)
    assert made(marked.contest, opens=True) == made(marked.contest, opens=True)


def test_a_line_later_only_the_log_and_what_it_changed_differ(marked):
    before = files_of(made(marked.contest))

    made_bundle(marked.contest, by=marked.organizer, purpose="").file.close()

    after = files_of(made(marked.contest))
    differing = {name for name in before if before[name] != after[name]}
    assert differing == {
        *("ledger.jsonl", "heads.jsonl", "proofs.jsonl", "manifest.json", "manifest.sig")
    }


def test_every_version_of_a_ballot_is_told_with_what_its_line_bound(marked):
    ballot = ballot_of(taken_apart(made(marked.contest)))

    lines = {
        line.sequence: line.binds
        for line in db.session.scalars(select(LedgerEntry).where(LedgerEntry.binds.is_not(None)))
    }
    assert [(v["state"], v["marks"]["cost"]) for v in ballot["versions"]] == [
        ("draft", None),
        ("draft", "28.50"),
        ("submitted", "28.50"),
    ]
    assert {v["sequence"]: v["content"] for v in ballot["versions"]} == lines
    assert (ballot["marks"], ballot["state"]) == (WRITTEN, "submitted")
    assert (ballot["sequence"], ballot["content"]) == (
        ballot["versions"][-1]["sequence"],
        ballot["versions"][-1]["content"],
    )


def test_a_ballot_made_void_stays_with_all_it_said(marked):
    recusal = recuse(marked.rival_entry, marked.judge)
    before = ballot_of(taken_apart(made(marked.contest)))

    recusals.confirm_recusal(recusal, by=marked.organizer, reason="属实")

    after = ballot_of(taken_apart(made(marked.contest)))
    assert (after["state"], after["void"], after["marks"]) == ("void", True, WRITTEN)
    assert (after["content"], after["sequence"]) == (before["content"], before["sequence"])
    assert [(v["state"], v["content"]) for v in after["versions"][-1:]] == [("void", None)]


def test_marks_carried_over_to_another_version_of_the_rules_are_followed(marked):
    with acting("test.resealed", marked.rule_sheet, by=None):
        old, new = marked.rule_sheet, _copy_of(marked.rule_sheet)
        old.state = RuleSheetState.REPLACED
        db.session.flush()
        keys = {line.key: line.id for line in new.criteria}
        ballot = db.session.scalars(select(Ballot).where(Ballot.uuid == NEW)).one()
        ballot.rule_sheet_id = new.id
        for given in ballot.marks:
            given.criterion_id = keys[given.criterion.key]
        new.state, new.digest, new.sealed_at = RuleSheetState.SEALED, "1" * 64, old.sealed_at

    bundle = taken_apart(made(marked.contest))

    ballot = ballot_of(bundle)
    assert [sheet["number"] for sheet in bundle["rules"]] == [1, 2]
    assert (ballot["rule_sheet"], ballot["marks"]) == (2, WRITTEN)
    assert (ballot["versions"][-1]["marks"], ballot["versions"][-1]["content"]) == (WRITTEN, None)


def _copy_of(sheet):
    settings = ("technical_weight", "commercial_weight", "ties", "contest_id")
    copy = type(sheet)(number=2, **{name: getattr(sheet, name) for name in settings})
    names = ("position", "key", "dimension", "name", "top", "step", "weight")
    line = type(sheet.criteria[0])
    copy.criteria = [line(**{n: getattr(one, n) for n in names}) for one in sheet.criteria]
    db.session.add(copy)
    db.session.flush()
    return copy


def test_each_proof_leads_from_the_ballots_line_to_the_head_that_was_signed(marked):
    bundle = taken_apart(made(marked.contest))

    (proof,), head = bundle["proofs"], bundle["manifest"]["head"]
    leaf = leaf_of(proof["leaf"], proof["content"])
    path = [bytes.fromhex(node) for node in proof["path"]]
    root = root_from_path(leaf, proof["sequence"] - 1, proof["size"], path)
    assert (proof["uuid"], proof["content"]) == (NEW, ballot_of(bundle)["content"])
    assert (root.hex(), proof["size"]) == (head["root"], head["size"])
    assert root == tree_of(head["chain"]).root
    assert bundle["heads"][-1] == head


def test_the_manifest_and_the_heads_are_signed_by_the_key_it_names(marked):
    files = files_of(made(marked.contest))

    manifest, signature = (json.loads(files[f"manifest.{kind}"]) for kind in ("json", "sig"))
    assert signature["manifest"] == sha256(files["manifest.json"]).hexdigest()
    for signed in (manifest["head"], signature):
        public = bytes.fromhex(manifest["keys"][signed["key"]])
        content = {name: value for name, value in signed.items() if name != "signature"}
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(bytes.fromhex(signed["signature"]), rfc8785.dumps(content))


@pytest.mark.parametrize("decimals", [0, 1, 2])
@pytest.mark.parametrize("scope", RankingScope)
def test_an_editions_digest_is_that_of_its_lines_as_the_bundle_has_them(world, decimals, scope):
    set_contest(world.contest, ranking_scope=scope)
    rule(world, decimals=decimals)
    mark(world, world.entry, world.judge, "0 0 34")
    mark(world, world.rival_entry, world.judge, "12.5 25 0")
    edition = editions.compute_edition(world.contest, by=world.organizer, reason="试算")

    told = taken_apart(made(world.contest))["editions"][-1]

    content = {
        "contest": world.contest.id,
        "rules": world.rule_sheet.digest,
        "standings": told["lines"],
    }
    assert (told["number"], told["state"], told["rule_sheet"]) == (edition.number, "computed", 1)
    assert told["digest"] == edition.digest == sha256(rfc8785.dumps(content)).hexdigest()


def test_the_export_is_a_line_that_binds_the_files_and_comes_after_the_head(marked):
    it = made_bundle(marked.contest, by=marked.organizer, purpose="")

    with it.file as file:
        file.seek(0)
        bundle = taken_apart(file.read())
    line = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    head = bundle["manifest"]["head"]
    assert (line.verb, line.sequence, line.reason) == ("bundle.exported", head["size"] + 1, "")
    assert line.binds == sha256(rfc8785.dumps(bundle["manifest"]["files"])).hexdigest()
    assert (it.code, it.name) == (head["root"][:16], f"contest 场景大赛核验包-{it.code}.zip")


def test_without_a_line_in_the_log_there_is_nothing_to_show(world):
    with pytest.raises(NothingLogged):
        made(world.contest)


def test_what_is_written_meanwhile_is_in_no_bundle_by_half(app, world):
    save(world, HALF)
    stopped, saves = threading.Event(), []

    def keep_saving():
        with app.app_context():
            while not stopped.is_set():
                marks = {"understanding": str(len(saves) % 20)}
                saves.append(save(world, marks, version=world.ballot.version))

    with app.app_context():
        writer = threading.Thread(target=keep_saving)
        writer.start()
        try:
            bundles = [taken_apart(made(world.contest)) for _ in range(3)]
        finally:
            stopped.set()
            writer.join()

    assert len(saves) > 3
    for bundle in bundles:
        assert len(bundle["ledger"]) == bundle["manifest"]["head"]["size"]
        told = ballot_of(bundle, world.ballot.uuid)
        line = bundle["ledger"][-1]["changes"]
        points = next(columns["points"][1] for row, columns in line.items() if "mark" in row)
        assert f"{float(points):.2f}" == told["marks"]["understanding"]
