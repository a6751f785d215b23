"""The demo services are real: they build, pass vet, and the twins differ only in their leaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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


def test_the_shop_leaks_in_all_founding_ways_and_its_twin_in_none() -> None:
    wanted = re.findall(r"// want ([\w-]+):", go_text("shop"))
    assert set(wanted) == FOUNDING
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
