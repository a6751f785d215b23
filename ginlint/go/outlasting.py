"""What is acquired in a round of a loop and meant to outlast it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import CONTEXT, Chan, Func, Pointer
from ginlint.go.ownership import UseKind, is_error, names_defined_by, uses_of, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.go.flow import Loop
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership import Acquisition, Use

APPEND = "builtin.append"
MAX_MADE = 3  # how often something may be made of what was made of a value
COMPARED = ("<", "<=", ">", ">=")
KEEPING = frozenset((UseKind.STORED, UseKind.SENT, UseKind.RETURNED))


def goes_on_and_on(function: Function, loop: Loop) -> bool:
    """Tell a loop with no number of rounds: for {}, one over a channel, one that asks for more each time."""
    match loop.stmt:
        case ast.RangeStmt(x=over):
            typer = function.file.typer
            return isinstance(typer.program.underlying(typer.type_of(over)), (Chan, Func))
        case ast.ForStmt(cond=ast.BinaryExpr(op=op)):
            return op not in COMPARED
    return True


def outlasts(acquisition: Acquisition, loop: Loop) -> bool:
    """Tell whether what is acquired in a round of `loop` is kept for after it: appended, stored, sent."""
    function, variable = acquisition.function, acquisition.target.variable
    if variable is not None and acquisition.target.is_lock:
        return _locks_each(function, variable, loop)
    if variable is None or _reserves(function, variable):
        return variable is not None
    if variable.kind == "result" or _is_carried_over(acquisition, loop):
        return True
    if any(_is_context_of_what_is_kept(function, beside) for beside in acquisition.siblings):
        return True
    return _is_passed_on(function, variable, loop) or any(
        use.kind in KEEPING
        or (use.callee is not None and use.callee.name == APPEND)
        or (use.around is not None and _is_kept(function, use.around))
        or (use.kind is UseKind.ARGUMENT and use.call is not None and _is_wrapped_and_kept(function, use))
        or (not goes_on_and_on(function, loop) and _is_used_beside(function, use))
        or (use.kind is UseKind.READ and use.member and _leaves_its_channel(function, use, loop))
        for use in uses_of_variable(function, variable)
    )


def _leaves_its_channel(function: Function, use: Use, loop: Loop) -> bool:
    """Tell `expired = timer.C`, for later rounds to receive from."""
    part, typer = function.parent_of(use.node), function.file.typer
    if not isinstance(part, ast.SelectorExpr) or not isinstance(
        typer.program.underlying(typer.type_of(part)), Chan
    ):
        return False
    around = function.parent_of(part)
    target = (
        around.lhs[around.rhs.index(part)]
        if isinstance(around, ast.AssignStmt) and part in around.rhs
        else None
    )
    kept = target.obj if isinstance(target, ast.Ident) else None
    return kept is not None and loop.stmt is not None and not loop.stmt.pos <= kept.pos < loop.stmt.end


def _is_context_of_what_is_kept(function: Function, beside: Variable) -> bool:
    """Tell the context of a span or a cancel function that goes on in what is kept for after the loop.

    As in `ctx, span := start(parent)`, `it := open(ctx)` and `all = append(all, wrap(it))`.
    """
    if function.file.typer.variable_type(beside) != CONTEXT:
        return False
    calls = [use.call for use in uses_of_variable(function, beside) if use.kind is UseKind.ARGUMENT]
    made = [
        name.obj
        for call in calls
        for name in names_defined_by(function.parent_of(call) if call is not None else None)
        if name.obj is not None and not is_error(name.obj)
    ]
    return any(
        is_appended(function, variable, wrapped=True)
        for variable in made
        if not _is_read_to_its_end(function, variable)
    )


def _is_read_to_its_end(function: Function, variable: Variable) -> bool:
    """Tell plain data, and what a loop reads where it stands: for rows.Next() { … }."""
    declared = function.file.typer.variable_type(variable)
    plain = not isinstance(declared, Pointer) and not _can_be_closed(function, variable)
    conditions = (loop.cond for loop in ast.nodes_of(function.body, ast.ForStmt) if loop.cond is not None)
    return plain or any(
        isinstance(node, ast.Ident) and node.obj is variable for cond in conditions for node in ast.walk(cond)
    )


def is_appended(function: Function, variable: Variable, *, wrapped: bool = False) -> bool:
    """Tell what is kept for later; with `wrapped` what a call makes of it, too."""
    for use in uses_of_variable(function, variable):
        whole: Iterable[Use] = ()
        if wrapped and use.kind is UseKind.ARGUMENT and use.call is not None:
            whole = uses_of(function, use.call)
        elif wrapped and use.kind is UseKind.COMPOSITE and use.around is not None:
            whole = uses_of(function, use.around)
        if any(
            it.kind in KEEPING - {UseKind.RETURNED} or (it.callee is not None and it.callee.name == APPEND)
            for it in (use, *whole)
        ):
            return True
    return False


def _is_passed_on(function: Function, variable: Variable, loop: Loop, depth: int = 0) -> bool:
    """Tell what the next round goes on with: hop = dial(hop, next), also by what is made of it."""
    stmt = loop.stmt
    if stmt is None or depth >= MAX_MADE:
        return False
    for use in variable.uses:
        around = function.parent_of(use)
        around = function.parent_of(around) if isinstance(around, ast.CallExpr) else around
        target = around.lhs[0] if isinstance(around, ast.AssignStmt) else None
        made = target.obj if isinstance(target, ast.Ident) else None
        if around is None or made is None or made is variable or not _can_be_closed(function, made):
            continue
        if stmt.pos <= made.pos < stmt.end:
            if _is_passed_on(function, made, loop, depth + 1):
                return True
        elif any(stmt.pos <= other.pos < around.pos or other.pos >= stmt.end for other in made.uses):
            return True
    return False


def _can_be_closed(function: Function, variable: Variable) -> bool:
    typer = function.file.typer
    return typer.program.select(typer.variable_type(variable), "Close") is not None


def _locks_each(function: Function, variable: Variable, loop: Loop) -> bool:
    """Tell a mutex of each element that stays locked for what follows the loop."""
    stmt = loop_of(function, variable)
    return stmt is not None and stmt is loop.stmt and leads_on(function, loop)


def leads_on(function: Function, loop: Loop) -> bool:
    """Tell a loop with more than a return after it, for which it may get something ready."""
    node: ast.Node | None = loop.stmt
    while node is not None and not isinstance(node, ast.FuncLit):
        around = function.parent_of(node)
        after = [it for it in around.stmts if it.pos >= node.end] if isinstance(around, ast.BlockStmt) else []
        if any(not isinstance(it, ast.ReturnStmt) for it in after):
            return True
        node = around
    return False


def _reserves(function: Function, variable: Variable) -> bool:
    """Tell a listener that is there for its address alone: the port is kept until all have theirs."""
    asked = {use.member for use in uses_of_variable(function, variable) if use.kind is UseKind.METHOD}
    plain = all(use.kind in (UseKind.METHOD, UseKind.READ) for use in uses_of_variable(function, variable))
    return plain and "Addr" in asked and asked <= {"Addr", "Close"}


def _is_used_beside(function: Function, use: Use) -> bool:
    """Tell a use in a literal that runs beside the loop, perhaps until after it: pool.Go(func() { … })."""
    literal = function.enclosing(use.node, ast.FuncLit) if use.function is not function else None
    around = function.parent_of(literal) if literal is not None else None
    if not isinstance(around, ast.CallExpr) or _may_close(use):
        return False
    if isinstance(function.parent_of(around), ast.GoStmt):
        return True
    name = around.fun.sel if isinstance(around.fun, ast.SelectorExpr) else ""
    later = table("starts")["later"]["goroutine"]
    return around.fun is not literal and name in {it.rpartition(".")[2] for it in later}


def _may_close(use: Use) -> bool:
    return use.kind is UseKind.METHOD and use.member in table("releases")["methods"]


def _is_made_into_what_is_kept(function: Function, use: Use) -> bool:
    """Tell an argument of a call that gives a function to keep: checks = append(checks, check(rows))."""
    call, typer = use.call, function.file.typer
    while isinstance(call, ast.CallExpr):
        if not isinstance(typer.program.underlying(typer.type_of(call)), Func):
            return False
        around = function.parent_of(call)
        if isinstance(around, ast.AssignStmt) or not isinstance(around, ast.CallExpr):
            return any(inner.kind in KEEPING for inner in uses_of(function, call))
        if typer.callee(around).name == APPEND:
            return True
        call = around
    return False


def _is_wrapped_and_kept(function: Function, use: Use) -> bool:
    """Tell a wrapper of the value that is kept: writers[i] = bufio.NewWriter(f)."""
    if use.call is None or use.callee is None:
        return False
    if _is_made_into_what_is_kept(function, use):
        return True
    wraps = use.callee.name in (
        *table("releases")["wrappers"]["through"],
        *table("buffers")["wraps"]["calls"],
    )
    return wraps and any(inner.kind in KEEPING for inner in uses_of(function, use.call))


def _is_carried_over(acquisition: Acquisition, loop: Loop) -> bool:
    """Tell a variable from outside that the next round, or what follows the loop, uses as it is."""
    variable, stmt = acquisition.target.variable, loop.stmt
    if variable is None or stmt is None or stmt.pos <= variable.pos < stmt.end:
        return False
    start = acquisition.statement.pos
    return any(stmt.pos <= use.pos < start or use.pos >= stmt.end for use in variable.uses)


def _is_kept(function: Function, literal: ast.CompositeLit) -> bool:
    return any(
        use.kind in KEEPING or (use.callee is not None and use.callee.name == APPEND)
        for use in uses_of(function, literal)
    )


def loop_of(function: Function, variable: Variable) -> ast.RangeStmt | None:
    """Return the range statement whose key or value a variable is."""
    for loop in ast.nodes_of(function.body, ast.RangeStmt):
        if any(isinstance(x, ast.Ident) and x.obj is variable for x in (loop.key, loop.value)):
            return loop
    return None
