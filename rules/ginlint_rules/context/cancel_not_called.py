"""The cancel function of a context is not called

## Why is this bad?
A context with a cancel function is registered with its parent until it is
cancelled or its deadline passes. If the parent lives long, each call that drops
its cancel function adds one more.

## Bad
```go
package p

import (
        "context"
        "time"
)

func wait(done <-chan struct{}) {
        ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
        select {
        case <-done:
                return
        case <-ctx.Done():
        }
        cancel()
}
```

## Good
```go
package p

import (
        "context"
        "time"
)

func wait(done <-chan struct{}) {
        ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
        defer cancel()
        select {
        case <-done:
        case <-ctx.Done():
        }
}
```

## Limits
How bad it is depends on the parent: one that is never cancelled by itself keeps
nothing of `WithCancel` (low confidence), and the request's own ends with it (a
note). Of low confidence, too: what a service that fails to start leaves behind, as the
process ends. A cancel function that is kept anywhere is its new owner's to call; one in a field of
a struct that the function makes is kept once the struct is. One that only a
goroutine calls, when channels of others or the context end, is late where the function's calls just answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    ast,
    context_origin,
    ended_by,
    ends_with_parent,
    fails_to_start,
    has_failing_work,
    has_started_work,
    is_let_go,
    leak_finding,
    leaks_of,
    lingering_cancels,
    made_in,
    partly_findings,
    rule,
    stops_for_good,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Function, Lingering, Package


HELD = "one context in its parent per call"  # what the models say of all; a root has no children


@rule(severity=Severity.ERROR, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def cancel_not_called(package: Package) -> Iterator[Finding]:
    for leak in leaks_of(package, "cancel-not-called"):
        function, call = leak.site.function, leak.site.call
        if ends_with_parent(function, call):
            continue
        begun = leak.released and (
            has_started_work(function, call, leak.place)
            or has_failing_work(function, call, leak.site.variable)
        )
        found = _graded(leak_finding(leak), function, call, elsewhere=leak.released, begun=begun)
        meant = fails_to_start(leak) or is_let_go(function, leak.site.variable)
        yield replace(found, confidence=Confidence.LOW) if meant else found
    for finding, site in partly_findings(package, "cancel-not-called"):
        yield _graded(finding, site.function, site.call)  # who left it open on that way meant to, most often
    for lingering in lingering_cancels(package):
        yield _lingers(lingering)
    for dropped in package.project.ledger(package).dropped:
        if dropped.resource.rule == "cancel-not-called":
            dropping = dropped.call
            finding = Finding(
                at=Location.of(dropping.file, dropping.node),
                message=f"the cancel function is dropped and never called: {dropped.resource.cost} per call",
                function=dropping.function.name,
                resource="cancel",
            )
            yield _graded(finding, dropping.function, dropping.node)


def _lingers(found: Lingering) -> Finding:
    file, wait = found.call.file, found.wait
    name = found.cancel.name
    return Finding(
        at=Location.of(file, found.call.node),
        message=f"`{name}` is called by a goroutine that waits for others, also when the function has ended: "
        f"1 goroutine per call; defer `{name}()`, and end the wait by the context as well",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        related=(Step(Location(file.path, wait.pos, wait.pos + len("select")), "it waits here"),),
        function=found.call.function.name,
        resource=name,
    )


def _graded(
    finding: Finding, function: Function, call: ast.CallExpr, *, elsewhere: bool = False, begun: bool = False
) -> Finding:
    """Grade by what the context hangs on.

    `elsewhere` says that other ways call or keep the function, `begun` that a goroutine has it.
    """
    requests = function.file.package.project.requests
    maker, made = made_in(function, call)
    name = maker.file.typer.callee(made).name
    if context_origin(name) == "signals":
        if requests.heat(function, call) is not None:
            return replace(finding, severity=Severity.WARNING)
        confidence = Confidence.LOW if elsewhere else finding.confidence  # the process ends there, most often
        return replace(finding, severity=Severity.NOTE, confidence=confidence)
    parent = made.args[0] if made.args else None
    match ended_by(maker, parent):
        case "root" if name.startswith("context.WithCancel"):
            confidence = Confidence.MEDIUM if begun else Confidence.LOW
            return replace(finding, severity=Severity.NOTE, confidence=confidence)
        case "root":
            confidence = Confidence.LOW if stops_for_good(function) else finding.confidence
            message = finding.message.replace(HELD, "one timer per call, until it fires")
            return replace(finding, severity=Severity.WARNING, confidence=confidence, message=message)
        case "request":
            confidence = Confidence.LOW if elsewhere else finding.confidence  # it ends with the request
            return replace(finding, severity=Severity.NOTE, confidence=confidence)
    return replace(finding, severity=Severity.WARNING if isinstance(parent, ast.Ident) else Severity.ERROR)
