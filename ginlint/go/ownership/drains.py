"""What reads a resource to its end, which gives most of what it costs back.

The body of a response lets go of its connection at its end, and where reading it fails.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.flow import evaluated
from ginlint.go.names import deref
from ginlint.go.ownership.release import root_variable
from ginlint.go.syntax import ast
from ginlint.go.trace import remembered
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Edge, Path
    from ginlint.go.names import Callee, Function, Variable
    from ginlint.go.ownership.acquisition import Acquisition
    from ginlint.go.ownership.models import Resource

MAX_DEPTH = 2


class Drained(IntEnum):
    """How far a resource has been read.

    COPIED is to its end, if all goes well where it is written to; READ is to its end or to an error.
    """

    NO = 0
    COPIED = 1
    READ = 2


def drains(function: Function, node: ast.Node, resource: Resource, holders: frozenset[Variable]) -> Drained:
    """Return how far a node reads what one of `holders` has, itself or in a helper: io.ReadAll(resp.Body)."""
    found = Drained.NO
    for call in _calls_at(node) if resource.exhausted_by else ():
        if any(_root(arg) in holders for arg in call.args):
            found = max(found, _read_by(function, call, resource, holders, 0))
    return found


def _calls_at(node: ast.Node) -> Iterator[ast.CallExpr]:
    """Yield the calls of a node, those in literals too: group.Go(func() error { return read(resp) })."""
    for inner in evaluated(node):
        if isinstance(inner, ast.CallExpr):
            yield inner
        elif isinstance(inner, ast.FuncLit):
            yield from ast.nodes_of(inner.body, ast.CallExpr)


def read_to_the_end(acquisition: Acquisition, path: Path[bool]) -> bool:
    """Tell whether what was acquired has been read to its end, or to an error, where a way ends."""
    function, variable = acquisition.function, acquisition.target.variable
    callee = function.file.typer.callee(acquisition.call)
    resource = function.file.package.project.acquirers.get(callee.name)
    if resource is None or variable is None:
        return False
    holders = frozenset((variable,))
    return any(drains(function, node, resource, holders) is Drained.READ for node in path.nodes)


def ends_reading(edge: Edge, readers: frozenset[Variable]) -> bool:
    """Tell a branch to where one of `readers` has come to its end: !scanner.Scan(), err == io.EOF."""
    return edge.cond is not None and _is_end(edge.cond, truth=edge.truth, readers=readers)


def readers_of(function: Function, holders: frozenset[Variable]) -> frozenset[Variable]:
    """Return what reads through a resource: bufio.NewScanner(resp.Body)."""
    typer = function.file.typer
    through = table("releases")["wrappers"]["through"]
    found: set[Variable] = set()
    for variable in function.variables:
        value = variable.definition.value
        if not isinstance(value, ast.CallExpr) or typer.callee(value).name not in through:
            continue
        if any(_root(arg) in holders | found for arg in value.args):
            found.add(variable)
    return frozenset(found)


def _root(expr: ast.Expr) -> Variable | None:
    return root_variable(expr) if isinstance(expr, (ast.Ident, ast.SelectorExpr)) else None


def _read_by(
    function: Function, call: ast.CallExpr, resource: Resource, holders: frozenset[Variable], depth: int
) -> Drained:
    callee = function.file.typer.callee(call)
    if callee.name in resource.exhausted_by:
        return Drained.READ if len(call.args) == 1 or is_memory(function, call.args[0]) else Drained.COPIED
    indexes = [index for index, arg in enumerate(call.args) if _root(arg) in holders]
    return max((_read_in_helper(callee, index, resource, depth) for index in indexes), default=Drained.NO)


def is_memory(function: Function, target: ast.Expr) -> bool:
    """Tell what takes all that is written to it: a buffer, a hash, io.Discard."""
    memory = table("releases")["memory"]
    inner = target.x if isinstance(target, ast.UnaryExpr) and target.op == "&" else target
    type_ = str(deref(function.file.typer.type_of(inner)))
    return type_ in memory["types"] or function.file.text(target) in memory["values"]


def _read_in_helper(callee: Callee, index: int, resource: Resource, depth: int) -> Drained:
    """Return how far a function of the module reads an argument, if all goes well."""
    function = body_of(callee)
    if function is None:
        return Drained.NO
    if depth > MAX_DEPTH or index >= len(function.parameters):
        return Drained.NO
    parameter = function.parameters[index]
    key = ("drains", function.file, parameter.pos, resource.exhausted_by, depth)
    found: Drained = remembered(
        function.file.package.project.kept, key, lambda: _read_in(function, parameter, resource, depth)
    )
    return found


def _read_in(function: Function, parameter: Variable, resource: Resource, depth: int) -> Drained:
    holders = frozenset((parameter,))
    found = Drained.NO
    for call in ast.nodes_of(function.body, ast.CallExpr):
        if any(_root(arg) is parameter for arg in call.args):
            found = max(found, _read_by(function, call, resource, holders, depth + 1))
    readers = readers_of(function, holders)
    edges = (edge for block in function.graph.blocks for edge in block.edges) if readers else ()
    return Drained.READ if any(ends_reading(edge, readers) for edge in edges) else found


def _is_end(cond: ast.Expr, *, truth: bool, readers: frozenset[Variable]) -> bool:
    match cond:
        case ast.CallExpr(ast.SelectorExpr(ast.Ident() as reader, "Scan", _), [], _):
            return not truth and reader.obj in readers
        case ast.CallExpr(_, [ast.Ident() as error, end], _) if truth and _is_eof(end):
            return _tells_of(error, readers)
        case ast.BinaryExpr("==" | "!=" as op, x, y) if truth == (op == "=="):
            return any(
                _is_eof(end) and isinstance(error, ast.Ident) and _tells_of(error, readers)
                for error, end in ((x, y), (y, x))
            )
    return False


def _is_eof(expr: ast.Expr) -> bool:
    return isinstance(expr, ast.SelectorExpr) and expr.sel == "EOF"


def _tells_of(error: ast.Ident, readers: frozenset[Variable]) -> bool:
    """Tell the error of a call of a method of one of `readers`."""
    variable = error.obj
    if variable is None:
        return False
    values = [variable.definition.value]
    values += [write.rhs[0] for write in variable.writes if isinstance(write, ast.AssignStmt) and write.rhs]
    return any(
        isinstance(value, ast.CallExpr)
        and isinstance(value.fun, ast.SelectorExpr)
        and _root(value.fun.x) in readers
        for value in values
    )
