"""Functions that hand out what they acquire, but may have given it back before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.flow import evaluated
from ginlint.go.ownership.effects import Event
from ginlint.go.ownership.errors import is_error
from ginlint.go.ownership.events import events
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.models import Resource


def may_be_released(
    function: Function, variable: Variable, statement: ast.Node, until: ast.ReturnStmt, resource: Resource
) -> bool:
    """Tell a value that is closed on some way to where it is returned, or that a defer closes."""
    found, _ = events(function, variable, resource)
    releases = {node for node, event in found.items() if event is Event.RELEASES}
    releases -= {id(literal) for literal in _cleaning_up(function)}
    if not releases or function.graph.position_of(statement) is None:
        return False

    def step(node: ast.Node, released: bool) -> bool:
        if node is statement:
            return False  # the next round acquires another one
        return released or any(id(inner) in releases for inner in evaluated(node))

    if any(id(node) in releases and _is_called(function, node) for node in evaluated(until)):
        return True  # return conn, conn.Close()
    search = function.graph.paths_from(statement, False, step=step, stop=lambda node, _: node is until)
    return any(path.exit is None and path.state for path in search)


def _is_called(function: Function, value: ast.Node) -> bool:
    """Tell a value one of whose methods is called, not only named."""
    method = function.parent_of(value)
    call = function.parent_of(method) if isinstance(method, ast.SelectorExpr) else None
    return isinstance(call, ast.CallExpr) and call.fun is method


def _cleaning_up(function: Function) -> Iterator[ast.FuncLit]:
    """Yield the deferred literals that begin with a test of an error: what they close, nobody gets."""
    for defer in ast.nodes_of(function.body, ast.DeferStmt):
        match defer.call:
            case ast.CallExpr(ast.FuncLit() as literal):
                first = next(iter(literal.body.stmts), None)
                cond = first.cond if isinstance(first, ast.IfStmt) and first.init is None else None
                if isinstance(cond, ast.BinaryExpr) and any(
                    isinstance(side, ast.Ident) and side.obj is not None and is_error(side.obj)
                    for side in (cond.x, cond.y)
                ):
                    yield literal


def depends_on_caller(function: Function, variable: Variable, resource: Resource) -> bool:
    """Tell a function whose caller says whether what it hands out is open still.

    It gives it to a function that it was given, as to decode a body, and never closes it itself, or
    closes it where a parameter says so, and returns it then.
    """
    found, _ = events(function, variable, resource)
    if not found:
        return False
    closes = Event.RELEASES in found.values()
    return any(
        id(node) in found
        and _is_handed_out_after(function, variable, node)
        and (
            (not closes and _is_given_to_parameter(function, node))
            or (found[id(node)] is Event.RELEASES and _parameter_says_so(function, variable, node))
        )
        for node in ast.walk(function.body, into_literals=False)
    )


def _is_handed_out_after(function: Function, variable: Variable, node: ast.Node) -> bool:
    """Tell whether the block of a use goes on to return the variable, with no error found meanwhile."""
    if function.in_error_branch(node):
        return False
    block = function.enclosing(node, ast.BlockStmt)
    stmts = block.stmts if isinstance(block, ast.BlockStmt) else []
    last = stmts[-1] if stmts else None
    if not isinstance(last, ast.ReturnStmt) or last.end < node.pos:
        return False
    if not last.results:
        return variable.kind == "result"
    return any(isinstance(value, ast.Ident) and value.obj is variable for value in last.results)


def _is_given_to_parameter(function: Function, node: ast.Node) -> bool:
    call = function.parent_of(node)
    fun = call.fun if isinstance(call, ast.CallExpr) and node in call.args else None
    return isinstance(fun, ast.Ident) and fun.obj is not None and fun.obj.kind == "parameter"


def _parameter_says_so(function: Function, variable: Variable, node: ast.Node) -> bool:
    """Tell what runs only where a test of a parameter, and of nothing else, came out well."""
    test = function.enclosing(node, ast.IfStmt)
    if not isinstance(test, ast.IfStmt) or test.init is not None:
        return False
    names = [
        inner.obj for inner in ast.walk(test.cond) if isinstance(inner, ast.Ident) and inner.obj is not None
    ]
    return bool(names) and all(name.kind == "parameter" and name is not variable for name in names)
