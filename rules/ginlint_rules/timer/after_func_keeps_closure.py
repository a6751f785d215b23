"""A request leaves a timer behind that runs for long

## Why is this bad?
time.AfterFunc holds its function, and all that the function refers to, until the timer
fires. A long one that every request starts and nobody can stop keeps what thousands of
requests have captured, in every version of Go.

## Bad
```go
package p

import (
	"net/http"
	"time"
)

func serve(w http.ResponseWriter, r *http.Request) {
	seen := map[string]bool{r.URL.Path: true}
	time.AfterFunc(30*time.Minute, func() {
		clear(seen)
	})
	w.WriteHeader(http.StatusNoContent)
}
```

## Good
```go
package p

import (
	"net/http"
	"time"
)

func serve(w http.ResponseWriter, r *http.Request) {
	seen := map[string]bool{r.URL.Path: true}
	timer := time.AfterFunc(30*time.Minute, func() {
		clear(seen)
	})
	defer timer.Stop()
	w.WriteHeader(http.StatusNoContent)
}
```

## Limits
Speaks about code that runs per request or per message, where the timer is dropped and runs
for a minute or longer by constants that are plain to see. Of low confidence where the function takes
something out that was put in for that long, an entry of a map or a cache, and where what runs is
another method of the same value, which captures nothing else.
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    ast,
    longest_dropped,
    nanoseconds,
    rule,
    takes_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Call, Package


@rule(severity=Severity.WARNING, since="0.1.0", hot=True, tags=("leak", "external/cwe/cwe-401"))
def after_func_keeps_closure(package: Package) -> Iterator[Finding]:
    for call in package.calls("time.AfterFunc"):
        if not _is_dropped(call) or not call.node.args:
            continue
        length = nanoseconds(call.node.args[0], call.file.typer)
        if length is None or length < longest_dropped():
            continue
        heat = package.project.requests.heat(call.function, call.node)
        if heat is not None:
            wait = call.file.text(call.node.args[0])
            yield Finding(
                at=Location.of(call.file, call.node),
                message=f"1 timer per {heat.per}, with all that its function captures, stays for {wait}",
                confidence=Confidence.LOW
                if takes_out(call.node) or _is_own_method(call)
                else Confidence.HIGH,
                function=call.function.name,
                resource="time.AfterFunc",
            )


def _is_own_method(call: Call) -> bool:
    """Tell `time.AfterFunc(d, s.sweep)` in a method of `s`: it keeps nothing but that."""
    match call.node.args:
        case [_, ast.SelectorExpr(ast.Ident() as x)]:
            return x.obj is not None and x.obj.kind == "receiver"
    return False


def _is_dropped(call: Call) -> bool:
    around = call.function.parent_of(call.node)
    if isinstance(around, ast.AssignStmt):
        return all(isinstance(target, ast.Ident) and target.name == "_" for target in around.lhs)
    return isinstance(around, ast.ExprStmt)
