"""Which functions are worth running: those that lead goroutines to something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.blanks import BLANK
from ginlint.go.channels.evaluate import kind_of
from ginlint.go.names import Chan, Named, Struct, deref
from ginlint.go.trace import question, remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.file import File
    from ginlint.go.names import FuncSymbol, Program, Type
    from ginlint.go.package import Package
    from ginlint.go.project import Project

# One after the other, each beginning with plain text: that is found many times faster than any of them.
MAKES = (
    re.compile(rb"make\(%bchan\b" % BLANK),
    re.compile(rb"context\.(?<=\bcontext\.)With"),
    re.compile(rb"go (?<=\bgo )\w"),
)
MAKER_ROUNDS = 2


def holds_primitives(type_: Type, program: Program) -> bool:
    """Tell whether a struct has fields that goroutines meet at."""
    key = ("holds primitives", type_)
    if key not in program.told:
        shape = program.underlying(type_)
        program.told[key] = isinstance(shape, Struct) and any(
            kind_of(field.type) or isinstance(program.underlying(field.type), Chan) for field in shape.fields
        )
    return program.told[key]


def makes_primitives(symbol: FuncSymbol) -> bool:
    """Tell whether a function makes channels or contexts or starts goroutines, or may by a callee."""
    if symbol.file is None:
        return False
    package = symbol.file.package
    return _is_maker(package.project, package.path, symbol.name)


def constructs(symbol: FuncSymbol) -> bool:
    """Tell whether a function makes and returns a struct that goroutines meet at."""
    if symbol.file is None or symbol.decl is None or symbol.decl.body is None or symbol.recv:
        return False
    program = symbol.file.typer.program
    held = [type_ for result in symbol.results if holds_primitives(type_ := deref(result.type), program)]
    if not held:
        return False
    text = symbol.file.body_text(symbol.decl)
    names = [type_.name.encode() for type_ in held if isinstance(type_, Named)]
    return any(name + b"{" in text or b"new(" + name + b")" in text for name in names)


@question
def _is_maker(project: Project, path: str, name: str) -> bool:
    package = project.package(path)
    return package is not None and name in remembered(
        project.kept, ("makers", package), lambda: makers(package)
    )


def makers(package: Package) -> frozenset[str]:
    """Return the names of the functions of a package that make channels or contexts, or start goroutines."""
    found: set[str] = set()
    for file in package.files:
        if not file.test:
            text = file.parsed.text
            offsets = [match.start() for makes in MAKES for match in makes.finditer(text)]
            found.update(names_around(file, offsets))
    for _ in range(MAKER_ROUNDS):
        callers: set[str] = set()
        for file in package.files:
            calls = file.facts.index.calls
            for name in found & calls.keys():
                callers.update(names_around(file, calls[name]))
        found |= callers
    return frozenset(found)


def names_around(file: File, offsets: Iterable[int]) -> Iterator[str]:
    """Yield the names of the declarations that offsets stand in."""
    for offset in offsets:
        decl = file.declaration_at(offset)
        if decl is not None:
            yield decl.name
