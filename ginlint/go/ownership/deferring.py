"""Which functions give what callers defer the release of, by the text: what is not here, no type adds."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.blanks import BLANK
from ginlint.go.trace import question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl

ENOUGH = 2  # functions that defer the release of what one gives
TARGETS = re.compile(rb"\s*(?:if\s+)?(\w+(?:\s*,%b\w+)*)\s*:?$" % BLANK)
NAME = re.compile(rb"\w+")
CALLED = re.compile(rb"(?:(\w+)\.)?(\w+)\(")


@question
def deferring(project: Project) -> list[str]:
    """Return the last names of functions of whose callers several may defer a release.

    They are those of the module, and those of packages that are not here.
    """
    counts: Counter[str] = Counter()
    for package in project.packages:
        for file in package.files:
            if file.test:
                continue
            text = file.text_noted
            for decl in file.declarations if "defer" in file.index.kinds else ():
                if decl.body is not None and file.holds(decl, "defer"):
                    counts.update(set(_given(file, text[slice(*decl.body)])))
    return sorted(name for name, count in counts.items() if count >= ENOUGH)


def may_defer(file: File, decl: FuncDecl, last: str) -> bool:
    """Tell whether a declaration may defer the release of what a function of that last name gives."""
    return file.holds(decl, "defer") and last in _given(file, file.body_text(decl))


def _given(file: File, body: bytes) -> Iterator[str]:
    """Yield the names in the calls that were last assigned to what is released by a defer."""
    aliases, own = file.names.aliases, file.names.program.own
    for defer in _deferred().finditer(body):
        for line in reversed(body[: defer.start()].split(b"\n")):
            left, _, right = line.partition(b"=")
            targets = TARGETS.match(left) if defer[1] in left and right else None
            if targets is not None and defer[1] in NAME.findall(targets[1]):
                for qualifier, name in CALLED.findall(right):
                    path = aliases.get(qualifier.decode())
                    if path is None or path in own or "." in path.partition("/")[0]:
                        yield name.decode()
                break


@cache
def _deferred() -> re.Pattern[bytes]:
    methods = "|".join(table("releases")["agreeing"]).encode()
    literal = rb"func\(%b\)\s*\{%b(?:if\s+)?(?:\w+\s*:?=\s*)?" % (BLANK, BLANK)
    return re.compile(rb"defer\s+(?:%b)?(\w+)\.(?:%b)\(" % (literal, methods))
