"""A request writes a package variable unguarded

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
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    global_writes,
    is_guarded,
    one_of_many_goroutines,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Function, GlobalWrite, Heat, Package


MAX_CERTAIN_HOPS = 5
MAX_DYNAMIC_HOPS = 3


@rule(severity=Severity.ERROR, since="0.1.0", hot=True, tags=("reliability", "race"))
def unguarded_global(package: Package) -> Iterator[Finding]:
    by_function: dict[Function, dict[str, tuple[GlobalWrite, Heat | None]]] = {}
    for write in global_writes(package):
        writes = by_function.setdefault(write.function.outermost, {})
        if write.variable.qualified in writes or is_guarded(write.function, write.node):
            continue
        heat = package.project.requests.heat(write.function, write.node)
        if heat is None and not one_of_many_goroutines(write.function):
            continue
        if heat is None or not any(is_guarded(call.function, call.node) for call in heat.calls):
            writes[write.variable.qualified] = (write, heat)
    for writes in by_function.values():
        if len(writes) > 1 and all(heat is not None and heat.calls for _, heat in writes.values()):
            yield _finding(*next(iter(writes.values())), others=list(writes.values())[1:])
        else:
            for write, heat in writes.values():
                yield _finding(write, heat, others=[])


def _finding(write: GlobalWrite, heat: Heat | None, others: list[tuple[GlobalWrite, Heat | None]]) -> Finding:
    file = write.function.file
    name = write.variable.name
    harm = (
        "two at once end the process (fatal error: concurrent map writes)"
        if write.in_map
        else "a data race, in which updates are lost"
    )
    who = f"while serving a {heat.per}" if heat is not None else "by goroutines that run side by side"
    more = f", and {len(others)} more here," if others else ""
    return Finding(
        at=Location.of(file, write.target),
        message=f"`{name}`{more} {'are' if others else 'is'} written {who} with no lock held: {harm}",
        confidence=_confidence(heat),
        steps=tuple(
            Step(Location.of(call.file, call.node), f"`{call.function.name}` calls this, per {heat.per}")
            for call in heat.calls
        )
        if heat is not None
        else (),
        related=(*_declared(write), *(step for other, _ in others for step in _also(other))),
        function=write.function.name,
        resource=name,
    )


def _confidence(heat: Heat | None) -> Confidence:
    if heat is None or (heat.certain and len(heat.calls) <= MAX_CERTAIN_HOPS):
        return Confidence.HIGH
    return Confidence.MEDIUM if len(heat.calls) <= MAX_DYNAMIC_HOPS else Confidence.LOW


def _declared(write: GlobalWrite) -> tuple[Step, ...]:
    declared = write.variable
    if declared.file is None or declared.decl is None:
        return ()
    place = Location(declared.file.path, declared.decl.pos, declared.decl.end)
    return (Step(place, f"`{declared.name}` is declared here, one for all"),)


def _also(write: GlobalWrite) -> tuple[Step, ...]:
    return (Step(Location.of(write.function.file, write.target), f"`{write.variable.name}` is written too"),)
