"""A shared collection gains entries per request and loses none

## Why is this bad?
A map, `sync.Map` or slice that lives as long as the process and gets an entry for
each client, header value or moment keeps them all. Memory grows with the traffic
until the process is killed, and nothing in a request's code looks wrong.

## Bad
```go
package p

import (
        "sync"

        "github.com/gin-gonic/gin"
)

var (
        mu    sync.Mutex
        seen  = map[string]int{}
)

func count(c *gin.Context) {
        mu.Lock()
        seen[c.ClientIP()]++
        mu.Unlock()
        c.Next()
}
```

## Good
```go
package p

import (
        "sync"

        "github.com/gin-gonic/gin"
)

const most = 10_000

var (
        mu   sync.Mutex
        seen = map[string]int{}
)

func count(c *gin.Context) {
        mu.Lock()
        if len(seen) >= most {
                clear(seen)
        }
        seen[c.ClientIP()]++
        mu.Unlock()
        c.Next()
}
```

## Limits
Anything in the module that may remove entries of a collection of the same name, or
looks at its length, is taken for a bound. Keys that are constants, routes, methods
or status codes are fine, and those that have been found in another map before, or that name an
embedded file; one that cannot be traced is of low confidence, and so is a parameter or
field named after what is set up, as tenants and shards are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    callers_of,
    insertions,
    is_few_by_name,
    is_housekeeping,
    is_shared,
    provenance,
    rule,
    shrinks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Call, Heat, Insertion, Package


@rule(severity=Severity.ERROR, since="0.1.0", hot=True, tags=("memory", "external/cwe/cwe-401"))
def collection_only_grows(package: Package) -> Iterator[Finding]:
    found: dict[tuple[str, str], Finding] = {}
    for insertion in insertions(package):
        owner = insertion.variable
        key = (insertion.name, _whose(insertion))
        heat = package.project.requests.heat(insertion.function, insertion.node)
        if heat is None or (key in found and found[key].confidence is Confidence.HIGH):
            continue
        if owner is not None and not is_shared(package, insertion.function, owner, heat):
            continue
        origin = _origin(insertion, heat)
        if origin != "bounded" and not shrinks(package, insertion.name, entries=insertion.holds_slices):
            finding = _finding(insertion, heat, origin)
            if key not in found or finding.confidence is Confidence.HIGH:
                found[key] = finding
    yield from found.values()


def _whose(insertion: Insertion) -> str:
    """Return whose collection it is: a type's, a factory's, or "" for the package's."""
    outer = insertion.function.outermost
    if insertion.variable is None:
        return ""
    return outer.symbol.recv_type if outer.symbol is not None and outer.symbol.recv_type else outer.name


def _origin(insertion: Insertion, heat: Heat) -> str:
    """Return where the key comes from; each element of a slice counts, if nothing is asked first."""
    key = insertion.key or insertion.sought
    if key is None:
        return "unknown" if insertion.is_tested else "unbounded"
    if insertion.is_looked_up:
        return "bounded"
    found = provenance(insertion.function, key, heat.calls, follow=True)
    if found != "unknown" or not heat.calls:
        return found
    others = (
        provenance(insertion.function, key, (call,), follow=True) for call in _other_calls(insertion, heat)
    )
    return "unbounded" if "unbounded" in others else found


def _other_calls(insertion: Insertion, heat: Heat) -> Iterator[Call]:
    """Yield the other calls, while serving, of the function that adds something."""
    function = insertion.function.outermost
    for call in callers_of(function):
        if call.node is heat.calls[-1].node:
            continue
        if function.file.package.project.requests.heat(call.function, call.node) is not None:
            yield call


def _finding(insertion: Insertion, heat: Heat, origin: str) -> Finding:
    file = insertion.function.file
    what = "an element" if insertion.key is None else f"an entry per `{file.text(insertion.key)}`"
    certain = origin == "unbounded" and heat.certain and not is_housekeeping(insertion.function)
    certain = certain and not (insertion.key is not None and is_few_by_name(insertion.key))
    return Finding(
        at=Location.of(file, insertion.target),
        message=f"`{insertion.name}` gains {what} while serving a {heat.per}, and nothing removes any: "
        "memory grows until the process ends",
        confidence=Confidence.HIGH if certain else Confidence.LOW,
        steps=tuple(
            Step(Location.of(call.file, call.node), f"`{call.function.name}` calls this, per {heat.per}")
            for call in heat.calls
        ),
        function=insertion.function.name,
        resource=insertion.name,
    )
