"""Findings about what requests share are proven by the race detector and the heap; so is their absence."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover
from ginlint.registry import load_all
from tests.oracle import go_or_skip
from tests.oracle.toolchain import TESTDATA, modules_or_skip

pytestmark = pytest.mark.go

PROOFS = TESTDATA / "proofs"
NAMES = sorted(path.parent.name for path in PROOFS.glob("*/service.go"))
RACES = {"unguarded-global", "unguarded-middleware-state"}
GROWS = "collection-only-grows"
ENOUGH = 40  # bytes of each request that are still there: less than any key and value take
RACE_FOUND = 66


@pytest.fixture(scope="module")
def told() -> dict[str, set[str]]:
    """Return the rules that find something in each service."""
    rules = [rule for rule in load_all() if rule.name in {*RACES, GROWS}]
    report = run(discover(["./proofs/..."], cwd=str(TESTDATA)), rules, Config(jobs=1))
    found: dict[str, set[str]] = {name: set() for name in NAMES}
    for finding in report.findings:
        found[Path(finding.at.path).parent.name].add(finding.rule)
    return found


@pytest.fixture(scope="module")
def proofs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the program that asks the services, with the race detector in it."""
    go = go_or_skip()
    modules_or_skip(go, TESTDATA, "./proofs")
    if shutil.which("gcc") is None and shutil.which("clang") is None:
        pytest.skip("the race detector needs a C compiler")
    program = tmp_path_factory.mktemp("proofs") / "proofs"
    go.run("build", "-race", "-o", str(program), "./proofs", cwd=TESTDATA)
    return program


def test_each_service_has_a_clean_twin(told: dict[str, set[str]]) -> None:
    bad = [name for name in NAMES if not name.endswith("clean")]
    assert [f"{name}clean" for name in bad] == [name for name in NAMES if name.endswith("clean")]
    assert [name for name in NAMES if told[name]] == bad
    assert {rule for rules in told.values() for rule in rules} == {"unguarded-global", GROWS}


@pytest.mark.parametrize("name", NAMES)
def test_races_are_real(name: str, told: dict[str, set[str]], proofs: Path) -> None:
    options = f"exitcode={RACE_FOUND} halt_on_error=1"
    done = subprocess.run(
        [proofs, "race", name],
        env=os.environ | {"GORACE": options},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (RACE_FOUND if told[name] & RACES else 0)
    assert ("DATA RACE" in done.stderr) == bool(told[name] & RACES)


@pytest.mark.parametrize("name", NAMES)
def test_growth_is_real(name: str, told: dict[str, set[str]], proofs: Path) -> None:
    done = subprocess.run([proofs, "growth", name], capture_output=True, text=True, check=True)
    assert (int(done.stdout) > ENOUGH) == (GROWS in told[name])
