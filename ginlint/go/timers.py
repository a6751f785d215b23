"""Timers and tickers: how long they run, and what is done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.constant import integer
from ginlint.go.endless import endless_loops, is_end_channel
from ginlint.go.flow import evaluated
from ginlint.go.ownership import Resource, Site, Tracker, UseKind, bodies_of_use, uses_of, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.flow import Edge
    from ginlint.go.names import Function, Typer, Variable
    from ginlint.go.ownership import Use

MAX_DEPTH = 8
MAX_CALLS = 3
TICKER = Resource(rule="", what="ticker", cost="", result=0, release=(("Stop",),))


def nanoseconds(expr: ast.Expr, typer: Typer, depth: int = 0) -> int | None:
    """Return the length of a constant duration, None if it is none or not plain to see."""
    if depth > MAX_DEPTH:
        return None
    match expr:
        case ast.BinaryExpr("*", x, y):
            left, right = nanoseconds(x, typer, depth + 1), nanoseconds(y, typer, depth + 1)
            return None if left is None or right is None else left * right
        case ast.BinaryExpr("+", x, y):
            left, right = nanoseconds(x, typer, depth + 1), nanoseconds(y, typer, depth + 1)
            return None if left is None or right is None else left + right
        case ast.CallExpr(_, [x], _) if typer.callee(expr).kind == "conversion":
            return nanoseconds(x, typer, depth + 1)
        case ast.SelectorExpr(x, sel) if typer.package_of(x) == "time":
            found = table("timers")["durations"].get(f"time.{sel}")
            return int(found) if found is not None else None
        case ast.Ident() if expr.obj is not None and not expr.obj.writes:
            definition = expr.obj.definition
            if definition.value is not None and definition.index < 0:
                return nanoseconds(definition.value, typer, depth + 1)
            return None
    value = typer.package_value(expr) if isinstance(expr, ast.Ident | ast.SelectorExpr) else None
    if value is not None and value.const and value.file is not None and value.decl is not None:
        exprs = value.file.initialisers(value.decl)
        number = value.decl.position
        return nanoseconds(exprs[number], value.file.typer, depth + 1) if number < len(exprs) else None
    return integer(expr, typer)


def is_select_case(function: Function, node: ast.Node) -> bool:
    """Tell whether `node` is received from in a case of a select that has others."""
    clause = function.enclosing(node, ast.CommClause, ast.FuncLit)
    if not isinstance(clause, ast.CommClause) or clause.comm is None:
        return False
    if not clause.comm.pos <= node.pos < clause.comm.end:
        return False
    select = function.parent_of(clause)
    return isinstance(select, ast.SelectStmt) and len(select.clauses) > 1


def is_awaited_once(call: Call, variable: Variable) -> bool:
    """Tell a timer outside of loops that one case of a select waits for, for long maybe, and nobody stops."""
    function = call.function
    if (
        variable.writes
        or variable.function is not function
        or function.graph.loop_around(call.node) is not None
    ):
        return False
    long = nanoseconds(call.node.args[0], function.file.typer) if call.node.args else None
    if long is not None and long < table("timers")["after_func"]["long"]:
        return False
    channels = [channel_of(function, use) for use in variable.uses]
    return bool(channels) and all(
        channel is not use and is_select_case(function, channel)
        for use, channel in zip(variable.uses, channels, strict=True)
    )


def channel_of(function: Function, timer: ast.Expr) -> ast.Expr:
    """Return what is received from: time.After(d), time.NewTimer(d).C."""
    around = function.parent_of(timer)
    return around if isinstance(around, ast.SelectorExpr) and around.sel == "C" else timer


def is_left_after(call: Call) -> bool:
    """Tell whether the function of a call can be left once the call has run."""
    graph = call.function.graph
    if graph.position_of(call.node) is None:
        return any(leaving.kind != "no-return" for leaving in graph.exits)
    ways = graph.paths_from(call.node, True, step=lambda _, state: state, cap=1)
    return any(way.exit is not None and way.exit.kind != "no-return" for way in ways)


def is_never_stopped(call: Call, variable: Variable) -> bool:
    """Tell whether nobody can stop the ticker in `variable`: nobody does, and nobody else has it."""
    return _never_stopped(call.function, variable, 0)


def _never_stopped(function: Function, variable: Variable, depth: int) -> bool:
    if variable.writes or depth > MAX_CALLS:
        return False
    for use in uses_of_variable(function, variable):
        exits = use.function.graph.exits
        if all(leaving.kind == "no-return" for leaving in exits) or _ticks_for_ever(use):
            return False  # it is in use for ever
        if use.kind is UseKind.METHOD and use.member != "Stop":
            continue
        if use.kind is UseKind.READ and use.member == "C":
            continue
        if not _handed_to_who_never_stops(use, depth):
            return False
    return True


def only_holder(call: Call) -> Variable | None:
    """Return the parameter that alone has a ticker, and never stops it: `go s.loop(time.NewTicker(d))`."""
    uses = list(uses_of(call.function, call.node))
    parameter = _given(uses[0]) if len(uses) == 1 else None
    return parameter if parameter is not None and _never_stopped(parameter.function, parameter, 1) else None


def _ticks_for_ever(use: Use) -> bool:
    """Tell `range ticker.C` in a loop that nothing leaves: the channel is never closed."""
    return use.member == "C" and any(
        isinstance(found.over, ast.SelectorExpr) and found.over.x is use.node
        for found in endless_loops(use.function)
    )


def keeps_channel_alone(call: Call) -> bool:
    """Tell `ticks := time.NewTicker(d).C` and the like: nobody has the ticker itself, to stop it."""
    function = call.function
    channel = channel_of(function, call.node)
    match function.parent_of(channel) if channel is not call.node else None:
        case ast.AssignStmt([ast.Ident() as name], _, _):
            return name.obj is not None and name.obj.function is function and name.obj.kind == "local"
        case ast.RangeStmt() | ast.UnaryExpr("<-", _):
            return True
    return False


def goes_on_till_told(call: Call, variable: Variable | None) -> bool:
    """Tell the ticker of a loop that only a case for the end leaves: of a context, or a channel named so."""
    user = _goroutine_with(call.function, variable) if variable is not None else None
    user = user or call.function
    exits = [leaving.node for leaving in user.graph.exits if leaving.kind in ("return", "end")]
    return bool(exits) and all(node is not None and _is_told_to_end(user, node) for node in exits)


def _is_told_to_end(function: Function, leaving: ast.Node) -> bool:
    clause = function.enclosing(leaving, ast.CommClause, ast.FuncLit)
    received = clause.comm if isinstance(clause, ast.CommClause) else None
    match received:
        case ast.ExprStmt(ast.UnaryExpr("<-", channel)):
            return is_end_channel(channel)
    return False


def leaves_running(call: Call, variable: Variable) -> bool:
    """Tell whether a function stops the ticker that it alone has, but on some way leaves it running."""
    statement = call.function.parent_of(call.node)
    literal = _goroutine_with(call.function, variable)
    if literal is not None:
        return _may_end_without_stop(literal, variable) or _may_not_start(literal, call.function)
    if variable.writes or statement is None or call.function.graph.position_of(statement) is None:
        return False
    tracker = Tracker(Site(call.function, call.node, statement, TICKER, variable, None))
    if not tracker.releasing or tracker.is_shared:
        return False
    rounds = [
        node
        for node in ast.nodes_of(call.function.body, ast.RangeStmt)
        if _is_channel_of(node.x, variable)
        and all(branch.tok == "continue" for branch in ast.nodes_of(node.body, ast.BranchStmt))
    ]
    return any(
        leak.at_exit and not any(_comes_after(node, leak.place) for node in rounds)
        for leak in tracker.leaks()
    )


def _is_channel_of(over: ast.Expr, variable: Variable) -> bool:
    return isinstance(over, ast.SelectorExpr) and isinstance(over.x, ast.Ident) and over.x.obj is variable


def _comes_after(loop: ast.RangeStmt, place: ast.Node) -> bool:
    """Tell a place behind a range over a ticker's channel, which a return in its body leaves alone."""
    return not isinstance(place, ast.ReturnStmt) or place.pos >= loop.end


