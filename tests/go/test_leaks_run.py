"""What is said to wait for ever does so when Go runs it, and what is left alone does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover
from ginlint.registry import load_all
from tests.oracle import Go, go_or_skip

PROGRAM = (Path(__file__).parent / "leaks_run.txt").read_text(encoding="utf-8")
RULES = [rule for rule in load_all() if rule.name in ("send-blocks-forever", "receive-blocks-forever")]


@pytest.mark.go
@pytest.mark.parametrize("line", ["1.22", "1.23", "1.25"])
def test_findings_are_what_leaks(tmp_path: Path, line: str) -> None:
    go: Go = go_or_skip()
    (tmp_path / "go.mod").write_text(f"module example.com/m\n\ngo {line}\n")
    (tmp_path / "main.go").write_text(PROGRAM)

    leaks = re.findall(r"^(\w+) leaks$", go.run("run", ".", cwd=tmp_path), re.MULTILINE)
    report = run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1))
    told = {finding.function.partition(".")[0] for finding in report.findings}

    assert sorted(leaks) == sorted(told)
    assert set(leaks) < set(re.findall(r'^\t\t\{"(\w+)"', PROGRAM, re.MULTILINE))
