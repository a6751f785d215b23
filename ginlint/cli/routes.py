"""The routes command: what a service answers, and what was found on the way there."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint import registry
from ginlint.check import run
from ginlint.cli.progress import Progress
from ginlint.cli.run import Target, emit, exit_code
from ginlint.config import select_rules
from ginlint.discover import discover
from ginlint.output.route_table import write_routes
from ginlint.routes import Route, routes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.config import Config
    from ginlint.finding import Report
    from ginlint.go.project import Project


def show(
    patterns: Sequence[str], config: Config, format_name: str, output: str, *, findings: bool, quiet: bool
) -> int:
    """Write the routes of `patterns` and return the exit code; without `findings` no rule is run."""
    every = registry.load_all(config.plugins)
    workspace = discover(
        patterns or ("./...",), cwd=os.getcwd(), all_modules=config.all_modules, exclude=config.exclude
    )
    routes: list[Route] = []

    def ask(project: Project, report: Report) -> None:
        routes.extend(routes_of(project, report))

    rules = select_rules(every, config) if findings else ()
    with Progress(sys.stderr, shown=not quiet) as progress:
        report = run(workspace, rules, config, progress.update, ask=ask)
    target = Target(format_name, output)
    emit(target, lambda stream: write_routes(routes, report, format_name, stream, rules=every))
    told = {finding for route in routes for finding in route.findings}
    on_the_way = tuple(finding for finding in report.findings if finding in told)
    return exit_code(replace(report, findings=on_the_way), every, config.fail_on, exit_zero=False)