def replaces_deferred(call: Call, variable: Variable) -> bool:
    """Tell a ticker put into a variable whose `defer t.Stop()` is bound to an earlier one."""
    function, statement = call.function, call.function.parent_of(call.node)
    if not isinstance(statement, ast.AssignStmt) or statement.op != "=" or variable.function is not function:
        return False
    bound = [
        node
        for node in ast.nodes_of(function.body, ast.DeferStmt)
        if isinstance(node.call, ast.CallExpr)
        and isinstance(node.call.fun, ast.SelectorExpr)
        and _is_stop(node.call.fun, variable)
    ]
    if not any(function.graph.always_before(node, statement) for node in bound):
        return False
    if any(function.enclosing(use, ast.FuncLit) is not function.node for use in variable.uses):
        return False  # a literal reads the one that is there in the end

    def step(node: ast.Node, state: bool) -> bool | None:
        parts = () if isinstance(node, ast.DeferStmt) else evaluated(node)
        stops = any(isinstance(it, ast.SelectorExpr) and _is_stop(it, variable) for it in parts)
        return None if stops or node is statement else state

    paths = function.graph.paths_from(statement, True, step=step)
    return any(path.exit is not None and path.exit.kind in ("return", "end") for path in paths)


def _goroutine_with(function: Function, variable: Variable) -> Function | None:
    """Return the goroutine that alone uses a ticker, made for it outside."""
    around = {function.enclosing(use, ast.FuncLit) for use in variable.uses}
    literal = around.pop() if len(around) == 1 and not variable.writes else None
    if not isinstance(literal, ast.FuncLit) or literal.scope is None or literal.scope is function:
        return None
    call = function.parent_of(literal)
    started = isinstance(call, ast.CallExpr) and isinstance(function.parent_of(call), ast.GoStmt)
    return literal.scope if started else None


