"""No address and no argument of a query brings a page down, on either database."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from werkzeug.routing import IntegerConverter

from tests.architecture.test_access import ROWS, address

PAGES = [row for row in ROWS if row["method"] == "GET"]
ASKED = re.compile(r"""\.get\("(\w+)"|request\.args\["(\w+)"\]""")
ARGUMENT = re.compile(r"<(?:[^>]*:)?(\w+)>")
ODD = ["9999-12-31", "0001-01-01", "1" * 20, "2147483648", "-1", "\0a\0🙂%'\"\\\ud800"]
VISITORS = ("author", "organizer", "judge", "issuer", "supervisor")
ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")


def arguments():
    """Return the names of all that any page asks a query for."""
    sources = [p for d in ("contest", "judging", "awards") for p in Path(d).rglob("*.py")]
    found = {name for p in sources for pair in ASKED.findall(p.read_text()) for name in pair}
    return sorted((found - {""}) | {"page", "sort"})


def _visitor(row):
    """Return who may read a page, or nobody where nobody need sign in."""
    named = (name for name in (*VISITORS, *ADMINISTRATORS) if row[name] == "yes")
    return None if row["nobody"] == "yes" else next(named, "organizer")


@pytest.fixture
def clients(world, visit):
    names = {_visitor(row) for row in PAGES}
    return {name: visit(name and getattr(world, name)) for name in names}


@pytest.mark.parametrize("value", ODD, ids=ascii)
def test_no_argument_of_a_query_brings_a_page_down(app, world, clients, value):
    query = urlencode(dict.fromkeys(arguments(), value), errors="surrogatepass")

    made = {}
    for row in PAGES:
        response = clients[_visitor(row)].get(f"{address(app, world, row['page'], made)}?{query}")
        response.close()
        assert response.status_code < 500, row["page"]


def _places(rule):
    """Yield an address for each of its arguments, which stands as ``{}``, the others as 1."""
    for odd, converter in rule._converters.items():
        place = ARGUMENT.sub(lambda found: "{}" if found[1] == odd else "1", rule.rule)  # noqa: B023
        yield place, isinstance(converter, IntegerConverter)


def test_no_address_brings_a_page_down(app, world, clients):
    by_page = {row["page"]: row for row in PAGES}
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint in by_page]

    for rule in rules:
        client = clients[_visitor(by_page[rule.endpoint])]
        for place, is_number in _places(rule):
            numbers = ["0", "2147483647", "2147483648", "9" * 20, "9" * 5000]
            for value in numbers if is_number else ["%00", "a%00", "%F0%9F%99%82", "x" * 300]:
                response = client.get(place.format(value))
                response.close()
                assert response.status_code < 500, (place, value)


@pytest.mark.parametrize("day", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_no_date_typed_into_a_form_brings_a_page_down(world, visit, day):
    names = ("entries_open_at", "entries_close_at", "screening_until", "roadshow_from")

    page = visit(world.organizer).post("/desk/contests/new", data=dict.fromkeys(names, day))

    assert page.status_code == 422
    assert "1900 年" in page.text


def test_no_letter_that_a_database_refuses_brings_a_form_down(world, visit):
    page = visit().post("/sign-in", data={"username": "a\0b", "password": "\0"})

    assert page.status_code < 500
