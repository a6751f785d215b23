"""Something is acquired and dropped at once

## Why is this bad?
What is opened and kept in no variable can never be closed: a response body, a
file, rows. Each call loses one for good.

## Bad
```go
package p

import "net/http"

func wake(url string) error {
        _, err := http.Get(url)
        return err
}
```

## Good
```go
package p

import "net/http"

func wake(url string) error {
        resp, err := http.Get(url)
        if err != nil {
                return err
        }
        return resp.Body.Close()
}
```

## Limits
A dropped cancel function is cancel-not-called, a dropped pool value is nothing. In tests,
only response bodies are looked at. What a command drops once is of low confidence.
A span whose context is kept belongs to who has that, if the module ends spans that it asks contexts for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Finding, Location, Severity, drop_confidence, one_for_each_test, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Function, Package

ELSEWHERE = ("cancel-not-called", "pool-value-not-returned", "process-not-waited")
IN_TESTS = ("response-body-not-closed",)


@rule(severity=Severity.ERROR, since="0.1.0", tests=True, tags=("reliability", "external/cwe/cwe-772"))
def result_discarded(package: Package) -> Iterator[Finding]:
    return one_for_each_test(_discarded(package))


def _discarded(package: Package) -> Iterator[tuple[Function, Finding]]:
    for dropped in package.project.ledger(package).dropped:
        resource = dropped.resource
        in_test = dropped.call.file.test and resource.rule not in IN_TESTS
        if in_test or resource.rule in ELSEWHERE or resource.never_only:
            continue
        finding = Finding(
            at=Location.of(dropped.call.file, dropped.call.node),
            message=f"the {resource.what} is dropped at once and can never be {resource.verb}: "
            f"{resource.cost} per call",
            confidence=drop_confidence(dropped),
            function=dropped.call.function.name,
            resource=dropped.call.callee.name,
        )
        yield dropped.call.function, finding
