"""The routes of a run's services as plain values, each with the findings on its way."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ginlint.finding import Finding, Location
from ginlint.go.requests import entrances
from ginlint.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.finding import Report
    from ginlint.go import File
    from ginlint.go.project import Project
    from ginlint.go.requests import Entrance, Handler
    from ginlint.go.requests import Route as Row


@record(frozen=True, slots=True)
class Stop:
    """A middleware or handler on a request's way.

    `name` is qualified by its package's name, "?" if nothing is known of it. `at` is its
    declaration or literal, or that of the function which makes it; None outside of the run.
    """

    name: str
    at: Location | None
    findings: tuple[Finding, ...] = ()


@record(frozen=True, slots=True)
class Route:
    """What a service answers, and how a request gets there.

    `kind` is route, files, fallback (NoRoute and the like) or method (of an RPC service).
    `verb` is "ANY" where all are answered and "" for RPC. `{?}` in `path` is a part that is
    not known. `at` is the registration. `chain` is the middleware, the outermost first.
    """

    kind: str
    framework: str
    verb: str
    path: str
    at: Location
    chain: tuple[Stop, ...]
    handler: Stop

    @property
    def name(self) -> str:
        """The verb and the path."""
        return f"{self.verb} {self.path}".strip()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings on the way, those of middleware first, each once."""
        stops = (*self.chain, self.handler)
        return tuple(dict.fromkeys(finding for stop in stops for finding in stop.findings))


def routes_of(project: Project, report: Report) -> tuple[Route, ...]:
    """Return the routes that the requested packages register, sorted by path, verb and place."""
    on_row, on_stop = _findings(project, report)
    found = []
    for row in project.requests.routes.routes:
        if row.file in row.file.package.reported or row.file.facts.generated:
            chain = tuple(_stop(part, on_stop[_key(part)]) for part in row.chain)
            handler = _stop(row.handler, on_row[row])
            at = Location.of(row.file, row.node)
            found.append(Route(row.kind, row.framework, row.verb, row.path, at, chain, handler))
    return tuple(found)


def _findings(
    project: Project, report: Report
) -> tuple[defaultdict[Row, list[Finding]], defaultdict[tuple[str, int], list[Finding]]]:
    """Return the findings by the route whose handler leads to them, and by the place of a middleware."""
    files = {file.path: file for package in project.packages for file in package.files}
    on_row: defaultdict[Row, list[Finding]] = defaultdict(list)
    on_stop: defaultdict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in report.findings:
        for entrance in _entrances(project, files, finding):
            if entrance.route is not None:
                on_row[entrance.route].append(finding)
            elif entrance.use is not None:
                found = on_stop[_key(entrance.use.middleware)]
                if finding not in found:
                    found.append(finding)
    return on_row, on_stop


def _entrances(project: Project, files: dict[str, File], finding: Finding) -> Iterator[Entrance]:
    file = files.get(finding.at.path)
    if file is not None:
        yield from entrances(project, file, finding.at.start)


def _key(part: Handler) -> tuple[str, int]:
    return (part.file.path, part.start) if part.file is not None else ("", 0)


def _stop(part: Handler, findings: list[Finding]) -> Stop:
    if part.file is None:
        return Stop(part.name, None)
    return Stop(part.name, Location(part.file.path, part.start, part.end), tuple(findings))
