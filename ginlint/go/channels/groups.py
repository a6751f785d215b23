"""Mistakes with a WaitGroup that show in the syntax, wherever the group is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.channels.counted import left_counted
from ginlint.go.flow import evaluated
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function
    from ginlint.go.package import Package

GROUP = "sync.WaitGroup"


class Misuse(NamedTuple):
    """A mistake with a group, by its `kind`.

    It is add (inside the goroutine), wait (in the adding loop), done (missing), value (a copy) or
    left (counted, and not started before the return that is `related`).

    `group` is the group as written, `at` the place of it; `related` is the other
    place that makes it a mistake, in `starter` where that is another function.
    """

    kind: str
    function: Function
    at: ast.Node
    group: str
    related: ast.Node | None
    starter: Function | None = None


def functions_with_groups(package: Package) -> Iterator[Function]:
    """Yield the functions that start goroutines or name a WaitGroup, and the literals in them."""
    named = any("WaitGroup" in file.facts.index.types for file in package.files)
    for file in package.speaking:
        index = file.facts.index
        if not named and "Add" not in index.calls:
            continue
        for outer in file.functions_at((*index.kinds.get("go", ()), *index.types.get("WaitGroup", ()))):
            yield from outer.all()


def misuses(function: Function) -> Iterator[Misuse]:
    """Yield what `function`, a declaration or a literal, does wrong with groups."""
    yield from _copies(function)
    for add, left in left_counted(function, _method):
        yield Misuse("left", function, add, _group(function, add), left)
    for node in ast.walk(function.body, into_literals=False):
        if isinstance(node, ast.GoStmt):
            yield from _in_goroutine(function, node)
        elif isinstance(node, ast.CallExpr) and waits_in_adding_loop(function, node):
            yield Misuse("wait", function, node, _group(function, node), _started_before(function, node))


def waits_in_adding_loop(function: Function, call: ast.CallExpr) -> bool:
    """Tell a Wait right after the one go statement of a loop: each round waits for its own goroutine."""
    if _method(function, call) != "Wait":
        return False
    loop = function.graph.loop_around(call)
    start = _started_before(function, call)
    if loop is None or start is None or function.graph.loop_around(start) is not loop:
        return False
    group = call.fun.x if isinstance(call.fun, ast.SelectorExpr) else None
    own = isinstance(group, ast.Ident) and group.obj is not None and loop.pos <= group.obj.pos < loop.end
    starts = [n for n in ast.walk(loop.body, into_literals=False) if isinstance(n, ast.GoStmt)]
    return not own and len(starts) == 1 and _group(function, call) in _counted(function, start)


def _started_before(function: Function, call: ast.CallExpr) -> ast.GoStmt | None:
    """Return the go statement just before the statement that `call` is."""
    stmt = function.parent_of(call)
    block = function.parent_of(stmt) if isinstance(stmt, ast.ExprStmt) else None
    if not isinstance(block, ast.BlockStmt) or not isinstance(stmt, ast.ExprStmt):
        return None
    number = block.stmts.index(stmt)
    before = block.stmts[number - 1] if number else None
    return before if isinstance(before, ast.GoStmt) else None


def _counted(function: Function, start: ast.GoStmt | ast.BlockStmt) -> set[str]:
    """Return the groups on which a goroutine, or its body, calls Done."""
    return {
        _group(function, node)
        for node in ast.walk(start)
        if isinstance(node, ast.CallExpr) and _method(function, node) == "Done"
    }


def _in_goroutine(function: Function, start: ast.GoStmt) -> Iterator[Misuse]:
    call = start.call
    literal = call.fun.scope if isinstance(call, ast.CallExpr) and isinstance(call.fun, ast.FuncLit) else None
    body = literal or _named_body(function, call)
    if body is None:
        return
    add = _counts_first(body)
    if add is not None:
        starts_more = any(isinstance(node, ast.GoStmt) for node in ast.walk(body.body))
        counts_itself = literal is not None or _group(body, add) in _counted(body, body.body)
        if not starts_more and counts_itself and _is_captured(add, body):
            yield Misuse("add", body, add, _group(body, add), start, function)
    for group in _counted(function, start) if literal is not None else ():
        missed = _exit_without_done(body, group)
        if missed is not None and _adds(function, group, start):
            yield Misuse("done", body, missed, group, start)


def _counts_first(body: Function) -> ast.CallExpr | None:
    """Return the Add that a body begins with, after what neither branches nor starts anything."""
    for stmt in body.body.stmts:
        call = stmt.x if isinstance(stmt, ast.ExprStmt) else None
        if isinstance(call, ast.CallExpr) and _method(body, call) == "Add":
            return call
        if not isinstance(stmt, (ast.ExprStmt, ast.AssignStmt, ast.DeclStmt)):
            return None
    return None


def _named_body(function: Function, call: ast.Expr) -> Function | None:
    """Return what `go run(p)` starts: a literal that a variable keeps, or a function of the module."""
    if not isinstance(call, ast.CallExpr):
        return None
    held = call.fun.obj if isinstance(call.fun, ast.Ident) else None
    if held is not None:
        value = held.definition.value
        return value.scope if isinstance(value, ast.FuncLit) and not held.writes else None
    return body_of(function.file.typer.callee(call))


def _adds(function: Function, group: str, start: ast.GoStmt) -> bool:
    """Tell whether the function counts a goroutine before it starts it, and whatever it finds then."""
    return any(
        isinstance(node, ast.CallExpr)
        and node.pos < start.pos
        and _method(function, node) == "Add"
        and _group(function, node) == group
        and _is_asked_for_both(function, node, start)
        for node in ast.walk(function.body, into_literals=False)
    )


def _is_asked_for_both(function: Function, add: ast.CallExpr, start: ast.GoStmt) -> bool:
    """Tell an Add in no if that is over before the goroutine starts, which may ask the same for its Done."""
    test = function.enclosing(add, ast.IfStmt, ast.FuncLit)
    return not isinstance(test, ast.IfStmt) or test.end > start.pos


def _exit_without_done(literal: Function, group: str) -> ast.Node | None:
    """Return the return, or the literal's last statement, by which it leaves without Done."""
    if any(_keeps(literal, node, group) for node in ast.walk(literal.body)):
        return None

    def step(node: ast.Node, _state: bool) -> bool | None:
        deferred = isinstance(node, ast.DeferStmt)
        parts = ast.walk(node) if deferred else evaluated(node)
        for part in parts:
            if (
                isinstance(part, ast.CallExpr)
                and _method(literal, part) == "Done"
                and _group(literal, part) == group
            ):
                return None
        return True

    for path in literal.graph.paths_from(None, True, step=step):
        if path.exit is not None and path.exit.kind in ("return", "end"):
            return path.exit.node or (literal.body.stmts[-1] if literal.body.stmts else None)
    return None


