"""The rule cases are real Go: each one type-checks against the real frameworks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.oracle import Go, go_or_skip, typecheck
from tests.oracle.toolchain import TESTDATA

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.go


@pytest.fixture(scope="module")
def go() -> Go:
    return go_or_skip()


def test_every_case_compiles(go: Go) -> None:
    cases, problems = typecheck(go, TESTDATA / "rules")
    assert problems == []
    assert cases != []


BROKEN = {
    "topic/rule/unused.go": (
        'package a\n\nimport "github.com/gin-gonic/gin"\n\nfunc f(c *gin.Context) { x := 1 }\n'
    ),
    "topic/rule/go1.21/range.go": "package a\n\nfunc f() {\n\tfor range 3 {\n\t}\n}\n",
    "topic/rule/excused.go": "// does-not-compile: half-written\npackage a\n\nfunc f() {\n",
    "topic/rule/stale.go": "// does-not-compile: no longer true\npackage a\n",
    "topic/rule/whole/one.go": "package a\n\nfunc f() { g() }\n",
    "topic/rule/whole/two.go": "package a\n\nfunc g() { h() }\n",
    "topic/rule/multi/shop/go.mod": "module example.com/shop\n\ngo 1.21\n",
    "topic/rule/multi/shop/main.go": (
        'package main\n\nimport "example.com/shop/store"\n\nfunc main() { store.Open(); store.Close() }\n'
    ),
    "topic/rule/multi/shop/store/store.go": "package store\n\nfunc Open() {}\n",
}

COMPLAINTS = [
    "topic/rule/go1.21/range.go:4:12: cannot range over 3 (untyped int constant): requires go1.22 or later",
    "topic/rule/multi/shop/main.go:5:35: undefined: store.Close",
    "topic/rule/stale.go:0:1: compiles, though it says that it does not",
    "topic/rule/unused.go:5:26: declared and not used: x",
    "topic/rule/whole/two.go:3:12: undefined: h",
]


def test_what_does_not_compile_is_told(go: Go, tmp_path: Path) -> None:
    for name, text in BROKEN.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    cases, problems = typecheck(go, tmp_path)
    assert problems == COMPLAINTS
    assert len(cases) == 7
