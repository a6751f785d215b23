"""Fields that each goroutine of a loop sets, by a method of the one value that they all have.

`for { conn, _ := l.Accept(); go s.serve(conn) }` where serve begins with `s.conn = conn`: what one
connection reads is another's. What only one of them may be chosen to do, what is set to a constant, and
what a lock, an atomic or a Once is near is left out; so are loops that may wait for a round's goroutine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.goroutines import Start
from ginlint.go.state.chosen import ends_or_waits, is_for_some
from ginlint.go.state.guard import has_said_so, is_guarded, speaks_of_locks
from ginlint.go.state.shared import loop_around
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function
    from ginlint.go.package import Package


class OwnWrite(NamedTuple):
    """`method` sets `target`, a field of its receiver; goroutines that `start` begins call it at `call`."""

    starter: Function
    start: ast.GoStmt
    call: ast.CallExpr
    method: Function
    target: ast.SelectorExpr


def writes_of_one(package: Package) -> Iterator[OwnWrite]:
    """Yield such writes, for each start and field the first."""
    for file in package.speaking:
        for outer in file.functions_at(file.facts.index.kinds.get("go", ())) if not file.test else ():
            for function in outer.all():
                for start in ast.nodes_of(function.body, ast.GoStmt):
                    yield from _written(function, start)


def _written(function: Function, start: ast.GoStmt) -> Iterator[OwnWrite]:
    loop = loop_around(Start(function, start, None))
    told: set[str] = set()
    if loop is not None and (ends_or_waits(function, loop, start.end) or is_for_some(function, start)):
        return
    for call in _run(start) if loop is not None else ():
        method = _method_of_one(function, call, loop) if loop is not None else None
        for target in _fields_set(method) if method is not None else ():
            if method is not None and target.sel not in told:
                told.add(target.sel)
                yield OwnWrite(function, start, call, method, target)


def _run(start: ast.GoStmt) -> Iterator[ast.CallExpr]:
    """Yield the calls that a goroutine makes itself, with no lock held."""
    if not isinstance(start.call, ast.CallExpr):
        return
    literal = start.call.fun
    if not isinstance(literal, ast.FuncLit):
        yield start.call
    elif literal.scope is not None and not speaks_of_locks(literal.scope):
        calls = ast.nodes_of(literal.body, ast.CallExpr)
        yield from (call for call in calls if not is_for_some(literal.scope, call))


def _method_of_one(
    function: Function, call: ast.CallExpr, loop: ast.ForStmt | ast.RangeStmt
) -> Function | None:
    """Return the method that is called on what was there before the loop, and has it by a pointer."""
    owner = call.fun.x if isinstance(call.fun, ast.SelectorExpr) else None
    value = owner.obj if isinstance(owner, ast.Ident) else None
    if value is None or value.pos >= loop.pos or any(loop.pos <= it.pos < loop.end for it in value.writes):
        return None
    method = body_of(function.file.typer.callee(call))
    if method is None or method.symbol is None or not method.symbol.recv.startswith("*"):
        return None
    return None if speaks_of_locks(method) or has_said_so(method) else method


def _fields_set(method: Function) -> Iterator[ast.SelectorExpr]:
    """Yield the fields of its receiver that a method sets to what it has found, whoever runs it."""
    for node in ast.walk(method.body, into_literals=False):
        for target, value in _set_by(node):
            if not isinstance(target, ast.SelectorExpr) or not isinstance(target.x, ast.Ident):
                continue
            own = target.x.obj is not None and target.x.obj is method.receiver
            if (
                own
                and not _is_constant(value)
                and not is_guarded(method, node)
                and not is_for_some(method, node)
            ):
                yield target


def _set_by(node: ast.Node) -> Iterator[tuple[ast.Expr, ast.Expr | None]]:
    match node:
        case ast.AssignStmt(lhs, op, rhs) if op != ":=":
            values = rhs if len(lhs) == len(rhs) else [None] * len(lhs)
            yield from zip(lhs, values, strict=True)
        case ast.IncDecStmt(target):
            yield target, None


def _is_constant(value: ast.Expr | None) -> bool:
    """Tell a literal, and a name that no variable of the function has: a constant, as a rule."""
    match value:
        case ast.BasicLit():
            return True
        case ast.Ident():
            return value.obj is None
        case ast.SelectorExpr(ast.Ident() as qualifier, _):
            return qualifier.obj is None
    return False
