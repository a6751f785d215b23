"""What a deferred call in a loop has to do with the rounds of it: how many there are, and who is through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.flow import evaluated
from ginlint.go.names import Chan, deref
from ginlint.go.ownership import released_by
from ginlint.go.requests import is_run_once
from ginlint.go.selects import comes_once, received_from
from ginlint.go.syntax import ast
from ginlint.go.testsupport import is_tool
from ginlint.models import table

TIMER = "time.Timer"

if TYPE_CHECKING:
    from collections.abc import Callable

    from ginlint.go.defers import Deferral
    from ginlint.go.flow import Edge, Loop
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership import Acquisition


def ends_with_process(function: Function, loop: Loop) -> bool:
    """Tell a loop that a command or a tool goes through once, waiting for nothing, before it ends."""
    stmt = loop.stmt
    if stmt is None or function.file.package.project.requests.heat(function, stmt) is not None:
        return False
    return not _waits(function, stmt) and (is_run_once(function) or is_tool(function.file))


def _waits(function: Function, loop: ast.ForStmt | ast.RangeStmt) -> bool:
    """Tell a loop that sleeps, receives or accepts: it may last as long as the process does."""
    typer, waits = function.file.typer, table("defers")["waits"]
    for node in ast.walk(loop):
        match node:
            case ast.SelectStmt() | ast.UnaryExpr("<-", _):
                return True
            case ast.RangeStmt(x=over) if isinstance(typer.program.underlying(typer.type_of(over)), Chan):
                return True
            case ast.CallExpr(ast.SelectorExpr(_, sel, _)) if (
                sel in waits["methods"] or typer.callee(node).name in waits["calls"]
            ):
                return True
    return False


def runs_in_one_round(function: Function, statement: ast.Stmt, loop: Loop) -> bool:
    """Tell `if stream == nil { defer stop(); stream = open() }`: what is set there keeps it from a second.

    So does a timer that nobody sets anew, and a channel that is set to nil, where it brings the round.
    """
    if _fires_once(function, statement, loop) or comes_once(function, statement):
        return True
    start = _start(function, loop)
    around = function.enclosing(statement, ast.IfStmt)
    while isinstance(around, ast.IfStmt) and start is not None and around.body.pos > start:
        body = around.body
        for flag, value in _tested(around.cond) if _holds(body, statement) else ():
            writes = [write for write in flag.writes if write.pos >= start]
            if flag.pos < start and writes and all(_turns(body, write, value) for write in writes):
                return True
        around = function.enclosing(around, ast.IfStmt)
    return False


def _start(function: Function, loop: Loop) -> int | None:
    """Return where a loop begins, one that only goto makes at its first statement."""
    if loop.stmt is not None:
        return loop.stmt.pos
    head = function.graph.blocks[loop.head]
    parts = [*head.nodes, *(edge.cond for edge in head.edges if edge.cond is not None)]
    return min((part.pos for part in parts), default=None)


def jumps_once(function: Function, loop: Loop) -> bool:
    """Tell a loop that `if !again { again = true; goto retry }` makes, where the flag stays set."""
    start = _start(function, loop) if loop.stmt is None else None
    labels = {
        label.label
        for label in ast.nodes_of(function.body, ast.LabeledStmt)
        if start is not None and label.pos <= start < label.end
    }
    jumps = [
        jump
        for jump in ast.nodes_of(function.body, ast.BranchStmt)
        if jump.tok == "goto" and jump.label in labels and start is not None and jump.pos >= start
    ]
    return start is not None and bool(jumps) and all(_is_made_once(function, jump, start) for jump in jumps)


def _is_made_once(function: Function, jump: ast.BranchStmt, start: int) -> bool:
    """Tell a jump back to `start` in a branch that sets what it has tested, to another value, for good."""
    around = function.enclosing(jump, ast.IfStmt)
    if not isinstance(around, ast.IfStmt) or not _holds(around.body, jump):
        return False
    for flag, value in _tested(around.cond):
        writes = [write for write in flag.writes if write.pos >= start]
        if flag.pos < start and value != "nil" and jump in around.body.stmts:
            before = [write for write in writes if write in around.body.stmts and write.pos < jump.pos]
            other = "true" if value == "false" else "false"
            if before and all(_sets(write, other) for write in writes):
                return True
    return False


def _sets(write: ast.Stmt, value: str) -> bool:
    match write:
        case ast.AssignStmt([_], "=", [ast.Ident(name)]):
            return name == value
    return False


def _fires_once(function: Function, statement: ast.Stmt, loop: Loop) -> bool:
    """Tell the `case <-timer.C:` of a timer from before the loop that is not reset in it."""
    clause = function.enclosing(statement, ast.CommClause, ast.ForStmt, ast.RangeStmt)
    channel = received_from(clause)
    return channel is not None and loop.stmt is not None and _is_of_one_shot(function, channel, loop.stmt)


def _is_of_one_shot(function: Function, channel: ast.Expr, loop: ast.ForStmt | ast.RangeStmt) -> bool:
    typer = function.file.typer
    match channel:
        case ast.SelectorExpr(ast.Ident() as timer, "C", _) if timer.obj is not None:
            if str(deref(typer.variable_type(timer.obj))) != TIMER or _is_written_in(timer.obj, loop):
                return False
            inside = (use for use in timer.obj.uses if loop.pos <= use.pos < loop.end)
            return not any(_resets(function, use) for use in inside)
        case ast.Ident() if channel.obj is not None and not _is_written_in(channel.obj, loop):
            puts = (write for write in channel.obj.writes if isinstance(write, ast.AssignStmt))
            values = [channel.obj.definition.value, *(value for put in puts for value in put.rhs)]
            given = [value for value in values if value is not None]
            return bool(given) and all(_is_of_one_shot(function, value, loop) for value in given)
        case ast.CallExpr():
            return typer.callee(channel).name == "time.After"
    return False


def _resets(function: Function, timer: ast.Ident) -> bool:
    """Tell `timer.Reset(d)`, but not in `if timer.Stop() { … }`: what was stopped has not fired."""
    asked = function.parent_of(timer)
    if not isinstance(asked, ast.SelectorExpr) or asked.sel != "Reset":
        return False
    around = function.enclosing(asked, ast.IfStmt)
    return not isinstance(around, ast.IfStmt) or not any(
        isinstance(node, ast.CallExpr)
        and isinstance(node.fun, ast.SelectorExpr)
        and node.fun.sel == "Stop"
        and isinstance(node.fun.x, ast.Ident)
        and node.fun.x.obj is timer.obj
        for node in ast.walk(around.cond)
    )


def _is_written_in(variable: Variable, loop: ast.ForStmt | ast.RangeStmt) -> bool:
    inside = loop.pos <= variable.pos < loop.end
    return inside or any(loop.pos <= write.pos < loop.end for write in variable.writes)


def _holds(block: ast.BlockStmt, statement: ast.Stmt) -> bool:
    return block.pos <= statement.pos < block.end


def _tested(cond: ast.Expr) -> list[tuple[Variable, str]]:
    """Return the variables that a test asks for a value of, with that: first, !seen, stream == nil."""
    match cond:
        case ast.Ident(obj=variable) if variable is not None:
            return [(variable, "true")]
        case ast.UnaryExpr("!", ast.Ident(obj=variable)) if variable is not None:
            return [(variable, "false")]
        case ast.BinaryExpr("==", ast.Ident(obj=variable), ast.Ident("nil")) if variable is not None:
            return [(variable, "nil")]
        case ast.BinaryExpr("&&", left, right):
            return [*_tested(left), *_tested(right)]
    return []


def _turns(body: ast.BlockStmt, write: ast.Stmt, value: str) -> bool:
    """Tell what sets a flag within `body`, and not back to `value`; of a boolean it must be seen to what."""
    values = write.rhs if isinstance(write, ast.AssignStmt) else []
    names = [held.name if isinstance(held, ast.Ident) else "" for held in values]
    if value == "true" and names != ["false"]:
        return False
    return _holds(body, write) and value not in names


def is_of_one_name(function: Function, statement: ast.Stmt, loop: Loop) -> bool:
    """Tell `for _, f := range files { if f.Name == "index" { … } }`: few elements are called so.

    A case of a switch will do as well.
    """
    stmt = loop.stmt
    element = stmt.value if isinstance(stmt, ast.RangeStmt) else None
    if isinstance(element, ast.Ident) and _is_in_case_of_name(function, statement, element.obj):
        return True
    around = function.enclosing(statement, ast.IfStmt)
    while isinstance(around, ast.IfStmt) and stmt is not None and around.pos > stmt.pos:
        named = isinstance(element, ast.Ident) and any(
            _is_its_name(part, element.obj) for part in _all_of(around.cond)
        )
        if named and _holds(around.body, statement):
            return True
        around = function.enclosing(around, ast.IfStmt)
    return False


def _is_in_case_of_name(function: Function, statement: ast.Stmt, element: Variable | None) -> bool:
    """Tell `switch f.Name { case "index": … }`."""
    clause = function.enclosing(statement, ast.CaseClause, ast.FuncLit, ast.RangeStmt)
    around = function.parent_of(clause) if clause is not None else None
    if not isinstance(clause, ast.CaseClause) or not isinstance(around, ast.SwitchStmt) or around.tag is None:
        return False
    tests = [ast.BinaryExpr(case.pos, case.end, "==", around.tag, case) for case in clause.exprs]
    return bool(tests) and all(_is_its_name(test, element) for test in tests)


def _all_of(cond: ast.Expr) -> list[ast.Expr]:
    """Return what must all be true."""
    return (
        [*_all_of(cond.x), *_all_of(cond.y)]
        if isinstance(cond, ast.BinaryExpr) and cond.op == "&&"
        else [cond]
    )


def _is_its_name(cond: ast.Expr, element: Variable | None) -> bool:
    match cond:
        case ast.BinaryExpr("==", ast.SelectorExpr(ast.Ident(obj=of), name, _), ast.BasicLit("STRING", _)) | (
            ast.BinaryExpr(
                "==",
                ast.CallExpr(ast.SelectorExpr(ast.Ident(obj=of), name, _), [], _),
                ast.BasicLit("STRING", _),
            )
        ):
            return of is not None and of is element and name in table("defers")["names_one"]
    return False


def is_taken_again(deferral: Deferral, acquisition: Acquisition, loop: Loop) -> bool:
    """Tell a lock that is the same in every round: what takes it again waits for ever."""
    stmt = loop.stmt
    if stmt is None or not acquisition.target.is_lock:
        return False
    names = (node.obj for node in ast.walk(deferral.call.fun) if isinstance(node, ast.Ident))
    return not any(name is not None and _is_written_in(name, stmt) for name in names)


def settled_each_round(acquisition: Acquisition, deferred: ast.DeferStmt) -> bool:
    """Tell what every round gives back itself before the next one: the defer is for the ways out."""
    function, variable = acquisition.function, acquisition.target.variable

    def releases(node: ast.Node) -> bool:
        return any(
            released.variable is variable
            for inner in evaluated(node)
            if isinstance(inner, ast.CallExpr)
            for released in released_by(function, inner, loosely=True)
        )

    def step(node: ast.Node, state: bool) -> bool | None:
        return None if not isinstance(node, ast.DeferStmt) and releases(node) else state

    ways = function.graph.paths_from(deferred, True, step=step, stop=_again(acquisition))
    return variable is not None and all(way.exit is not None for way in ways)


def reads_its_rows(acquisition: Acquisition, deferred: ast.DeferStmt) -> bool:
    """Tell rows that every round reads to their end before the next one, which closes them."""
    function, rows = acquisition.function, acquisition.target.variable
    if rows is None:
        return False
    own = _closes_at_end(function, rows)

    def step(node: ast.Node, state: bool) -> bool | None:
        calls = (inner for inner in evaluated(node) if isinstance(inner, ast.CallExpr))
        read = any(_reads_rows(function, call, index) for call in calls for index in _places(call, rows))
        return None if read else state

    def branch(edge: Edge, state: bool) -> bool | None:
        return None if own and _is_last_row(edge, rows) else state

    ways = function.graph.paths_from(deferred, True, step=step, branch=branch, stop=_again(acquisition))
    return all(way.exit is not None for way in ways)


def _again(acquisition: Acquisition) -> Callable[[ast.Node, bool], bool]:
    return lambda node, _: node is acquisition.statement


def _closes_at_end(function: Function, rows: Variable) -> bool:
    return str(deref(function.file.typer.variable_type(rows))) in table("releases")["closed_at_end"]


def _places(call: ast.CallExpr, variable: Variable) -> list[int]:
    return [
        index for index, arg in enumerate(call.args) if isinstance(arg, ast.Ident) and arg.obj is variable
    ]


def _reads_rows(function: Function, call: ast.CallExpr, index: int) -> bool:
    """Tell a function of the module that reads the rows it is given to their end, unless it fails."""
    helper = body_of(function.file.typer.callee(call))
    if helper is None or index >= len(helper.parameters):
        return False
    rows = helper.parameters[index]
    if not _closes_at_end(helper, rows):
        return False

    def branch(edge: Edge, state: bool) -> bool | None:
        return None if _is_last_row(edge, rows) else state

    ways = helper.graph.paths_from(None, True, step=lambda _, state: state, branch=branch)
    return all(way.exit is None or _fails(helper, way.exit.node) for way in ways)


def _fails(function: Function, leaving: ast.Node | None) -> bool:
    return leaving is not None and function.in_error_branch(leaving)


def _is_last_row(edge: Edge, rows: Variable) -> bool:
    """Tell the way on after `rows.Next()` was false."""
    match edge.cond:
        case ast.CallExpr(ast.SelectorExpr(ast.Ident() as owner, "Next"), [], _):
            return edge.truth is False and owner.obj is rows
    return False
