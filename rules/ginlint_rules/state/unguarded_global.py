'''A request writes a package variable unguarded

## Why is this bad?
Handlers run at the same time, each in a goroutine of its own. Two that write the
same variable without a lock lose updates and read half-written values. For a
map it is worse: the runtime notices and ends the whole process with "fatal
error: concurrent map writes", which no recovery middleware can catch.

## Bad
```go
package p

import "github.com/gin-gonic/gin"

var hits int

func home(c *gin.Context) {
	hits++
	c.String(200, "welcome")
}
```

## Good
```go
package p

import (
	"sync/atomic"

	"github.com/gin-gonic/gin"
)

var hits atomic.Int64

func home(c *gin.Context) {
	hits.Add(1)
	c.String(200, "welcome")
}
```

## Limits
Anything that looks like a lock held on the way is taken for one, whichever
variable it guards. Writes that only code at start-up makes, `sync.Once`, atomics,
`sync.Map` and a variable that one goroutine owns are fine. A variable that
handlers change through a pointer kept elsewhere is not followed.
'''

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, Step, global_writes, is_guarded, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import GlobalWrite, Heat, Package


@rule(severity=Severity.ERROR, since="0.1.0", hot=True, tags=("reliability", "race"))
def unguarded_global(package: Package) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for write in global_writes(package):
        key = (write.variable.qualified, write.function.outermost.name)
        if key in told or is_guarded(write.function, write.node):
            continue
        heat = package.project.requests.heat(write.function, write.node)
        if heat is None or any(is_guarded(call.function, call.node) for call in heat.calls):
            continue
        told.add(key)
        yield _finding(write, heat)


def _finding(write: GlobalWrite, heat: Heat) -> Finding:
    file = write.function.file
    name = write.variable.name
    harm = (
        "two at once end the process (fatal error: concurrent map writes)"
        if write.in_map
        else "a data race, in which updates are lost"
    )
    declared = write.variable
    related = ()
    if declared.file is not None and declared.decl is not None:
        place = Location(declared.file.path, declared.decl.pos, declared.decl.end)
        related = (Step(place, f"`{name}` is declared here, one for all requests"),)
    return Finding(
        at=Location.of(file, write.target),
        message=f"`{name}` is written by every {heat.per} with no lock held: {harm}",
        confidence=Confidence.HIGH if heat.certain else Confidence.MEDIUM,
        steps=tuple(
            Step(Location.of(call.file, call.node), f"`{call.function.name}` calls this, per {heat.per}")
            for call in heat.calls
        ),
        related=related,
        function=write.function.name,
        resource=name,
    )
