"""A prepared statement is not closed

## Why is this bad?
A prepared statement lives on the server, and in the driver, until it is closed. One
that is prepared per call is one more with each call.

## Bad
```go
package p

import "database/sql"

func rename(db *sql.DB, id int, name string) error {
        update, err := db.Prepare("update items set name = $1 where id = $2")
        if err != nil {
                return err
        }
        _, err = update.Exec(name, id)
        return err
}
```

## Good
```go
package p

import "database/sql"

func rename(db *sql.DB, id int, name string) error {
        update, err := db.Prepare("update items set name = $1 where id = $2")
        if err != nil {
                return err
        }
        defer update.Close()
        _, err = update.Exec(name, id)
        return err
}
```

## Limits
A statement that is stored or returned is its new owner's to close.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, leak_findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def statement_not_closed(package: Package) -> Iterator[Finding]:
    return leak_findings(package, "statement-not-closed")
