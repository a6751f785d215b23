"""The measurements of bench/ see what they claim to see."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.oracle import go_or_skip

BENCH = Path(__file__).resolve().parents[1] / "bench"
TWINS = BENCH.parent / "testdata" / "rules" / "goroutine" / "receive-blocks-forever" / "kernels"

GRANDCHILD = """
import time
held = bytearray(60_000_000)
end = time.process_time() + 0.3
while time.process_time() < end:
    pass
"""
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {GRANDCHILD!r}])"


@pytest.fixture(autouse=True)
def _bench_on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))


def test_counts_the_cpu_of_children() -> None:
    import measure

    seen = measure.run([sys.executable, "-c", CHILD])
    assert seen.cpu > 0.3
    assert seen.code == 0


@pytest.mark.skipif(not os.path.exists("/proc/self/smaps_rollup"), reason="needs Linux's /proc")
def test_adds_up_the_memory_of_the_tree() -> None:
    import measure

    seen = measure.run([sys.executable, "-c", CHILD], sample=True)
    assert 60_000_000 < seen.peak < 120_000_000


def test_gives_up_in_time() -> None:
    import measure

    seen = measure.run([sys.executable, "-c", "import time; time.sleep(60)"], timeout=0.3)
    assert seen.timed_out
    assert seen.wall < 30


def test_floor_counts_what_it_parses(tmp_path: Path) -> None:
    first, second = tmp_path / "a.go", tmp_path / "b.go"
    first.write_bytes(b"package a\n")
    second.write_bytes(b"package a\n\nfunc f() {}\n")
    done = subprocess.run(
        [sys.executable, str(BENCH / "floor.py")],
        input=f"{first}\n{second}",
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    assert (answer["files"], answer["bytes"], answer["lines"]) == (2, 33, 4)
    assert answer["seconds"] > 0


LEAK = """package p

import "net/http"

func status%d(url string) int {
	resp, err := http.Get("%d" + url)
	if err != nil {
		return 0
	}
	return resp.StatusCode
}
"""


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Make a repository with a leak that its second commit moves, beside a new one, and its third mends."""
    folder = tmp_path / "service"
    folder.mkdir()
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    old, new = LEAK % (1, 1), LEAK % (2, 2)
    mended = old.replace("\treturn resp", "\tdefer resp.Body.Close()\n\treturn resp")
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    (folder / "go.mod").write_text("module example.com/p\n\ngo 1.22\n")
    for message, first in (("old", old), ("new", f"// Moved.\n\n{old}"), ("mended", mended)):
        (folder / "a.go").write_text(first)
        if message != "old":
            (folder / "b.go").write_text(new)
        subprocess.run(["git", "-C", str(folder), "add", "--all"], check=True)
        command = ["git", "-C", str(folder), *who, "commit", "--quiet", "--message", message]
        subprocess.run(command, check=True)
    return folder


def measured(script: str, *arguments: str) -> dict[str, int | str]:
    command = [sys.executable, str(BENCH / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, int | str] = json.loads(done.stdout)
    return found


def test_baseline_over_a_history(history: Path) -> None:
    found = measured("baseline.py", str(history), "--from", "HEAD~2", "--to", "HEAD~1")

    assert (found["commits"], found["then"], found["now"]) == (1, 1, 2)
    assert (found["known"], found["new"], found["old_as_new"], found["stale"]) == (1, 1, 0, 0)
    assert measured("baseline.py", str(history), "--from", "HEAD~1")["stale"] == 1


def test_new_code_over_a_history(history: Path) -> None:
    found = measured("new_code.py", str(history))

    assert (found["commits"], found["new"], found["told"]) == (2, 1, 1)
    assert (found["missed"], found["old"]) == (0, 0)


def test_times_saves_under_watch(history: Path) -> None:
    command = [sys.executable, str(BENCH / "watch.py"), str(history), "--files", "1", "--rest", "0.2"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    *saves, last = done.stdout.splitlines()
    assert ["b.go" in save for save in saves] == [True, True]
    assert last.startswith("median ")
    assert last.endswith(" ms, 2 saves")


REPORT = """# Time and memory

## small

3 files, 1.5 kloc, 0.1 MB.

| tool | cold wall | cold CPU | CPU / floor | peak memory | warm wall | warm CPU |
|---|---:|---:|---:|---:|---:|---:|
| parse floor, parsing alone | | 0.19 s | 1.00 | | | |
| parse floor, whole process | 0.23 s | 0.22 s | 1.20 | 21 MB | | |
| ginlint 0.1.0 | 1.61 s | 1.60 s | 8.32 | 110 MB | 0.13 s | 0.12 s |
| gosec 2.30.0 | gave up after 900 s | | | | | |
"""


def test_reads_what_it_draws() -> None:
    from plot import Point, points

    assert points(REPORT) == {
        "parse floor, whole": [Point(1.5, 0.23, 21, None)],
        "ginlint": [Point(1.5, 1.61, 110, 0.13)],
    }


@pytest.mark.go
def test_every_kernel_of_go_has_a_mended_twin() -> None:
    """They are cases, so the rules are held to silence on each of them, and Go compiles them."""
    import goker

    text = "".join(path.read_text() for path in TWINS.glob("*.go"))
    twins = set(re.findall(r"^func ([a-z]+\d+)\(", text, re.MULTILINE))
    told = set(re.findall(r"^// ([a-z]+\d+): ", text, re.MULTILINE))
    root = go_or_skip().goroot
    if not (root / "src/runtime/testdata/testgoroutineleakprofile/goker").is_dir():
        pytest.skip("this Go has no kernels: they came with 1.26")
    kernels = {case.name.lower() for case in goker.cases(root) if case.name[-1].isdigit()}
    assert len(kernels) > 60
    assert twins >= kernels
    assert told >= kernels
