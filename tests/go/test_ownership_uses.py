"""Where a value goes."""

from __future__ import annotations

import pytest

from ginlint.go.ownership import Use, uses_of, uses_of_variable
from tests.go.gotext import call, function, package, variable

HEAD = """
type T struct{ field *T; list []*T }
func (*T) Close() {}
func get() *T
func get2() (*T, error)
func take(...any) any
var global *T
"""


def told(use: Use) -> str:
    """Show a use by its kind and what goes with it."""
    parts = [use.kind.value, use.member]
    if use.callee is not None and use.callee.name:
        parts.append(use.callee.name.removeprefix("example.com/a."))
    if use.index >= 0:
        parts.append(f"#{use.index}")
    if use.target is not None:
        parts.append(f"in {use.function.file.text(use.target)}")
    if use.function.parent is not None:
        parts.append(f"by {use.function.name}")
    return " ".join(part for part in parts if part)


USES = {
    "x.Close()": ["method Close T.Close"],
    "x.field.Close()": ["read field"],
    "_ = x.field": ["read field"],
    "take(x)": ["argument take #0"],
    "take(1, x)": ["argument take #1"],
    "take(&x)": ["argument take #0"],
    "take(*x)": ["read"],
    "go take(x)": ["goroutine take #0"],
    "defer take(x)": ["argument take #0"],
    "defer x.Close()": ["method Close T.Close"],
    "return x": ["returned"],
    "return x, nil": ["returned"],
    "global = x": ["stored in global"],
    "t.field = x": ["stored in t.field"],
    "t.list[0] = x": ["stored in t.list[0]"],
    "x.field = t": ["read field"],
    "take(T{field: x})": ["composite"],
    "take([]*T{x})": ["composite"],
    "c <- x": ["sent"],
    "x <- c": ["read"],
    "_ = x": ["read"],
    "if x == nil { }": ["read"],
    "y := x; y.Close()": ["method Close T.Close"],
    "y := x; z := y; return z": ["returned"],
    "var y = x; take(y)": ["argument take #0"],
    "y := x; x = y": ["read"],
    "func() { x.Close() }()": ["method Close T.Close by f.func1"],
    "any(x).(*T).Close()": ["method Close T.Close"],
    "take(any(x))": ["argument take #0"],
    "x()": ["method"],
    "x = nil": ["read"],
    "take(x, x)": ["argument take #0", "argument take #1"],
}


@pytest.mark.parametrize(("text", "expected"), USES.items(), ids=list(USES))
def test_uses_of_a_variable(text: str, expected: list[str]) -> None:
    of = function(package(f"{HEAD}\nfunc f(t *T, c chan *T, x *T) (*T, error) {{ {text} }}"))

    assert [told(use) for use in uses_of_variable(of, variable(of, "x"))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("get()", ["read"]),
        ("get().Close()", ["method Close T.Close"]),
        ("return get()", ["returned"]),
        ("take(get())", ["argument take #0"]),
        ("x := get(); x.Close()", ["method Close T.Close"]),
        ("x, err := get2(); take(err); return x", ["returned"]),
        ("global = get()", ["stored in global"]),
        ("take(&T{field: get()})", ["composite"]),
    ],
)
def test_uses_of_what_a_call_returns(text: str, expected: list[str]) -> None:
    of = function(package(f"{HEAD}\nfunc f() *T {{ {text} }}"))
    made = call(of, "get" if "get()" in text else "get2")

    assert [told(use) for use in uses_of(of, made.node)] == expected
