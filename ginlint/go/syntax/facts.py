"""What is known of a file once its syntax tree is gone: plain data.

Types and signatures stay the source's own text; `ginlint.go.names` parses a
text when something asks for it. Offsets count bytes from 0, ends exclusive.
"""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any

from ginlint.record import field, record


@record(slots=True)
class Import:
    """One import; `name` is "" if the source gives none, else the alias, "_" or "."."""

    path: str
    name: str
    pos: int


@record(slots=True)
class FuncDecl:
    """A function or method declaration.

    `recv` is the receiver's type as written ("" for a function), `params` and
    `results` the text of the parameter list with its parentheses and of the
    result. `body` is (start, end) of the block, None for a declaration without.
    """

    name: str
    pos: int
    end: int
    name_pos: int
    recv_name: str
    recv: str
    type_params: str
    params: str
    results: str
    body: tuple[int, int] | None


@record(slots=True)
class TypeDecl:
    """A type declaration; `text` is what follows the name."""

    name: str
    pos: int
    type_params: str
    text: str
    alias: bool


@record(slots=True)
class ValueDecl:
    """One name of a package-level var or const declaration.

    `value` is (start, end) of its initialiser, None if there is none; `index` is
    the result's number when one call initialises several names, else -1.
    `position` is the name's place among those of its line.
    """

    name: str
    pos: int
    end: int
    type: str
    value: tuple[int, int] | None
    index: int
    position: int
    const: bool


@record(slots=True)
class FileIndex:
    """Where the file does what: offsets by name or kind, in source order.

    `calls` maps the last name of a callee to the offsets of that name; `types`
    the name after the dot in pkg.Name; `writes` the first name of an assigned
    expression, an increment or a range without :=. `kinds` holds the offsets of
    go, defer, for, literal, send and select.
    """

    calls: dict[str, list[int]] = field(default_factory=dict)
    types: dict[str, list[int]] = field(default_factory=dict)
    writes: dict[str, list[int]] = field(default_factory=dict)
    kinds: dict[str, list[int]] = field(default_factory=dict)


@record(slots=True)
class FileFacts:
    """A file without its tree.

    `constraint` is the text of its //go:build line, "" if it has none. `errors`
    are the (start, end) ranges that the parser could not read. `functions` are
    sorted by position.
    """

    package: str = ""
    package_pos: int = 0
    constraint: str = ""
    generated: bool = False
    imports: list[Import] = field(default_factory=list)
    functions: list[FuncDecl] = field(default_factory=list)
    types: list[TypeDecl] = field(default_factory=list)
    values: list[ValueDecl] = field(default_factory=list)
    index: FileIndex = field(default_factory=FileIndex)
    errors: list[tuple[int, int]] = field(default_factory=list)


_KINDS = (Import, FuncDecl, TypeDecl, ValueDecl)
_IMPORT, _FUNCTION, _TYPE, _VALUE = (attrgetter(*(one.name for one in fields(kind))) for kind in _KINDS)


def flattened(facts: FileFacts) -> tuple[object, ...]:
    """Return facts as tuples, lists and dicts, which are packed and unpacked in half the time."""
    index = facts.index
    return (
        facts.package, facts.package_pos, facts.constraint, facts.generated,
        [*map(_IMPORT, facts.imports)], [*map(_FUNCTION, facts.functions)],
        [*map(_TYPE, facts.types)], [*map(_VALUE, facts.values)],
        (index.calls, index.types, index.writes, index.kinds), facts.errors,
    )  # fmt: skip


def unflattened(data: Any) -> FileFacts:
    """Return the facts that were flattened; ValueError for what no facts can be."""
    try:
        package, pos, constraint, generated, imports, functions, types, values, index, errors = data
        return FileFacts(
            package, pos, constraint, generated,
            [Import(*one) for one in imports], [FuncDecl(*one) for one in functions],
            [TypeDecl(*one) for one in types], [ValueDecl(*one) for one in values],
            FileIndex(*index), errors,
        )  # fmt: skip
    except TypeError as error:
        raise ValueError("are no facts") from error
