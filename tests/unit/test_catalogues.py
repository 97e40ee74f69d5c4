"""The catalogues of the interface against the code and the templates that ask for their messages.

A msgid is what is passed to `words(…)`, `say(…)`, `Words(code)(…)` or `words.n(one, many, …)`. In the code
it may also be a constant, a value of a constant dict, or one of two texts chosen by a condition; an
f-string only when COMPUTED says which values it takes. Anything else fails here, so that no message
can be asked for that the catalogues do not know.
"""

from __future__ import annotations

import ast
import gettext
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import jinja2
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import nodes

from achyq import fields as definitions
from achyq import locale
from achyq.locale import LOCALES, plural_form

ROOT = Path(__file__).parents[2]
CODES = [item.code for item in LOCALES]
TRANSLATED = [code for code in CODES if code != "en"]

#: f-strings that are asked for: how they begin, and what may follow.
COMPUTED: dict[str, tuple[str, ...]] = {
    "organiser kind: ": definitions.ORGANISER_KINDS,
    "decree: ": definitions.DECREES,
}
#: Functions of the code that hand their own parameter on to `words`.
HANDED_ON = {"say"}
CALLERS = {"say", "words"}


class Message(NamedTuple):
    """A msgid, its plural ('' without one) and the place that asks for it."""

    msgid: str
    plural: str
    where: str


class Unclear(Exception):
    """The code passes something whose text can't be told from the source."""


class Module:
    """One Python file: its constants, where it imports others from, and the messages it asks for."""

    def __init__(self, name: str, source: str) -> None:
        self.name = name
        self.tree = ast.parse(source)
        self.constants: dict[str, ast.expr] = {}
        self.imports: dict[str, str] = {}
        for node in self.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.constants[node.targets[0].id] = node.value
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                self.constants[node.target.id] = node.value
            elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("achyq."):
                self.imports |= {alias.asname or alias.name: node.module[6:] for alias in node.names}

    def messages(self, modules: Mapping[str, Module]) -> Iterator[Message]:
        """The messages of every call, with its file and line."""
        for function, call in _calls(self.tree, None):
            where = f"{self.name}.py:{call.lineno}"
            texts = [self._texts(arg, function, modules, where) for arg in call.args[: 1 + _is_plural(call)]]
            if not texts:
                raise Unclear(f"{where}: the message must be the first argument")
            if _is_plural(call):
                (singular,), (plural,) = texts
                yield Message(singular, plural, where)
            else:
                yield from (Message(text, "", where) for text in texts[0] if text)

    def _texts(
        self, node: ast.expr, function: ast.FunctionDef | None, modules: Mapping[str, Module], where: str
    ) -> list[str]:
        """Every text that an expression may have."""

        def texts(*parts: ast.expr) -> list[str]:
            return [text for part in parts for text in self._texts(part, function, modules, where)]

        match node:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.IfExp():
                return texts(node.body, node.orelse)
            case ast.Dict():
                return texts(*node.values)
            case ast.Subscript():
                return texts(node.value)
            case ast.JoinedStr(values=[ast.Constant(value=str(start)), ast.FormattedValue()]):
                if start in COMPUTED:
                    return [start + end for end in COMPUTED[start]]
            case ast.Name(id=name):
                if local := _assigned(name, function):
                    return texts(*local)
                if function and name in {arg.arg for arg in function.args.args}:
                    if function.name in HANDED_ON:
                        return []
                elif name in self.constants:
                    return texts(self.constants[name])
                elif self.imports.get(name) in modules:
                    other = modules[self.imports[name]]
                    return other._texts(other.constants[name], None, modules, where)
        raise Unclear(f"{where}: can't tell what message {ast.unparse(node)} is")


def _calls(
    node: ast.AST, function: ast.FunctionDef | None
) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    """Every call that asks for a message, with the function around it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and _asks(child.func):
            yield function, child
        yield from _calls(child, child if isinstance(child, ast.FunctionDef) else function)


def _asks(func: ast.expr) -> bool:
    match func:
        case ast.Name(id=name):
            return name in CALLERS
        case ast.Attribute(value=ast.Name(id="wording")):
            return False  # wording.words is about dates
        case ast.Attribute(value=owner, attr="n"):
            return _asks(owner) or _is_words(owner)
        case ast.Attribute(attr=name):
            return name in CALLERS
    return _is_words(func)


def _is_words(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Words"


def _is_plural(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "n"


def _assigned(name: str, function: ast.FunctionDef | None) -> list[ast.expr]:
    """What a function's own variable is set to."""
    if function is None:
        return []
    return [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
    ]


