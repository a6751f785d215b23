"""Where a deferred release can be written so that it covers every way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import Func
from ginlint.go.ownership.release import released_by
from ginlint.go.ownership.uses import HANDED_OVER, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.go.writing import ends_line, indent_of, removed_lines, statements_around
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.acquisition import Acquisition
    from ginlint.go.ownership.sites import Leak, Site


class Insertion(NamedTuple):
    """A statement to write at `offset`, on a line of its own with `indent` before it.

    `safe` says that nothing but the release changes: the value stays in the
    function, and the statement before makes sure that there is one.
    """

    offset: int
    indent: str
    text: str
    safe: bool


class Move(NamedTuple):
    """A statement to write elsewhere: the bytes from `start` to `end` go, `insertion` comes."""

    start: int
    end: int
    insertion: Insertion


def deferred_release(leak: Leak) -> Insertion | None:
    """Return the `defer` that mends a leak, None where there is no good place for one.

    A value that goes back to a pool may have memory that is used later: that one is not safe.
    """
    site = leak.site
    unfit = table("releases")["never_deferred"]
    path = next((p for p in _preferred(site) if p[-1] not in unfit and _takes_nothing(site, p)), None)
    text = _put(site) if not site.resource.release else _call_of(site.variable.name, path)
    if not text or leak.released or site.resource.never_only or site.resource.through:
        return None
    if site.function.graph.loop_at(site.statement) is not None or site.variable.captured:
        return None
    stmts = statements_around(site.function, site.statement)
    if not isinstance(site.statement, ast.Stmt) or site.statement not in stmts:
        return None
    following = stmts[stmts.index(site.statement) + 1 :][:1]
    checked = bool(following) and _checks(site.function, site.error, following[0])
    after = following[0] if checked else site.statement
    if (site.error is not None and not checked) or not ends_line(site.function, after.end):
        return None
    indent = indent_of(site.function, site.statement)
    return Insertion(after.end, indent, f"defer {text}", safe=bool(site.resource.release))


def _call_of(name: str, path: tuple[str, ...] | None) -> str:
    if path is None:
        return ""
    return f"{name}()" if path == ("()",) else f"{name}.{'.'.join(path)}()"


def _takes_nothing(site: Site, path: tuple[str, ...]) -> bool:
    """Tell a release that is known to be called without arguments: no Close(ctx), no cancel(cause)."""
    typer = site.function.file.typer
    type_ = typer.variable_type(site.variable)
    for name in path if path != ("()",) else ():
        found = typer.program.select(type_, name)
        if found is None:
            return False
        type_ = found.type
    signature = typer.program.underlying(type_)
    return isinstance(signature, Func) and not signature.params


def _put(site: Site) -> str:
    """Return the call that puts a value back where the call of the site got it, "" if that is not plain."""
    fun, name = site.call.fun, site.variable.name
    if not isinstance(fun, ast.SelectorExpr) or site.function.parent_of(site.call) is None:
        return ""
    owner = site.function.file.text(fun.x)
    counterpart = fun.sel.replace("Acquire", "Release") if fun.sel.startswith("Acquire") else "Put"
    callee = site.function.file.typer.callee(site.call).name
    wanted = f"{callee.rpartition('.')[0]}.{counterpart}"
    plain = owner.replace(".", "").replace("_", "").isalnum()
    return f"{owner}.{counterpart}({name})" if plain and wanted in site.resource.release_by else ""


def moved_up(acquisition: Acquisition, defer: ast.DeferStmt) -> Move | None:
    """Return how a defer is written right after the check of its acquisition, None if that may break code.

    Nothing in between may release the value, hand it over, look whether it is nil or
    give it another value. It is safe where no other call is deferred in between, so that
    the order of the deferred calls stays.
    """
    function, variable = acquisition.function, acquisition.target.variable
    stmts = statements_around(function, acquisition.statement)
    if (
        variable is None
        or acquisition.target.is_lock
        or defer not in stmts
        or not _is_plain(acquisition, defer)
    ):
        return None
    first = stmts.index(acquisition.statement)
    after, between = _after_checks(acquisition, variable, stmts[first : stmts.index(defer)])
    if (
        after is None
        or not between
        or not ends_line(function, after.end)
        or not ends_line(function, defer.end)
    ):
        return None
    if any(_disturbs(acquisition, variable, stmt) for stmt in between):
        return None
    safe = not any(isinstance(node, ast.DeferStmt) for stmt in between for node in ast.walk(stmt))
    insertion = Insertion(after.end, indent_of(function, defer), function.file.text(defer), safe)
    return Move(*removed_lines(function, defer), insertion)


def _is_plain(acquisition: Acquisition, defer: ast.DeferStmt) -> bool:
    """Tell `defer f.Close()` and `defer cancel()`: nothing in it may have another value further up."""
    call, text = defer.call, acquisition.function.file.text
    if not isinstance(call, ast.CallExpr) or call.args:
        return False
    fun = call.fun
    written = text(fun.x) if isinstance(fun, ast.SelectorExpr) else text(fun)
    return isinstance(fun, (ast.SelectorExpr, ast.Ident)) and written == acquisition.target.text


def _after_checks(
    acquisition: Acquisition, variable: Variable, stmts: list[ast.Stmt]
) -> tuple[ast.Stmt | None, list[ast.Stmt]]:
    """Return the last of the checks that follow an acquisition, and what comes after it.

    The first of `stmts` acquires; None if its error is not looked at next.
    """
    function = acquisition.function
    last = 0
    for stmt in stmts[1:]:
        if not (_checks(function, acquisition.error, stmt) or _checks_nil(function, variable, stmt)):
            break
        last += 1
    unchecked = acquisition.error is not None or bool(acquisition.siblings)
    checked = last > 0 and (acquisition.error is None or _checks(function, acquisition.error, stmts[1]))
    if unchecked and not checked:
        return None, []
    return stmts[last], stmts[last + 1 :]


def _disturbs(acquisition: Acquisition, variable: Variable, stmt: ast.Stmt) -> bool:
    """Tell a statement before which a deferred release would change more than it should."""
    function = acquisition.function
    for use in uses_of_variable(function, variable):
        if stmt.pos <= use.node.pos < stmt.end and (use.kind in HANDED_OVER or use.function is not function):
            return True
    for node in ast.walk(stmt):
        match node:
            case ast.CallExpr() if any(
                target.variable is variable for target in released_by(function, node, loosely=True)
            ):
                return True
            case ast.BinaryExpr("==" | "!=", ast.Ident() as x, ast.Ident("nil")) if x.obj is variable:
                return True
            case ast.AssignStmt(lhs, _, _) if any(
                f"{acquisition.target.text}.".startswith(f"{function.file.text(target)}.") for target in lhs
            ):
                return True
    return False


def _preferred(site: Site) -> list[tuple[str, ...]]:
    """Return the ways to release, the one that is right on every way out first."""
    return sorted(site.resource.release, key=lambda path: path[-1] != "Rollback")


def _checks(function: Function, error: Variable | None, stmt: ast.Stmt) -> bool:
    """Tell `if err != nil { return … }` for the error of the acquisition."""
    cond = _leaving_test(function, stmt)
    match cond:
        case ast.BinaryExpr("!=", ast.Ident() as x, ast.Ident("nil")):
            return x.obj is not None and x.obj is error
    return False


def _checks_nil(function: Function, variable: Variable, stmt: ast.Stmt) -> bool:
    """Tell `if f == nil { return … }`."""
    cond = _leaving_test(function, stmt)
    match cond:
        case ast.BinaryExpr("==", ast.Ident() as x, ast.Ident("nil")):
            return x.obj is variable
    return False


def _leaving_test(function: Function, stmt: ast.Stmt) -> ast.Expr | None:
    """Return the test of an if statement without init and else whose body always leaves the function."""
    if not isinstance(stmt, ast.IfStmt) or stmt.init is not None or stmt.orelse is not None:
        return None
    return stmt.cond if function.graph.always_leaves(stmt.body) else None
