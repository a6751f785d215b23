"""Defer statements: what they give back, whether they run, and how often they pile up.

A deferred call runs when its function returns or panics, not at the end of the
block it is written in, and not when the process ends (Go spec, "Defer statements").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import function_of
from ginlint.go.clients import answers_head
from ginlint.go.endless import may_be_endless
from ginlint.go.fewrounds import has_few_rounds
from ginlint.go.flow import is_endless
from ginlint.go.outlasting import is_appended, leads_on, loop_of
from ginlint.go.ownership import (
    acquisition_of,
    bodies_of,
    ends_process,
    is_error,
    released_by,
    root_variable,
)
from ginlint.go.panics import recovers
from ginlint.go.rounds import jumps_once
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Exit, Loop
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership import Acquisition, Target
    from ginlint.go.package import Package

EMPTY_SELECT = re.compile(rb"select\s*\{\s*[}/]")


class Deferral(NamedTuple):
    """A defer statement of `function`, the innermost one; `targets` are what its call gives back."""

    function: Function
    statement: ast.DeferStmt
    call: ast.CallExpr
    targets: tuple[Target, ...]

    @property
    def head_end(self) -> int:
        """The offset at which the part worth showing ends: a literal's body is left out."""
        fun = self.call.fun
        return fun.body.pos + 1 if isinstance(fun, ast.FuncLit) else self.statement.end

    @property
    def recovers(self) -> bool:
        """Whether the call may stop a panic: it does so itself, or nobody knows what it does."""
        return recovers(self.call, self.function.file.typer.callee(self.call), known=bool(self.targets))


def awaited_by_others(deferral: Deferral) -> bool:
    """Tell `defer wg.Done()`, `defer close(done)` and the like, written so or inside a literal."""
    typer = deferral.function.file.typer
    names = table("defers")["awaited"]
    calls = (node for node in ast.walk(deferral.call) if isinstance(node, ast.CallExpr))
    return any(typer.callee(call).name in names for call in calls)


def deferrals(package: Package) -> Iterator[Deferral]:
    """Yield the defer statements of a package, in literals too."""
    for outer in package.functions_with("defer"):
        for function in outer.all():
            for node in ast.walk(function.body, into_literals=False):
                if isinstance(node, ast.DeferStmt) and isinstance(node.call, ast.CallExpr):
                    targets = tuple(released_by(function, node.call))
                    yield Deferral(function, node, node.call, targets)


# Loops


def inside(function: Function, node: ast.Node, loop: Loop) -> bool:
    """Tell whether `node` can run once more with each round of `loop`."""
    found = function.graph.loop_at(node)
    while found is not None and found is not loop:
        found = found.parent
    return found is loop


def piling_loop(function: Function, node: ast.Node) -> Loop | None:
    """Return the innermost loop of more than a few rounds in which `node` runs again and again."""
    loop = function.graph.loop_at(node)
    while loop is not None and _is_short(function, loop):
        loop = loop.parent
    return loop


def _is_short(function: Function, loop: Loop) -> bool:
    return has_few_rounds(function, loop.stmt) if loop.stmt is not None else jumps_once(function, loop)


def jumped_back_over(function: Function, node: ast.Node) -> bool:
    """Tell whether a goto further down, be it ever reached or not, goes back to before `node`."""
    jumps = [inner for inner in ast.nodes_of(function.body, ast.BranchStmt) if inner.tok == "goto"]
    labels = {inner.label for inner in ast.nodes_of(function.body, ast.LabeledStmt) if inner.pos < node.pos}
    return any(jump.pos > node.pos and jump.label in labels for jump in jumps)


def acquired_in(deferral: Deferral, loop: Loop) -> Acquisition | None:
    """Return what is acquired in the same round of `loop` as it is deferred to be given back."""
    function = deferral.function
    for target in deferral.targets:
        found = acquisition_of(function, target, deferral.statement)
        if found is not None and inside(function, found.statement, loop):
            return found
    return None


