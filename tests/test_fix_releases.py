"""Fixes of releases: where a defer is written or moved to, and where it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ginlint import registry, testing
from ginlint.fix import fixed
from tests.oracle import go_or_skip, typecheck
from tests.oracle.toolchain import TESTDATA

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD = """package p

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"sync"
)

var (
	_ = errors.New
	_ = io.EOF
	_ = os.Open
	_ = http.Get
	_ = bytes.NewReader
	_ sync.Mutex
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

"""

TOPICS = ("release", "pool", "context", "lock", "goroutine", "handler", "http")
RULES = [rule for rule in registry.load_all() if rule.topic in TOPICS]
OWN = [rule for rule in RULES if rule.name in ("late-defer", "pool-value-not-returned", "file-not-closed")]

MOVED = {
    "after the check": (
        """func f(path string, n int) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}

	if n < 0 {
		return errors.New("negative")
	}

	defer file.Close()

	_, err = file.Seek(int64(n), io.SeekStart)
	return err
}
""",
        """func f(path string, n int) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()

	if n < 0 {
		return errors.New("negative")
	}

	_, err = file.Seek(int64(n), io.SeekStart)
	return err
}
""",
    ),
    "a field of the value": (
        """func f(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	defer resp.Body.Close() // once
	return nil
}
""",
        None,
    ),
    "a check for nil": (
        """func open(path string) *os.File { file, _ := os.Open(path); return file }

func f(path string, n int) int {
	file := open(path)
	if file == nil {
		return 0
	}
	if n == 0 {
		return 1
	}
	defer file.Close()
	return 2
}
""",
        """func open(path string) *os.File { file, _ := os.Open(path); return file }

func f(path string, n int) int {
	file := open(path)
	if file == nil {
		return 0
	}
	defer file.Close()
	if n == 0 {
		return 1
	}
	return 2
}
""",
    ),
    "closed on another way": (
        """func f(path string, n int) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if n == 0 {
		return nil
	}
	if n < 0 {
		return file.Close()
	}
	defer file.Close()
	return nil
}
""",
        None,
    ),
    "handed over on another way": (
        """func f(path string, n int) (io.Reader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, nil
	}
	if n < 0 {
		return file, nil
	}
	defer file.Close()
	return nil, nil
}
""",
        None,
    ),
    "the check is in between": (
        """func f(path string, n int) error {
	file, err := os.Open(path)
	if n == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	return nil
}
""",
        None,
    ),
    "replaced in between": (
        """func f(path string, n int) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if n == 0 {
		return nil
	}
	file, err = os.Open(path + ".new")
	if err != nil {
		return err
	}
	defer file.Close()
	return nil
}
""",
        None,
    ),
}


@pytest.mark.parametrize("name", MOVED)
def test_a_late_defer_moves_where_nothing_breaks(name: str) -> None:
    before, after = MOVED[name]
    report = testing.check_code(HEAD + before, OWN)
    late = [finding for finding in report.findings if finding.rule == "late-defer"]
    text = (HEAD + before).encode()
    path = late[0].at.path if late else ""
    assert fixed(late, {path: text}, unsafe=True).get(path, text).decode() == HEAD + (after or before)


def test_another_defer_in_between_makes_it_unsafe() -> None:
    source = (
        HEAD
        + """func f(path string, n int) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if n == 0 {
		return nil
	}
	defer println("done")
	defer file.Close()
	return nil
}
"""
    )
    (finding,) = testing.check_code(source, OWN).findings
    assert finding.fix is not None
    assert not finding.fix.safe


def test_a_pooled_value_is_put_back_on_request() -> None:
    body = """func f(name string) string {
	page := buffers.Get().(*bytes.Buffer)
	page.Reset()
	page.WriteString(name)
	return page.String()
}
"""
    (finding,) = testing.check_code(HEAD + body, OWN).findings
    path = finding.at.path
    texts = {path: (HEAD + body).encode()}
    wanted = body.replace("(*bytes.Buffer)\n", "(*bytes.Buffer)\n\tdefer buffers.Put(page)\n")
    assert fixed([finding], texts) == {}
    assert fixed([finding], texts, unsafe=True)[path].decode() == HEAD + wanted


@pytest.mark.go
def test_every_fix_of_every_case_compiles_is_formatted_and_settles(tmp_path: Path) -> None:
    go = go_or_skip()
    shutil.copytree(TESTDATA, tmp_path / "testdata")
    root = tmp_path / "testdata" / "rules"
    formatted = _formatted(root)
    changed = _fixed(testing.cases(str(root)))
    assert len(changed) > 30
    assert _formatted(root) >= formatted
    assert _fixed(changed) == []  # where nothing was changed, nothing else would be found
    _, problems = typecheck(go, root)
    assert problems == []


def _fixed(cases: Iterable[testing.Case]) -> list[testing.Case]:
    """Apply all fixes, unsafe ones too, but those over another one; return the cases that have changed."""
    changed = []
    for case in cases:
        report = testing.check_workspace(case.workspace, RULES)
        texts = {}
        for finding in report.findings:
            for edit in finding.fix.edits if finding.fix else ():
                path = os.path.join(report.root, edit.at.path)
                texts[edit.at.path] = Path(path).read_bytes()
        after = fixed(report.findings, texts, unsafe=True)
        for path, text in after.items():
            Path(report.root, path).write_bytes(text)
        changed += [case] if after else []
    return changed


def _formatted(root: Path) -> set[str]:
    done = subprocess.run(["gofmt", "-l", "."], cwd=root, capture_output=True, text=True, check=False)
    return {str(path.relative_to(root)) for path in root.rglob("*.go")} - set(done.stdout.split())
