"""Something is registered for good by every request

## Why is this bad?
Routes, metrics, hooks and signal channels stay registered until the process ends.
Registered while serving a request, there is one more each time, if it does not
panic at the second one.

## Bad
```go
package p

import (
        "net/http"
        "os"
        "os/signal"
)

func wait(w http.ResponseWriter, r *http.Request) {
        interrupts := make(chan os.Signal, 1)
        signal.Notify(interrupts, os.Interrupt)
        select {
        case <-interrupts:
        case <-r.Context().Done():
        }
}
```

## Good
```go
package p

import (
        "net/http"
        "os"
        "os/signal"
)

func wait(w http.ResponseWriter, r *http.Request) {
        interrupts := make(chan os.Signal, 1)
        signal.Notify(interrupts, os.Interrupt)
        defer signal.Stop(interrupts)
        select {
        case <-interrupts:
        case <-r.Context().Done():
        }
}
```

## Limits
A function that also takes a registration back is left alone. Routes that a helper registers are of
low confidence: routers panic when they get the same one twice, so it is done once, as a service is
set up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    is_kept_for_others,
    panics_when_repeated,
    registrations,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package


@rule(severity=Severity.ERROR, since="0.1.0", hot=True, tags=("memory", "external/cwe/cwe-401"))
def registration_per_request(package: Package) -> Iterator[Finding]:
    for call in registrations(package):
        ways = package.project.requests.heats(call.function, call.node)
        heat = next((way for way in ways if not is_kept_for_others(call.function, call.node, way)), None)
        if heat is None:
            continue
        name = call.file.text(call.node.fun)
        installs = bool(heat.calls) and panics_when_repeated(call)
        yield Finding(
            at=Location.of(call.file, call.node),
            message=f"`{name}` registers something for good while serving a {heat.per}: one more each time",
            confidence=Confidence.LOW if installs else Confidence.HIGH if heat.certain else Confidence.MEDIUM,
            steps=tuple(
                Step(Location.of(via.file, via.node), f"`{via.function.name}` calls it, per {heat.per}")
                for via in heat.calls
            ),
            function=call.function.name,
            resource=name,
        )
