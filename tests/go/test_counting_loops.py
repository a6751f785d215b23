"""Loops that go round as often as something happened before: how often, the exploration cannot know."""

from __future__ import annotations

import pytest

from ginlint.go.channels.loops import Looper
from ginlint.go.syntax import ast
from tests.go.gotext import function, package


@pytest.mark.parametrize(
    ("loop", "expected"),
    [
        ("for n > 0 { <-done; n-- }", True),
        ("for n != 0 { n--; <-done }", True),
        ("for ; n > 0; n-- { <-done }", True),
        ("for n > 0 { <-done }", False),
        ("for n > 1 { <-done; n-- }", False),
        ("for n > 0 { m-- }", False),
        ("for { n-- }", False),
    ],
)
def test_counting_down(loop: str, *, expected: bool) -> None:
    text = f"func f(done chan int, m int) {{ n := 0\n{loop} }}"
    found = next(iter(ast.nodes_of(function(package(text)).body, ast.ForStmt)))

    assert Looper.counts_down(found) is expected
