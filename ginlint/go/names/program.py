"""The packages of a run and of what it imports, and what can be looked up in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names.imports import candidates, current_path, words
from ginlint.go.names.types import (
    UNKNOWN,
    Basic,
    Func,
    Interface,
    Named,
    Struct,
    Type,
    deref,
    substitute,
)
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from ginlint.go.names.symbols import FuncSymbol, PackageScope, TypeSymbol
    from ginlint.go.syntax import Import

MAX_EMBEDDING = 8
MAX_ALIASES = 8
ERROR_METHOD = Func((), (Basic("string"),))


class Selection(NamedTuple):
    """What x.name means: a field or a method, and the type that declares it.

    `through` names the embedded fields on the way. A method's `type` lacks the
    receiver; `symbol` is None for methods of interfaces.
    """

    name: str
    type: Type
    owner: Type
    method: bool
    symbol: FuncSymbol | None
    through: tuple[str, ...]


_NOT_ASKED = Selection("", UNKNOWN, UNKNOWN, method=False, symbol=None, through=())


class Program:
    """Package scopes by import path, and questions about types.

    `own` are the packages under analysis. Others come from `providers`, asked in
    order and at most once for each path; what a package is called, from `namers`.
    `told` is where others keep what they found out about its types.
    """

    def __init__(
        self,
        providers: tuple[Callable[[str, Program], PackageScope | None], ...] = (),
        namers: tuple[Callable[[str], str | None], ...] = (),
    ) -> None:
        self.own: dict[str, PackageScope] = {}
        self._providers = providers
        self._namers = namers
        self._names: dict[str, str | None] = {}
        self._others: dict[str, PackageScope | None] = {}
        self._selections: dict[tuple[Type, str], Selection | None] = {}
        self._named: dict[tuple[str, str], Type] = {}
        self.told: dict[tuple[str, Type], bool] = {}

    def scope(self, path: str) -> PackageScope | None:
        """Return what the package at `path` declares, None if nobody knows."""
        found = self.own.get(path)
        if found is not None or path in self._others:
            return found or self._others.get(path)
        self._others[path] = None
        for provider in self._providers:
            found = provider(path, self)
            if found is not None:
                break
        self._others[path] = found
        return found

    def name_of(self, path: str) -> str | None:
        """Return the name of the package at `path`, None if nobody knows."""
        own = self.own.get(path)
        if own is not None:
            return own.name
        if path not in self._names:
            self._names[path] = next((name for namer in self._namers if (name := namer(path))), None)
        return self._names[path]

    def type_symbol(self, type_: Type) -> TypeSymbol | None:
        """Return the declaration of a named type."""
        if not isinstance(type_, Named):
            return None
        scope = self.scope(type_.path)
        return scope.types.get(type_.name) if scope else None

    def named(self, path: str, name: str) -> Type:
        """Return the type path.name, without aliases on the way; mostly the same object each time."""
        found = self._named.get((path, name))
        if found is None:
            found = Named(path, name)
            symbol = self.type_symbol(found)
            if symbol is None or symbol.alias:
                return self.canonical(found)  # not known yet, maybe, where packages or aliases lead in a ring
            self._named[path, name] = found
        return found

    def canonical(self, type_: Type) -> Type:
        """Replace an alias by the type it stands for."""
        for _ in range(MAX_ALIASES):
            symbol = self.type_symbol(type_)
            if symbol is None or not symbol.alias:
                break
            type_ = self._instantiate(symbol, type_, symbol.written)
        return type_

    def underlying(self, type_: Type) -> Type:
        """Return the type literal behind a declared type; UNKNOWN if it is not known."""
        for _ in range(MAX_ALIASES):
            if not isinstance(type_, Named):
                return type_
            symbol = self.type_symbol(type_)
            if symbol is None:
                return UNKNOWN
            type_ = self._instantiate(symbol, type_, symbol.written)
        return UNKNOWN

    @staticmethod
    def _instantiate(symbol: TypeSymbol, type_: Type, inner: Type) -> Type:
        if isinstance(type_, Named) and symbol.type_params and type_.args:
            return substitute(inner, dict(zip(symbol.type_params, type_.args, strict=False)))
        return inner

    def select(self, type_: Type, name: str) -> Selection | None:
        """Return the field or method `name` of a value of `type_`, None if unknown.

        Follows the Go spec's "Selectors": the shallowest wins, embedded fields
        are searched level by level.
        """
        key = (type_, name)
        found = self._selections.get(key, _NOT_ASKED)
        if found is _NOT_ASKED:
            found = self._selections[key] = self._select(type_, name)
        return found

    def _select(self, type_: Type, name: str) -> Selection | None:
        level: list[tuple[Type, tuple[str, ...]]] = [(type_, ())]
        seen: set[Type] = set()
        for _ in range(MAX_EMBEDDING):
            deeper: list[tuple[Type, tuple[str, ...]]] = []
            for candidate, through in level:
                base = self.canonical(deref(self.canonical(candidate)))
                if base in seen:
                    continue
                seen.add(base)
                found = self._member(base, name, through)
                if found is not None:
                    return found
                deeper += self._embedded(base, through)
            if not deeper:
                return None
            level = deeper
        return None

    def _member(self, base: Type, name: str, through: tuple[str, ...]) -> Selection | None:
        symbol = self.type_symbol(base)
        method = symbol.methods.get(name) if symbol else None
        if method is not None:
            signature = substitute(method.type, _receiver_env(method, base))
            return Selection(name, signature, base, method=True, symbol=method, through=through)
        shape = self.underlying(base)
        if isinstance(shape, Struct):
            for field in shape.fields:
                if field.name == name:
                    return Selection(name, field.type, base, method=False, symbol=None, through=through)
        elif isinstance(shape, Interface):
            for method_name, signature in shape.methods:
                if method_name == name:
                    return Selection(name, signature, base, method=True, symbol=None, through=through)
        elif base == Basic("error") and name == "Error":
            return Selection(name, ERROR_METHOD, base, method=True, symbol=None, through=through)
        return None

    def _embedded(self, base: Type, through: tuple[str, ...]) -> list[tuple[Type, tuple[str, ...]]]:
        shape = self.underlying(base)
        if isinstance(shape, Struct):
            return [(f.type, (*through, f.name)) for f in shape.fields if f.embedded]
        if isinstance(shape, Interface):
            return [(embedded, through) for embedded in shape.embeds]
        return []


def _receiver_env(method: FuncSymbol, base: Type) -> dict[str, Type]:
    if isinstance(base, Named) and base.args and method.recv_params:
        return dict(zip(method.recv_params, base.args, strict=False))
    return {}


class FileNames:
    """The names that types in one file are read against."""

    __slots__ = ("aliases", "dots", "imports", "package", "program")

    def __init__(self, program: Program, package: str, imports: list[Import]) -> None:
        self.program = program
        self.package = package
        self.imports = imports
        self.dots = [spec.path for spec in imports if spec.name == "."]
        self.aliases: dict[str, str] = {}

    def resolve(self) -> None:
        """Give each import its name; what a package of the run is called is known once all are added.

        A name that only one import may have is that import: where it is used, nothing
        else in the package or the file is called so. A path that a module has given up
        stands for the one it has now.
        """
        guesses: dict[str, set[str]] = {}
        for spec in self.imports:
            if not spec.name:
                known = self.program.name_of(spec.path)
                for name in (known,) if known else candidates(spec.path):
                    self.aliases.setdefault(name, self._current(spec.path))
                for word in () if known else words(spec.path):
                    guesses.setdefault(word, set()).add(spec.path)
        for word, paths in guesses.items():
            if len(paths) == 1:
                self.aliases.setdefault(word, self._current(*paths))
        for spec in self.imports:
            if spec.name and spec.name not in ("_", "."):
                self.aliases[spec.name] = self._current(spec.path)

    def _current(self, path: str) -> str:
        return path if path in self.program.own else current_path(path)

    def import_path(self, alias: str) -> str | None:
        """Return the import path that `alias` stands for."""
        return self.aliases.get(alias)

    def qualified(self, alias: str, name: str) -> Type:
        """Return the type alias.name, without aliases (`type A = B`) on the way."""
        path = self.aliases.get(alias)
        return self.program.named(path, name) if path is not None else UNKNOWN

    def declared(self, name: str) -> Type | None:
        """Return the type that an unqualified name stands for."""
        for path in (self.package, *self.dots):
            scope = self.program.scope(path)
            if scope and name in scope.types:
                return self.program.named(path, name)
        return None
