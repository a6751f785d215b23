"""A buffer goes back to its pool however large it has grown

## Why is this bad?
A pool keeps a buffer as large as it has ever been. One large request makes one large
buffer; after a while every buffer of the pool is large, and the memory is held for
requests that need a hundredth of it. The standard library drops such buffers.

## Bad
```go
package p

import (
        "bytes"
        "net/http"
        "sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func echo(w http.ResponseWriter, r *http.Request) {
        buf := buffers.Get().(*bytes.Buffer)
        defer buffers.Put(buf)
        buf.Reset()
        buf.ReadFrom(http.MaxBytesReader(w, r.Body, 1<<30))
        w.Write(buf.Bytes())
}
```

## Good
```go
package p

import (
        "bytes"
        "net/http"
        "sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func echo(w http.ResponseWriter, r *http.Request) {
        buf := buffers.Get().(*bytes.Buffer)
        defer func() {
                if buf.Cap() <= 64<<10 {
                        buffers.Put(buf)
                }
        }()
        buf.Reset()
        buf.ReadFrom(http.MaxBytesReader(w, r.Body, 1<<30))
        w.Write(buf.Bytes())
}
```

## Limits
Any test of a size in the function that puts the buffer back is taken for a limit.
Silent about buffers that only get a few short strings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Finding, Location, Severity, put_back_oversized, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Oversized, Package


@rule(severity=Severity.NOTE, since="0.1.0", tags=("performance",))
def pool_value_oversized(package: Package) -> Iterator[Finding]:
    told = set()
    for oversized in put_back_oversized(package):
        if oversized.put.variable not in told:  # each way back is the same buffer's
            told.add(oversized.put.variable)
            yield _finding(oversized)


def _finding(oversized: Oversized) -> Finding:
    put = oversized.put
    name = put.variable.name
    ask = f"cap(*{name})" if oversized.what == "[]byte" else f"{name}.Cap()"
    return Finding(
        at=Location.of(put.function.file, put.call),
        message=f"`{name}` goes back to the pool however large it has grown, and stays as large: "
        f"drop it where `{ask}` is over, say, 64 KiB",
        function=put.scope.name,
        resource=name,
    )
