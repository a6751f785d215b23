"""A handler does its work with a context of its own

## Why is this bad?
When the client is gone, or the deadline of the request has passed, work with the
request's context stops. With `context.Background()` it goes on to the end, for
nobody, and holds its connection meanwhile.

## Bad
```go
package p

import (
        "context"
        "database/sql"
        "net/http"
)

func purge(db *sql.DB) http.HandlerFunc {
        return func(w http.ResponseWriter, r *http.Request) {
                if _, err := db.ExecContext(context.Background(), "delete from logs"); err != nil {
                        http.Error(w, err.Error(), http.StatusInternalServerError)
                }
        }
}
```

## Good
```go
package p

import (
        "database/sql"
        "net/http"
)

func purge(db *sql.DB) http.HandlerFunc {
        return func(w http.ResponseWriter, r *http.Request) {
                if _, err := db.ExecContext(r.Context(), "delete from logs"); err != nil {
                        http.Error(w, err.Error(), http.StatusInternalServerError)
                }
        }
}
```

## Limits
Opt-in. Speaks where the request, or a context, is a parameter of the function or of
one around it. Silent in goroutines, in deferred calls, in methods that fill a field
of their receiver, and about loggers and tracers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    UseKind,
    ast,
    context_origin,
    heeds,
    in_scope_context,
    rule,
    uses_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Call, Package, Use

ROOTS = ("context.Background", "context.TODO")
DERIVED = "context.With"


@rule(severity=Severity.NOTE, since="0.1.0", hot=True, opt_in=True, tags=("performance",))
def background_context_in_handler(package: Package) -> Iterator[Finding]:
    for call in package.calls(*ROOTS):
        if context_origin(call.callee.name) != "root":
            continue
        scope = in_scope_context(call.function)
        if not scope or _is_detached(call) or _stands_in(call) or _fills_receiver(call):
            continue
        heat = package.project.requests.heat(call.function, call.node)
        use = next(_blocking(call), None) if heat is not None else None
        if use is not None:
            yield _finding(call, use, scope)


def _is_detached(call: Call) -> bool:
    """Tell work that is started to go on, or to clean up, after the function has returned."""
    node = call.function.enclosing(call.node, ast.GoStmt, ast.DeferStmt)
    return node is not None or call.file.test


def _stands_in(call: Call) -> bool:
    """Tell `ctx = context.Background()`, where the variable may hold the caller's instead."""
    around = call.function.parent_of(call.node)
    return isinstance(around, ast.AssignStmt) and around.op == "="


def _fills_receiver(call: Call) -> bool:
    """Tell a method that makes something once, for all requests: it stores what it makes in its receiver."""
    outermost = call.function.outermost
    receiver = outermost.receiver
    return receiver is not None and any(
        isinstance(node, ast.AssignStmt)
        and any(
            isinstance(left, ast.SelectorExpr) and isinstance(left.x, ast.Ident) and left.x.obj is receiver
            for left in node.lhs
        )
        for node in ast.walk(outermost.body)
    )


def _blocking(call: Call) -> Iterator[Use]:
    """Yield the uses of the context, or of one derived from it, by calls that it could stop."""
    pending = [call.node]
    for node in pending:
        for use in uses_of(call.function, node):
            if use.kind is not UseKind.ARGUMENT or use.callee is None or use.call is None:
                continue
            if use.callee.name.startswith(DERIVED):
                if use.call not in pending:  # ctx = context.WithValue(ctx, …)
                    pending.append(use.call)
            elif use.function is call.function and heeds(call.file.package.project, use.callee, use.index):
                yield use


def _finding(call: Call, use: Use, scope: str) -> Finding:
    file = call.file
    assert use.call is not None  # noqa: S101 - an argument has a call
    return Finding(
        at=Location.of(file, call.node),
        message=f"this work goes on when the client is gone, though `{scope}` would stop it",
        confidence=Confidence.MEDIUM,
        steps=(Step(Location.of(file, use.call), "this blocks, and asks only the context it is given"),),
        function=call.function.name,
    )
