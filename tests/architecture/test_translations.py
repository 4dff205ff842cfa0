"""The English catalogue is complete: every Chinese text of code and templates is in it."""

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

CATALOGUE = Path("translations/en/LC_MESSAGES/messages.po")
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%")
# What a translation may keep: names and quotations that only exist in Chinese.
CHINESE = re.compile(r"[\u4e00-\u9fff]")
QUOTED = re.compile(r"《[^》]*》|“[^”]*”|\([^)]*\)")


def sources():
    with Path("translations.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    for _path, _line, message, _comments, context in extract_from_dir(
        ".", methods, options, keywords=KEYWORDS, directory_filter=lambda path: "venv" not in path
    ):
        yield context or "", message[0] if isinstance(message, tuple) else message


def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def english_of(message):
    text = message.string
    return " ".join(text) if isinstance(text, tuple | list) else text


def test_every_text_has_its_english():
    known = {
        (m.context or "", m.id[0] if isinstance(m.id, tuple | list) else m.id)
        for m in catalogue()
        if m.id and english_of(m).strip() and not m.fuzzy
    }

    assert sorted(set(sources()) - known) == []


def test_placeholders_are_the_same_in_both_languages():
    for message in catalogue():
        if not message.id:
            continue
        pairs = message.id if isinstance(message.id, tuple | list) else (message.id,)
        wanted = set(PLACEHOLDER.findall(pairs[0]))
        found = set(PLACEHOLDER.findall(english_of(message)))
        assert found == wanted, message.id


def test_english_is_english():
    for message in catalogue():
        if message.id:
            assert not CHINESE.search(QUOTED.sub("", english_of(message))), message.id
