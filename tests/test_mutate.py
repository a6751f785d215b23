"""bench/mutate.py on a small module: which deletions of releases are caught."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).parent.parent / "bench" / "mutate.py"

SOURCE = """package m

import (
	"os"
	"time"
)

func size(path string) (int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

type ticket struct{}

func (ticket) Close() error { return nil }
func (ticket) use() error   { return nil }

func take() (ticket, error) { return ticket{}, nil }

func nothing() error {
	t, err := take()
	if err != nil {
		return err
	}
	return t.Close()
}

func noResource() error {
	t, err := take()
	if err != nil {
		return err
	}
	defer t.Close()
	return t.use()
}

func noOtherUse() error {
	t, err := take()
	if err != nil {
		return err
	}
	defer t.Close()
	return nil
}

func ticks(beat time.Duration) {
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	<-ticker.C
}
"""


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutate", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_deletions_are_counted(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    (tmp_path / "m.go").write_text(SOURCE)
    found = [
        (name, place.rpartition(": ")[2], caught)
        for name, place, caught in _script().mutate(str(tmp_path), 10)
    ]
    assert found == [("Close", "'defer f.Close()'", True), ("Close", "'defer t.Close()'", False)]
