"""The ways on which a value that is given back later is lost before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ginlint.go.flow import Edge, evaluated
from ginlint.go.names import deref
from ginlint.go.names.universe import chain_ends
from ginlint.go.ownership.acquisition import is_part_of
from ginlint.go.ownership.cancelled import context_of, says_cancelled
from ginlint.go.ownership.errors import (
    asserted_of,
    carried_on,
    errors_from,
    is_error,
    is_no_number,
    is_wrapped,
    speaks_of,
    tells_success,
)
from ginlint.go.ownership.release import released_by
from ginlint.go.ownership.settled import is_impossible, settled_errors
from ginlint.go.ownership.uses import HANDED_OVER, UseKind, uses_of, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Path
    from ginlint.go.names import Function
    from ginlint.go.ownership.acquisition import Acquisition
    from ginlint.go.ownership.uses import Use


def leaves_without_release(acquisition: Acquisition) -> Iterator[Path[bool]]:
    """Yield the ways from an acquisition that leave the function with neither release nor hand-over.

    A state is whether the error variable still speaks of the acquisition. Ways on
    which nothing was acquired (err != nil, x == nil, !ok) are not followed.
    """
    walker = _Walker(acquisition)
    graph = acquisition.function.graph
    if graph.position_of(acquisition.statement) is None:
        return
    paths = graph.paths_from(
        acquisition.statement, True, step=walker.step, branch=walker.branch, feasible=True
    )
    yield from (path for path in paths if path.exit is None or path.exit.pos >= walker.opened_from)


def may_panic_before(acquisition: Acquisition, until: ast.Stmt) -> Iterator[Path[bool]]:
    """Yield the ways from an acquisition to a type assertion without ", ok", written before `until`."""
    walker = _Walker(acquisition)
    graph = acquisition.function.graph
    if graph.position_of(acquisition.statement) is None:
        return

    def asserts(node: ast.Node, _state: bool) -> bool:
        return acquisition.statement.pos < node.pos < until.pos and _asserts(node)

    search = graph.paths_from(
        acquisition.statement, True, step=walker.step, branch=walker.branch, stop=asserts, feasible=True
    )
    yield from (path for path in search if path.exit is None)


def _opens(function: Function, method: str, call: ast.CallExpr) -> bool:
    """Tell `s.Open()`, and `archive.Create(w)` with something to write to."""
    releases = table("releases")
    if method in releases["opens_on_writer"] and len(call.args) == 1:
        typer = function.file.typer
        return typer.program.select(typer.type_of(call.args[0]), "Write") is not None
    return method in releases["opens"] or method.startswith(tuple(releases["takes"]))


def tests_after(function: Function, call: ast.CallExpr) -> Iterator[ast.IfStmt]:
    """Yield the if statements that look at once at the error a call gives."""
    statement = function.parent_of(call)
    around = function.parent_of(statement) if statement is not None else None
    if isinstance(around, ast.IfStmt) and around.init is statement:
        yield around
    if isinstance(around, (ast.BlockStmt, ast.CaseClause, ast.CommClause)):
        stmts = around.stmts if isinstance(around, ast.BlockStmt) else around.body
        following = next((stmt for stmt in stmts if stmt.pos >= statement.end), None) if statement else None
        if isinstance(following, ast.IfStmt) and following.init is None:
            yield following


def _asserts(node: ast.Node) -> bool:
    checked = isinstance(node, ast.AssignStmt) and len(node.lhs) == 2 and len(node.rhs) == 1  # noqa: PLR2004
    return not checked and any(
        isinstance(inner, ast.TypeAssertExpr) and inner.type is not None for inner in evaluated(node)
    )


def ends_process(function: Function, node: ast.Node | None) -> bool:
    """Tell whether a statement calls os.Exit, log.Fatal or the like."""
    if node is None:
        return False
    ending = table("calls")["ends_process"]
    typer = function.file.typer
    return any(
        isinstance(n, ast.CallExpr) and (typer.callee(n).name in ending or chain_ends(n) == "ends_process")
        for n in evaluated(node)
    )


class _Walker:
    """Follows one acquisition; see `leaves_without_release`."""

    __slots__ = (
        "acquisition", "context", "disposals", "errors", "function", "opened_from", "openings", "own_errors",
        "settled",
    )  # fmt: skip

    def __init__(self, acquisition: Acquisition) -> None:
        self.acquisition = acquisition
        self.function = acquisition.function
        own_errors = frozenset(it for it in acquisition.siblings if is_error(it))
        self.own_errors = carried_on(acquisition.function, own_errors)
        self.errors = frozenset(
            made for error in self.own_errors for made in errors_from(acquisition.function, error)
        )
        self.disposals: set[int] = set()
        variable = acquisition.target.variable
        if variable is not None and not acquisition.target.is_lock:
            for use in uses_of_variable(self.function, variable):
                given = acquisition.target.is_call and use.kind is UseKind.ARGUMENT  # who has it may call it
                if given or use.kind in HANDED_OVER or use.function is not self.function:
                    self.disposals.add(id(use.node))
                self.disposals.update(id(part) for part in self._part_given(use))
        self.context = context_of(self.function, acquisition.call)
        self.opened_from = 0
        self.openings = self._openings()
        self.settled = settled_errors(self.function, acquisition.statement)

    def _part_given(self, use: Use) -> Iterator[ast.Expr]:
        """Yield where the part that is released is handed over: return resp.Body, nil."""
        part = self.function.parent_of(use.node) if use.kind is UseKind.READ and use.member else None
        if (
            isinstance(part, ast.SelectorExpr)
            and self.function.file.text(part) == self.acquisition.target.text
        ):
            yield from (inner.node for inner in uses_of(self.function, part) if inner.kind in HANDED_OVER)

    def _openings(self) -> set[int]:
        """Return the tests of errors by which a method says that it opened nothing: err = s.Open().

        Until such a method has run, a value of an own type may hold nothing at all.
        """
        function, variable = self.function, self.acquisition.target.variable
        callee = function.file.typer.callee(self.acquisition.call)
        known = function.file.package.project.acquirers.get(callee.name)
        if variable is None or (known is not None and not known.agreed):
            return set()
        found: set[int] = set()
        for use in variable.uses:
            selector = function.parent_of(use)
            call = function.parent_of(selector) if isinstance(selector, ast.SelectorExpr) else None
            if not isinstance(selector, ast.SelectorExpr) or not isinstance(call, ast.CallExpr):
                continue
            if call.fun is selector and _opens(function, selector.sel, call):
                tests = {id(test.cond) for test in tests_after(function, call)}
                if tests and not found:
                    self.opened_from = call.pos  # who leaves before has nothing open
                found |= tests
        return found

    def step(self, node: ast.Node, state: bool) -> bool | None:
        """Settle the path where the value is released, handed over or replaced."""
        for inner in evaluated(node):
            if id(inner) in self.disposals:
                return None
            if isinstance(inner, ast.CallExpr) and self._releases(inner):
                return None
            if isinstance(inner, ast.FuncLit) and self._literal_takes(inner):
                return None
        if isinstance(node, ast.AssignStmt) and node is not self.acquisition.statement:
            assigned = [expr.obj for expr in node.lhs if isinstance(expr, ast.Ident)]
            if self.acquisition.target.variable in assigned and self.acquisition.target.variable is not None:
                return None
            if not self.own_errors.isdisjoint(assigned):
                again = len(node.rhs) == 1 and self._carries(node.rhs[0])  # err = rows.Err()
                return again or (state and is_wrapped(node, self.own_errors))
        return state

    def _releases(self, call: ast.CallExpr) -> bool:
        target = self.acquisition.target
        for released in released_by(self.function, call, loosely=True):
            if target.variable is not None and released.variable is target.variable:
                return not target.is_lock or released.text == target.text
            if target.variable is None and released.text == target.text:
                return True
        return False

    def _literal_takes(self, literal: ast.FuncLit) -> bool:
        """Tell whether a function literal has the value: what it does with it, and when, is not followed."""
        return any(
            isinstance(inner, ast.Ident) and id(inner) in self.disposals for inner in ast.walk(literal.body)
        )

    def branch(self, edge: Edge, state: bool) -> bool | None:
        """Leave out the ways on which nothing was acquired."""
        if edge.cond is not None and id(edge.cond) in self.openings and edge.truth:
            return None
        if is_impossible(edge, self.settled, self.acquisition.statement):
            return None
        if self.context is not None and says_cancelled(edge, self.context):
            return None
        if edge.cond is None or not self._means_nothing_acquired(edge.cond, truth=edge.truth, alive=state):
            return state
        return None

    def _means_nothing_acquired(self, cond: ast.Expr, *, truth: bool, alive: bool) -> bool:
        match cond:
            case ast.BinaryExpr("==" | "!=" as op, x, y):
                return self._compared(x, y, equal=truth == (op == "=="), alive=alive)
            case ast.BinaryExpr("<" | "<=", x, _) if self._is_value(x):
                return truth  # a descriptor or handle that is none
            case ast.BinaryExpr(">" | ">=", x, _) if self._is_value(x):
                return not truth
            case ast.Ident() if cond.obj in self.acquisition.witness and cond.obj is not None:
                value = cond.obj.definition.value
                negative = isinstance(value, ast.BinaryExpr) and value.op == "!="
                return truth == negative
            case ast.Ident() if self._asserts_error(cond):
                return truth
            case ast.Ident() if cond.obj is not None and cond.obj in self.acquisition.siblings:
                return True  # hijacked, reused, shared, or not created: cases of their own
            case ast.CallExpr(ast.SelectorExpr(x, "Next", _), [], _) if self._is_value(x):
                return not truth and self._closes_at_end()
            case ast.CallExpr(ast.SelectorExpr(x, sel, _), [], _) if self._is_value(x):
                return sel in table("releases")["tells_none" if truth else "tells_some"]
            case ast.CallExpr(fun, args, _):
                failed = truth != tells_success(fun)
                return failed and any(speaks_of(arg, partial(self._is_error, alive=alive)) for arg in args)
        return False

    def _asserts_error(self, ok: ast.Ident) -> bool:
        """Tell the ok of `e, ok := err.(*T)`."""
        asserted = asserted_of(ok)
        return asserted is not None and self._is_error(asserted, alive=True)

    def _compared(self, x: ast.Expr, y: ast.Expr, *, equal: bool, alive: bool) -> bool:
        """Tell what x == y says, or x != y where `equal` is false."""
        for side, other in ((x, y), (y, x)):
            if is_no_number(other) and self._is_error(side, alive=alive):
                return not equal
            if isinstance(other, ast.Ident) and other.name == "nil" and other.obj is None:
                sibling = isinstance(side, ast.Ident) and side.obj in self.acquisition.siblings
                if equal:
                    return self._is_value(side) or (sibling and not self._is_error(side, alive=True))
                return self._is_error(side, alive=alive) or self._passes_error(side, alive=alive)
        return equal and any(self._is_error(side, alive=alive) or self._is_value(side) for side in (x, y))

    def _passes_error(self, expr: ast.Expr, *, alive: bool) -> bool:
        """Tell `keep(err)`, whose result is compared in place of err."""
        return isinstance(expr, ast.CallExpr) and any(self._is_error(arg, alive=alive) for arg in expr.args)

    def _closes_at_end(self) -> bool:
        """Tell rows that close themselves when there is no next one."""
        variable = self.acquisition.target.variable
        if variable is None:
            return False
        type_ = deref(self.function.file.typer.variable_type(variable))
        return str(type_) in table("releases")["closed_at_end"]

    def _is_value(self, expr: ast.Expr) -> bool:
        target = self.acquisition.target
        if isinstance(expr, ast.SelectorExpr):
            return is_part_of(self.function, expr, target)
        return isinstance(expr, ast.Ident) and target.variable is not None and expr.obj is target.variable

    def _is_error(self, expr: ast.Expr, *, alive: bool) -> bool:
        """Tell the error of the acquisition, or the one that the value itself carries (gorm's tx.Error)."""
        match expr:
            case ast.Ident() if expr.obj is not None:
                own = expr.obj.definition.value  # err := tx.Error
                carried = isinstance(own, (ast.SelectorExpr, ast.CallExpr)) and not expr.obj.writes
                return (alive and expr.obj in self.errors) or (carried and self._carries(own))
            case ast.SelectorExpr() | ast.CallExpr() if self._carries(expr):
                return True
            case ast.SelectorExpr():
                return alive and self._is_error_field(expr)
        return False

    def _carries(self, expr: ast.Expr | None) -> bool:
        """Tell `tx.Error` and `rows.Err()`, the error that the value itself carries."""
        match expr:
            case ast.SelectorExpr(x, name, _) | ast.CallExpr(ast.SelectorExpr(x, name, _), [], _):
                return name in table("releases")["carried_errors"] and self._is_value(x)
        return False

    def _is_error_field(self, expr: ast.SelectorExpr) -> bool:
        """Tell s.err after `x, s.err = open()`."""
        text, statement = self.function.file.text, self.acquisition.statement
        return isinstance(statement, ast.AssignStmt) and any(
            isinstance(target, ast.SelectorExpr) and text(target) == text(expr) for target in statement.lhs
        )
