"""Fields and package variables that some functions use by sync/atomic, and others as plain values.

The functions of sync/atomic help only if every use is one of theirs (go.dev/ref/mem: a plain read beside
an atomic write is a data race like any other). What makes, starts or ends the owner is left out, for nobody
else has it then, and so is a read by the one function that writes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.locks.keys import kind_of
from ginlint.go.state.globals import is_meant_to_race
from ginlint.go.state.guard import is_guarded
from ginlint.go.state.halflocked import is_target
from ginlint.go.state.setup import sets_up
from ginlint.go.syntax import ast
from ginlint.go.testsupport import for_tests
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.package import Package


class Access(NamedTuple):
    """Where a field or package variable of this `kind` is `read` or `written`."""

    function: Function
    node: ast.Expr
    kind: str
    verb: str


class Mixed(NamedTuple):
    """A function uses at `plain` without sync/atomic, one place for each kind, what `other` uses with it.

    `field` tells fields, not package variables. `read_back` says that `other` has just added to what is
    read, in the same function: another may have done so since.
    """

    plain: list[Access]
    other: Access
    field: bool
    read_back: bool


def mixed_with_atomics(package: Package) -> Iterator[Mixed]:
    """Yield the functions of a package that use fields or variables both ways."""
    by_kind: dict[str, list[Access]] = {}
    for file in _files(package):
        for access in _by_atomics(file):
            by_kind.setdefault(access.kind, []).append(access)
    together: dict[tuple[Function, bool, bool], Mixed] = {}
    for kind, atomic in by_kind.items():
        told = set()
        for access in _plain(package, kind):
            outer, field = access.function.outermost, isinstance(access.node, ast.SelectorExpr)
            added = [it for it in atomic if _is_read_back(access, it)]
            others = added or [it for it in atomic if _races(access, it)]
            if others and outer not in told and not _is_left_alone(access):
                told.add(outer)
                other = min(others, key=lambda it: it.function.name)
                read_back = bool(added)
                mixed = together.setdefault((outer, field, read_back), Mixed([], other, field, read_back))
                mixed.plain.append(access)
    yield from together.values()


def _files(package: Package) -> Iterator[File]:
    return (file for file in package.speaking if not file.test and not for_tests(file))


def _races(plain: Access, atomic: Access) -> bool:
    """Tell two uses of which one writes, by functions that may run at once."""
    apart = plain.function.outermost is not atomic.function.outermost
    return apart and "written" in (plain.verb, atomic.verb)


def _is_left_alone(access: Access) -> bool:
    function, node = access.function, access.node
    return sets_up(function) or is_guarded(function, node) or is_meant_to_race(function, node)


def _is_read_back(plain: Access, atomic: Access) -> bool:
    """Tell the read of what has just been added to, where another may have added since."""
    function = atomic.function
    call = function.parent_of(atomic.node)
    call = function.parent_of(call) if call is not None else None
    return (
        plain.verb == "read"
        and plain.function is function
        and isinstance(call, ast.CallExpr)
        and last_name(call.fun).startswith("Add")
        and isinstance(function.parent_of(call), ast.ExprStmt)
        and call.end <= plain.node.pos
        and function.file.text(plain.node) == function.file.text(atomic.node)
    )


def _by_atomics(file: File) -> Iterator[Access]:
    """Yield the uses by functions of sync/atomic, which take an address first: `atomic.AddInt64(&s.n, 1)`."""
    calls, verbs = file.facts.index.calls, _verbs()
    offsets = [offset for name in verbs.keys() & calls.keys() for offset in calls[name]]
    for outer in file.functions_at(offsets):
        for function in outer.all():
            for node in ast.walk(function.body, into_literals=False):
                match node:
                    case ast.CallExpr(ast.SelectorExpr(_, sel, _), [ast.UnaryExpr("&", x), *_], _) if (
                        sel in verbs and file.typer.callee(node).name == f"sync/atomic.{sel}"
                    ):
                        kind = kind_of(function, x)
                        if kind:
                            yield Access(function, x, kind, verbs[sel])


@cache
def _verbs() -> dict[str, str]:
    """Return what each function of sync/atomic does, by its name: AddInt64 has written."""
    known = table("locks")["atomics"]
    return {f"{name}{of}": verb for name, verb in known["verbs"].items() for of in known["types"]}


def _plain(package: Package, kind: str) -> Iterator[Access]:
    named = _naming(kind.rpartition(".")[2])
    for file in _files(package):
        for outer in file.functions_at(match.start() for match in named.finditer(file.parsed.text)):
            for function in outer.all():
                yield from _in_function(function, kind)


def _in_function(function: Function, kind: str) -> Iterator[Access]:
    name = kind.rpartition(".")[2]
    for node in ast.walk(function.body, into_literals=False):
        if not isinstance(node, (ast.SelectorExpr, ast.Ident)) or _last(node) != name:
            continue
        around = function.parent_of(node)
        if isinstance(around, ast.UnaryExpr) and around.op == "&":
            continue
        if kind_of(function, node) == kind and _is_of_others(function, node):
            yield Access(function, node, kind, "written" if is_target(function, node) else "read")


def _last(node: ast.Expr) -> str:
    return node.sel if isinstance(node, ast.SelectorExpr) else getattr(node, "name", "")


def _is_of_others(function: Function, node: ast.Expr) -> bool:
    """Tell a package variable, or a field of what a pointer receiver or a package variable has."""
    base = node
    while isinstance(base, ast.SelectorExpr):
        if function.file.typer.package_value(base) is not None:
            return True
        base = base.x
    if not isinstance(base, ast.Ident):
        return False
    if base.obj is None:
        return True
    symbol = function.outermost.symbol
    return base.obj.kind == "receiver" and symbol is not None and symbol.recv.startswith("*")


@cache
def _naming(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"\b%b\b" % re.escape(name.encode()))
