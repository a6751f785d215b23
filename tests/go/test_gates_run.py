"""What depends on the version of Go: what is found happens when Go runs it, and nothing else does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover
from ginlint.go.module import parse_version
from ginlint.registry import load_all
from tests.oracle import go_or_skip

PARTS = re.split(
    r"^-- (\S+) --\n",
    (Path(__file__).parent / "gates_run.txt").read_text(encoding="utf-8"),
    flags=re.MULTILINE,
)[1:]
FILES = dict(zip(PARTS[::2], PARTS[1::2], strict=True))

ALWAYS = {
    "outer": "loop-variable-captured",
    "downgraded": "loop-variable-captured",
    "keepsClosure": "after-func-keeps-closure",
    "ticks": "goroutine-never-exits",
    "sendsInGroup": "send-blocks-forever",
    "numbers": "send-blocks-forever",
    "outlives": "request-context-outlives-request",
    "grows": "collection-only-grows",
}
BEFORE_LOOPVAR = {"captured": "loop-variable-captured"}  # before 1.22
BEFORE_TIMERS = {"afterInLoop": "timer-in-loop", "dropsTicker": "ticker-not-stopped"}  # before 1.23
SINCE_TIMERS = {"drains": "timer-drain-blocks"}
EXPECTED = {
    "1.21": ALWAYS | BEFORE_LOOPVAR | BEFORE_TIMERS,
    "1.22": ALWAYS | BEFORE_TIMERS,
    "1.23": ALWAYS | SINCE_TIMERS,
    "1.25": ALWAYS | SINCE_TIMERS,
}


def written(folder: Path, line: str) -> Path:
    (folder / "go.mod").write_text(f"module example.com/m\n\ngo {line}\n")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize("line", EXPECTED)
def test_what_is_found(tmp_path: Path, line: str) -> None:
    report = run(discover(["./..."], cwd=str(written(tmp_path, line))), load_all(), Config(jobs=1))
    found = {finding.function.partition(".")[0]: finding.rule for finding in report.findings}
    assert found == EXPECTED[line]


@pytest.mark.go
@pytest.mark.parametrize("line", EXPECTED)
def test_is_what_happens(tmp_path: Path, line: str) -> None:
    go = go_or_skip()
    said = go.run("run", ".", cwd=written(tmp_path, line))
    happens = {name for name, _ in re.findall(r"^(\w+) (true)$", said, re.MULTILINE)}
    newest = parse_version(go.run("env", "GOVERSION", cwd=tmp_path).strip()) or (0, 0)
    expected = EXPECTED[line].keys()
    if newest >= (1, 27):  # timers are new for every go line then
        expected = (expected - BEFORE_TIMERS.keys()) | SINCE_TIMERS.keys()
    assert happens == expected
    assert len(re.findall(r"^\w+ (?:true|false)$", said, re.MULTILINE)) == 21
