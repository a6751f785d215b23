"""A rule is a value: a function from a package to findings, with what is known of it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ginlint.record import record

if TYPE_CHECKING:
    from ginlint.finding import Finding, Severity
    from ginlint.go import Package

Check = Callable[["Package"], "Iterator[Finding]"]


@record(frozen=True, slots=True)
class Rule:
    """Everything ginlint knows about one rule.

    `name` is the function's name in kebab-case and never changes; a renamed rule
    keeps its old name in `aliases`. `topic` is the folder. `page` is the module's
    docstring, `summary` its first line. `tests` says that it speaks in _test.go
    files too, `hot` that it speaks only about code that runs per request,
    `opt_in` that it needs --pedantic or --select. `security_severity`, from 0.1 to
    10.0 as in CVSS, is for what outsiders can use to see or to stop the service.
    """

    name: str
    topic: str
    summary: str
    page: str
    severity: Severity
    since: str
    check: Check
    tests: bool = False
    hot: bool = False
    opt_in: bool = False
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    security_severity: float | None = None


def rule(
    *,
    severity: Severity,
    since: str,
    tests: bool = False,
    hot: bool = False,
    opt_in: bool = False,
    tags: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    security_severity: float | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of a function that takes a `Package` and yields `Finding`s."""

    def make(check: Check) -> Rule:
        page = inspect.cleandoc(sys.modules[check.__module__].__doc__ or "")
        return Rule(
            name=check.__name__.replace("_", "-"),
            topic=check.__module__.split(".")[-2],
            summary=page.partition("\n")[0],
            page=page,
            severity=severity,
            since=since,
            check=check,
            tests=tests,
            hot=hot,
            opt_in=opt_in,
            tags=tags,
            aliases=aliases,
            security_severity=security_severity,
        )

    return make


def not_loaded(package: Package) -> Iterator[Finding]:
    """Stand in for the check of a rule that is only told of, never run."""
    raise NotImplementedError(package.path)
