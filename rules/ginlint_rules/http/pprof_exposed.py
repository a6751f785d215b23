"""Profiles of the process can be read from outside

## Why is this bad?
The pprof endpoints show memory contents and command lines, and a client can keep
the process busy by asking for profiles. They belong on a port that only operators
reach.

## Bad
```go
package p

import (
        "log"
        "net/http"
        _ "net/http/pprof"
)

func debug() {
        log.Print(http.ListenAndServe("0.0.0.0:6060", nil))
}
```

## Good
```go
package p

import (
        "log"
        "net/http"
        _ "net/http/pprof"
)

func debug() {
        log.Print(http.ListenAndServe("localhost:6060", nil))
}
```

## Limits
The blank import alone does nothing: it counts only where the default mux is served.
An address that is not constant makes the finding one of medium confidence. A
registration that depends on a setting, and a listener that does so at such an
address, are of low confidence. Files with build
constraints and routes behind something that looks like authentication are left
alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, exposed_profiles, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package

CONFIDENCE = {"high": Confidence.HIGH, "medium": Confidence.MEDIUM, "low": Confidence.LOW}


@rule(
    severity=Severity.ERROR, since="0.1.0", tags=("security", "external/cwe/cwe-489"), security_severity=7.5
)
def pprof_exposed(package: Package) -> Iterator[Finding]:
    for exposed in exposed_profiles(package):
        where = f"on {exposed.address!r}" if exposed.address else "here"
        yield Finding(
            at=Location.of(exposed.function.file, exposed.node),
            message=f"the profiles of net/http/pprof are served {where} without a guard: "
            "anybody who reaches it can read memory contents and keep the process busy",
            confidence=CONFIDENCE[exposed.certainty],
            function=exposed.function.name,
            resource="pprof",
        )
