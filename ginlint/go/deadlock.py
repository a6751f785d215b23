"""Waits that cannot end while a lock is held, because whoever ends them needs the lock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.blanks import without_comments
from ginlint.go.call import body_of
from ginlint.go.goroutines import started_by
from ginlint.go.locks import GROUP, Place, operation_of
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.locks import Event, Locks, Walk
    from ginlint.go.names import Function
    from ginlint.go.package import Package

DEPTH = 2  # calls deep that whoever ends a wait is looked into
ENDS = {
    "send": rb"<-[\w\s.]*\.%b\b|range\s+[\w.]+\.%b\b",
    "receive": rb"\.%b\s*<-|close\([^)\n]*\.%b\s*\)",
    "group": rb"\.%b\.Done\b",
}


class Field(NamedTuple):
    """A field by the type that declares it and its name."""

    owner: str
    name: str


def needed_to_go_on(walk: Walk, event: Event) -> Place | None:
    """Return what would end a wait if it did not need the lock that is held; None if anything else may.

    Sees the waits for a channel or group that is a field beside the lock, where each place in
    the package that ends them, or one of those that a group counts, comes after something that
    takes the lock, in its goroutine.
    """
    lock, on = event.held.lock, event.action.on
    wait = _kind_of_wait(event)
    field = field_of(walk.function, on) if on is not None and wait else None
    if field is None or not lock.kind.startswith(f"{field.owner}.") or event.held.mode != "write":
        return None
    package = walk.function.file.package
    if wait == "send" and not _is_unbuffered(package, field):
        return None
    ends = [end for file in package.files if not file.test for end in _ends(file, field, wait)]
    locks = package.project.locks
    needing = [end for end in ends if _needs(locks, end, lock.kind, field)]
    # A group waits for all that it counts, a channel for the first that comes.
    enough = wait == "group" or len(needing) == len(ends)
    return needing[0] if needing and enough else None


def _is_unbuffered(package: Package, field: Field) -> bool:
    """Tell a field that only channels without room are put into, as far as this package makes them."""
    made = re.compile(
        rb"\b" + re.escape(field.name.encode()) + rb"\s*(?::|:?=)\s*make\([^\n]*?chan\b([^\n]*)"
    )
    rests = [without_comments(m[1]) for file in package.files for m in made.finditer(file.parsed.text)]
    return bool(rests) and not any(b"," in rest.rstrip(b" ,") for rest in rests)


def _kind_of_wait(event: Event) -> str:
    if event.action.what == GROUP:
        return "group"
    match event.node:
        case ast.SendStmt():
            return "send"
        case ast.ExprStmt(ast.UnaryExpr("<-", _)) | ast.AssignStmt(_, _, [ast.UnaryExpr("<-", _)]):
            return "receive"
    return ""


def field_of(function: Function, expr: ast.Expr) -> Field | None:
    """Return the field that an expression names, of whichever value."""
    if not isinstance(expr, ast.SelectorExpr):
        return None
    typer = function.file.typer
    found = typer.program.select(typer.type_of(expr.x), expr.sel)
    return Field(str(found.owner), expr.sel) if found is not None and not found.method else None


def _ends(file: File, field: Field, wait: str) -> Iterator[Place]:
    """Yield the places in a file that may end a wait for what a field holds."""
    name = re.escape(field.name.encode())
    pattern = re.compile(ENDS[wait].replace(b"%b", name))
    offsets = [match.start() for match in pattern.finditer(file.parsed.text)]
    for outer in file.functions_at(offsets):
        for function in outer.all():
            for node in ast.walk(function.body, into_literals=False):
                ended = _ended_by(node, wait)
                if ended is not None and field_of(function, ended) == field:
                    yield Place(function, node)


def _ended_by(node: ast.Node, wait: str) -> ast.Expr | None:
    """Return the channel or group of which a node ends the wait of another."""
    match node:
        case ast.CallExpr(ast.SelectorExpr(x, "Done", _), [], _) if wait == "group":
            return x
        case ast.CallExpr(ast.Ident("close"), [x], _) | ast.SendStmt(x, _) if wait == "receive":
            return x
        case ast.UnaryExpr("<-", x) | ast.RangeStmt(_, _, _, x, _) if wait == "send":
            return x
    return None


def _needs(locks: Locks, end: Place, kind: str, field: Field) -> bool:
    """Tell whether the goroutine that ends a wait takes a lock of this kind before it does.

    What it does before it is counted, by an Add of its own, nobody waits for.
    """
    body = _goroutine_of(end.function)
    if body is None or _is_waited_for_at_once(body, field):
        return False
    defer = end.function.enclosing(end.node, ast.DeferStmt)
    deferred = defer is not None
    loop = end.function.graph.loop_around(end.node)
    until = body.body.end if deferred else loop.end if loop is not None else end.node.pos
    nodes = list(ast.walk(body.body, into_literals=False))
    started = [node.call for node in nodes if isinstance(node, ast.GoStmt)]  # they run beside it
    calls = [node for node in nodes if isinstance(node, ast.CallExpr) and node not in started]
    since = max((call.end for call in calls if _counts(body, call, field)), default=0)
    if defer is not None:  # it gives up what the variable held then
        until = min((pos for pos in _writes(end) if pos > defer.pos), default=until)
    return any(since <= call.pos < until and _takes(locks, body, call, kind) for call in calls)


def _is_waited_for_at_once(body: Function, field: Field) -> bool:
    """Tell the literal of a goroutine whose starter waits for the same group itself: it has ended by then."""
    starter = body.parent
    if starter is None:
        return False
    waited = (call.fun for call in ast.nodes_of(starter.body, ast.CallExpr))
    return any(
        isinstance(fun, ast.SelectorExpr) and fun.sel == "Wait" and field_of(starter, fun.x) == field
        for fun in waited
    )


def _writes(end: Place) -> Iterator[int]:
    """Yield where the variable is set again whose channel or group ends a wait."""
    base = end.node
    while isinstance(base, ast.CallExpr | ast.SelectorExpr):
        base = base.fun if isinstance(base, ast.CallExpr) else base.x
    if isinstance(base, ast.Ident) and base.obj is not None:
        yield from (write.pos for write in base.obj.writes)


def _counts(function: Function, call: ast.CallExpr, field: Field, depth: int = 0) -> bool:
    """Tell a call that adds to a group, or one of a helper that does."""
    match call.fun:
        case ast.SelectorExpr(x, "Add", _) if field_of(function, x) == field:
            return True
    helper = body_of(function.file.typer.callee(call)) if depth == 0 else None
    calls = ast.nodes_of(helper.body, ast.CallExpr) if helper is not None else []
    return helper is not None and any(_counts(helper, inner, field, 1) for inner in calls)


def _goroutine_of(function: Function) -> Function | None:
    """Return the body of the goroutine that a literal runs in; a declared function may be one's."""
    current: Function | None = function
    while current is not None and current.node is not None:
        if started_by(current) is not None:
            return current if current is function or not _is_loose(current, function) else None
        current = current.parent
    return current


def _is_loose(body: Function, inner: Function) -> bool:
    """Tell a literal in a goroutine's body that is not just deferred there."""
    return inner.node is None or body.enclosing(inner.node, ast.DeferStmt) is None


def _takes(locks: Locks, function: Function, call: ast.CallExpr, kind: str) -> bool:
    found = operation_of(function, call.fun) if isinstance(call.fun, ast.SelectorExpr) else None
    if found is not None:
        return found.verb == "take" and found.lock.kind == kind
    symbol = function.file.typer.callee(call).symbol
    if symbol is None or symbol.decl is None:
        return False
    touches = locks.summary(symbol, DEPTH).touches
    return any(action.lock is not None and action.lock.kind == kind for action in touches)
