"""What requests come in by is asked once: edits of other code take the answer, wherever it stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ginlint.config import Config
from ginlint.go.requests.routes import RouteTable
from tests.reuse.test_incremental import from_nothing, remembering

if TYPE_CHECKING:
    from pathlib import Path

MAIN = """package main

import (
	"net/http"

	"shop/api"
)

func routes() {
	http.HandleFunc("/orders", api.Orders)
}

func main() {
	routes()
	http.ListenAndServe(":80", nil)
}
"""
API = """package api

import "net/http"

func Orders(w http.ResponseWriter, r *http.Request) {
	response, err := http.Get(r.URL.Path)
	if err != nil {
		return
	}
	w.WriteHeader(response.StatusCode)
}

func other() int {
	return 1
}
"""


@pytest.fixture
def service(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    (root / "api").mkdir(parents=True)
    (root / "go.mod").write_text("module shop\n\ngo 1.24\n")
    (root / "main.go").write_text(MAIN)
    (root / "api" / "api.go").write_text(API)
    return root


def test_routes_are_not_looked_for_again(
    service: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = Config(cache_dir=str(tmp_path / "cache"))
    first, _ = remembering(service, config)
    assert {entry.name for finding in first.findings for entry in finding.entries} == {"ANY /orders"}

    monkeypatch.delattr(RouteTable, "__init__")  # who needs one fails
    (service / "api" / "api.go").write_text(API.replace("return 1", "return 2"))
    report, checked = remembering(service, config)
    assert (report.findings, report.failures, checked) == (first.findings, (), 1)


def test_entries_stand_where_the_registration_has_moved_to(service: Path, tmp_path: Path) -> None:
    config = Config(cache_dir=str(tmp_path / "cache"))
    first, _ = remembering(service, config)
    (service / "main.go").write_text(MAIN.replace("func routes", "// routes has moved.\nfunc routes"))
    (service / "api" / "api.go").write_text(API.replace("return 1", "return 2"))
    second, _ = remembering(service, config)

    assert second == from_nothing(service, config)
    assert first.findings[0].entries[0].at != second.findings[0].entries[0].at
