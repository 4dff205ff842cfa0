"""The demo's bodies, organisations and people."""

from __future__ import annotations

from collections import Counter

import pytest
from stdnum.cn import uscc

from contest.demo.bodies import BODIES
from contest.demo.codes import credit_code
from contest.demo.organisations import ENTERPRISES, ISSUERS, ORGANISATIONS, PARTNERS
from contest.demo.people import ACCOUNTS


def test_the_world_has_its_promised_size():
    assert (len(BODIES), len(ISSUERS), len(ENTERPRISES)) == (2, 14, 40)


@pytest.mark.parametrize("organisation", ORGANISATIONS.values(), ids=lambda o: o.key)
def test_every_credit_code_is_valid_and_belongs_to_no_real_division(organisation):
    assert uscc.validate(organisation.code) == organisation.code
    assert organisation.code[2:6] == "3398"


def test_a_credit_code_is_the_same_at_every_call():
    code = credit_code("lanshu", prefix="91", region="甬江市")

    assert code == "91339801118275704X"
    assert code != credit_code("lanshu", prefix="12", region="甬江市")


def test_nobody_shares_a_key_a_code_or_a_name():
    everybody = (*ISSUERS, *ENTERPRISES, *PARTNERS)

    assert len(ORGANISATIONS) == len(everybody)
    assert len({o.code for o in everybody}) == len(everybody)
    assert len({o.name for o in everybody}) == len(everybody)


def test_some_names_are_awkward():
    names = "".join(enterprise.name for enterprise in ENTERPRISES)

    assert [sign for sign in ("（", "NOVAWEI", "犇垚") if sign not in names] == []


def test_every_enterprise_says_who_it_is_and_has_one_or_two_people():
    for enterprise in ENTERPRISES:
        assert enterprise.region
        assert len(enterprise.profile) >= 15
        assert enterprise.representative
        assert len(enterprise.contacts) in {1, 2}


def test_every_issuer_was_invited_by_a_body():
    assert Counter(issuer.body for issuer in ISSUERS) == {"yongjiang": 10, "dongyu": 4}


def test_every_role_is_filled():
    roles = Counter(account.role for account in ACCOUNTS)

    assert roles == {
        "organizer": 4,
        "supervisor": 2,
        "system_admin": 1,
        "security_admin": 1,
        "audit_admin": 1,
        "judge": 9,
        "issuer": 17,
        "enterprise": 52,
    }


def test_every_body_has_two_organizers_and_a_supervisor():
    staff = Counter((a.body, a.role) for a in ACCOUNTS if a.role in {"organizer", "supervisor"})

    assert staff == {
        ("yongjiang", "organizer"): 2,
        ("yongjiang", "supervisor"): 1,
        ("dongyu", "organizer"): 2,
        ("dongyu", "supervisor"): 1,
    }


def test_user_names_are_plain_ascii_and_unique():
    names = [account.username for account in ACCOUNTS]

    assert [name for name in names if not (name.isascii() and name.isalnum())] == []
    assert len(set(names)) == len(names)


def test_no_two_people_share_a_name_or_a_telephone():
    assert [n for n, times in Counter(a.name for a in ACCOUNTS).items() if times > 1] == []
    assert len({account.phone for account in ACCOUNTS}) == len(ACCOUNTS)
