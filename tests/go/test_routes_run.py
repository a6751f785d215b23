"""What ginlint says that services serve is what the frameworks themselves say when Go runs them."""

from __future__ import annotations

from collections import Counter

import pytest

from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover
from ginlint.routes import Route, routes_of
from tests.oracle import go_or_skip
from tests.oracle.toolchain import TESTDATA, modules_or_skip

GIN = ("GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS", "DELETE", "CONNECT", "TRACE")
# The methods that stand for any, and others that a framework adds to one.
ANY = {"gin": GIN, "echo": (*GIN, "PROPFIND", "REPORT"), "fiber": GIN}
ALSO = {("fiber", "GET"): ("HEAD",)}


def routes() -> list[Route]:
    found: list[Route] = []
    workspace = discover(["./routes"], cwd=str(TESTDATA))
    run(workspace, (), Config(jobs=1), ask=lambda project, report: found.extend(routes_of(project, report)))
    return found


def known() -> Counter[str]:
    """Return what ginlint tells, a line for each method, as the program prints it."""
    lines: Counter[str] = Counter()
    for route in routes():
        verbs = ANY[route.framework] if route.verb == "ANY" else (route.verb,)
        for verb in verbs:
            chain = f" {len(route.chain)}" if route.framework == "chi" else ""
            for each in (verb, *ALSO.get((route.framework, route.verb), ())):
                lines[f"{route.framework} {each} {route.path}{chain}"] += 1
    return lines


@pytest.mark.go
def test_routes_are_those_of_the_frameworks() -> None:
    go = go_or_skip()
    modules_or_skip(go, TESTDATA, "./routes")
    told = Counter(
        line
        for line in go.run("run", "./routes", cwd=TESTDATA).splitlines()
        if not line.startswith("echo echo_route_not_found")  # echo's own, of groups with middleware
    )
    assert known() == told
    assert len(told) > 70
