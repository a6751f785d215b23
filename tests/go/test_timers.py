"""What timers do is decided by the main module: by its files, and by Go itself when it runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ginlint import registry
from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover
from ginlint.go.module import parse_version, timers_are_collected
from tests.oracle import Go, go_or_skip

if TYPE_CHECKING:
    from pathlib import Path

RULES = [rule for rule in registry.load_all() if rule.topic == "timer"]
LOOP = """
func loop(events <-chan int) {
	for {
		select {
		case <-events:
		case <-time.After(time.Hour):
			return
		}
	}
}

func drain(timer *time.Timer) {
	timer.Stop()
	<-timer.C
}
"""
OLD, NEW = ["timer-in-loop"], ["timer-drain-blocks"]

MODULES = {
    "go 1.22": ("go 1.22\n", "", OLD),
    "go 1.23": ("go 1.23\n", "", NEW),
    "go 1.25.1": ("go 1.25.1\n", "", NEW),
    "no go line": ("", "", OLD),
    "a toolchain that has no other timers": ("go 1.22\ntoolchain go1.27.1\n", "", NEW),
    "a toolchain that has both": ("go 1.22\ntoolchain go1.24.0\n", "", OLD),
    "a godebug line brings the old ones back": ("go 1.24\ngodebug asynctimerchan=1\n", "", OLD),
    "a godebug line takes another version's": ("go 1.24\ngodebug default=go1.21\n", "", OLD),
    "package main brings the old ones back": ("go 1.24\n", "//go:debug asynctimerchan=1\n", OLD),
    "package main brings the new ones": ("go 1.22\n", "//go:debug asynctimerchan=0\n", NEW),
}


@pytest.mark.parametrize(("lines", "directive", "expected"), MODULES.values(), ids=MODULES.keys())
def test_main_module_decides(tmp_path: Path, lines: str, directive: str, expected: list[str]) -> None:
    (tmp_path / "go.mod").write_text(f"module example.com/m\n\n{lines}")
    (tmp_path / "main.go").write_text(f"{directive}\npackage main\n\nfunc main() {{}}\n")
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "lib.go").write_text(f'package lib\n\nimport "time"\n{LOOP}')

    assert found_in(tmp_path) == expected


@pytest.mark.parametrize(("work", "expected"), [("go 1.24\n\nuse ./m\n", NEW), ("use ./m\n", OLD)])
def test_workspace_goes_before_its_modules(tmp_path: Path, work: str, expected: list[str]) -> None:
    (tmp_path / "go.work").write_text(work)
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "go.mod").write_text("module example.com/m\n\ngo 1.21\n")
    (tmp_path / "m" / "lib.go").write_text(f'package lib\n\nimport "time"\n{LOOP}')

    assert found_in(tmp_path / "m") == expected


def found_in(folder: Path) -> list[str]:
    report = run(discover(["./..."], cwd=str(folder)), RULES, Config(jobs=1))
    return [finding.rule for finding in report.findings]


PROGRAM = """package main

import (
	"fmt"
	"runtime"
	"time"
)

const timers = 5000

func held() uint64 {
	var stats runtime.MemStats
	for i := 0; i < 3; i++ {
		runtime.GC()
	}
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

func main() {
	before := held()
	for i := 0; i < timers; i++ {
		_ = time.After(time.Hour)
	}
	after := held()
	fmt.Println("collected", after < before+timers*50)

	timer := time.NewTimer(time.Millisecond)
	time.Sleep(30 * time.Millisecond)
	timer.Stop()
	select {
	case <-timer.C:
		fmt.Println("blocks", false)
	case <-time.After(100 * time.Millisecond):
		fmt.Println("blocks", true)
	}

	ticker := time.NewTicker(time.Millisecond)
	goroutines := runtime.NumGoroutine()
	go func() {
		for range ticker.C {
		}
	}()
	ticker.Stop()
	time.Sleep(30 * time.Millisecond)
	fmt.Println("stays", runtime.NumGoroutine() > goroutines)
}
"""


@pytest.mark.go
@pytest.mark.parametrize("line", ["1.20", "1.22", "1.23", "1.25"])
def test_go_does_so(tmp_path: Path, line: str) -> None:
    go: Go = go_or_skip()
    (tmp_path / "go.mod").write_text(f"module example.com/m\n\ngo {line}\n")
    (tmp_path / "main.go").write_text(PROGRAM)
    version = parse_version(go.run("env", "GOVERSION", cwd=tmp_path).strip())
    assert version is not None
    used = "{}.{}".format(*version) if version >= (1, 27) else ""

    said = dict(re.findall(r"^(\w+) (true|false)$", go.run("run", ".", cwd=tmp_path), re.MULTILINE))

    new = str(timers_are_collected(line, used)).lower()
    assert said == {"collected": new, "blocks": new, "stays": "true"}