def _may_not_start(literal: Function, owner: Function) -> bool:
    """Tell a goroutine of a goroutine, which that may end without having started."""
    while literal.parent is not None and literal.parent is not owner:
        inner, literal = literal, literal.parent

        def step(node: ast.Node, state: bool, inner: Function = inner) -> bool | None:
            return None if any(part is inner.node for part in evaluated(node)) else state

        for path in literal.graph.paths_from(None, True, step=step):
            if path.exit is not None and path.exit.kind in ("return", "end"):
                return True
    return False


def _may_end_without_stop(function: Function, variable: Variable) -> bool:
    """Tell whether a goroutine can end with its ticker running, though it stops it on other ways."""

    def step(node: ast.Node, state: bool) -> bool | None:
        run = (
            evaluated(node)
            if isinstance(node, (ast.SelectStmt, ast.RangeStmt, ast.TypeSwitchStmt))
            else ast.walk(node)
        )
        stops = any(isinstance(it, ast.SelectorExpr) and _is_stop(it, variable) for it in run)
        return None if stops else state

    stops = any(isinstance(it, ast.SelectorExpr) and _is_stop(it, variable) for it in ast.walk(function.body))
    paths = function.graph.paths_from(None, True, step=step) if stops else ()
    return any(path.exit is not None and path.exit.kind in ("return", "end") for path in paths)


def _is_stop(selector: ast.SelectorExpr, variable: Variable) -> bool:
    return selector.sel == "Stop" and isinstance(selector.x, ast.Ident) and selector.x.obj is variable


def _handed_to_who_never_stops(use: Use, depth: int) -> bool:
    """Tell `go s.loop(ticker)`, where that only waits for it."""
    parameter = _given(use)
    return parameter is not None and _never_stopped(parameter.function, parameter, depth + 1)


