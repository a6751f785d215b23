"""A response body is not closed on every path

## Why is this bad?
The transport keeps the connection, and the two goroutines that serve it, until the
body is read to its end or closed. A handler that forgets loses one connection and
two goroutines with each request it makes.

## Bad
```go
package p

import "net/http"

func status(url string) (int, error) {
        resp, err := http.Get(url)
        if err != nil {
                return 0, err
        }
        return resp.StatusCode, nil
}
```

## Good
```go
package p

import "net/http"

func status(url string) (int, error) {
        resp, err := http.Get(url)
        if err != nil {
                return 0, err
        }
        defer resp.Body.Close()
        return resp.StatusCode, nil
}
```

## Limits
A response that is returned, stored, sent or passed to a function that may keep it
is its new owner's to close. The body of a server's own request needs no closing.
A helper that closes what it is handed is told where it fails without doing so, and an
implementation of an interface that leaves open what most others close. A body that is
read to its end, or to an error, mostly gives its connection back: that is a warning. What a
command does once is of low confidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, leak_findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.ERROR, since="0.1.0", tests=True, tags=("reliability", "external/cwe/cwe-772"))
def response_body_not_closed(package: Package) -> Iterator[Finding]:
    return leak_findings(package, "response-body-not-closed")