def code_messages(sources: Mapping[str, str]) -> list[Message]:
    """The messages of Python modules, by name without '.py'."""
    modules = {name: Module(name, source) for name, source in sources.items()}
    return [message for module in modules.values() for message in module.messages(modules)]


def template_messages(name: str, source: str) -> list[Message]:
    """The messages of one template."""
    found = []
    for call in jinja2.Environment(autoescape=True).parse(source).find_all(nodes.Call):
        plural = isinstance(call.node, nodes.Getattr) and call.node.attr == "n"
        asked = call.node.node if isinstance(call.node, nodes.Getattr) and plural else call.node
        if not (isinstance(asked, nodes.Name) and asked.name == "words"):
            continue
        args = [arg.value for arg in call.args[: 1 + plural] if isinstance(arg, nodes.Const)]
        if len(args) != 1 + plural:
            raise Unclear(f"{name}:{call.lineno}: words needs its text in place")
        found.append(Message(args[0], args[1] if plural else "", f"{name}:{call.lineno}"))
    return found


@cache
def wanted() -> dict[str, Message]:
    """Every message of the interface, by msgid."""
    # wording.py has a `words` of its own, which is about dates.
    # The packages below say nothing in pages; what they say on the command line has catalogues of its own.
    files = [path for path in sorted((ROOT / "scripts/achyq").glob("*.py")) if path.name != "wording.py"]
    messages = code_messages({path.stem: path.read_text("utf-8") for path in files})
    templates = [*(ROOT / "overrides").rglob("*.html"), *(ROOT / "overrides/archive").glob("*.json")]
    for path in sorted(templates):
        messages += template_messages(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    by_msgid: dict[str, Message] = {}
    for message in messages:
        earlier = by_msgid.setdefault(message.msgid, message)
        assert earlier.plural == message.plural, f"with and without a plural: {earlier}, {message}"
    return by_msgid


@cache
def catalogue(code: str) -> Catalog:
    path = ROOT / "scripts/achyq/locales" / code.replace("-", "_") / "LC_MESSAGES/achyq.po"
    with path.open("rb") as file:
        return read_po(file, locale=code.replace("-", "_"), abort_invalid=True)


def entries(code: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The entries of a catalogue but its header: msgid → plural, translations."""
    found = {}
    for message in catalogue(code):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        string = message.string or ""
        strings = [string] if isinstance(string, str) else list(string)
        if ids[0]:
            found[ids[0]] = ("".join(ids[1:]), tuple(str(text or "") for text in strings))
    return found


def fields(text: str) -> set[str]:
    """The placeholders of a message; they have names and nothing else."""
    found = set()
    for _, name, specification, conversion in Formatter().parse(text):
        if name is not None:
            assert name.isidentifier(), text
            assert not specification, text
            assert not conversion, text
            found.add(name)
    return found


def lacking(have: Mapping[str, tuple[str, tuple[str, ...]]], want: Mapping[str, Message]) -> list[str]:
    """What is asked for and not there, or empty, or there with another plural."""
    return [
        f"{message.where}: {msgid!r}"
        for msgid, message in want.items()
        if msgid not in have or not all(have[msgid][1]) or have[msgid][0] != message.plural
    ]


def script(word: str) -> set[str]:
    """The scripts of a word's letters, 'CYRILLIC' or 'LATIN'; ʻ and ʼ belong to either."""
    return {unicodedata.name(letter).split()[0] for letter in word} - {"MODIFIER"}


def is_needed_in_english(message: Message) -> bool:
    """Whether the msgid itself can't be shown."""
    return bool(message.plural) or message.msgid.startswith(tuple(COMPUTED))


def test_messages_are_found() -> None:
    assert len(wanted()) > 60
    for kind in definitions.ORGANISER_KINDS:
        assert f"organiser kind: {kind}" in wanted()
    for msgid in ("Back to the text", "no translation", "No story here yet.", "{n} story", "For editors"):
        assert msgid in wanted()


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated(code: str) -> None:
    assert lacking(entries(code), wanted()) == []


def test_english_has_what_its_msgids_cannot_show() -> None:
    needed = {msgid: message for msgid, message in wanted().items() if is_needed_in_english(message)}
    assert lacking(entries("en"), needed) == []


@pytest.mark.parametrize("code", CODES)
def test_no_entry_is_stale_fuzzy_or_doubtful(code: str) -> None:
    assert sorted(entries(code).keys() - wanted().keys()) == []
    assert not catalogue(code).obsolete
    assert [message.id for message in catalogue(code) if message.id and message.fuzzy] == []
    # What the site reads is what gettext's other tools read.
    strings = {msgid: texts for msgid, (_, texts) in entries(code).items()}
    assert dict(locale.translations(code).messages) == strings


@pytest.mark.parametrize("code", CODES)
def test_placeholders_agree(code: str) -> None:
    for msgid, (plural, strings) in entries(code).items():
        expected = fields(plural or msgid)
        assert [fields(text) for text in strings] == [expected] * len(strings), msgid


@pytest.mark.parametrize("code", CODES)
def test_plural_forms_are_those_of_the_header_and_of_the_site(code: str) -> None:
    rule = gettext.c2py(catalogue(code).plural_expr)
    assert [rule(n) for n in range(250)] == [plural_form(n, code) for n in range(250)]
    assert catalogue(code).num_plurals == (3 if code == "ru" else 2)
    for msgid, (plural, strings) in entries(code).items():
        assert len(strings) == (catalogue(code).num_plurals if plural else 1), msgid


@pytest.mark.parametrize("code", CODES)
def test_letters_are_those_of_the_script(code: str) -> None:
    cyrillic = code not in ("uz", "en")
    for msgid, (_, strings) in entries(code).items():
        for text in strings:
            assert unicodedata.is_normalized("NFC", text), msgid
            assert text == " ".join(text.split()), msgid
            words = re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", " ", text))
            scripts = [script(word) for word in words]
            mixed = [word for word, found in zip(words, scripts, strict=True) if len(found) > 1]
            assert mixed == [], msgid
            assert any("CYRILLIC" in found for found in scripts) == cyrillic, msgid
            assert not re.search("['`‘’]", text), f"{msgid}: Uzbek has ʻ (U+02BB) and ʼ (U+02BC)"


@pytest.mark.parametrize(
    ("source", "msgids"),
    [
        ('view.say("New", date=1)', ["New"]),
        ('Words(code)("New")', ["New"]),
        ('Words(code).n("{n} day", "{n} days", 3, n=3)', ["{n} day"]),
        ('NAMES = {"a": "New", "b": ""}\ndef f(view, key): view.say(NAMES[key])', ["New"]),
        ("from achyq.other import LEAD\nwords(LEAD)", ["Lead"]),
        ('def f(view, n):\n    text = "One" if n == 1 else "Many"\n    view.say(text)', ["One", "Many"]),
        ('say(f"decree: {kind}")', [f"decree: {kind}" for kind in definitions.DECREES]),
        ("def say(self, message): return self.words(message)", []),
        ('wording.words(date, "ru")', []),
    ],
)
def test_calls_in_the_code_are_understood(source: str, msgids: list[str]) -> None:
    found = code_messages({"new": source, "other": 'LEAD = "Lead"'})
    assert [message.msgid for message in found] == msgids
    assert len(lacking({}, {message.msgid: message for message in found})) == len(found)


@pytest.mark.parametrize(
    "source",
    ['say(f"kind: {kind}")', "say(text())", "def f(words, text): words(text)", "say(NOWHERE)", "say()"],
)
def test_calls_that_are_not_understood_fail(source: str) -> None:
    with pytest.raises(Unclear, match=r"^new\.py:1: "):
        code_messages({"new": source})


def test_calls_in_templates_are_understood() -> None:
    source = '{% macro go(t) %}{{ t }}{% endmacro %}{{ go(words("A")) }}{{ words.n("{n} b", "{n} bs", 2) }}'
    found = template_messages("a.html", source + '{{ lang.t("c") }}')
    assert [message[:2] for message in found] == [("A", ""), ("{n} b", "{n} bs")]
    with pytest.raises(Unclear, match=r"^a\.html:2: "):
        template_messages("a.html", "\n{{ words(text) }}")
