"""Goroutines of which a failure ends the process, whatever else waits for them then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.goroutines import start_of
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.channels.scope import Blocked
    from ginlint.go.names import Function

LEAVING = ("no-return", "panic")


def exits_on_failure(blocked: Blocked) -> bool:
    """Tell a wait, in code that no request runs, beside `go func() { check(fill(rows)) }()`."""
    root = blocked.root
    if root.file.package.project.requests.heat(root, root.body) is not None:
        return False
    return any(
        _exits_for_an_error(called)
        for function in root.all()
        if function is not root and (start := start_of(function)) is not None and start.by == "goroutine"
        for called in _called_by(function)
    )


def _called_by(function: Function) -> Iterator[Function]:
    """Yield the functions of the module that a body calls by their names."""
    for node in ast.nodes_of(function.body, ast.CallExpr):
        called = body_of(function.file.typer.callee(node))
        if called is not None:
            yield called


def _exits_for_an_error(function: Function) -> bool:
    typer = function.file.typer
    if not any(str(typer.variable_type(it)) == "error" for it in function.parameters):
        return False
    if any(leaving.kind in LEAVING for leaving in function.graph.exits):
        return True
    return any(
        called.graph.exits and all(leaving.kind in LEAVING for leaving in called.graph.exits)
        for called in _called_by(function)
    )
