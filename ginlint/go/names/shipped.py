"""Signatures of the standard library and of common modules that come with ginlint.

`models/signatures.bin`, written by tools/build_signatures.py:

    magic, then two sizes as big-endian 32-bit numbers, then two zlib streams of
    text (the index, the versions), then one zlib stream for each package.

The index has a line `path TAB name TAB offset TAB length` for each package, offsets
counted from the end of the versions. The versions are lines `module TAB version`.

A package is lines of fields separated by tabs. The first field tells what it is:

    I alias path                            an import; types are written with these aliases
    F name type-parameters params results   a function
    T name alias type-parameters text methods…   a type; `alias` is "=" or ""
    V type names…                           variables of this type, with spaces between
    C type names…                           constants of this type

A method is `receiver SPACE name SPACE parameters SPACE results`; spaces within its
parameters are written as U+001F.
"""

from __future__ import annotations

import os.path
import zlib
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.names.symbols import FuncSymbol, PackageScope, TypeSymbol, ValueSymbol
from ginlint.go.names.types import UNKNOWN, Named
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.names.program import Program
    from ginlint.go.names.types import Type

MAGIC = b"ginlint signatures 1\n"
DATA = os.path.join(os.path.dirname(__file__), "..", "..", "models", "signatures.bin")


class _Entry(NamedTuple):
    name: str
    offset: int
    length: int


class ShippedNames:
    """The names that a shipped package's types are read against."""

    __slots__ = ("aliases", "dots", "package", "program", "scope")

    def __init__(self, program: Program, scope: PackageScope) -> None:
        self.program = program
        self.package = scope.path
        self.scope = scope
        self.dots: list[str] = []
        self.aliases: dict[str, str] = {}

    def import_path(self, alias: str) -> str | None:
        """Return the import path that `alias` stands for."""
        return self.aliases.get(alias)

    def qualified(self, alias: str, name: str) -> Type:
        """Return the type alias.name, without aliases on the way."""
        path = self.aliases.get(alias)
        return self.program.canonical(Named(path, name)) if path is not None else UNKNOWN

    def declared(self, name: str) -> Type | None:
        """Return the type that an unqualified name stands for."""
        symbol = self.scope.types.get(name)
        if symbol is None:
            return None
        named = Named(self.package, name)
        return self.program.canonical(named) if symbol.alias else named


class _ShippedType(TypeSymbol):
    """A type whose methods are made when somebody asks for them."""

    __slots__ = ("_lines", "_methods")

    def __init__(self, scope: PackageScope, names: ShippedNames, fields: list[str]) -> None:
        self._lines = fields[5:]
        self._methods: dict[str, FuncSymbol] | None = None
        super().__init__(scope.path, fields[1], names, fields[4], fields[3], alias=fields[2] == "=")

    @property
    def methods(self) -> dict[str, FuncSymbol]:
        """The methods by name."""
        if self._methods is None:
            self._methods = {}
            for line in self._lines:
                recv, name, params, results = line.split(" ", 3)
                self._methods[name] = FuncSymbol(
                    self.package,
                    name,
                    self.names,
                    recv=recv,
                    params=params.replace("\x1f", " "),
                    results=results,
                )
        return self._methods

    @methods.setter
    def methods(self, _: dict[str, FuncSymbol]) -> None:
        """Ignore the empty table that a type starts with."""


def provider(path: str, program: Program) -> PackageScope | None:
    """Return what the package at `path` exports, None if it is not among those shipped."""
    entry = _index().get(path)
    return _scope(path, entry, program) if entry is not None else None


def package_name(path: str) -> str | None:
    """Return the name in the package clause of the package at `path`, None if it is not shipped."""
    entry = _index().get(path)
    return entry.name if entry is not None else None


def versions() -> dict[str, str]:
    """Return the version of each module whose signatures are shipped; "std" is Go's own."""
    return dict(line.split("\t", 1) for line in _head()[1].splitlines())


@cache
def _index() -> dict[str, _Entry]:
    entries = {}
    start = _head()[2]
    for line in _head()[0].splitlines():
        path, name, offset, length = line.split("\t")
        entries[path] = _Entry(name, start + int(offset), int(length))
    return entries


@cache
def _head() -> tuple[str, str, int]:
    """Return the index, the versions, and where the packages start; empty where there is no data."""
    try:
        with open(DATA, "rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return "", "", 0
            sizes = int.from_bytes(file.read(4), "big"), int.from_bytes(file.read(4), "big")
            index, table = (zlib.decompress(file.read(size)).decode() for size in sizes)
            return index, table, file.tell()
    except OSError:
        return "", "", 0


def _scope(path: str, entry: _Entry, program: Program) -> PackageScope:
    with open(DATA, "rb") as file:
        file.seek(entry.offset)
        text = zlib.decompress(file.read(entry.length)).decode()
    scope = PackageScope(path, entry.name)
    names = ShippedNames(program, scope)
    for line in text.splitlines():
        fields = line.split("\t")
        kind, name = fields[0], fields[1]
        if kind == "F":
            scope.functions[name] = FuncSymbol(
                path, name, names, type_params=fields[2], params=fields[3], results=fields[4]
            )
        elif kind == "T":
            scope.types[name] = _ShippedType(scope, names, fields)
        elif kind == "I":
            names.aliases[name] = fields[2]
        else:
            for value in fields[2].split(" "):
                scope.values[value] = ValueSymbol(path, value, names, name, const=kind == "C")
    return scope
