"""A deferred release, or one after an endless loop, never runs

## Why is this bad?
Deferred calls run when the function returns. One that loops for ever, or ends in
`select {}`, does not: what it meant to release stays open, and who waits for its
`Done` waits for ever. Nor is anything reached that is written after such a loop.

## Bad
```go
package p

import (
        "log"
        "net"
)

func listen(address string) error {
        conn, err := net.ListenPacket("udp", address)
        if err != nil {
                return err
        }
        defer conn.Close()
        packet := make([]byte, 1500)
        for {
                n, _, err := conn.ReadFrom(packet)
                if err != nil {
                        log.Println(err)
                        continue
                }
                log.Println(n)
        }
}
```

## Good
```go
package p

import (
        "log"
        "net"
)

func listen(address string) error {
        conn, err := net.ListenPacket("udp", address)
        if err != nil {
                return err
        }
        defer conn.Close()
        packet := make([]byte, 1500)
        for {
                n, _, err := conn.ReadFrom(packet)
                if err != nil {
                        return err
                }
                log.Println(n)
        }
}
```

## Limits
A deferred call that recovers from panics is useful where nothing returns, and is left
alone, as is one whose callee is not known. Of low confidence: `main`, commands and what
they run once, for their end closes everything; so is what no request runs in package main or
before `select {}`; functions that end the process on every way, or call one that may panic;
timers that need no Stop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    acquired_in,
    after_endless_loops,
    ast,
    awaited_by_others,
    costs_little,
    deferrals,
    exits_after,
    may_unwind_after,
    needs_no_release,
    piling_loop,
    released_by,
    rule,
    runs_a_command,
    runs_defers,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Deferral, Function, Package, Target


NEWEST = (1, 99)  # of all that may be collected, whatever the module's version


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def defer_never_runs(package: Package) -> Iterator[Finding]:
    for deferral in deferrals(package):
        graph, place = deferral.function.graph, deferral.function.graph.block_of(deferral.statement)
        if place is None or not graph.reachable(place) or deferral.recovers:
            continue
        exits = exits_after(deferral.function, deferral.statement)
        if not any(runs_defers(deferral.function, leaving) for leaving in exits):
            yield _deferred(deferral, endless=not exits)
    for function, loop, rest in after_endless_loops(package):
        yield from _after_loop(function, loop, rest)


def _deferred(deferral: Deferral, *, endless: bool) -> Finding:
    function = deferral.function
    file = function.file
    why = "nothing after it returns" if endless else "every way out after it ends the process"
    return Finding(
        at=Location(file.path, deferral.statement.pos, deferral.head_end),
        message=f"this defer never runs: {why}{_consequence(deferral)}",
        severity=None if deferral.targets or awaited_by_others(deferral) else Severity.NOTE,
        confidence=_confidence(deferral, endless=endless),
        function=function.name,
        resource=deferral.targets[0].text if deferral.targets else "",
    )


def _consequence(deferral: Deferral) -> str:
    if awaited_by_others(deferral):
        return ", so who waits for it waits for ever"
    return f", so `{deferral.targets[0].text}` is not released" if deferral.targets else ""


def _confidence(deferral: Deferral, *, endless: bool) -> Confidence:
    function = deferral.function
    if not endless or runs_a_command(function.outermost) or costs_little(function, deferral.statement):
        return Confidence.LOW  # it is there for as long as the process is
    once = function.file.package.project.requests.heat(function, deferral.statement) is None
    if once and (function.file.package.name == "main" or _waits_for_good(deferral)):
        return Confidence.LOW  # so it is
    if deferral.targets and all(
        _needs_none(function, target) or (once and _is_collected(target)) for target in deferral.targets
    ):
        return Confidence.LOW  # the loop goes on using it
    if may_unwind_after(function, deferral.statement):
        return Confidence.LOW
    loop = piling_loop(function, deferral.statement)
    if loop is not None and acquired_in(deferral, loop) is not None:
        return Confidence.LOW  # defer-in-loop says it
    return Confidence.HIGH


def _waits_for_good(deferral: Deferral) -> bool:
    """Tell a function that ends in `select {}`: what it has set going is to go on."""
    last = deferral.function.body.stmts[-1]
    return isinstance(last, ast.SelectStmt) and not last.clauses


def _is_collected(target: Target) -> bool:
    """Tell a timer or ticker, which costs no more than the loop that has it."""
    return target.variable is not None and needs_no_release(target.variable, NEWEST)


def _needs_none(function: Function, target: Target) -> bool:
    return target.variable is not None and needs_no_release(target.variable, function.file.version)


def _after_loop(function: Function, loop: ast.Stmt, rest: list[ast.Stmt]) -> Iterator[Finding]:
    for statement in rest:
        call = statement.call if isinstance(statement, ast.DeferStmt) else _called(statement)
        target = next(released_by(function, call), None) if isinstance(call, ast.CallExpr) else None
        if target is not None and not _needs_none(function, target):
            yield _unreached(function, loop, statement, target)
            return


def _called(statement: ast.Stmt) -> ast.Expr | None:
    """Return the call of `x.Close()`, `_ = x.Close()` and `return x.Close()`."""
    match statement:
        case ast.ExprStmt(ast.CallExpr() as call) | ast.ReturnStmt([ast.CallExpr() as call]):
            return call
        case ast.AssignStmt(_, _, [ast.CallExpr() as call]):
            return call
    return None


def _unreached(function: Function, loop: ast.Stmt, statement: ast.Stmt, target: Target) -> Finding:
    file = function.file
    lasts = runs_a_command(function.outermost) or costs_little(function, function.body)
    return Finding(
        at=Location.of(file, statement),
        message=f"`{target.text}` is never released: the loop before this never ends",
        confidence=Confidence.LOW if lasts else Confidence.HIGH,
        steps=(
            Step(Location(file.path, loop.pos, min(loop.end, loop.pos + len("for"))), "this never ends"),
            Step(Location.of(file, statement), "so this is not reached"),
        ),
        function=function.name,
        resource=target.text,
    )