def meant_for_the_end(deferral: Deferral, loop: Loop) -> bool:
    """Tell a defer that looks back from the function's end.

    It deals with elements of what the loop ranges over, which were there before, with what the code
    after the loop still uses, or it looks at the error with which the function ends. Or messages of one
    kind bring it, as that which opens something at the beginning.
    """
    call, function = deferral.call, deferral.function
    kind = function.enclosing(deferral.statement, ast.CaseClause, ast.ForStmt, ast.RangeStmt)
    if isinstance(kind, ast.CaseClause) and loop.stmt is not None and kind.pos > loop.stmt.pos:
        return True
    if isinstance(call.fun, ast.FuncLit):
        return _cleans_up(function, call.fun) or any(
            isinstance(node, ast.Ident)
            and node.obj is not None
            and isinstance(loop_of(function, node.obj), ast.RangeStmt)
            for node in ast.walk(call)
        )
    owners = [call.fun.x] if isinstance(call.fun, ast.SelectorExpr) else [call.fun]
    return any(
        isinstance(value, ast.IndexExpr)
        or (isinstance(value, ast.SelectorExpr) and _is_part_of_what_is_kept(function, value))
        or (
            isinstance(value, ast.Ident)
            and value.obj is not None
            and (isinstance(loop_of(function, value.obj), ast.RangeStmt) or _is_used_after(value.obj, loop))
        )
        for value in (*owners, *call.args)
    )


def _is_part_of_what_is_kept(function: Function, part: ast.SelectorExpr) -> bool:
    """Tell `one.file`, with `all = append(all, &one)`."""
    root = root_variable(part)
    return root is not None and root.function is function and is_appended(function, root)


def is_held_to_the_end(deferral: Deferral, acquisition: Acquisition, loop: Loop) -> bool:
    """Tell what a round of a loop acquires for the code after it.

    Nothing else in the function uses it: it is held for its own sake, as a lock is. Or it is given up
    only where the function fails, or by something that is kept for after the loop.
    """
    function, call = deferral.function, deferral.call
    if isinstance(call.fun, ast.FuncLit):
        return _cleans_up(function, call.fun)
    owner = call.fun.x if isinstance(call.fun, ast.SelectorExpr) else None
    if isinstance(owner, ast.Ident) and owner.obj in acquisition.siblings and owner.obj is not None:
        return is_appended(function, owner.obj)
    known = function.file.package.project.acquirers
    return (
        leads_on(function, loop)
        and function.file.typer.callee(acquisition.call).name not in known
        and all(
            _is_unused(function, variable, deferral.statement)
            for variable in (acquisition.target.variable, *acquisition.siblings)
            if variable is not None and not is_error(variable)
        )
    )


def _is_unused(function: Function, variable: Variable, deferred: ast.DeferStmt) -> bool:
    """Tell a variable that nothing but a test for nil and a deferred call looks at."""
    return all(
        deferred.pos <= use.pos < deferred.end or isinstance(function.parent_of(use), ast.BinaryExpr)
        for use in variable.uses
    )


def _is_used_after(variable: Variable, loop: Loop) -> bool:
    """Tell what a round of the loop leaves to the code after it: the name of the file it has written."""
    stmt = loop.stmt
    if stmt is None or variable.pos >= stmt.pos:
        return False
    return any(use.pos >= stmt.end for use in variable.uses) and any(
        stmt.pos <= write.pos < stmt.end for write in variable.writes
    )


def _cleans_up(function: Function, literal: ast.FuncLit) -> bool:
    """Tell `defer func() { if err != nil { … } }()`, with a result of the function for err."""
    first = next(iter(literal.body.stmts), None)
    if not isinstance(first, ast.IfStmt):
        return False
    return any(
        isinstance(node, ast.Ident) and node.obj is not None and node.obj in function.results
        for node in ast.walk(first.cond)
    )


def holds_nothing(acquisition: Acquisition) -> bool:
    """Tell what has nothing to give back, as files of embed.FS and what answers a request for HEAD."""
    function, call = acquisition.function, acquisition.call
    callee = function.file.typer.callee(call)
    return callee.name in table("releases")["of_the_program"] or answers_head(function, call)


def is_found_there(acquisition: Acquisition) -> bool:
    """Tell `session, ok := sessions.Get(id)`: what is stopped at the end has been there before."""
    typer, names = acquisition.function.file.typer, tuple(table("releases")["lookups"])
    match acquisition.statement:
        case ast.AssignStmt(
            [_, ast.Ident() as found], _, [ast.CallExpr(ast.SelectorExpr(_, name, _), _, _)]
        ) if found.obj is not None and name.startswith(names):
            return str(typer.variable_type(found.obj)) == "bool"
    return False


