"""The measurements of bench/ see what they claim to see."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"

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
