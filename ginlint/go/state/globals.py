"""Where package variables are written."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.names import Map, Pointer, deref
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function, ValueSymbol
    from ginlint.go.package import Package

REMOVING = ("delete", "clear")
NAMED = re.compile(rb":=\s*\w+\.Default\w+\s*[\n;/]")  # dialer := websocket.DefaultDialer
ALIAS = re.compile(rb":=[ \t]*(?:(\w+)\.)?(\w+)\s*?[\n;/]")  # app := core.App
WAIVER = re.compile(rb"//\s*(?:ginlint:|nolint|#nosec)")
ADDRESS = re.compile(rb"&\s*([\w\x80-\xff]+)")
REMOVED = re.compile(rb"\w+\s*\(\s*([\w\x80-\xff]+)")


class GlobalWrite(NamedTuple):
    """A statement or call that writes `variable`, or what is reached from it.

    `function` is the innermost one around `node`, `target` the expression
    written. `in_map` says that an entry of a map is set or removed, `by` is the method that
    changes what the variable holds, as written.
    """

    function: Function
    node: ast.Node
    target: ast.Expr
    variable: ValueSymbol
    in_map: bool
    by: str = ""

    @property
    def updates(self) -> bool:
        """Whether the new value is made from the old one: x++, x += 1, x = append(x, …)."""
        match self.node:
            case ast.IncDecStmt():
                return True
            case ast.AssignStmt(_, op, rhs):
                target = self.function.file.text(self.target)
                text = self.function.file.text
                return op != "=" or any(text(x) == target for value in rhs for x in _expressions(value))
        return False


def _expressions(value: ast.Expr) -> Iterator[ast.Expr]:
    return (
        node for node in ast.walk(value) if isinstance(node, (ast.Ident, ast.SelectorExpr, ast.IndexExpr))
    )


def global_writes(
    package: Package, wanted: Callable[[File, int], bool] | None = None
) -> Iterator[GlobalWrite]:
    """Yield the writes of package variables that requests, or goroutines started in loops, may make.

    With `wanted`, those that may be made at its offsets of a file, by names and text alone. The variables
    may be other packages' as well.
    """
    for file in package.speaking:
        for outer in file.functions_at(_candidates(file, wanted or _may_run_again)):
            for function in outer.all():
                for node in ast.walk(function.body, into_literals=False):
                    for target in _written(function, node):
                        found = _write(function, node, target)
                        if found is not None and not _only_in_tests(function, node):
                            yield found


def _only_in_tests(function: Function, node: ast.Node) -> bool:
    """Tell what runs only if a test says so: `if isUnderTest { sent = append(sent, mail) }`."""
    return _runs_only_if(function, node, "testing")


def only_for_developers(function: Function, node: ast.Node) -> bool:
    """Tell what runs only while somebody works on the service: `if config.IsDev() { load() }`."""
    return _runs_only_if(function, node, "developing")


def is_meant_to_race(function: Function, node: ast.Node) -> bool:
    """Tell a write whose author says that it needs no lock, in a comment beside it or on the line above."""
    text = function.file.parsed.text
    start = text.rfind(b"\n", 0, node.pos) + 1
    end = text.find(b"\n", node.end)
    beside = text[node.end : end if end >= 0 else len(text)].partition(b"//")[2]
    above = text[text.rfind(b"\n", 0, max(start - 1, 0)) + 1 : start].strip()
    said = beside + (above if above.startswith(b"//") else b"")
    return re.search(table("locks")["comments"]["unneeded"], said.decode("utf-8", "replace")) is not None


def is_waived(file: File, node: ast.Node) -> bool:
    """Tell a place that a comment beside it, above it or before its function takes out of a report."""
    text = file.parsed.text
    start, end = text.rfind(b"\n", 0, node.pos) + 1, text.find(b"\n", node.end)
    above = text.rfind(b"\n", 0, max(start - 1, 0)) + 1
    said = text[above : end if end >= 0 else len(text)]
    decl = file.declaration_at(node.pos)
    if decl is not None:
        said += text[text.rfind(b"\n}", 0, decl.pos) + 1 : decl.pos]
    return WAIVER.search(said) is not None


def _runs_only_if(function: Function, node: ast.Node, who: str) -> bool:
    condition = re.compile(table("testing")["conditions"][who])
    inner, around = node, function.parent_of(node)
    while around is not None and not isinstance(around, ast.FuncLit):
        if isinstance(around, ast.IfStmt) and inner is around.body:
            cond = function.file.text(around.cond)
            if condition.search(cond) and (who == "testing" or "!" not in cond):
                return True
        inner, around = around, function.parent_of(around)
    return False


def _candidates(file: File, wanted: Callable[[File, int], bool]) -> list[int]:
    """Return the offsets of writes that may concern a package variable, by names and text alone."""
    index = file.facts.index
    offsets = [
        offset
        for name in REMOVING
        for offset in index.calls.get(name, ())
        if _removes_from_package(file, offset)
    ]
    offsets += [
        offset
        for name in _fillers()
        for offset in index.calls.get(name, ())
        if _fills_package_value(file, offset)
    ]
    for name, found in index.writes.items():
        if _may_be_package_value(file, name):
            offsets += found
    if not _packages_of_others().isdisjoint(file.names.aliases.values()):
        offsets += [found.start() for found in NAMED.finditer(file.parsed.text)]
    offsets += [found.start() for found in ALIAS.finditer(file.parsed.text) if _may_point_to_own(file, found)]
    return [offset for offset in offsets if wanted(file, offset)]


def _may_point_to_own(file: File, found: re.Match[bytes]) -> bool:
    """Tell whether a local variable is another name of a package variable of the module."""
    owner, name = (part.decode("utf-8", "replace") if part is not None else "" for part in found.groups())
    path = file.names.aliases.get(owner, "") if owner else file.package.path
    scope = file.names.program.scope(path) if path in file.names.program.own else None
    value = scope.values.get(name) if scope is not None else None
    return value is not None and not value.const


def _removes_from_package(file: File, offset: int) -> bool:
    """Tell whether `delete(m, …)` at `offset` may take from a package variable, by the first name in it."""
    found = REMOVED.match(file.parsed.text, offset)
    root = found[1].decode("utf-8", "replace") if found is not None else ""
    return not root or bool(file.names.dots) or _may_be_package_value(file, root)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(name.rpartition(".")[2] for name in table("registrations")["filling"]["calls"])


def _fills_package_value(file: File, offset: int) -> bool:
    """Tell whether a decoder at `offset` may be given the address of a package variable, by its line."""
    text = file.parsed.text
    end = text.find(b"\n", offset)
    found = ADDRESS.search(text, offset, end if end >= 0 else len(text))
    return found is not None and _may_be_package_value(file, found[1].decode("utf-8", "replace"))


def _may_be_package_value(file: File, name: str) -> bool:
    value = file.package.scope.values.get(name)
    if value is not None and not value.const:
        return True
    path = file.names.aliases.get(name)
    return path in file.names.program.own or path in _packages_of_others()


@cache
def _of_others() -> frozenset[str]:
    """Return the variables of other modules that all who import them have in common."""
    return frozenset(table("registrations")["in_common"]["variables"])


@cache
def _packages_of_others() -> frozenset[str]:
    return frozenset(name.rpartition(".")[0] for name in _of_others())


def _may_run_again(file: File, offset: int) -> bool:
    decl = file.declaration_at(offset)
    return (
        decl is None or file.holds(decl, "literal") or file.package.project.requests.may_be_hot(file, offset)
    )


def _written(function: Function, node: ast.Node) -> list[ast.Expr]:
    match node:
        case ast.AssignStmt(lhs, op, _) if op != ":=":
            return lhs
        case ast.IncDecStmt(x, _):
            return [x]
        case ast.RangeStmt(key, value, False, _, _):
            return [expr for expr in (key, value) if expr is not None]
        case ast.CallExpr(ast.Ident("delete" | "clear"), [x, *_], _):
            return [x] if function.file.typer.callee(node).kind == "builtin" else []
        case ast.CallExpr(_, args, _) if last_name(node.fun) in _fillers():
            given = [arg.x for arg in args if isinstance(arg, ast.UnaryExpr) and arg.op == "&"]
            known = table("registrations")["filling"]["calls"]
            return given if given and function.file.typer.callee(node).name in known else []
    return []


def _named(function: Function, base: ast.Expr, target: ast.Expr) -> ValueSymbol | None:
    """Return what a local variable points to, whose field or entry is written: it is the variable's own.

    That is a variable of the module, or of others that all who import them have in common.
    """
    variable = base.obj if isinstance(base, ast.Ident) and base is not target else None
    if variable is None or variable.kind != "local" or variable.writes or variable.definition.value is None:
        return None
    typer = function.file.typer
    value = typer.package_value(variable.definition.value)
    if value is None or value.qualified in _of_others():
        return value
    type_ = typer.type_of(variable.definition.value)
    shared = isinstance(type_, Pointer) or isinstance(typer.program.underlying(type_), Map)
    return value if shared and value.file is not None else None


def _is_map(function: Function, expr: ast.Expr) -> bool:
    typer = function.file.typer
    return isinstance(typer.program.underlying(deref(typer.type_of(expr))), Map)


def _write(function: Function, node: ast.Node, target: ast.Expr) -> GlobalWrite | None:
    typer = function.file.typer
    base: ast.Expr = target
    in_map = isinstance(node, ast.CallExpr) and (isinstance(node.fun, ast.Ident) or _is_map(function, target))
    while True:
        value = typer.package_value(base) or _named(function, base, target)
        if value is not None:
            if value.const or (value.decl is None and value.qualified not in _of_others()):
                return None
            return GlobalWrite(function, node, target, value, in_map)
        match base:
            case ast.IndexExpr(x, _):
                if base is target:
                    in_map = _is_map(function, x)
                base = x
            case ast.SelectorExpr(x, _, _) | ast.StarExpr(x) | ast.TypeAssertExpr(x, _):
                base = x
            case _:
                return None
