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
goes through a function of the module is taken to be normalised there, and what has been
looked up in a map or by reflection before is one of few. Metrics of which the module takes
labels away again are left alone. A value that one function gives to several metrics is one
finding, and so are several of one call. Of low confidence: parameters and fields named
after what is set up, as tenants and shards are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    is_few_by_name,
    is_looked_up,
    metric_labels,
    provenance,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Call, Function, Heat, Package, ast


@rule(severity=Severity.WARNING, since="0.1.0", hot=True, tags=("memory", "external/cwe/cwe-770"))
def metric_label_unbounded(package: Package) -> Iterator[Finding]:
    together: dict[tuple[Function, str], list[_Label]] = {}
    for call, value in metric_labels(package):
        heat = package.project.requests.heat(call.function, call.node)
        if heat is None or is_looked_up(call.function, value, call.node):
            continue
        if provenance(call.function, value, heat.calls) == "unbounded":
            key = (call.function, call.file.text(value))
            together.setdefault(key, []).append(_Label(call, value, heat))
    of_call: dict[ast.Expr, list[_Label]] = {}
    for group in together.values():  # one call is mended at once, whichever of its labels come from clients
        of_call.setdefault(group[0].call.node, []).extend(group)
    for labels in of_call.values():
        yield _finding(labels[0], labels[1:])


class _Label(NamedTuple):
    """A label value, the call that gives it to a metric, and why that is hot."""

    call: Call
    value: ast.Expr
    heat: Heat


def _confidence(label: _Label) -> Confidence:
    if is_few_by_name(label.value):
        return Confidence.LOW
    return Confidence.HIGH if label.heat.certain else Confidence.MEDIUM


def _finding(label: _Label, others: list[_Label]) -> Finding:
    call, text = label.call, label.call.file.text(label.value)
    metrics = 1 + sum(other.call.file.text(other.value) == text for other in others)
    more = f", given to {metrics} metrics here," if metrics > 1 else ""
    return Finding(
        at=Location.of(call.file, label.value),
        message=f"the label value `{text}`{more} is chosen by clients or chance: "
        "one more time series for each",
        confidence=_confidence(label),
        related=tuple(Step(Location.of(call.file, other.value), "and here") for other in others),
        function=call.function.name,
        resource=text,
    )
