"""A pooled value is not put back on every path

## Why is this bad?
A value that is taken from a sync.Pool and not put back is no leak: the collector
frees it. But the pool then spares nothing, which is all it is for.

## Bad
```go
package p

import (
        "bytes"
        "sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func render(name string) string {
        page := buffers.Get().(*bytes.Buffer)
        page.Reset()
        if name == "" {
                return ""
        }
        page.WriteString(name)
        text := page.String()
        buffers.Put(page)
        return text
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

func render(name string) string {
        page := buffers.Get().(*bytes.Buffer)
        defer buffers.Put(page)
        page.Reset()
        if name == "" {
                return ""
        }
        page.WriteString(name)
        return page.String()
}
```

## Limits
A value that is returned, stored or passed on is put back by its new owner, if at
all. Dropping one that grew too large, after a test of its size, is good practice.
A parameter that a function puts back in several places, but not on every way, is told too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, leak_findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def pool_value_not_returned(package: Package) -> Iterator[Finding]:
    return leak_findings(package, "pool-value-not-returned")
