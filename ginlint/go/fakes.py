"""What answers the requests of tests in place of a server: there is no connection behind such responses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.trace import remembered
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.syntax import FuncDecl

WORD = re.compile(rb"\w+")


def is_answered_by_fake(function: Function) -> bool:
    """Tell a test, or a part of one, that has a transport of its package's tests answer, and no server."""
    file = function.file
    known = table("testing")["fakes"]
    if not file.test:
        return False
    if not set(known["imports"]).isdisjoint(file.names.aliases.values()):
        return True
    fakes = _fakes(file)
    around: Function | None = function if fakes or known["expects"] in file.facts.index.calls else None
    while around is not None:
        words = _words(file.text_noted[around.body.pos : around.body.end])
        expected = known["expects"] in words and not words.isdisjoint(known["methods"])
        if expected or not fakes.isdisjoint(words):
            return words.isdisjoint(known["servers"])
        around = around.parent
    return False


def _fakes(file: File) -> frozenset[str]:
    """Return the names of such transports, and of the helpers that make one."""
    package = file.package

    def work() -> frozenset[str]:
        tests = [(one, decl) for one in package.files if one.test for decl in one.facts.functions]
        types = frozenset(_transports(tests))
        return types | frozenset(_makers(tests, types)) if types else types

    found: frozenset[str] = remembered(package.project.kept, ("fakes", package), work)
    return found


def _transports(tests: list[tuple[File, FuncDecl]]) -> Iterator[str]:
    known = table("testing")["fakes"]
    for file, decl in tests:
        if decl.recv and decl.name in known["methods"] and known["takes"] in decl.params:
            words = _words(file.body_text(decl))
            if words.isdisjoint((*known["methods"], *known["sends"])):
                yield decl.recv.strip("*( )").partition("[")[0]


def _makers(tests: list[tuple[File, FuncDecl]], types: frozenset[str]) -> Iterator[str]:
    servers = table("testing")["fakes"]["servers"]
    for file, decl in tests:
        if decl.recv or decl.name.startswith("Test"):
            continue
        words = _words(file.body_text(decl))
        if not types.isdisjoint(words) and words.isdisjoint(servers):
            yield decl.name


def _words(text: bytes) -> frozenset[str]:
    return frozenset(word.decode(errors="replace") for word in WORD.findall(text))
