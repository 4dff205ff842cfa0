"""A person at a browser: opens pages, fills in the forms on them, and follows letters."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import lxml.html
import pyotp
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from contest.core import clock
from contest.core.db import db
from contest.core.mail import MailMessage

PASSWORD = "Feng-xiang 2026"
SAID = "//*[contains(@class, 'flash') or contains(@class, 'error') or contains(@class, 'alert')]"


class Walker:
    """Somebody at a browser of their own. Forms are sent whole, hidden fields included."""

    def __init__(self, app: Flask, number: int, name: str) -> None:
        self.address, self._secret = f"{name}@example.cn", ""
        self._client = app.test_client()
        # Everybody comes from elsewhere, so that nobody's tries slow another's.
        self._from = {"REMOTE_ADDR": f"127.0.1.{number}"}
        self.path, self._page = "/", lxml.html.fromstring("<html></html>")

    def open(self, path: str) -> Walker:
        """Open a page, signing in again where the sign-in has ended; no page fails the test."""
        self._take(self.fetch(path))
        if self.path == "/sign-in" and path != "/sign-in":
            self.sign_in()._take(self.fetch(path))
        return self

    def fetch(self, path: str) -> TestResponse:
        """Return an answer as it is, such as a file, or a refusal."""
        return self._client.get(path, environ_base=self._from)

    def put(self, path: str, sent: dict[str, Any]) -> Any:
        """Send JSON as the page's script does, and return the answer's JSON."""
        headers = {"X-CSRFToken": self.value("csrf_token"), "Accept": "application/json"}
        answer = self._client.put(path, json=sent, headers=headers, environ_base=self._from)
        assert answer.status_code == 200, f"{answer.status} {path}: {answer.text}"
        return answer.json

    def mark(self, sheet: str, marks: Callable[[Decimal], Decimal]) -> None:
        """Mark every criterion of a sheet by its maximum, wait until it is kept, and submit."""
        (form,) = self.open(sheet)._page.xpath("//form[@data-ballot]")
        lines = form.xpath(".//*[@data-criterion]")
        given = {x.get("data-criterion"): f"{marks(Decimal(x.get('data-max')))}" for x in lines}
        version = int(form.get("data-version"))
        kept = self.put(self._address_of(form), {"version": version, "marks": given})
        typed = {f"mark-{key}": mark for key, mark in given.items()}
        self.send(sheet, version=str(kept["version"]), **typed)

    def _address_of(self, form: Any) -> str:
        """Return where the page's script sends the ballot of a form."""
        (device,) = self._page.xpath("//*[@id='device']")
        address = json.loads(device.get("data-urls"))["ballot"]
        address = address.replace("UUID", form.get("data-ballot"))
        return re.sub(r"entry=\d+", f"entry={form.get('data-entry')}", address)

    def send(self, action: str, within: str = "", **typed: Any) -> Walker:
        """Fill in the page's form whose address ends with ``action``, and send it.

        ``within`` is the form's id where several go to one address. Fields are
        named as on the page, with ``__`` for a dash. A tuple of bytes and name is
        a file; a list ticks several boxes.
        """
        form = self._page.get_element_by_id(within) if within else self._form(action)
        values = MultiDict(form.form_values())
        for name, value in typed.items():
            field = name.replace("__", "-")
            values.setlist(
                field, [_sent(v) for v in value] if isinstance(value, list) else [_sent(value)]
            )
        address = form.action or self.path
        return self._take(self._client.post(address, data=values, environ_base=self._from))

    def link(self, pattern: str) -> str:
        """Return the address of the page's first link that fits the pattern."""
        for address in self._page.xpath("//a/@href"):
            if re.search(pattern, address):
                return str(address)
        raise AssertionError(f"no link like {pattern} on {self.path}")

    @property
    def text(self) -> str:
        """The words on the page, spaces and line breaks made one."""
        return " ".join(self._page.text_content().split())

    def value(self, name: str) -> str:
        """Return what stands in a field of the page."""
        return str(self._page.xpath(f"string(//*[@name='{name}']/@value)"))

    def texts(self, path: str) -> list[str]:
        """Return what an XPath finds on the page."""
        return [str(found) for found in self._page.xpath(path)]

    def options(self, name: str) -> list[str]:
        """Return the choices of a list that mean something."""
        return self.texts(f"//select[@name='{name}']//option[@value!='']/@value")

    def accept(self, letter: str) -> Walker:
        """Open the link of a letter, and choose a password."""
        address = re.search(r"https?://[^/\s]+(/link/\S+)", letter)
        assert address, letter
        self.open(address[1]).send("", password=PASSWORD, again=PASSWORD)
        return self

    def sign_in(self) -> Walker:
        """Sign in with the password, and with a code where an authenticator is connected."""
        self.open("/sign-in").send("", typed=self.address, password=PASSWORD)
        return self.send("", code=self._code()) if self._secret else self

    def connect_authenticator(self) -> Walker:
        """Set up the second factor that the product asks for."""
        page = self.open("/account/second-factor")
        self._secret = page.texts("//b[@class='hash']/text()")[0]
        return self.send("", code=self._code())

    def _code(self) -> str:
        return pyotp.TOTP(self._secret).at(clock.now())

    def _form(self, action: str) -> lxml.html.FormElement:
        for button in self._page.xpath("//button[@formaction]"):
            if button.get("formaction").endswith(action):
                owner = button.get("form")
                form = (
                    self._page.get_element_by_id(owner)
                    if owner
                    else next(button.iterancestors("form"))
                )
                form.action = button.get("formaction")
                return form
        forms = [f for f in self._page.forms if f.method == "POST"]
        for form in forms:
            if (form.action or self.path).partition("?")[0].endswith(action) and "sign-out" not in (
                form.action or ""
            ):
                return form
        raise AssertionError(f"no form for {action} on {self.path}: {[f.action for f in forms]}")

    def _take(self, answer: TestResponse) -> Walker:
        # Each step is a request of its own, as in a browser.
        while 300 <= answer.status_code < 400:
            answer = self.fetch(answer.location)
        self.path = answer.request.path
        self._page = lxml.html.fromstring(answer.text or "<html></html>")
        assert answer.status_code == 200, f"{answer.status} {self.path}: {self._complaints()}"
        return self

    def _complaints(self) -> str:
        return " | ".join(" ".join(e.text_content().split()) for e in self._page.xpath(SAID))


def letter_to(address: str) -> str:
    """Return the last letter to an address."""
    query = select(MailMessage.body).where(MailMessage.recipient == address)
    db.session.rollback()
    return db.session.scalars(query.order_by(MailMessage.id.desc()).limit(1)).one()


def _sent(value: Any) -> Any:
    if isinstance(value, tuple):
        content, name = value
        return BytesIO(content), name
    return value
