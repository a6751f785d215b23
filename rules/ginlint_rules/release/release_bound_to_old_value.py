"""A variable is replaced while it holds something open

## Why is this bad?
When a variable that holds an open resource is assigned another one, nothing can
close the first any more. A `defer rows.Close()` written before does not help the
second either: it is bound to the value that rows had when it ran.

## Bad
```go
package p

import "database/sql"

func both(db *sql.DB) error {
        rows, err := db.Query("select 1")
        if err != nil {
                return err
        }
        rows, err = db.Query("select 2")
        if err != nil {
                return err
        }
        return rows.Close()
}
```

## Good
```go
package p

import "database/sql"

func both(db *sql.DB) error {
        rows, err := db.Query("select 1")
        if err != nil {
                return err
        }
        if err := rows.Close(); err != nil {
                return err
        }
        rows, err = db.Query("select 2")
        if err != nil {
                return err
        }
        return rows.Close()
}
```

## Limits
A deferred function literal reads the last value and is not bound to the old one. In
tests, only response bodies are looked at. A field that is set to nil counts where the function uses
what it holds, and neither closes it nor lets anybody else have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    costs_little,
    forgotten_fields,
    holds_only_itself,
    leak_steps,
    rebound,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package, Rebound

ELSEWHERE = ("pool-value-not-returned",)
IN_TESTS = ("response-body-not-closed",)


@rule(severity=Severity.ERROR, since="0.1.0", tests=True, tags=("reliability", "external/cwe/cwe-772"))
def release_bound_to_old_value(package: Package) -> Iterator[Finding]:
    leaks = package.project.ledger(package).leaks
    # What the next round acquires anew, and loses too, its own rule tells of.
    told = {id(leak.site.statement) for leak in leaks if leak.kind == "iteration" and not leak.drained}
    for leak in leaks:
        site = leak.site
        if leak.kind != "overwritten" or leak.drained or site.resource.rule in ELSEWHERE:
            continue
        if id(leak.place) in told or (site.function.file.test and site.resource.rule not in IN_TESTS):
            continue
        told.add(id(leak.place))
        name = site.name
        little = costs_little(site.function, site.call, site.resource.rule) or holds_only_itself(
            site.function, site.call
        )
        yield Finding(
            at=Location.of(site.function.file, leak.place),
            message=f"`{name}` is replaced while it holds a {site.resource.what} that is not "
            f"{site.resource.verb}: {site.resource.cost} per call",
            confidence=Confidence.LOW if little else Confidence.HIGH,
            steps=leak_steps(leak),
            function=site.function.name,
            resource=name,
        )
    followed = {id(site.statement) for site in package.project.ledger(package).sites}
    for again in rebound(package):
        if id(again.statement) not in followed:  # a known resource, of which its own rule tells
            yield _rebound(again)
    for lost in forgotten_fields(package):
        file, name = lost.function.file, lost.function.file.text(lost.field)
        yield Finding(
            at=Location.of(file, lost.statement),
            message=f"`{name}` is set to nil while it holds a {lost.what} that is not closed",
            confidence=Confidence.MEDIUM,
            steps=(
                Step(Location.of(file, lost.used), f"`{name}` is in use here"),
                Step(Location.of(file, lost.statement), "and is given up here"),
            ),
            function=lost.function.name,
            resource=name,
        )


def _rebound(again: Rebound) -> Finding:
    file, name = again.function.file, again.variable.name
    left = (
        ()
        if again.left is None
        else (Step(Location.of(file, again.left), "this is left with the new one open"),)
    )
    little = costs_little(again.function, again.statement)
    return Finding(
        at=Location.of(file, again.statement),
        message=f"`{name}` gets a new value here, but the defer releases the one that it had before",
        confidence=Confidence.LOW if little else Confidence.MEDIUM,
        steps=(Step(Location.of(file, again.defer), f"the value of `{name}` is taken here"), *left),
        function=again.function.name,
        resource=name,
    )
