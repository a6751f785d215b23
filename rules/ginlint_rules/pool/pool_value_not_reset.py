"""A pooled value is put back with what was written to it

## Why is this bad?
The next one who takes the value finds what this request left in it: another client's
data in front of its own, and a buffer that grows with every use, for ever.

## Bad
```go
package p

import (
        "bytes"
        "sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func greet(name string) string {
        buf := buffers.Get().(*bytes.Buffer)
        defer buffers.Put(buf)
        buf.WriteString("Hello " + name)
        return buf.String()
}
```

## Good
```go
package p

import (
        "bytes"
        "sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func greet(name string) string {
        buf := buffers.Get().(*bytes.Buffer)
        defer buffers.Put(buf)
        buf.Reset()
        buf.WriteString("Hello " + name)
        return buf.String()
}
```

## Limits
Said of functions that take, write and put back a value themselves. Anything that may
be a reset, on either side, is taken for one. Of fields, only slices that are appended
to and maps count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Finding, Location, Severity, Step, put_back_dirty, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Dirty, Package


@rule(severity=Severity.WARNING, since="0.1.0", tags=("correctness", "external/cwe/cwe-226"))
def pool_value_not_reset(package: Package) -> Iterator[Finding]:
    for dirty in put_back_dirty(package):
        yield _finding(dirty)


def _finding(dirty: Dirty) -> Finding:
    put = dirty.put
    file = put.scope.file
    name = put.variable.name
    return Finding(
        at=Location.of(file, dirty.get),
        message=f"`{name}` goes back to the pool with what was written to it, and is never reset: "
        "the next one to take it finds the data of this request",
        steps=(
            Step(Location.of(file, dirty.get), "it is taken from the pool as somebody left it"),
            Step(Location.of(file, dirty.written), "this adds to what is in it"),
            Step(Location.of(file, put.call), "and with all that it goes back"),
        ),
        function=put.scope.name,
        resource=name,
    )