def only_puts_back(acquisition: Acquisition) -> bool:
    """Tell a function, got to be deferred, that calls nothing: it puts back what variables had before."""
    file = acquisition.function.file
    callee = file.typer.callee(acquisition.call)
    symbol = callee.symbol
    bodies = bodies_of(file.package.project, callee)
    if not bodies and symbol is not None and symbol.file is not None and symbol.decl is not None:
        bodies = [symbol.file.function(symbol.decl)] if symbol.decl.body is not None else []
    literals = [literal for body in bodies for literal in _literals_given(body)]
    return bool(bodies) and all(
        literal is not None and not any(isinstance(node, ast.CallExpr) for node in ast.walk(literal.body))
        for literal in literals
    )


def _literals_given(function: Function) -> Iterator[ast.FuncLit | None]:
    """Yield the first results of a function that are not nil; None for one that is no literal."""
    for node in ast.nodes_of(function.body, ast.ReturnStmt):
        value = node.results[0] if node.results else None
        if isinstance(value, ast.Ident) and value.obj is not None and not value.obj.writes:
            value = value.obj.definition.value
        if not (isinstance(value, ast.Ident) and value.name == "nil"):
            yield value if isinstance(value, ast.FuncLit) else None


# Ways out


def exits_after(function: Function, node: ast.Node) -> list[Exit]:
    """Return the exits that can be reached from `node`; none where it cannot be reached itself."""
    graph = function.graph
    start = graph.block_of(node)
    if start is None or not graph.reachable(start):
        return []
    seen, work = {start}, [start]
    while work:
        for edge in graph.blocks[work.pop()].edges:
            if edge.target not in seen:
                seen.add(edge.target)
                work.append(edge.target)
    return [leaving for index in sorted(seen) if (leaving := graph.blocks[index].exit) is not None]


def may_unwind_after(function: Function, node: ast.Node) -> bool:
    """Tell whether code below `node` calls a function of the module that panics or ends its goroutine."""
    typer = function.file.typer
    for inner in ast.walk(function.body, into_literals=False):
        symbol = (
            typer.callee(inner).symbol if inner.pos > node.end and isinstance(inner, ast.CallExpr) else None
        )
        helper = function_of(symbol)
        if helper is None:
            continue
        if any(leaving.kind in ("panic", "no-return") for leaving in helper.graph.exits):
            return True
    return False


def runs_defers(function: Function, leaving: Exit) -> bool:
    """Tell whether deferred calls run at an exit: they do not where the process ends."""
    return leaving.kind != "no-return" or not ends_process(function, leaving.node)


def after_endless_loops(package: Package) -> Iterator[tuple[Function, ast.Stmt, list[ast.Stmt]]]:
    """Yield each loop or select that never lets go, with its function and the statements written after it."""
    for file in package.speaking:
        kinds, text = file.facts.index.kinds, file.parsed.text
        offsets = [at for at in kinds.get("for", ()) if may_be_endless(text, at)]
        offsets += (at for at in kinds.get("select", ()) if EMPTY_SELECT.match(text, at))
        for outer in file.functions_at(offsets):
            for function in outer.all():
                yield from ((function, *found) for found in _endless_in(function))


def _endless_in(function: Function) -> Iterator[tuple[ast.Stmt, list[ast.Stmt]]]:
    for block in ast.walk(function.body, into_literals=False):
        if not isinstance(block, (ast.BlockStmt, ast.CaseClause, ast.CommClause)):
            continue
        statements = block.stmts if isinstance(block, ast.BlockStmt) else block.body
        for index, statement in enumerate(statements[:-1]):
            inner = statement.stmt if isinstance(statement, ast.LabeledStmt) else statement
            if _is_endless(inner) and _is_cut_off(function, inner, statements[index + 1]):
                yield statement, statements[index + 1 :]


def _is_endless(statement: ast.Stmt | None) -> bool:
    if isinstance(statement, ast.SelectStmt):
        return not statement.clauses
    return isinstance(statement, (ast.ForStmt, ast.RangeStmt)) and is_endless(statement)


def _is_cut_off(function: Function, loop: ast.Stmt | None, after: ast.Stmt) -> bool:
    graph = function.graph
    first: ast.Node | None = loop
    if isinstance(loop, ast.ForStmt):
        first = loop.init or next(iter(loop.body.stmts), None)
    before = graph.block_of(first) if first is not None else None
    place = graph.block_of(after)
    return place is not None and not graph.reachable(place) and (before is None or graph.reachable(before))
