"""A transaction is neither committed nor undone

## Why is this bad?
A transaction holds a connection and its locks until Commit or Rollback. A return in
between keeps both. `defer tx.Rollback()` right after Begin covers every way out:
after Commit it does nothing.

## Bad
```go
package p

import "database/sql"

func move(db *sql.DB, from, to int) error {
        tx, err := db.Begin()
        if err != nil {
                return err
        }
        if _, err := tx.Exec("update stock set place = $1 where place = $2", to, from); err != nil {
                return err
        }
        return tx.Commit()
}
```

## Good
```go
package p

import "database/sql"

func move(db *sql.DB, from, to int) error {
        tx, err := db.Begin()
        if err != nil {
                return err
        }
        defer tx.Rollback()
        if _, err := tx.Exec("update stock set place = $1 where place = $2", to, from); err != nil {
                return err
        }
        return tx.Commit()
}
```

## Limits
Transactions that a library runs around a function (`db.Transaction`) finish
themselves. What an interface of the module gives is one if it has a Commit and a
Rollback. A panic between Begin and Commit counts where requests are served, since
their servers recover from it, and only what often panics: a type assertion without
`ok`, an index into a slice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, leak_findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.ERROR, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def transaction_not_finished(package: Package) -> Iterator[Finding]:
    return leak_findings(package, "transaction-not-finished")