def _given(use: Use) -> Variable | None:
    """Return the parameter of a function of the module that gets what is handed on."""
    bodies = bodies_of_use(use) if use.kind in (UseKind.ARGUMENT, UseKind.GOROUTINE) else []
    if len(bodies) != 1 or use.call is None or use.is_spread or use.index >= len(bodies[0].parameters):
        return None
    parameter = bodies[0].parameters[use.index]
    return parameter if not parameter.definition.variadic else None


def drains_after_stop(call: Call) -> Iterator[ast.Node]:
    """Yield the receives from a timer's channel that follow its Stop, whatever that returned.

    Silent about those in a select, and once the timer runs again or is another.
    """
    function = call.function
    fun = call.node.fun
    if not isinstance(fun, ast.SelectorExpr) or not isinstance(function.parent_of(call.node), ast.ExprStmt):
        return
    timer = function.file.text(fun.x)

    def receives(node: ast.Node) -> ast.Node | None:
        for part in evaluated(node):
            match part:
                case ast.UnaryExpr("<-", ast.SelectorExpr(x, "C", _)) if function.file.text(x) == timer:
                    return part
        return None

    def stop(node: ast.Node, _state: bool) -> bool:
        return receives(node) is not None and not isinstance(function.parent_of(node), ast.CommClause)

    def step(node: ast.Node, state: bool) -> bool | None:
        return None if _runs_again(function, node, timer) else state

    def branch(edge: Edge, state: bool) -> bool | None:
        return None if _asks_what_is_left(function, edge.cond, timer) else state

    if function.graph.position_of(call.node) is None:
        return
    for path in function.graph.paths_from(call.node, True, step=step, branch=branch, stop=stop):
        if path.exit is None:
            found = receives(path.nodes[-1])
            if found is not None:
                yield found


def _asks_what_is_left(function: Function, cond: ast.Expr | None, timer: str) -> bool:
    """Tell a test of `len(timer.C)`: who asks does not receive in vain."""
    return cond is not None and any(
        isinstance(node, ast.CallExpr)
        and function.file.typer.callee(node).name == "builtin.len"
        and [function.file.text(arg) for arg in node.args] == [f"{timer}.C"]
        for node in ast.walk(cond)
    )


def drains_after_reset(call: Call) -> ast.Node | None:
    """Return the receive of `if !timer.Reset(d) { <-timer.C }`, which waits for all of d."""
    function, fun = call.function, call.node.fun
    test = function.parent_of(call.node)
    around = function.parent_of(test) if isinstance(test, ast.UnaryExpr) and test.op == "!" else None
    if not isinstance(around, ast.IfStmt) or around.cond is not test or not isinstance(fun, ast.SelectorExpr):
        return None
    match around.body.stmts:
        case [ast.ExprStmt(ast.UnaryExpr("<-", ast.SelectorExpr(x, "C")) as receive), *_]:
            return receive if function.file.text(x) == function.file.text(fun.x) else None
    return None


def _runs_again(function: Function, node: ast.Node, timer: str) -> bool:
    for part in evaluated(node):
        match part:
            case ast.CallExpr(ast.SelectorExpr(x, "Reset", _), _, _) if function.file.text(x) == timer:
                return True
            case ast.AssignStmt(lhs, _, _) if timer in (function.file.text(target) for target in lhs):
                return True
    return False


def longest_dropped() -> int:
    """Return the nanoseconds from which on a timer that is dropped is worth a word."""
    return int(table("timers")["after_func"]["long"])


def takes_out(call: ast.CallExpr) -> bool:
    """Tell a timer whose function takes an entry out of something, which was to stay until then."""
    prefixes = tuple(table("timers")["after_func"]["takes_out"])
    return any(
        isinstance(node, ast.CallExpr) and last_name(node.fun).lower().startswith(prefixes)
        for argument in call.args[1:]
        if isinstance(argument, ast.FuncLit)
        for node in ast.walk(argument.body)
    )
