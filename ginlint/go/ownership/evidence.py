"""What tests say of an acquisition: that it failed, or gave nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.names import UNKNOWN, Basic, Tuple
from ginlint.go.ownership.errors import asserted_of, is_no_number, speaks_of, tells_success
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.sites import Site

BOOL = Basic("bool")


class Evidence:
    """The tests that speak of one site.

    `holders` are the variables that hold what is acquired, `siblings` those that get something
    beside it, `flags` those that are set where it is, `errors` those that tell of its failure.
    `lending` are those beside it that say that it is somebody else's.
    """

    __slots__ = ("errors", "flags", "holders", "lending", "siblings", "site", "witness")

    def __init__(
        self,
        site: Site,
        holders: frozenset[Variable],
        siblings: frozenset[Variable],
        flags: frozenset[Variable],
        errors: frozenset[Variable],
        lending: frozenset[Variable],
    ) -> None:
        self.site = site
        self.holders = holders
        self.siblings = siblings
        self.flags = flags
        self.errors = errors
        self.lending = lending
        self.witness = _witnesses(site, holders)

    def nothing_acquired(self, cond: ast.Expr, *, truth: bool, alive: bool) -> bool:
        """Tell whether nothing was acquired where `cond` is `truth`; `alive`: errors still speak of it."""
        match cond:
            case ast.BinaryExpr("&&", x, y) if not truth:
                return any(self.nothing_acquired(side, truth=False, alive=False) for side in (x, y))
            case ast.BinaryExpr("==" | "!=" as op, x, y):
                equal = truth == (op == "==")
                for side, other in ((x, y), (y, x)):
                    if is_no_number(other) and self._is_error(side, alive=alive):
                        return not equal
                    if isinstance(other, ast.Ident) and other.name == "nil" and other.obj is None:
                        sibling = isinstance(side, ast.Ident) and side.obj in self.siblings
                        return (equal and (self.is_value(side) or sibling)) or (
                            not equal and self._is_error(side, alive=alive)
                        )
                if self._is_switched(x, y, equal=equal):
                    return True
                sides = (x, y)
                return equal and any(
                    self._is_error(side, alive=alive) or self.is_value(side) for side in sides
                )
            case ast.Ident() if (nothing := self._says_nothing(cond)) is not None:
                return truth == nothing
            case ast.Ident() if (asserted := asserted_of(cond)) is not None and truth:
                return self._is_error(asserted, alive=alive)
            case ast.Ident() if cond.obj is not None and cond.obj in self.witness:
                value = cond.obj.definition.value
                negative = isinstance(value, ast.BinaryExpr) and value.op == "!="
                of_value = isinstance(value, ast.BinaryExpr) and self.is_value(value.x)
                return truth == (negative != of_value)
            case ast.TypeAssertExpr(x, _):
                return not truth and any(
                    self.is_value(node) for node in ast.walk(x) if isinstance(node, ast.Ident)
                )
            case ast.CallExpr():
                return self._says(cond, truth=truth, alive=alive)
        return False

    def _says_nothing(self, test: ast.Ident) -> bool | None:
        """Return which value of a variable says that nothing was acquired; None if neither does."""
        flag = test.obj
        if (flag in self.flags and flag not in self.witness) or self._asserted_last(test):
            return False
        if flag is None or flag not in self.siblings:
            return None
        return True if flag in self.lending or _says_taken(flag.name) else None

    def _says(self, call: ast.CallExpr, *, truth: bool, alive: bool) -> bool:
        """Tell a call that says of the resource that it has ended, or of the error that there is one."""
        match call.fun:
            case ast.SelectorExpr(x, method, _) if not call.args and self.is_value(x):
                return truth and method in table("releases")["true_when_ended"]
        if last_name(call.fun) in table("releases")["true_with_value"] and any(map(self.is_value, call.args)):
            return not truth
        failed = truth != tells_success(call.fun) and not any(map(self._is_of_value, call.args))
        return failed and any(speaks_of(arg, partial(self._is_error, alive=alive)) for arg in call.args)

    def _is_of_value(self, arg: ast.Expr) -> bool:
        """Tell the resource, or what a variable got from it: `shouldRetry(resp, err)`, `isBad(code, err)`."""
        for node in ast.walk(arg):
            if not isinstance(node, ast.Ident) or node.obj is None or node.obj in self.errors:
                continue
            if node.obj in self.holders or any(map(self._comes_from_value, node.obj.writes)):
                return True
        return False

    def _comes_from_value(self, write: ast.Stmt) -> bool:
        """Tell `code = resp.StatusCode`."""
        values = write.rhs if isinstance(write, ast.AssignStmt) and write is not self.site.statement else []
        parts = (value.x for value in values if isinstance(value, ast.SelectorExpr))
        return any(isinstance(part, ast.Ident) and part.obj in self.holders for part in parts)

    def _asserted_last(self, ok: ast.Ident) -> bool:
        """Tell the ok of `buf, ok := value.(*[]byte)`, where that is what it was given last."""
        writes = [at for at in ok.obj.writes if at.pos < ok.pos] if ok.obj is not None else []
        last = max(writes, key=lambda at: at.pos, default=None)
        values = last.rhs if isinstance(last, ast.AssignStmt) else []
        return any(isinstance(it, ast.TypeAssertExpr) and self.is_value(it.x) for it in values)

    def _is_switched(self, status: ast.Expr, code: ast.Expr, *, equal: bool) -> bool:
        """Tell `resp.StatusCode == http.StatusSwitchingProtocols`: who dialled has the connection then.

        Where that is not so beside a connection, there is none.
        """
        match status:
            case ast.SelectorExpr(ast.Ident() as x, "StatusCode", _) if _is_switching(code):
                if not equal:
                    callee = self.site.function.file.typer.callee(self.site.call)
                    return x.obj in self.siblings and callee.name in table("releases")["switched_by"]
                return self.is_value(x) and any(path[0] == "Body" for path in self.site.resource.release)
        return False

    def is_value(self, expr: ast.Expr) -> bool:
        """Tell the resource, or a field of it that is nil when it is: resp and resp.Body."""
        if isinstance(expr, ast.SelectorExpr) and any(
            path[0] == expr.sel for path in self.site.resource.release
        ):
            expr = expr.x
        if (
            isinstance(expr, ast.SelectorExpr)
            and self.site.resource.inferred
            and _can_be_closed(expr, self.site)
        ):
            expr = expr.x  # the field that an owner keeps what there is to close in
        if isinstance(expr, ast.SelectorExpr) and self._is_same_inside(expr):
            expr = expr.x
        return isinstance(expr, ast.Ident) and expr.obj is not None and expr.obj in self.holders

    def _is_same_inside(self, part: ast.SelectorExpr) -> bool:
        """Tell `c.conn` of the struct that the resource was put into, by its type."""
        typer = self.site.function.file.typer
        type_ = typer.type_of(part)
        return type_ is not UNKNOWN and type_ == typer.variable_type(self.site.variable)

    def _is_error(self, expr: ast.Expr, *, alive: bool) -> bool:
        match expr:
            case ast.Ident() if expr.obj is not None and expr.obj in self.errors:
                return alive
            case ast.Ident() if expr.obj is not None and not expr.obj.writes:  # err := tx.Error
                value = expr.obj.definition.value
                carried = isinstance(value, (ast.SelectorExpr, ast.CallExpr))
                return value is not None and carried and self._is_error(value, alive=alive)
            case ast.SelectorExpr(x, "Error" | "Err", _) | ast.CallExpr(
                ast.SelectorExpr(x, "Error" | "Err", _), [], _
            ):
                return self.is_value(x) and self.site.error is None
            case ast.SelectorExpr() if self.site.error is None:
                return self._is_error_field(expr)
        return False

    def _is_error_field(self, expr: ast.SelectorExpr) -> bool:
        """Tell s.err after `conn, s.err = dial()`."""
        text, statement = self.site.function.file.text, self.site.statement
        targets = statement.lhs if isinstance(statement, ast.AssignStmt) else []
        return (
            len(targets) > 1 and isinstance(targets[-1], ast.SelectorExpr) and text(targets[-1]) == text(expr)
        )


def lending_of(
    function: Function, siblings: frozenset[Variable], releasing: Sequence[ast.Node]
) -> frozenset[Variable]:
    """Return what says whose a resource is: `conn, shared, err := get(); if !shared { conn.Close() }`."""
    found = set()
    for node in releasing:
        inner, around = node, function.parent_of(node)
        while around is not None and not isinstance(around, ast.FuncLit):
            match around:
                case ast.IfStmt(_, ast.UnaryExpr("!", ast.Ident() as name), body, _) if inner is body:
                    found.add(name.obj)
                case ast.IfStmt(_, ast.Ident() as name, _, orelse) if inner is orelse:
                    found.add(name.obj)
            inner, around = around, function.parent_of(around)
    return frozenset(name for name in found if name is not None and name in siblings)


def _says_taken(name: str) -> bool:
    """Tell `hijacked`: where that is true, somebody else has the connection, and there is no response."""
    return any(word in name.lower() for word in table("releases")["taken_words"])


def _is_switching(code: ast.Expr) -> bool:
    match code:
        case ast.BasicLit("INT", "101") | ast.SelectorExpr(_, "StatusSwitchingProtocols", _):
            return True
    return False


def _can_be_closed(expr: ast.Expr, site: Site) -> bool:
    typer = site.function.file.typer
    return typer.program.select(typer.type_of(expr), "Close") is not None


def _witnesses(site: Site, holders: frozenset[Variable]) -> frozenset[Variable]:
    """Return the variables that tell whether something was acquired: ok, or a bool made from the error."""
    found = set()
    for variable in site.function.variables:
        value = variable.definition.value
        if isinstance(value, ast.BinaryExpr):
            if _compares(value, site.error) or (value.op in ("==", "!=") and _is_unset(value, holders)):
                found.add(variable)
        elif variable.definition.index > 0 and _tells(value, site, holders):
            found.add(variable)
    return frozenset(found)


def _compares(value: ast.BinaryExpr, error: Variable | None) -> bool:
    """Tell `err == nil`."""
    sides = (value.x, value.y) if error is not None else ()
    return any(isinstance(side, ast.Ident) and side.obj is error for side in sides)


def _is_unset(value: ast.BinaryExpr, holders: frozenset[Variable]) -> bool:
    """Tell `conn == nil`."""
    match value:
        case ast.BinaryExpr(_, ast.Ident() as name, ast.Ident("nil")):
            return name.obj is not None and name.obj in holders
    return False


def _tells(value: ast.Expr | None, site: Site, holders: frozenset[Variable]) -> bool:
    """Tell the second result of the acquisition, or of an assertion on what it gave, if it is a bool."""
    if isinstance(value, ast.TypeAssertExpr):
        inner = value.x
        return inner is site.call or (isinstance(inner, ast.Ident) and inner.obj in holders)
    if value is not site.call:
        return False
    results = site.function.file.typer.type_of(site.call)
    return isinstance(results, Tuple) and BOOL in results.types
