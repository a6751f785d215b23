"""A connection is not closed on every path

## Why is this bad?
A connection is a socket here and at the other end, and often a goroutine or two.
One that is lost per call ends in refused connections on both sides.

## Bad
```go
package p

import "net"

func ping(address string) error {
        conn, err := net.Dial("tcp", address)
        if err != nil {
                return err
        }
        _, err = conn.Write([]byte("ping"))
        return err
}
```

## Good
```go
package p

import "net"

func ping(address string) error {
        conn, err := net.Dial("tcp", address)
        if err != nil {
                return err
        }
        defer conn.Close()
        _, err = conn.Write([]byte("ping"))
        return err
}
```

## Limits
A connection that is returned, stored, or handled by a goroutine that closes it is
its new owner's; a function that a goroutine runs, and that closes it on some paths only,
is told where it does not. Clients that pool connections themselves are not connections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, leak_findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.ERROR, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def connection_not_closed(package: Package) -> Iterator[Finding]:
    return leak_findings(package, "connection-not-closed")
