"""A waiver does not say why

## Why is this bad?
Nobody can tell later whether the reason still holds, so the waiver stays for ever. `require-reason = true`
in the settings, or `--require-reason`, asks for one.

## Bad
```go
package p

import "net/http"

func status(url string) int {
        resp, err := http.Get(url) //ginlint:ignore response-body-not-closed
        if err != nil {
                return 0
        }
        return resp.StatusCode
}
```

## Good
```go
package p

import "net/http"

func status(url string) int {
        resp, err := http.Get(url) //ginlint:ignore response-body-not-closed -- the test server closes it
        if err != nil {
                return 0
        }
        return resp.StatusCode
}
```

## Limits
Judged are waivers for ginlint: `//ginlint:` directives, and `//nolint` with the names of its rules. Whether a
reason is a good one is for people to judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.NOTE, since="0.1.0", tests=True, opt_in=True)
def waiver_without_reason(package: Package) -> Iterator[Finding]:  # noqa: ARG001 - the engine tells, once the other rules have spoken
    yield from ()
