"""The account that an award is paid into: who gives it, who sees it, who confirms another."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from awards.actions import payees
from awards.models import Payee
from awards.queries.payees import current_payee, proposed_payee
from awards.states import AwardState, PayeeState
from contest.core.actions import acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from tests.awards.paying import ACCOUNT, announced, fill, pay

OTHER = "6222020200112233445"


@pytest.fixture
def award(world):
    return announced(world)


def states(award):
    query = db.session.query(Payee).filter_by(award_id=award.id)
    return [payee.state for payee in query.order_by(Payee.id)]


def test_the_account_stands_at_once_and_shows_its_last_four_digits(world, award):
    payee = fill(world, award)

    assert (payee.state, payee.shown) == (PayeeState.CURRENT, "•••• 3456")


def test_neither_the_table_nor_the_log_holds_the_account(world, award):
    payee = fill(world, award)

    kept = db.session.scalar(text("SELECT account FROM payee WHERE id = :id"), {"id": payee.id})
    line = db.session.query(LedgerEntry).filter_by(verb="payee.given").one()
    assert ACCOUNT not in kept
    assert ACCOUNT not in str(line.changes)
    assert line.changes[f"payee:{payee.id}"]["account"] == [None, {"secret": True}]


def test_only_an_announced_award_has_an_account(world, award):
    with acting("test.revoked", award, by=None):
        award.state = AwardState.REVOKED

    with pytest.raises(payees.NotPayable):
        fill(world, award)


def test_another_name_than_the_registered_one_is_said_and_needs_a_reason(world, award):
    with pytest.raises(payees.UnlikeTheEnterprise, match="与企业登记名称“author 有限公司”不一致"):
        fill(world, award, holder="author 有限公司宁波分公司")

    payee = fill(world, award, holder="author 有限公司宁波分公司", difference="由分公司收款")
    assert payee.difference == "由分公司收款"


def test_before_the_first_payment_a_new_account_replaces_the_old_one(world, award):
    fill(world, award)

    fill(world, award, account=OTHER, seen=1)

    assert states(award) == [PayeeState.REPLACED, PayeeState.CURRENT]
    assert current_payee(award.id).account == OTHER


def test_after_the_first_payment_a_new_account_waits_for_the_organizer(world, award):
    fill(world, award)
    pay(world, award)

    fill(world, award, account=OTHER, seen=1)

    assert current_payee(award.id).account == ACCOUNT
    assert proposed_payee(award.id).account == OTHER


@pytest.fixture
def proposed(world, award):
    fill(world, award)
    pay(world, award)
    return fill(world, award, account=OTHER, seen=1)


def test_a_confirmed_change_is_in_force(world, award, proposed):
    payees.confirm_payee(proposed, by=world.organizer, reason="已致电企业财务核实")

    assert states(award) == [PayeeState.REPLACED, PayeeState.CURRENT]
    assert current_payee(award.id).account == OTHER
    assert proposed_payee(award.id) is None


def test_a_refused_change_leaves_the_account_as_it_was(world, award, proposed):
    payees.refuse_payee(proposed, by=world.organizer, reason="致电企业，并未申请变更")

    assert current_payee(award.id).account == ACCOUNT
    assert proposed.decision == "致电企业，并未申请变更"
    with pytest.raises(payees.NothingProposed):
        payees.confirm_payee(proposed, by=world.second_organizer, reason="核实")


def test_a_newer_proposal_takes_the_place_of_the_one_that_waits(world, award, proposed):
    fill(world, award, account="6222020200112233999", seen=2)

    with pytest.raises(payees.NothingProposed):
        payees.confirm_payee(proposed, by=world.organizer, reason="核实")
    assert states(award) == [PayeeState.CURRENT, PayeeState.REPLACED, PayeeState.PROPOSED]


def test_nobody_confirms_the_account_that_they_gave(world, award, proposed):
    with pytest.raises(payees.OwnAccount):
        payees.confirm_payee(proposed, by=world.author, reason="是我填的")


def test_who_saw_an_older_account_is_told(world, award):
    fill(world, award)

    with pytest.raises(payees.Overtaken):
        fill(world, award, account=OTHER, seen=0)


def test_the_same_account_again_is_no_change(world, award):
    fill(world, award)

    with pytest.raises(payees.SameAccount):
        fill(world, award, seen=1)


def test_who_sees_the_whole_account_is_on_record(world, award):
    payee = fill(world, award)

    assert payees.note_account_shown(payee, by=world.organizer) == ACCOUNT
    line = db.session.query(LedgerEntry).filter_by(verb="payee.shown").one()
    assert (line.subject, line.actor_id) == (f"payee:{payee.id}", world.organizer.id)
