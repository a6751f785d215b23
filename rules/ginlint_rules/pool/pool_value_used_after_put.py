"""A pooled value is used after it was put back

## Why is this bad?
From `Put` on a value belongs to whoever gets it next: two requests then read and
write the same memory. A slice of it, such as what `Bytes()` returns, is the same
memory, and a deferred `Put` runs before the caller sees the result. The data of
one client turns up in the answer for another, only under load, and rarely.

## Bad
```go
package p

import (
        "bytes"
        "encoding/json"
        "sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func encode(value any) ([]byte, error) {
        buf := buffers.Get().(*bytes.Buffer)
        defer buffers.Put(buf)
        buf.Reset()
        err := json.NewEncoder(buf).Encode(value)
        return buf.Bytes(), err
}
```

## Good
```go
package p

import (
        "bytes"
        "encoding/json"
        "sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func encode(value any) ([]byte, error) {
        buf := buffers.Get().(*bytes.Buffer)
        defer buffers.Put(buf)
        buf.Reset()
        err := json.NewEncoder(buf).Encode(value)
        return bytes.Clone(buf.Bytes()), err
}
```

## Limits
Copies (`String()`, `bytes.Clone`, `append([]byte(nil), b...)`) are fine. A Put in a
branch of a deferred function is taken for one that does not always happen. Memory
that a function of another module keeps is not followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Finding, Location, Severity, Step, rule, used_after_put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import AfterPut, Package

SAYS = {
    "used": "is used here, after it was put back: another goroutine may have it by now",
    "again": "is put back twice: the pool then hands it to two goroutines at once",
    "returned": "is returned, but before the caller reads it the deferred Put gives its memory to others",
    "stored": "is kept here, but the deferred Put gives its memory to others",
    "sent": "is sent, but the deferred Put gives its memory to others",
    "goroutine": "is used in a goroutine that may still run when it has been put back",
}


@rule(severity=Severity.ERROR, since="0.1.0", tags=("correctness", "external/cwe/cwe-672"))
def pool_value_used_after_put(package: Package) -> Iterator[Finding]:
    for found in used_after_put(package):
        yield _finding(found)


def _finding(found: AfterPut) -> Finding:
    put = found.put
    file = put.scope.file
    name = put.variable.name
    text = file.text(found.node)
    what = f"`{name}`" if found.by == "again" or text == name else f"`{text}`, memory of `{name}`,"
    deferred = "runs when the function ends" if put.deferred else "gives it back"
    return Finding(
        at=Location.of(file, found.node),
        message=f"{what} {SAYS[found.by]}",
        steps=(
            Step(Location.of(file, put.call), f"this {deferred}"),
            Step(
                Location.of(file, found.node),
                f"and this {'repeats it' if found.by == 'again' else 'uses it'}",
            ),
        ),
        function=put.scope.name,
        resource=name,
    )
