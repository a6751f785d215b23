"""The values of constant integer expressions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ginlint.go.constant import integer, literal
from tests.go.gotext import function, package, variable

HEAD = """
const size = 4 << 10
const (
	a = 1
	b = a + 1
)
var changing = 5
const loop = pool
const pool = loop
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("64 * 1024", 65536),
        ("1 << 20", 1 << 20),
        ("1 << 61", 1 << 61),
        ("1 << 62", None),
        ("1 << 100", None),
        ("1 << -1", None),
        ("1 >> 1", 0),
        ("7 / 2", 3),
        ("7 / 0", None),
        ("1 - 3", -2),
        ("6 & 3", 2),
        ("6 | 3", 7),
        ("6 % 4", None),
        ("int(8)", 8),
        ("uint64(8) + 1", 9),
        ("f(8)", None),
        ("size", 4096),
        ("size * 2", 8192),
        ("b", 2),
        ("changing", None),
        ("missing", None),
        ("loop", None),
        ("local", 3),
        ("written", None),
        ("parameter", None),
        ('"text"', None),
        ("1.5", None),
    ],
)
def test_constant_expressions(text: str, expected: int | None) -> None:
    of = function(
        package(
            f"{HEAD}\nfunc f(parameter int) {{ const local = 3; written := 1; written = 2; asked := {text} }}"
        )
    )
    value = variable(of, "asked").definition.value

    assert value is not None
    assert integer(value, of.file.typer) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("1_000", 1000),
        ("0x1F", 31),
        ("0b101", 5),
        ("0o17", 15),
        ("017", 15),
        ("0_17", 15),
        ("0XFf", 255),
        ("08", None),
        ("x", None),
    ],
)
def test_literals(text: str, expected: int | None) -> None:
    assert literal(text) == expected


@given(st.integers(0, 10**30))
def test_a_literal_of_each_base_has_its_value(value: int) -> None:
    assert [literal(form % value) for form in ("%d", "0x%x", "0o%o", "0%o")] == [value] * 4
