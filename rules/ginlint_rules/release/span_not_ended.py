"""A span is not ended on every path

## Why is this bad?
A span is exported when it ends. One that does not is missing from every trace, and
keeps what it recorded for as long as its context lives.

## Bad
```go
package p

import (
        "context"

        "go.opentelemetry.io/otel/trace"
)

func load(ctx context.Context, tracer trace.Tracer, id string) string {
        _, span := tracer.Start(ctx, "load")
        if id == "" {
                return ""
        }
        span.End()
        return id
}
```

## Good
```go
package p

import (
        "context"

        "go.opentelemetry.io/otel/trace"
)

func load(ctx context.Context, tracer trace.Tracer, id string) string {
        _, span := tracer.Start(ctx, "load")
        defer span.End()
        if id == "" {
                return ""
        }
        return id
}
```

## Limits
A function that returns or stores the span hands it over: its callers are looked at
instead. Nothing has to be configured for such helpers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, leak_findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def span_not_ended(package: Package) -> Iterator[Finding]:
    return leak_findings(package, "span-not-ended")