def _keeps(literal: Function, node: ast.Node, group: str) -> bool:
    """Tell whether somebody else may call Done: the group is passed on, or a literal inside calls it."""
    if isinstance(node, ast.CallExpr):
        if any(literal.file.text(arg).lstrip("&") == group for arg in node.args):
            return True
        if _method(literal, node) == "Done":
            if literal.graph.loop_around(node) is not None or "[" in group:
                return True  # it may count something else than goroutines
            around = literal.enclosing(node, ast.FuncLit)
            return around is not literal.node and not isinstance(_deferred(literal, around), ast.DeferStmt)
    return (
        isinstance(node, ast.SelectorExpr)
        and node.sel == "Done"
        and not isinstance(literal.parent_of(node), ast.CallExpr)
    )


def _deferred(literal: Function, around: ast.Node | None) -> ast.Node | None:
    call = literal.parent_of(around) if around is not None else None
    return literal.parent_of(call) if isinstance(call, ast.CallExpr) else None


def _copies(function: Function) -> Iterator[Misuse]:
    for field in function.type.params:
        if (
            field.type.text.endswith("WaitGroup")
            and str(function.file.typer.written(field.type.text)) == GROUP
        ):
            yield Misuse("value", function, field, field.name.name if field.name else "it", None)


def _is_captured(call: ast.CallExpr, literal: Function) -> bool:
    root: ast.Expr = call.fun
    while isinstance(root, ast.SelectorExpr):
        root = root.x
    return isinstance(root, ast.Ident) and (
        root.obj is None or root.obj.function is not literal or root.obj.kind in ("parameter", "receiver")
    )


def _method(function: Function, call: ast.CallExpr) -> str:
    """Return Add, Done or Wait where a call is that of a WaitGroup."""
    if not isinstance(call.fun, ast.SelectorExpr) or call.fun.sel not in ("Add", "Done", "Wait"):
        return ""
    name = function.file.typer.callee(call).name
    return call.fun.sel if name == f"{GROUP}.{call.fun.sel}" else ""


def _group(function: Function, call: ast.CallExpr) -> str:
    return function.file.text(call.fun.x) if isinstance(call.fun, ast.SelectorExpr) else ""
