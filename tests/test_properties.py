"""What must hold for any Go code: no crash, and findings that depend on nothing but what the code does."""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import lru_cache
from glob import glob

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ginlint import registry
from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import Module, PackageDir, Workspace
from ginlint.go import Directory, SourceFile, link
from ginlint.go.module import NEWEST
from ginlint.go.syntax import parse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RULES = registry.load_all()
TOKEN = re.compile(
    r'`[^`]*`|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|//[^\n]*|/\*.*?\*/|\w+|\s+|.', re.DOTALL
)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SUFFIX = "Two"
WORD = re.compile(rb"[\w\x80-\xff]+")
MEANINGFUL = re.compile("^_$|err|ok$|found|exist", re.IGNORECASE)

Told = Counter[tuple[str, str]]


def cases() -> dict[str, str]:
    """Return the cases of all rules that are files of their own, by path."""
    folder = os.path.join(ROOT, "testdata", "rules")
    found = {}
    for path in sorted(glob(os.path.join(folder, "**", "*.go"), recursive=True)):
        with open(path, encoding="utf-8") as file:
            found[os.path.relpath(path, folder)] = file.read()
    return {path: text for path, text in found.items() if len(text) < 12_000 and "/multi/" not in path}


CASES = cases()
PATHS = st.sampled_from(sorted(CASES))


@pytest.fixture(scope="module", params=sorted(CASES))
def path(request: pytest.FixtureRequest) -> str:
    """Return the path of a case; its tests come one after the other, so that `usual` is worked out once."""
    found: str = request.param
    return found


def told(text: str | bytes, name: str = "p.go") -> Told:
    """Count the findings in one file by rule and message; fails if a rule does."""
    data = text if isinstance(text, bytes) else text.encode()
    module = Module(dir="/m", path="example.com/case", go="1.22")
    package = PackageDir(dir="/m", import_path="example.com/case", module=module, files=(name,))
    workspace = Workspace(root="/m", packages=(package,), overlay={f"/m/{name}": data})
    report = run(workspace, RULES, Config(pedantic=True, jobs=1))
    assert report.failures == (), report.failures[0].traceback
    for finding in (*report.findings, *report.suppressed):
        places = [finding.at, *(step.at for step in (*finding.steps, *finding.related))]
        assert all(0 <= at.start <= at.end <= len(data) for at in places)
    return Counter((finding.rule, finding.message) for finding in (*report.findings, *report.suppressed))


@lru_cache(maxsize=1)
def usual(path: str) -> Told:
    """Return the findings in a case as it is."""
    return told(CASES[path])


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_taken(text: bytes) -> None:
    told(text)
    told(b"package p\nfunc f() {\n" + text)


@SLOW
@given(PATHS, st.floats(0, 1))
def test_a_case_cut_anywhere_is_taken(path: str, part: float) -> None:
    told(CASES[path].encode()[: int(len(CASES[path]) * part)])


@SLOW
@given(PATHS, st.data())
def test_a_case_without_some_of_its_words_is_taken(path: str, data: st.DataObject) -> None:
    words = tokens(CASES[path])
    start = data.draw(st.integers(0, len(words)))
    length = data.draw(st.integers(1, 12))

    told("".join(words[:start] + words[start + length :]))


@SLOW
@given(PATHS, st.data())
def test_a_case_with_words_in_other_places_is_taken(path: str, data: st.DataObject) -> None:
    words = tokens(CASES[path])
    taken = data.draw(st.integers(0, len(words) - 1))
    put = data.draw(st.lists(st.integers(0, len(words) - 1), min_size=1, max_size=4))
    for place in put:
        words.insert(place, words[taken])

    told("".join(words))


def test_comments_and_blank_lines_change_nothing(path: str) -> None:
    text = CASES[path]
    between = "".join(
        line + "\t// b\n\n" if line.endswith(("{\n", "}\n", ")\n")) else line for line in lines(text)
    )
    inside = "".join(word + " /* a */ " if word in (",", "(", "{") else word for word in tokens(between))

    assert plain(told(inside)) == plain(usual(path))


def plain(found: Told) -> Told:
    """Leave out the comments and spaces of the code that messages quote."""
    result: Told = Counter()
    for (rule, message), count in found.items():
        result[rule, re.sub(r"/\*.*?\*/|\s+", "", message)] += count
    return result


def lines(text: str) -> list[str]:
    """Return lines with their ends; those inside a raw string or a comment stay together."""
    found = [""]
    for word in tokens(text):
        if word.isspace():
            for part in re.split(r"(?<=\n)", word):
                found[-1] += part
                if part.endswith("\n"):
                    found.append("")
        else:
            found[-1] += word
    return found


def test_declarations_may_come_in_another_order(path: str) -> None:
    text = CASES[path]
    parts = re.split(r"^(?=(?:func|type|var|const)\b)", text, flags=re.MULTILINE)
    # A comment above a declaration goes with the one before: that is all the same to the rules.
    head, rest = parts[0], parts[1:]
    rest[-1:] = [part.rstrip("\n") + "\n" for part in rest[-1:]]

    assert told(head + "\n".join(reversed(rest))) == usual(path)


def test_what_locals_are_called_changes_nothing(path: str) -> None:
    text = CASES[path]

    found = told(renamed(text.encode()))

    before = Counter({(rule, message.replace(SUFFIX, "")): 0 for rule, message in found})
    for (rule, message), count in found.items():
        before[rule, message.replace(SUFFIX, "")] += count
    assert before == usual(path)


def renamed(text: bytes) -> bytes:
    """Return a file in which the local variables have other names, but for names that mean something."""
    source = SourceFile("p.go", "p.go", parse(text), NEWEST, speak=True)
    (package,) = link([Directory("example.com/case", [source])]).packages
    places = {
        place
        for outer in package.functions()
        for function in outer.all()
        for variable in function.variables
        if not MEANINGFUL.search(variable.name)
        for place in (variable.pos, *(use.pos for use in variable.uses))
    }
    for place in sorted(places, reverse=True):
        end = place + len(WORD.match(text, place)[0])  # type: ignore[index] # a name stands there
        text = text[:end] + SUFFIX.encode() + text[end:]
    return text


def test_carriage_returns_and_a_byte_order_mark_change_nothing(path: str) -> None:
    text = CASES[path]

    assert told(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == usual(path)
