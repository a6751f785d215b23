"""Rows are not closed on every path

## Why is this bad?
Rows hold a connection of the pool until they are closed or read to their end. A
return from the middle of the loop keeps it; when all are kept, every query waits.

## Bad
```go
package p

import "database/sql"

func first(db *sql.DB, wanted int) (int, error) {
        rows, err := db.Query("select id from items")
        if err != nil {
                return 0, err
        }
        for rows.Next() {
                var id int
                if err := rows.Scan(&id); err != nil {
                        return 0, err
                }
        }
        return wanted, rows.Err()
}
```

## Good
```go
package p

import "database/sql"

func first(db *sql.DB, wanted int) (int, error) {
        rows, err := db.Query("select id from items")
        if err != nil {
                return 0, err
        }
        defer rows.Close()
        for rows.Next() {
                var id int
                if err := rows.Scan(&id); err != nil {
                        return 0, err
                }
        }
        return wanted, rows.Err()
}
```

## Limits
A loop over `rows.Next()` without another way out closes the rows itself, as does the end of
the context that a query was given: where the function defers its cancel, that is of low
confidence, too. `QueryRow` and functions that collect all rows need no Close.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, leak_findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.ERROR, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def rows_not_closed(package: Package) -> Iterator[Finding]:
    return leak_findings(package, "rows-not-closed")
