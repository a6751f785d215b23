"""A metric gets a label value that clients choose

## Why is this bad?
Each new label value is a new time series, kept in this process and in every system
that collects it. A raw path, an address, a user id or the text of an error has as
many values as there are requests.

## Bad
```go
package p

import (
        "github.com/gin-gonic/gin"
        "github.com/prometheus/client_golang/prometheus"
)

var requests = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "requests"}, []string{"path"})

func count(c *gin.Context) {
        requests.WithLabelValues(c.Request.URL.Path).Inc()
        c.Next()
}
```

## Good
```go
package p

import (
        "github.com/gin-gonic/gin"
        "github.com/prometheus/client_golang/prometheus"
)

var requests = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "requests"}, []string{"path"})

func count(c *gin.Context) {
        requests.WithLabelValues(c.FullPath()).Inc()
        c.Next()
}
```

## Limits
Only values that are traced to the request, the clock or chance are reported; what
goes through a function of the module is taken to be normalised there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, metric_labels, provenance, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package


@rule(severity=Severity.WARNING, since="0.1.0", hot=True, tags=("memory", "external/cwe/cwe-770"))
def metric_label_unbounded(package: Package) -> Iterator[Finding]:
    for call, value in metric_labels(package):
        heat = package.project.requests.heat(call.function, call.node)
        if heat is None or provenance(call.function, value, heat.calls) != "unbounded":
            continue
        text = call.file.text(value)
        yield Finding(
            at=Location.of(call.file, value),
            message=f"the label value `{text}` is chosen by clients or chance: one more time series for each",
            confidence=Confidence.HIGH if heat.certain else Confidence.MEDIUM,
            function=call.function.name,
            resource=text,
        )
