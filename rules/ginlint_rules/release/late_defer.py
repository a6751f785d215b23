"""A release is deferred too late

## Why is this bad?
A deferred call runs only if its `defer` statement was reached. A function that
returns between acquiring something and deferring its release keeps it: a file
stays open, a connection never goes back to its pool, a lock is never given up.
In a handler that is one of them for each request that takes this way.

## Bad
```go
package p

import (
	"io"
	"os"
)

func read(path string, limit int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if limit == 0 {
		return nil, nil
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, limit))
}
```

## Good
```go
package p

import (
	"io"
	"os"
)

func read(path string, limit int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if limit == 0 {
		return nil, nil
	}
	return io.ReadAll(io.LimitReader(file, limit))
}
```

## Limits
The branch in which acquiring failed (`err != nil`) owes nothing, whatever it
does. A return on which the value is released, returned, stored or passed to a
function literal is fine. A call that ends the process, such as `log.Fatal`, and
a return of `main` or of a command's action are of low confidence: the process
closes what is left. So is a return where a response body has been read to its end,
or to an error: its connection has gone back.
"""  # fmt: skip

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.api import (
    HELPER,
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    acquisitions_of,
    ast,
    costs_little,
    ends_process,
    gives_back_some,
    is_found_there,
    is_made_at_start,
    leaves_without_release,
    may_panic_before,
    move_fix,
    needs_no_release,
    panic_ends_process,
    read_to_the_end,
    released_by,
    rule,
    runs_a_command,
    wraps_what_is_deferred,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Acquisition, Function, Package, Path, Target


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def late_defer(package: Package) -> Iterator[Finding]:
    for outer in package.functions_with("defer"):
        for function in outer.all():
            told: dict[tuple[int, str], ast.DeferStmt] = {}
            for node in ast.nodes_of(function.body, ast.DeferStmt):
                if isinstance(node.call, ast.CallExpr):
                    yield from _check(function, node, node.call, told)


def _check(
    function: Function, defer: ast.DeferStmt, call: ast.CallExpr, told: dict[tuple[int, str], ast.DeferStmt]
) -> Iterator[Finding]:
    """Look at what a defer releases; `told` holds the first defer for each acquisition seen so far."""
    if function.file.typer.callee(call).kind == "builtin":
        return  # a channel that is closed tells others, it gives nothing back
    for target in released_by(function, call) if not gives_back_some(call) else ():
        for acquisition in acquisitions_of(function, target, defer):
            finding = _late(acquisition, target, defer, told)
            if finding is not None:
                yield finding
                return


def _late(
    acquisition: Acquisition, target: Target, defer: ast.DeferStmt, told: dict[tuple[int, str], ast.DeferStmt]
) -> Finding | None:
    function = acquisition.function
    if target.method == HELPER and is_found_there(acquisition):
        return None
    if wraps_what_is_deferred(function, acquisition.call):
        return None
    first = told.setdefault((id(acquisition.statement), target.text), defer)
    if first is not defer and function.graph.always_before(first, defer):
        return None  # the first one has it already, and is told of alone
    if target.variable is not None and needs_no_release(target.variable, function.file.version):
        return None
    finding = _returns_between(acquisition, defer) or _panics_between(acquisition, defer)
    if finding is None:
        return None
    serves = function.file.package.project.requests.heat(function, acquisition.call) is not None
    little = (
        (runs_a_command(function.outermost) and not serves)
        or costs_little(function, acquisition.call)
        or is_made_at_start(function, acquisition.call)
    )
    return replace(finding, confidence=Confidence.LOW) if little else finding


def _returns_between(acquisition: Acquisition, defer: ast.DeferStmt) -> Finding | None:
    function = acquisition.function
    ending: Finding | None = None
    start = _watched_from(acquisition, defer)
    for path in leaves_without_release(acquisition):
        if path.exit is None or not start < path.exit.pos < defer.pos or path.exit.kind == "end":
            continue
        if path.exit.kind == "return":
            if not read_to_the_end(acquisition, path):
                return _finding(acquisition, defer, path, "a return", Confidence.HIGH)
            ending = ending or _finding(acquisition, defer, path, "a return", Confidence.LOW)
            continue
        last = path.exit.node
        if ends_process(function, last):
            ending = ending or _finding(
                acquisition, defer, path, "a call that ends the process", Confidence.LOW
            )
        else:
            hot = function.file.package.project.requests.heat(function, defer) is not None
            confidence = Confidence.MEDIUM if hot else Confidence.LOW  # else it most often ends the process
            return _finding(acquisition, defer, path, "a panic", confidence)
    return ending


def _watched_from(acquisition: Acquisition, defer: ast.DeferStmt) -> int:
    """Return where leaving begins to matter: a defer in a branch speaks of that branch only."""
    block = acquisition.function.enclosing(defer, ast.BlockStmt, ast.CaseClause, ast.CommClause)
    start = acquisition.statement.pos
    return max(start, block.pos) if block is not None else start


def _panics_between(acquisition: Acquisition, defer: ast.DeferStmt) -> Finding | None:
    """Look for an assertion in hot code: if it panics, the framework recovers, and the value stays open."""
    function = acquisition.function
    for path in may_panic_before(acquisition, defer):
        hot = function.file.package.project.requests.heat(function, defer) is not None
        if not hot or panic_ends_process(function):
            return None
        return _finding(acquisition, defer, path, "a type assertion that may panic", Confidence.MEDIUM)
    return None


def _finding(
    acquisition: Acquisition, defer: ast.DeferStmt, path: Path[bool], what: str, confidence: Confidence
) -> Finding:
    function, target = acquisition.function, acquisition.target
    held = "locked" if target.is_lock else "uncancelled" if target.is_call else "open"
    if target.method == HELPER:
        held = "unreleased"
    file = function.file
    last = path.exit.node if path.exit is not None else path.nodes[-1]
    return Finding(
        at=Location(file.path, defer.pos, min(defer.end, _first_line_end(defer))),
        message=f"`{target.text}` is released too late: {what} before this defer leaves it {held}",
        confidence=confidence,
        steps=(
            Step(Location.of(file, acquisition.call), f"`{target.text}` is acquired here"),
            *(
                Step(Location.of(file, edge.cond), f"this is {str(edge.truth).lower()}")
                for edge in path.edges
                if edge.cond is not None
            ),
            Step(Location.of(file, last or defer), f"{what} here, with `{target.text}` {held}"),
        ),
        fix=move_fix(acquisition, defer),
        function=function.name,
        resource=target.text,
    )


def _first_line_end(defer: ast.DeferStmt) -> int:
    call = defer.call
    literal = call.fun if isinstance(call, ast.CallExpr) else None
    return literal.body.pos + 1 if isinstance(literal, ast.FuncLit) else defer.end
