"""What each rule takes: the CPU time of one run in one process, without the cache."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ginlint.finding import Finding
    from ginlint.go import Package
    from ginlint.rule import Check, Rule


class Timing:
    """CPU seconds by rule; what several rules share is charged to the first that asks for it."""

    def __init__(self) -> None:
        self._began = time.process_time()
        self._seconds: dict[str, float] = {}

    def wrap(self, rules: Sequence[Rule]) -> tuple[Rule, ...]:
        """Return rules that do the same and are timed."""
        return tuple(replace(rule, check=self._timed(rule)) for rule in rules)

    def _timed(self, rule: Rule) -> Check:
        def check(package: Package) -> Iterator[Finding]:
            began = time.process_time()
            try:
                return iter(list(rule.check(package)))
            finally:
                self._seconds[rule.name] = self._seconds.get(rule.name, 0.0) + time.process_time() - began

        return check

    def tell(self) -> None:
        """Print the rules on standard error, the dearest first, then the rest and the sum."""
        total = time.process_time() - self._began
        rows = sorted(self._seconds.items(), key=lambda item: (-item[1], item[0]))
        rows.append(("reading, linking and reporting", total - sum(self._seconds.values())))
        for name, seconds in [*rows, ("together", total)]:
            click.echo(f"{seconds * 1000:8.0f} ms  {name}", err=True)
