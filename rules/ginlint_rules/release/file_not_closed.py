"""A file is not closed on every path

## Why is this bad?
An open file is a descriptor of the process until it is closed. A service that keeps
one per request runs into "too many open files", and then accepts no connection.

## Bad
```go
package p

import (
        "io"
        "os"
)

func head(path string) ([]byte, error) {
        file, err := os.Open(path)
        if err != nil {
                return nil, err
        }
        return io.ReadAll(io.LimitReader(file, 512))
}
```

## Good
```go
package p

import (
        "io"
        "os"
)

func head(path string) ([]byte, error) {
        file, err := os.Open(path)
        if err != nil {
                return nil, err
        }
        defer file.Close()
        return io.ReadAll(io.LimitReader(file, 512))
}
```

## Limits
What `main` or the action of a command leaves open is of low confidence: the process
ends. A file that is returned, stored or passed to a function that may keep it is
its new owner's; one that is given to an own `exec.Cmd` is not: that closes no files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, leak_findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-775"))
def file_not_closed(package: Package) -> Iterator[Finding]:
    return leak_findings(package, "file-not-closed")
