"""One Go file of a package: its facts, and functions when asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from ginlint.go.call import Call, calls_in, name_offset
from ginlint.go.names import Function, Typer, bind, bind_expression
from ginlint.go.names.symbols import receiver_name
from ginlint.go.names.typetext import type_param_names
from ginlint.go.syntax import FuncDecl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.go.names import FileNames, Type
    from ginlint.go.package import Package
    from ginlint.go.receivers import Declared, Method
    from ginlint.go.syntax import FileFacts, ParsedFile, ValueDecl
    from ginlint.go.syntax.ast import Expr, Node


class File:
    """A file as rules see it.

    `path` is as reports print it. `version` is the language version that counts
    for this file. `test` says that its name ends in _test.go. `shadowing` tells, for a
    declaration's offset and the name of an import, whether that may be declared anew there.
    `declared`, `locals` and `methods` are the notes of `ginlint.go.receivers`.
    """

    __slots__ = (
        "_calls", "_functions", "_literal_values", "_starts", "_type_params", "_typer", "_values",
        "declared", "locals", "methods", "names", "package", "parsed", "path", "shadowing", "version",
    )  # fmt: skip

    def __init__(
        self, path: str, parsed: ParsedFile, package: Package, names: FileNames, version: tuple[int, int]
    ) -> None:
        self.path = path
        self.parsed = parsed
        self.package = package
        self.names = names
        self.version = version
        self._functions: dict[int, Function] = {}
        self._literal_values: list[ValueDecl] | None = None
        self._calls: dict[int, dict[int, Call]] = {}
        self._values: dict[int, Function] = {}
        self._typer: Typer | None = None
        self._starts: list[int] | None = None
        self._type_params: frozenset[str] | None = None
        self.shadowing: dict[tuple[int, str], bool] = {}
        self.declared: dict[int, dict[bytes, list[Declared]]] = {}
        self.locals: dict[tuple[int, str], Type | None] = {}
        self.methods: dict[int, Method | None] = {}

    @property
    def facts(self) -> FileFacts:
        """What is known without bodies."""
        return self.parsed.facts

    @property
    def test(self) -> bool:
        """Whether this is a test file."""
        return self.path.endswith("_test.go")

    @property
    def typer(self) -> Typer:
        """Types and callees in this file."""
        if self._typer is None:
            self._typer = Typer(self)
        return self._typer

    @property
    def type_params(self) -> frozenset[str]:
        """The names of type parameters anywhere in the file."""
        if self._type_params is None:
            found: set[str] = set()
            for decl in self.facts.functions:
                if decl.type_params:
                    found.update(type_param_names(decl.type_params))
                if "[" in decl.recv:
                    found.update(type_param_names(decl.recv[decl.recv.index("[") :].rstrip(")")))
            self._type_params = frozenset(found)
        return self._type_params

    def text(self, node: Node) -> str:
        """Return the source of `node`."""
        return self.parsed.text[node.pos : node.end].decode("utf-8", "replace")

    def function(self, decl: FuncDecl) -> Function:
        """Return a declared function with its body; the same object each time."""
        found = self._functions.get(decl.pos)
        if found is None:
            receiver, type_, body = self.parsed.function(decl)
            found = bind(self, function_name(decl), receiver, type_, body)
            found.symbol = self.package.symbol(self, decl)
            self._functions[decl.pos] = found
        return found

    def calls(self, decl: FuncDecl | ValueDecl) -> dict[int, Call]:
        """Return the calls in a declaration by the offset of the callee's last name."""
        found = self._calls.get(decl.pos)
        if found is None:
            found = {}
            for call in calls_in(self.owner(decl)):
                found.setdefault(name_offset(call.node.fun), call)
            self._calls[decl.pos] = found
        return found

    def declaration_at(self, offset: int) -> FuncDecl | None:
        """Return the function declaration that `offset` stands in."""
        if self._starts is None:
            self._starts = [decl.pos for decl in self.facts.functions]
        number = bisect_right(self._starts, offset) - 1
        if number < 0 or offset >= self.facts.functions[number].end:
            return None
        return self.facts.functions[number]

    def holds(self, decl: FuncDecl, *kinds: str) -> bool:
        """Tell whether a declaration contains a go, defer, for, literal, send or select, by the index."""
        for kind in kinds:
            offsets = self.facts.index.kinds.get(kind, ())
            at = bisect_left(offsets, decl.pos)
            if at < len(offsets) and offsets[at] < decl.end:
                return True
        return False

    def functions_at(self, offsets: Iterable[int]) -> list[Function]:
        """Return the functions that any of `offsets` stands in, each once, in source order.

        The initialisers of a package-level declaration, which may hold function
        literals (handlers in maps, the actions of commands), count as one.
        """
        found: dict[int, FuncDecl | ValueDecl] = {}
        for offset in offsets:
            decl = self.declaration_at(offset) or self.value_at(offset)
            if decl is not None:
                found[decl.pos] = decl
        return [self.owner(found[pos]) for pos in sorted(found)]

    def owner(self, decl: FuncDecl | ValueDecl) -> Function:
        """Return the function of a declaration: its own, or that of its initialisers."""
        return self.function(decl) if isinstance(decl, FuncDecl) else self.value_function(decl)

    def value_at(self, offset: int) -> ValueDecl | None:
        """Return the package-level declaration with a function literal that `offset` stands in."""
        if self._literal_values is None:
            literals = self.facts.index.kinds.get("literal", [])
            self._literal_values = [
                value
                for value in self.facts.values
                if value.value is not None and not value.const and value.position == 0
                if (at := bisect_left(literals, value.pos)) < len(literals) and literals[at] < value.end
            ]
        return next((value for value in self._literal_values if value.pos <= offset < value.end), None)

    def call_at(self, offset: int) -> Call | None:
        """Return the call whose callee's last name stands at `offset`."""
        decl = self.declaration_at(offset) or self.value_at(offset)
        return self.calls(decl).get(offset) if decl is not None else None

    def value_function(self, decl: ValueDecl) -> Function:
        """Return the initialisers of a package-level declaration as a function."""
        found = self._values.get(decl.pos)
        if found is None:
            found = bind_expression(self, f"glob.{decl.name}", self.parsed.value(decl))
            self._values[decl.pos] = found
        return found

    def initialisers(self, decl: ValueDecl) -> list[Expr]:
        """Return the initialisers of a package-level declaration, with names bound."""
        return [stmt.x for stmt in self.value_function(decl).body.stmts]  # type: ignore[attr-defined] # ExprStmt

    def forget(self) -> None:
        """Let go of everything that can be made again."""
        self._functions.clear()
        self._calls.clear()
        self._values.clear()
        self._typer = None
        self.parsed.forget()


def function_name(decl: FuncDecl) -> str:
    """Return the runtime's name of a declaration, without its package."""
    if not decl.recv:
        return decl.name
    base = receiver_name(decl.recv)
    return f"(*{base}).{decl.name}" if decl.recv.lstrip("( ").startswith("*") else f"{base}.{decl.name}"
