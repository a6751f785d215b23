"""A release is deferred before the error is checked

## Why is this bad?
Where acquiring failed there is nothing to release: the value is nil, and the
deferred call panics, or says so only when the function returns. The panic hides
the error that caused it.

## Bad
```go
package p

import "database/sql"

func names(db *sql.DB) error {
        rows, err := db.Query("select name from users")
        defer rows.Close()
        if err != nil {
                return err
        }
        return rows.Err()
}
```

## Good
```go
package p

import "database/sql"

func names(db *sql.DB) error {
        rows, err := db.Query("select name from users")
        if err != nil {
                return err
        }
        defer rows.Close()
        return rows.Err()
}
```

## Limits
Speaks of values that may be nil, and of values whose type is not known where the check
gives up. A deferred literal that tests the value or the error first is fine. A method that allows a nil
receiver, as that of `*os.File` does, makes it a note of low confidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    acquisition_of,
    allows_nil,
    ast,
    body_of,
    deferrals,
    evaluated,
    may_be_nil,
    rule,
    taken_back_by,
    tests_arguments,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Acquisition, Deferral, Function, Package, Path, Target, Variable

RESPONSE = "*net/http.Response"


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability",))
def defer_before_error_check(package: Package) -> Iterator[Finding]:
    for deferral in deferrals(package):
        for target in (*deferral.targets, *taken_back_by(deferral.function, deferral.call)):
            finding = _check(deferral, target)
            if finding is not None:
                yield finding
                break


def _check(deferral: Deferral, target: Target) -> Finding | None:
    function = deferral.function
    if target.is_lock or target.variable is None:
        return None
    acquisition = acquisition_of(function, target, deferral.statement)
    if acquisition is None or acquisition.error is None or not _is_unchecked(acquisition, deferral):
        return None
    if _is_made_even_so(acquisition):
        return None
    values = _dereferenced(deferral, target)
    types = [function.file.typer.type_of(value) for value in values]
    nils = [may_be_nil(function, type_) for type_ in types]
    if not any(nils) and nils[:1] != [None]:
        return None
    if _is_tested_by_helper(deferral, target):
        return None
    check = _checked_later(acquisition.error, deferral)
    if check is None or not (any(nils) or _is_used_no_more(function, target, check)):
        return None
    return _finding(acquisition, deferral, check)


def _is_tested_by_helper(deferral: Deferral, target: Target) -> bool:
    """Tell a value that is given to what looks at it first: `defer closeAll(resp)`, in a literal, too."""
    typer = deferral.function.file.typer
    return any(
        any(_starts_from(arg, target.variable) for arg in call.args) and tests_arguments(typer.callee(call))
        for call in ast.walk(deferral.call)
        if isinstance(call, ast.CallExpr)
    )


def _is_made_even_so(acquisition: Acquisition) -> bool:
    """Tell what a function, or a literal that is handed to it, gives with each of its errors as well."""
    statement, target = acquisition.statement, acquisition.target.variable
    names = statement.lhs if isinstance(statement, ast.AssignStmt) else []
    place = next((i for i, it in enumerate(names) if isinstance(it, ast.Ident) and it.obj is target), -1)
    for literal in acquisition.call.args:
        if isinstance(literal, ast.FuncLit) and len(literal.type.results) == len(names):
            leaving = _results_of(literal.body)
            return bool(leaving) and all(len(it) == len(names) and not _is_nil(it[place]) for it in leaving)
    if "." in acquisition.target.text:
        return False
    made_by = body_of(acquisition.function.file.typer.callee(acquisition.call))
    failing = [] if made_by is None else _results_of(made_by.body)
    failing = [it for it in failing if len(it) != len(names) or not _is_nil(it[-1])]
    return bool(failing) and all(len(it) == len(names) and _is_made_here(it[place]) for it in failing)


def _results_of(body: ast.BlockStmt) -> list[list[ast.Expr]]:
    return [it.results for it in ast.nodes_of(body, ast.ReturnStmt)]


def _is_made_here(value: ast.Expr) -> bool:
    inner = value.x if isinstance(value, ast.UnaryExpr) and value.op == "&" else value
    return isinstance(inner, ast.CompositeLit)


def _is_nil(value: ast.Expr) -> bool:
    return isinstance(value, ast.Ident) and value.name == "nil" and value.obj is None


def _is_used_no_more(function: Function, target: Target, check: ast.Node) -> bool:
    """Tell a test of the error that gives up, without the value: there is none then, whatever its type."""
    around = function.parent_of(check)
    return (
        "." not in target.text
        and isinstance(around, ast.IfStmt)
        and isinstance(check, ast.BinaryExpr)
        and check.op == "!="
        and function.graph.always_leaves(around.body)
        and not _mentions(around.body, target.variable)
    )


def _dereferenced(deferral: Deferral, target: Target) -> list[ast.Expr]:
    """Return what the deferred call goes through to the release: resp and resp.Body of resp.Body.Close()."""
    found: list[ast.Expr] = []
    for node in ast.walk(deferral.call):
        if isinstance(node, ast.BinaryExpr) and _mentions(node, target.variable):
            return []  # the value is tested before it is used
        if isinstance(node, (ast.Ident, ast.SelectorExpr)) and _starts_from(node, target.variable):
            found.append(node)
    return (
        found[1:]
        if found and isinstance(found[0], ast.SelectorExpr) and _is_callee(deferral, found[0])
        else found
    )


def _is_callee(deferral: Deferral, node: ast.Expr) -> bool:
    around = deferral.function.parent_of(node)
    return isinstance(around, ast.CallExpr) and around.fun is node


def _starts_from(node: ast.Expr, variable: Variable | None) -> bool:
    while isinstance(node, ast.SelectorExpr):
        node = node.x
    return isinstance(node, ast.Ident) and node.obj is variable


def _mentions(node: ast.Node, variable: Variable | None) -> bool:
    return any(isinstance(inner, ast.Ident) and inner.obj is variable for inner in ast.walk(node))


def _is_unchecked(acquisition: Acquisition, deferral: Deferral) -> bool:
    """Tell whether some way from the acquisition to the defer looks at neither the error nor the value."""
    graph = acquisition.function.graph
    watched = (acquisition.error, acquisition.target.variable)

    def step(node: ast.Node, state: bool) -> bool | None:
        return None if any(_looks_at(node, variable) for variable in watched) else state

    if graph.position_of(acquisition.statement) is None:
        return False
    search = graph.paths_from(
        acquisition.statement, True, step=step, stop=lambda node, _: node is deferral.statement
    )
    reached = any(path.exit is None for path in search)
    return reached and not _mentions(deferral.statement, acquisition.error)


def _looks_at(node: ast.Node, variable: Variable | None) -> bool:
    return any(isinstance(inner, ast.Ident) and inner.obj is variable for inner in evaluated(node))


def _checked_later(error: Variable, deferral: Deferral) -> ast.Node | None:
    """Return the first look at the error after the defer, None if it is set anew before."""

    def step(node: ast.Node, state: bool) -> bool | None:
        sets = isinstance(node, ast.AssignStmt) and any(
            isinstance(target, ast.Ident) and target.obj is error for target in node.lhs
        )
        return None if sets else state

    def stop(node: ast.Node, _state: bool) -> bool:
        if isinstance(node, ast.AssignStmt):
            return any(_mentions(value, error) for value in node.rhs)
        return _looks_at(node, error)

    search = deferral.function.graph.paths_from(deferral.statement, True, step=step, stop=stop)
    paths: Iterator[Path[bool]] = (path for path in search if path.exit is None)
    found = next(paths, None)
    return found.nodes[-1] if found is not None else None


def _is_harmless(deferral: Deferral, variable: Variable) -> bool:
    """Tell methods that allow a nil receiver, where the deferred call makes no other use of the variable."""
    typer, fun = deferral.function.file.typer, deferral.call.fun
    uses = [node for node in ast.walk(deferral.call) if isinstance(node, ast.Ident) and node.obj is variable]
    called = [
        node
        for node in ast.walk(deferral.call)
        if isinstance(node, ast.CallExpr) and isinstance(node.fun, ast.SelectorExpr) and node.fun.x in uses
    ]
    type_ = typer.variable_type(variable)
    within = isinstance(fun, (ast.SelectorExpr, ast.FuncLit)) and len(called) == len(uses)
    return bool(within and called) and all(allows_nil(typer.callee(call), type_) for call in called)


def _finding(acquisition: Acquisition, deferral: Deferral, check: ast.Node) -> Finding:
    function, target = acquisition.function, acquisition.target
    file = function.file
    assert target.variable is not None  # noqa: S101 - checked by the caller
    name = target.variable.name
    type_ = file.typer.variable_type(target.variable)
    harmless = _is_harmless(deferral, target.variable)
    what = (
        f"using `{name}` before checking for errors"
        if str(type_) == RESPONSE
        else f"`{target.text}` is released by this defer before its error is checked"
    )
    harm = "the call does nothing" if harmless else "the call panics"
    sure = Confidence.MEDIUM if may_be_nil(function, type_) is None else Confidence.HIGH
    return Finding(
        at=Location(file.path, deferral.statement.pos, deferral.head_end),
        message=f"{what}: where acquiring it failed, it is nil and {harm}",
        severity=Severity.NOTE if harmless else None,
        confidence=Confidence.LOW if harmless else sure,
        steps=(
            Step(Location.of(file, acquisition.call), f"`{name}` is acquired here, or nil with an error"),
            Step(Location.of(file, deferral.statement), "its release is deferred here"),
            Step(Location.of(file, check), "the error is looked at only here"),
        ),
        function=function.name,
        resource=target.text,
    )
