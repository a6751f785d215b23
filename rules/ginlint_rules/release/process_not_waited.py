"""A started process is never waited for

## Why is this bad?
A process that has ended stays in the process table until its parent waits for it,
and the goroutines that copy its output stay with it.

## Bad
```go
package p

import "os/exec"

func convert(path string) error {
        cmd := exec.Command("convert", path)
        if err := cmd.Start(); err != nil {
                return err
        }
        return nil
}
```

## Good
```go
package p

import "os/exec"

func convert(path string) error {
        cmd := exec.Command("convert", path)
        if err := cmd.Start(); err != nil {
                return err
        }
        return cmd.Wait()
}
```

## Limits
A command that is returned, stored or waited for by a goroutine is handed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, drop_confidence, leak_findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def process_not_waited(package: Package) -> Iterator[Finding]:
    yield from leak_findings(package, "process-not-waited")
    requests = package.project.requests
    for dropped in package.project.ledger(package).dropped:
        call = dropped.call
        if dropped.resource.rule == "process-not-waited" and not call.file.test:
            once = requests.heat(call.function, call.node) is None
            once = once and call.function.graph.loop_at(call.node) is None
            yield Finding(
                at=Location.of(call.file, call.node),
                message="the process is dropped and can never be waited for: "
                f"{dropped.resource.cost} per call",
                confidence=Confidence.LOW if once else drop_confidence(dropped),
                function=call.function.name,
                resource=call.callee.name,
            )
