"""One Go file of a package: its facts, and functions when asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from ginlint.go.call import Call, calls_in, name_offset
from ginlint.go.names import Function, Typer, bind, bind_expression
from ginlint.go.names.symbols import receiver_name
from ginlint.go.names.typetext import type_param_names
from ginlint.go.syntax import FuncDecl
from ginlint.go.trace import TRACE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.go.names import FileNames, Type
    from ginlint.go.package import Package
    from ginlint.go.receivers import Declared, Method
    from ginlint.go.syntax import FileFacts, FileIndex, ParsedFile, ValueDecl
    from ginlint.go.syntax.ast import Expr, Node


class File:
    """A file as rules see it.

    `path` is as reports print it. `version` is the language version that counts
    for this file. `test` says that its name ends in _test.go. `shadowing` tells, for a
    declaration's offset and the name of an import, whether that may be declared anew there.
    `declared`, `locals` and `methods` are the notes of `ginlint.go.receivers`.
    """

    __slots__ = (
        "_calls", "_functions", "_keys", "_literal_values", "_parsed", "_starts", "_type_params", "_typer",
        "_values", "declared", "locals", "methods", "names", "package", "path", "shadowing", "test",
        "version",
    )  # fmt: skip

    def __init__(
        self, path: str, parsed: ParsedFile, package: Package, names: FileNames, version: tuple[int, int]
    ) -> None:
        self.path = path
        self.test = path.endswith("_test.go")
        self._parsed = parsed
        self.package = package
        self.names = names
        self.version = version
        self._functions: dict[int, Function] = {}
        self._literal_values: list[ValueDecl] | None = None
        self._calls: dict[int, dict[int, Call]] = {}
        self._values: dict[int, Function] = {}
        self._typer: Typer | None = None
        self._starts: list[int] | None = None
        self._keys: dict[int, tuple[str, int]] | None = None
        self._type_params: frozenset[str] | None = None
        self.shadowing: dict[tuple[int, str], bool] = {}
        self.declared: dict[int, dict[bytes, list[Declared]]] = {}
        self.locals: dict[tuple[int, str], Type | None] = {}
        self.methods: dict[int, Method | None] = {}

    @property
    def facts(self) -> FileFacts:
        """What is known without bodies."""
        TRACE.seen.add(self)
        return self._parsed.facts

    @property
    def constraint(self) -> str:
        """The text of its build constraint, "" if there is none."""
        TRACE.seen.add(self.package)
        return self._parsed.facts.constraint

    @property
    def declarations(self) -> list[FuncDecl]:
        """The functions that the file declares, for those who do not look at their bodies."""
        TRACE.seen.add(self.package)
        return self._parsed.facts.functions

    @property
    def index(self) -> FileIndex:
        """The index, for those who note what they take of it."""
        return self._parsed.facts.index

    @property
    def text_noted(self) -> bytes:
        """The text, for those who note what they take of it."""
        return self._parsed.text

    @property
    def parsed(self) -> ParsedFile:
        """The text, facts and bodies."""
        TRACE.seen.add(self)
        return self._parsed

    def body_text(self, decl: FuncDecl) -> bytes:
        """Return the text of a declaration's body, empty if there is none."""
        TRACE.seen.add((self, decl.pos))
        return self._parsed.text[slice(*decl.body)] if decl.body is not None else b""

    def called(self, names: Names) -> list[int]:
        """Return where something of these last names is called, in order."""
        TRACE.seen |= names.calls
        return _offsets(self._parsed.facts.index.calls, names)

    def typed(self, names: Names) -> list[int]:
        """Return where a type of another package stands that has one of these names, in order."""
        TRACE.seen |= names.types
        return _offsets(self._parsed.facts.index.types, names)

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
            for decl in self._parsed.facts.functions:
                if decl.type_params:
                    found.update(type_param_names(decl.type_params))
                if "[" in decl.recv:
                    found.update(type_param_names(decl.recv[decl.recv.index("[") :].rstrip(")")))
            self._type_params = frozenset(found)
        return self._type_params

    def text(self, node: Node) -> str:
        """Return the source of `node`."""
        return self._parsed.text[node.pos : node.end].decode("utf-8", "replace")

    def function(self, decl: FuncDecl) -> Function:
        """Return a declared function with its body; the same object each time."""
        TRACE.seen.add((self, decl.pos))
        found = self._functions.get(decl.pos)
        if found is None:
            receiver, type_, body = self._parsed.function(decl)
            found = bind(self, function_name(decl), receiver, type_, body)
            found.symbol = self.package.symbol(self, decl)
            self._functions[decl.pos] = found
        return found

    def calls(self, decl: FuncDecl | ValueDecl) -> dict[int, Call]:
        """Return the calls in a declaration by the offset of the callee's last name."""
        found = self._calls.get(decl.pos)
        TRACE.seen.add((self, decl.pos) if type(decl) is FuncDecl else self.package)
        if found is None:
            found = {}
            for call in calls_in(self.owner(decl)):
                found.setdefault(name_offset(call.node.fun), call)
            self._calls[decl.pos] = found
        return found

    def declaration_at(self, offset: int) -> FuncDecl | None:
        """Return the function declaration that `offset` stands in."""
        if self._starts is None:
            self._starts = [decl.pos for decl in self._parsed.facts.functions]
        number = bisect_right(self._starts, offset) - 1
        if number < 0 or offset >= self._parsed.facts.functions[number].end:
            return None
        return self._parsed.facts.functions[number]

    def key_of(self, decl: FuncDecl) -> tuple[str, int]:
        """Return a declaration's name, with its receiver, and its number among those of the same name."""
        return self._keyed()[decl.pos]

    def key_at(self, pos: int) -> tuple[str, int]:
        """Return the key of the declaration that starts at `pos`."""
        return self._keyed()[pos]

    def declaration(self, name: str, number: int) -> FuncDecl | None:
        """Return the declaration of that key."""
        return next(
            (decl for decl in self._parsed.facts.functions if self._keyed()[decl.pos] == (name, number)), None
        )

    def _keyed(self) -> dict[int, tuple[str, int]]:
        if self._keys is None:
            self._keys = keys_of(self._parsed.facts.functions)
        return self._keys

    def holds(self, decl: FuncDecl, *kinds: str) -> bool:
        """Tell whether a declaration contains a go, defer, for, literal, send or select, by the index."""
        return self.holds_between(decl.pos, decl.end, *kinds)

    def holds_between(self, start: int, end: int, *kinds: str) -> bool:
        """Tell whether any of these statements or literals begins in a range of the file."""
        found = self.facts.index.kinds
        for kind in kinds:
            offsets = found.get(kind, ())
            at = bisect_left(offsets, start)
            if at < len(offsets) and offsets[at] < end:
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
            literals = self._parsed.facts.index.kinds.get("literal", [])
            self._literal_values = [
                value
                for value in self._parsed.facts.values
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
        TRACE.seen.add(self.package)
        found = self._values.get(decl.pos)
        if found is None:
            found = bind_expression(self, f"glob.{decl.name}", self._parsed.value(decl))
            self._values[decl.pos] = found
        return found

    def initialisers(self, decl: ValueDecl) -> list[Expr]:
        """Return the initialisers of a package-level declaration, with names bound."""
        return [stmt.x for stmt in self.value_function(decl).body.stmts]  # type: ignore[attr-defined] # ExprStmt

    def let_go(self) -> None:
        """Let go of the syntax tree, from which everything that was asked for has been made."""
        self._parsed.forget()

    def forget(self) -> None:
        """Let go of everything that can be made again."""
        self._functions.clear()
        self._calls.clear()
        self._values.clear()
        self._typer = None
        self._parsed.forget()


def keys_of(functions: Iterable[FuncDecl]) -> dict[int, tuple[str, int]]:
    """Map the offsets of a file's declarations to their keys, which do not change where others do."""
    counts: Counter[str] = Counter()
    found = {}
    for decl in functions:
        name = f"{receiver_name(decl.recv)}.{decl.name}"
        found[decl.pos] = (name, counts[name])
        counts[name] += 1
    return found


class Names:
    """Last names of callees or of types, to ask many files for."""

    __slots__ = ("calls", "names", "types")

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.calls = frozenset(("calls", name) for name in self.names)
        self.types = frozenset(("types", name) for name in self.names)


def _offsets(table: dict[str, list[int]], names: Names) -> list[int]:
    return sorted(offset for name in names.names & table.keys() for offset in table[name])


def function_name(decl: FuncDecl) -> str:
    """Return the runtime's name of a declaration, without its package."""
    if not decl.recv:
        return decl.name
    base = receiver_name(decl.recv)
    return f"(*{base}).{decl.name}" if decl.recv.lstrip("( ").startswith("*") else f"{base}.{decl.name}"
