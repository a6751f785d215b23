"""A waiver silences nothing

## Why is this bad?
The code that it excused has been mended or has moved away. What stays is a comment that tells the next
reader of a leak that is not there, and that will hide the next one on this line.

## Bad
```go
package p

import "net/http"

func status(url string) int {
        resp, err := http.Get(url) //ginlint:ignore response-body-not-closed -- see below
        if err != nil {
                return 0
        }
        defer resp.Body.Close()
        return resp.StatusCode
}
```

## Good
```go
package p

import "net/http"

func status(url string) int {
        resp, err := http.Get(url)
        if err != nil {
                return 0
        }
        defer resp.Body.Close()
        return resp.StatusCode
}
```

## Limits
Judged are waivers for ginlint: `//ginlint:` directives, and the names of its rules and topics in `//nolint`.
Waivers of other tools are theirs to judge. A waiver is left alone if a rule that it names did not run, and
in files with syntax that ginlint does not understand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.NOTE, since="0.1.0", tests=True)
def waiver_unused(package: Package) -> Iterator[Finding]:  # noqa: ARG001 - the engine tells, once the other rules have spoken
    yield from ()
