"""Waits for the next message alone, once for each client, on channels that nobody closes.

What a client leaves behind then is there until somebody sends it something, which may be never.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.names import Chan, Named, deref
from ginlint.go.ownership import UseKind, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import LoopStmt
    from ginlint.go.names import Function
    from ginlint.go.package import Package
    from ginlint.go.project import Project

WAITS = (ast.SelectStmt, ast.RangeStmt, ast.ForStmt, ast.GoStmt, ast.SendStmt)
SHARED = (UseKind.STORED, UseKind.SENT, UseKind.COMPOSITE)


class Unclosed(NamedTuple):
    """A wait for `channel`, at `wait` in `function`, which a goroutine runs that is started at `node`.

    Where `stream` is set, what serves the client waits itself, in the steps of the call `node`.
    """

    function: Function
    wait: ast.Node
    channel: ast.Expr
    starter: Function
    node: ast.Node
    stream: bool


def unclosed_waits(package: Package) -> Iterator[Unclosed]:
    """Yield such waits: of the goroutines that handlers start, and of streams in steps."""
    requests = package.project.requests
    for file in package.speaking:
        starts = () if file.test else file.facts.index.kinds.get("go", ())
        for outer in file.functions_at(at for at in starts if requests.may_be_hot(file, at)):
            for function in outer.all():
                for node in ast.nodes_of(function.body, ast.GoStmt):
                    yield from _started(function, node)
    for name, index in table("goroutines")["steps"].items():
        for call in package.calls(name):
            step = call.node.args[index] if index < len(call.node.args) else None
            if isinstance(step, ast.FuncLit) and step.scope is not None:
                yield from _in_steps(call.function, call.node, step.scope)


def _started(function: Function, node: ast.GoStmt) -> Iterator[Unclosed]:
    """Yield the waits of a goroutine for a field: what only fails, or is told of the end, ends its loop."""
    call = node.call if isinstance(node.call, ast.CallExpr) else None
    literal = call.fun.scope if call is not None and isinstance(call.fun, ast.FuncLit) else None
    body = literal or (body_of(function.file.typer.callee(call)) if call is not None else None)
    if body is None:
        return
    for loop in body.graph.extents:
        wait = _only_wait(body, loop)
        if wait is not None and _is_field(body, wait[1]) and _ends_by_failing(body, loop):
            yield from _for_each(body, wait, function, node, stream=False)


def _in_steps(function: Function, node: ast.CallExpr, step: Function) -> Iterator[Unclosed]:
    receives = _receives(step.body)
    if len(receives) != 1 or any(isinstance(inner, WAITS) for inner in ast.walk(step.body)):
        return
    wait, channel = receives[0], receives[0].x
    if _is_field(function, channel) or _is_shared(function, channel):
        yield from _for_each(step, (wait, channel), function, node, stream=True)


def _for_each(
    function: Function, wait: tuple[ast.Node, ast.Expr], starter: Function, node: ast.Node, *, stream: bool
) -> Iterator[Unclosed]:
    """Yield a wait that each request brings, if nobody closes such channels but what waits, afterwards."""
    project, channel = function.file.package.project, wait[1]
    type_ = str(function.file.typer.type_of(channel))
    places = {place for closed, place in _closed(project) if closed == type_}
    heat = project.requests.heat(starter, node)
    own = {(starter.file.path, starter.name)} if stream else set[tuple[str, str]]()
    if heat is not None and heat.per == "request" and places <= own:
        yield Unclosed(function, *wait, starter, node, stream)


@question
def _closed(project: Project) -> frozenset[tuple[str, tuple[str, str]]]:
    """Return the types of all channels that the module closes, each with file and function."""
    return frozenset(
        (str(function.file.typer.type_of(node.args[0])), (file.path, function.name))
        for package in project.packages
        for file in package.files
        if not file.test
        for outer in file.functions_at(file.facts.index.calls.get("close", ()))
        for function in outer.all()
        for node in ast.nodes_of(function.body, ast.CallExpr)
        if isinstance(node.fun, ast.Ident) and node.fun.name == "close" and node.args
    )


def _receives(body: ast.Node) -> list[ast.UnaryExpr]:
    return [node for node in ast.walk(body) if isinstance(node, ast.UnaryExpr) and node.op == "<-"]


def _only_wait(function: Function, loop: LoopStmt) -> tuple[ast.Node, ast.Expr] | None:
    """Return where each round of a loop begins with a receive, the only one, and its channel."""
    receives = _receives(loop.body)
    if any(isinstance(node, WAITS) for node in ast.walk(loop.body)):
        return None
    if isinstance(loop, ast.RangeStmt):
        over = isinstance(function.file.typer.type_of(loop.x), Chan) and not receives
        return (loop.x, loop.x) if over else None
    first = loop.body.stmts[0] if loop.body.stmts else None
    if first is None or len(receives) != 1 or loop.cond is not None:
        return None
    return (receives[0], receives[0].x) if first.pos <= receives[0].pos < first.end else None


def _ends_by_failing(function: Function, loop: LoopStmt) -> bool:
    """Tell a loop that is left where a call fails, at closing perhaps, and nowhere else."""
    fails = False
    for node in ast.walk(loop.body, into_literals=False):
        leaves = isinstance(node, ast.ReturnStmt) or (
            isinstance(node, ast.BranchStmt) and node.tok != "continue"
        )
        test = function.enclosing(node, ast.IfStmt, ast.CaseClause) if leaves else None
        match test.cond if isinstance(test, ast.IfStmt) else None:
            case ast.BinaryExpr("!=", x, ast.Ident("nil")) if str(function.file.typer.type_of(x)) == "error":
                fails = True
            case ast.UnaryExpr("!", ast.Ident()):
                continue
            case _ if leaves:
                return False
    return fails


def _is_field(function: Function, channel: ast.Expr) -> bool:
    """Tell a field of a type of the module."""
    owner = deref(function.file.typer.type_of(channel.x)) if isinstance(channel, ast.SelectorExpr) else None
    return isinstance(owner, Named) and function.file.package.project.package(owner.path) is not None


def _is_shared(function: Function, channel: ast.Expr) -> bool:
    """Tell a channel that the function makes and others of the module get."""
    variable = channel.obj if isinstance(channel, ast.Ident) else None
    made = variable.definition.value if variable is not None and not variable.writes else None
    if variable is None or not isinstance(made, ast.CallExpr):
        return False
    if function.file.typer.callee(made).name != "builtin.make":
        return False
    uses = list(uses_of_variable(variable.function, variable))
    given = [use.callee for use in uses if use.kind is UseKind.ARGUMENT and use.callee is not None]
    own = [callee for callee in given if body_of(callee) is not None]
    others = [callee for callee in given if body_of(callee) is None and callee.kind != "builtin"]
    return not others and (bool(own) or any(use.kind in SHARED for use in uses))
