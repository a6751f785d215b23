"""For people: a line for each route, the way to its handler, and what was found there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.output.cells import one_line, printable
from ginlint.output.ranking import severity_of
from ginlint.output.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TextIO

    from ginlint.finding import Finding, Location, Report
    from ginlint.routes import Route, Stop
    from ginlint.rule import Rule

WIDEST = 60  # cells of a path before the places that follow stand where they may


def write(routes: Sequence[Route], report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write a block for each route, then one for each middleware with findings, and a line that counts."""
    writer = _Writer(Sources(report), {rule.name: rule for rule in rules})
    verb = max((len(route.verb) for route in routes), default=0)
    path = min(WIDEST, max((len(route.path) for route in routes), default=0))
    for route in routes:
        head = f"{route.verb:{verb}} {printable(route.path):{path}}".lstrip()
        stream.write(f"{head}  {writer.place(route.at)}\n")
        stream.writelines(f"    {line}\n" for line in writer.way(route))
    stream.writelines(f"{line}\n" for line in writer.middleware(routes))
    stream.write(f"{_summary(routes)}\n")


class _Writer:
    def __init__(self, sources: Sources, rules: Mapping[str, Rule]) -> None:
        self._sources = sources
        self._rules = rules

    def place(self, at: Location) -> str:
        return f"{printable(at.path)}:{self._sources.load(at.path).line(at.start)}"

    def way(self, route: Route) -> Iterator[str]:
        """Yield the stops on one line, and the handler's findings; those of middleware are counted."""
        stops = [self._stop(stop, counted=True) for stop in route.chain]
        yield " -> ".join([*stops, self._stop(route.handler, counted=False)])
        yield from map(self._finding, route.handler.findings)

    def middleware(self, routes: Sequence[Route]) -> Iterator[str]:
        """Yield the findings of middleware, told once for all routes."""
        passed = dict.fromkeys(stop for route in routes for stop in route.chain if stop.findings)
        for stop in passed:
            count = sum(stop in route.chain for route in routes)
            yield f"{self._stop(stop, counted=False)}, passed on the way to {_count(count, 'route')}"
            yield from (f"    {self._finding(finding)}" for finding in stop.findings)

    def _stop(self, stop: Stop, *, counted: bool) -> str:
        notes = [self.place(stop.at)] if stop.at is not None else []
        if counted and stop.findings:
            notes.append(_count(len(stop.findings), "finding"))
        return f"{printable(stop.name)} ({', '.join(notes)})" if notes else printable(stop.name)

    def _finding(self, finding: Finding) -> str:
        column = self._sources.load(finding.at.path).byte_column(finding.at.start)
        label = f"{severity_of(finding, self._rules)}[{finding.rule}]"
        return f"{self.place(finding.at)}:{column}: {label} {one_line(finding.message)}"


def _summary(routes: Sequence[Route]) -> str:
    if not routes:
        return "No route was found."
    findings = {finding for route in routes for finding in route.findings}
    leaking = sum(bool(route.findings) for route in routes)
    if not findings:
        return f"{_count(len(routes), 'route')}; nothing was found on the way to any."
    return (
        f"{_count(len(routes), 'route')}; {_count(len(findings), 'finding')} on the way to {leaking} of them."
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"
