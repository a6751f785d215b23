"""What many functions write is one finding, in which no waiver of one place hides the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint import registry
from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover

if TYPE_CHECKING:
    from pathlib import Path

RULES = [rule for rule in registry.load_all() if rule.name == "unguarded-global"]
HEAD = 'package work\n\nimport "net/http"\n\nvar name string\n\n'
HANDLER = "func set{n}(w http.ResponseWriter, r *http.Request) {{\n\tname = r.URL.Path{waiver}\n}}\n\n"


def test_a_waiver_of_one_place_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    waived = " //ginlint:ignore unguarded-global -- the first one is fine"
    handlers = "".join(HANDLER.format(n=n, waiver="" if n else waived) for n in range(7))
    (tmp_path / "work.go").write_text(HEAD + handlers)

    report = run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1))

    assert [finding.function for finding in report.findings] == ["set1"]
    assert report.findings[0].message.endswith("so it is in 5 more functions")
    assert len(report.suppressed) == 1
