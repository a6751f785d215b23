"""Where goroutines are started, as far as rules of several topics ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of, last_name
from ginlint.go.flow import evaluated
from ginlint.go.names import Chan, Func, deref
from ginlint.go.ownership.uses import UseKind, uses_of, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Callee, Function
from ginlint.go.ownership.uses import Use

MAX_HELPERS = 2


def started_by(literal: Function) -> ast.GoStmt | None:
    """Return the go statement whose body a literal is."""
    call = literal.parent_of(literal.node) if literal.node is not None else None
    if not isinstance(call, ast.CallExpr) or call.fun is not literal.node:
        return None
    around = literal.parent_of(call)
    return around if isinstance(around, ast.GoStmt) else None


def in_goroutine(function: Function) -> bool:
    """Tell whether a literal, or one around it, is the body of a go statement."""
    current: Function | None = function
    while current is not None and current.node is not None:
        if started_by(current) is not None:
            return True
        current = current.parent
    return False


def one_of_many_goroutines(function: Function) -> bool:
    """Tell whether a literal is the body of a go statement inside a loop."""
    current: Function | None = function
    while current is not None and current.node is not None:
        start = started_by(current)
        if start is not None:
            around = current.enclosing(start, ast.ForStmt, ast.RangeStmt, ast.FuncLit)
            return around is not None and not isinstance(around, ast.FuncLit)
        current = current.parent
    return False


class Start(NamedTuple):
    """Where `function`, the innermost one, sets code going that runs beside it or after it.

    `node` is the go statement, or the call that is handed the literal. `body` is the
    literal that runs, None if it is something else. `by` is goroutine, timer or
    stream (the response's body is written after the handler has returned).
    """

    function: Function
    node: ast.GoStmt | ast.CallExpr
    body: ast.FuncLit | None
    by: str = "goroutine"


def start_of(literal: Function, depth: int = 0) -> Start | None:
    """Return where a literal is set going, itself or through a local variable; None if it is not known.

    `depth` counts the helpers that were followed to the literal: one may hand itself another literal.
    """
    node = literal.node
    if node is None or literal.parent is None:
        return None
    around = literal.parent_of(node)
    if isinstance(around, ast.CallExpr):
        return _start_by_call(literal.parent, node, around, depth)
    for use in uses_of(literal.parent, node):
        if use.call is None:
            continue
        if use.kind is UseKind.METHOD and not use.member:
            statement = literal.parent_of(use.call)
            if isinstance(statement, ast.GoStmt):
                return Start(use.function, statement, node)
            if use.function is not literal.parent and depth < MAX_HELPERS:
                outer = start_of(use.function, depth + 1)  # it is called in what is set going
                if outer is not None:
                    return outer
        if use.kind is UseKind.ARGUMENT and use.callee is not None:
            by = runs_later(use.callee, use.index, depth)
            if by:
                return Start(use.function, use.call, node, by)
    return None


def _start_by_call(function: Function, literal: ast.FuncLit, call: ast.CallExpr, depth: int) -> Start | None:
    statement = function.parent_of(call)
    if isinstance(statement, ast.GoStmt):  # that is its body, or what its body calls
        return Start(function, statement, literal)
    if call.fun is literal:
        return None
    callee = function.file.typer.callee(call)
    if callee.name in table("starts")["at_once"]:
        return start_of(function, depth)
    by = runs_later(callee, call.args.index(literal), depth)
    return Start(function, call, literal, by) if by else None


def runs_later(callee: Callee, index: int, depth: int = 0) -> str:
    """Return how a call runs the function it gets as argument `index` beside or after its caller, or ""."""
    for by, names in table("starts")["later"].items():
        if callee.name in names:
            return str(by)
    function = body_of(callee)
    if function is None and callee.symbol is None and is_named_to_start(callee.name):
        return "" if callee.dynamic else "goroutine"  # who implements an interface may run it at once
    if function is None or depth >= MAX_HELPERS or not function.parameters:
        return ""
    parameter = function.parameters[min(index, len(function.parameters) - 1)]
    if not isinstance(function.file.typer.variable_type(parameter), Func):
        return ""
    for use in uses_of_variable(function, parameter):
        if use.kind is UseKind.METHOD and not use.member and _is_started(use, depth + 1):
            return "goroutine"
        if use.kind is UseKind.ARGUMENT and use.callee is not None:
            by = runs_later(use.callee, use.index, depth + 1)
            if by:
                return by
    return ""


def is_named_to_start(name: str) -> bool:
    """Tell by its qualified name what starts the function that it is given, though its body is not here."""
    starts = table("starts")
    owner, _, last = name.rpartition(".")
    package = owner.rpartition("/")[2].partition(".")[0]
    return last in starts["named_to_start"] and package not in starts["in_turn"]


def _is_started(use: Use, depth: int) -> bool:
    """Tell whether the call of a parameter runs in a goroutine that nobody waits for."""
    statement = use.function.parent_of(use.call) if use.call is not None else None
    if isinstance(statement, ast.GoStmt):
        return not is_awaited(Start(use.function, statement, None))
    start = start_of(use.function, depth)
    return start is not None and not is_awaited(start)


def starts_around(function: Function, within: Function) -> Iterator[Start]:
    """Yield what sets going a literal and those around it, as far as `within`, inner ones first."""
    current: Function | None = function
    while current is not None and current is not within:
        start = start_of(current)
        if start is not None:
            yield start
        current = current.parent


def is_awaited(start: Start) -> bool:
    """Tell whether the function that starts something waits for its end on every way out.

    A wait that can be left first (a timeout, a cancelled context) is none. What may be
    awaited elsewhere, because a group or channel comes from outside, counts as awaited.
    """
    function = start.function
    waits = _Waits(start)
    if waits.elsewhere() or function.graph.position_of(start.node) is None:
        return True
    for node in ast.walk(function.body, into_literals=False):
        if isinstance(node, ast.DeferStmt) and any(waits.waits(inner) for inner in ast.walk(node.call)):
            return True

    def step(node: ast.Node, state: bool) -> bool | None:
        return None if any(waits.waits(inner) for inner in evaluated(node)) else state

    ways = function.graph.paths_from(start.node, True, step=step)
    return not any(way.exit is not None and way.exit.kind in ("return", "end") for way in ways)


class _Waits:
    """What counts as waiting for one start."""

    __slots__ = ("function", "mentioned", "start")

    def __init__(self, start: Start) -> None:
        self.start = start
        self.function = start.function
        parts: list[ast.Node] = [start.node]
        if start.body is not None:
            parts.append(start.body)
        self.mentioned = {
            inner.obj
            for part in parts
            for inner in ast.walk(part)
            if isinstance(inner, ast.Ident) and inner.obj is not None
        }

    def elsewhere(self) -> bool:
        """Tell whether the end may be awaited by somebody else, or by reading what is written."""
        typer = self.function.file.typer
        if self._is_awaited_by_result():
            return True
        returned = {
            result.obj
            for node in ast.walk(self.function.body, into_literals=False)
            if isinstance(node, ast.ReturnStmt)
            for result in node.results
            if isinstance(result, ast.Ident)
        }
        inside = self.start.body.scope if self.start.body is not None else None
        for variable in self.mentioned:
            outer = variable.kind == "parameter" and variable.function is not inside
            if outer or variable in returned:
                type_ = deref(typer.variable_type(variable))
                if isinstance(type_, Chan) or str(type_) in table("starts")["groups"]:
                    return True
            value = variable.definition.value
            if isinstance(value, ast.CallExpr) and typer.callee(value).name in table("starts")["pipes"]:
                return True
        return False

    def _is_awaited_by_result(self) -> bool:
        """Tell whether what is returned can wait: a literal that receives, or the owner of what runs."""
        runs = self.start.node.call if isinstance(self.start.node, ast.GoStmt) else None
        fun = runs.fun if isinstance(runs, ast.CallExpr) else None
        owner = fun.x.obj if isinstance(fun, ast.SelectorExpr) and isinstance(fun.x, ast.Ident) else None
        for node in ast.walk(self.function.body, into_literals=False):
            for result in node.results if isinstance(node, ast.ReturnStmt) else ():
                if isinstance(result, ast.Ident) and owner is not None and result.obj is owner:
                    return True
                if isinstance(result, ast.FuncLit) and any(self.waits(n) for n in ast.walk(result.body)):
                    return True
        return False

    def waits(self, node: ast.Node) -> bool:
        """Tell whether a node waits until the start is over."""
        match node:
            case ast.UnaryExpr("<-", channel):
                return self._signals(channel)
            case ast.RangeStmt():
                over = self.function.file.typer.type_of(node.x)
                return isinstance(over, Chan) and self._signals(node.x)
            case ast.CallExpr():
                return "wait" in last_name(node.fun).lower() and self._concerns(node)
        return False

    def _signals(self, channel: ast.Expr) -> bool:
        match channel:
            case ast.CallExpr(ast.SelectorExpr(ast.Ident() as context, "Done", _), [], _):
                return self._cancelled_by_it(context)
            case ast.CallExpr() | ast.SelectorExpr(_, "C", _):
                return False
        return self._concerns(channel)

    def _concerns(self, node: ast.Expr) -> bool:
        """Tell whether what is waited on is mentioned by what runs; where that is not seen, it may be."""
        if self.start.body is None:
            return True
        roots = {inner.obj for inner in ast.walk(node) if isinstance(inner, ast.Ident)}
        return None in roots or not roots or bool(roots & self.mentioned)

    def _cancelled_by_it(self, context: ast.Ident) -> bool:
        """Tell `<-ctx.Done()` where what runs calls the cancel function of ctx."""
        value = context.obj.definition.value if context.obj is not None else None
        around = self.function.parent_of(value) if value is not None else None
        return isinstance(around, ast.AssignStmt) and any(
            other.obj in self.mentioned and other.obj is not context.obj
            for other in around.lhs
            if isinstance(other, ast.Ident)
        )
