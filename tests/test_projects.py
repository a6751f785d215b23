"""The demo services are real: they build, pass vet, and the twins differ only in their leaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ginlint import registry
from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover
from ginlint.source import Source
from tests.oracle import go_or_skip
from tests.oracle.toolchain import TESTDATA, modules_or_skip

PROJECTS = TESTDATA / "projects"
ROUTE = re.compile(r"\b(\w+)\.(GET|POST|PUT|PATCH|DELETE)\(\"([^\"]*)\"")
FOUNDING = {"buffer-not-pooled", "late-defer", "loop-variable-captured", "unguarded-global"}


def go_text(project: str) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((PROJECTS / project).rglob("*.go")))


@pytest.mark.go
@pytest.mark.parametrize("project", ["shop", "shop-clean"])
def test_builds_and_passes_vet(project: str) -> None:
    go = go_or_skip()
    modules_or_skip(go, PROJECTS / project, "./...")
    go.run("build", "-o", "/dev/null", "./...", cwd=PROJECTS / project)
    go.run("vet", "./...", cwd=PROJECTS / project)


def found_in(project: str) -> set[tuple[str, int, str]]:
    """Return path, line and rule of all that is reported by default."""
    root = PROJECTS / project
    report = run(discover(["./..."], cwd=str(root)), registry.load_all(), Config(jobs=1))
    sources = {f.at.path: Source(f.at.path, (root / f.at.path).read_bytes()) for f in report.findings}
    return {(f.at.path, sources[f.at.path].line(f.at.start), f.rule) for f in report.findings}


def test_the_shop_leaks_where_it_says_and_its_twin_nowhere() -> None:
    wanted = {
        (path.relative_to(PROJECTS / "shop").as_posix(), number, rule)
        for path in (PROJECTS / "shop").rglob("*.go")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for rule in re.findall(r"([\w-]+):\"", line.partition("// want")[2])
    }

    assert found_in("shop") == wanted
    assert {rule for _, _, rule in wanted} >= FOUNDING
    assert found_in("shop-clean") == set()
    assert "// want" not in go_text("shop-clean")


def test_twins_serve_the_same_routes() -> None:
    routes = ROUTE.findall(go_text("shop"))
    assert len(routes) == 11
    assert ROUTE.findall(go_text("shop-clean")) == routes


def test_every_wanted_plant_is_described() -> None:
    table = (PROJECTS / "shop" / "PLANTS.md").read_text("utf-8")
    for path in sorted((PROJECTS / "shop").rglob("*.go")):
        for rule in re.findall(r"// want ([\w-]+):", path.read_text("utf-8")):
            place = Path(path).relative_to(PROJECTS / "shop").as_posix()
            assert f"| {rule} | `{place}`" in table
