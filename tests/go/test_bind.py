"""Names and the variables they stand for, by the Go spec's "Declarations and scope".

In these snippets the use asked about and its declaration carry the same mark in
a comment: `x /*1*/` is bound to the variable declared by `x /*1*/`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ginlint.go.syntax import ast
from tests.go.gotext import function, package, variable

if TYPE_CHECKING:
    from ginlint.go import Function, Variable

MARK = re.compile(r"(\w+) /\*(\d)\*/")

SCOPES = {
    "parameter": "func f(x /*1*/ int) { use(x /*1*/) }",
    "receiver": "func (x /*1*/ T) f() { use(x /*1*/) }",
    "named result": "func f() (x /*1*/ int) { x /*1*/ = 1; return }",
    "block shadows": "func f(x /*1*/ int) { { x /*2*/ := 1; use(x /*2*/) }; use(x /*1*/) }",
    "body may not shadow by name only": "func f(x /*1*/ int) { x /*1*/ = 2 }",
    "define sees the outer on its right": "func f(x /*1*/ int) { { x /*2*/ := x /*1*/; use(x /*2*/) } }",
    "define reuses what its own scope has": "func f() { x /*1*/, a := g(); x /*1*/, b := g(); use(x /*1*/) }",
    "define makes a new one in an inner scope": (
        "func f() { x /*1*/, a := g(); if true { x /*2*/, b := g(); use(x /*2*/) }; use(x /*1*/) }"
    ),
    "define in the body reuses a parameter": (
        "func f(x /*1*/ int) { x /*1*/, b := g(); use(x /*1*/) }"
    ),
    "define in the body reuses a named result": (
        "func f() (err /*1*/ error) { a, err /*1*/ := g(); return err /*1*/ }"
    ),
    "var sees the outer on its right": "func f(x /*1*/ int) { { var x /*2*/ = x /*1*/; use(x /*2*/) } }",
    "const": "func f() { const x /*1*/ = 1; use(x /*1*/) }",
    "if": "func f(x /*1*/ int) { if x /*2*/ := g(); x /*2*/ { use(x /*2*/) }; use(x /*1*/) }",
    "else sees what if declares": (
        "func f(x /*1*/ int) { if x /*2*/ := g(); ok { } else { use(x /*2*/) }; use(x /*1*/) }"
    ),
    "else if": (
        "func f() { if x /*1*/ := g(); ok { } else if x /*2*/ := h(x /*1*/); ok { } else { use(x /*2*/) } }"
    ),
    "for": (
        "func f(i /*1*/ int) { for i /*2*/ := 0; i /*2*/ < 1; i /*2*/ ++ { use(i /*2*/) }; use(i /*1*/) }"
    ),
    "for body is one more scope": (
        "func f() { for i /*1*/ := 0; ok; i /*1*/ ++ { i /*2*/ := i /*1*/; use(i /*2*/) } }"
    ),
    "range": "func f(x /*1*/ []int) { for i, x /*2*/ := range x /*1*/ { use(x /*2*/) }; use(x /*1*/) }",
    "range without define": "func f(x /*1*/ int) { for x /*1*/ = range c { use(x /*1*/) } }",
    "switch": (
        "func f(x /*1*/ int) { switch x /*2*/ := g(); x /*2*/ { case x /*2*/: use(x /*2*/) }; use(x /*1*/) }"
    ),
    "each clause of a switch": (
        "func f(x /*1*/ int) { switch { case a: x /*2*/ := 1; use(x /*2*/); case b: use(x /*1*/) } }"
    ),
    "type switch": (
        "func f(x /*1*/ any) { switch x := x /*1*/ .(type) { case int: }; use(x /*1*/) }"
    ),
    "select": (
        "func f(x /*1*/ int) { select { case x /*2*/ := <-c: use(x /*2*/); case c <- x /*1*/: use(x /*1*/); "
        "default: use(x /*1*/) } }"
    ),
    "select without define": "func f(x /*1*/ int) { select { case x /*1*/ = <-c: } }",
    "closure sees the outer": "func f(x /*1*/ int) { func() { use(x /*1*/) }() }",
    "closure's own parameter": "func f(x /*1*/ int) { func(x /*2*/ int) { use(x /*2*/) }(x /*1*/) }",
    "closure's own result": "func f(x /*1*/ int) { func() (x /*2*/ int) { x /*2*/ = 1; return }() }",
    "closure's body shadows": "func f(x /*1*/ int) { func() { x /*2*/ := 1; use(x /*2*/) }(); use(x /*1*/) }",
    "closure may use a variable declared after it is bound": (
        "func f() { var x /*1*/ func(); x /*1*/ = func() { x /*1*/ () } }"
    ),
    "label is no variable": "func f(x /*1*/ int) { x: for { break x }; use(x /*1*/) }",
    "value of a struct's field": "func f(x /*1*/ int) { use(T{x: x /*1*/}) }",
    "value of an elided struct's field": "func f(x /*1*/ int) { use([]T{{x: x /*1*/}}) }",
    "key of a map": "func f(x /*1*/ int) { use(map[int]int{x /*1*/: x /*1*/}) }",
    "index of an array": "func f() { const x /*1*/ = 1; use([...]int{x /*1*/: 2}) }",
    "element of a struct by place": "func f(x /*1*/ int) { use(T{x /*1*/}) }",
    "receiver of a method": "func f(x /*1*/ T) { x /*1*/ .Close(); x /*1*/ .a.b() }",
    "labelled statement": "func f(x /*1*/ int) { l: use(x /*1*/); goto l }",
    "go and defer": "func f(x /*1*/ int) { go use(x /*1*/); defer use(x /*1*/) }",
    "send": "func f(x /*1*/ int) { c <- x /*1*/ }",
    "assertion, index, slice": (
        "func f(x /*1*/ any) { use(x /*1*/ .(T)); use(a[x /*1*/]); use(x /*1*/ [1:]); use(a[:x /*1*/]) }"
    ),
}  # fmt: skip


def nodes(of: Function) -> list[ast.Ident]:
    found = [node for field in of.type.params + of.type.results for node in ast.walk(field)]
    found += list(ast.walk(of.body))
    return [node for node in found if isinstance(node, ast.Ident)]


def marks(text: str, of: Function) -> dict[str, set[int]]:
    """Return where the variables of the marked names are declared, by mark."""
    head = len("package a\n")
    by_place = {node.pos - head: node for node in nodes(of)}
    found: dict[str, set[int]] = {}
    for match in MARK.finditer(text):
        ident = by_place.get(match.start(1))
        if ident is None:
            assert of.receiver is not None
            found.setdefault(match[2], set()).add(of.receiver.pos)
            continue
        assert ident.obj is not None, match[0]
        found.setdefault(match[2], set()).add(ident.obj.pos)
    return found


@pytest.mark.parametrize("text", SCOPES.values(), ids=list(SCOPES))
def test_a_name_stands_for_the_innermost_variable(text: str) -> None:
    of = next(iter(package(text).functions()))

    found = marks(text, of)

    assert all(len(places) == 1 for places in found.values()), found
    assert len(set.union(*found.values())) == len(found), found


@pytest.mark.parametrize(
    "text",
    [
        "var x int\nfunc f() { use(x) }",
        "func f() { { x := 1; _ = x }; use(x) }",
        "func f() { if x := 1; x > 0 { }; use(x) }",
        "func f() { for x := range 1 { }; use(x) }",
        "func f() { func(x int) { }(1); use(x) }",
        "func f() { switch { case a: x := 1; _ = x; case b: use(x) } }",
        "func f() { use(x); x := 1; _ = x }",
        "func f() { x := use(x); _ = x }",
        "func f(x int) { use(T{x: 1}) }",
        "func f() { use(x.M) }",
    ],
)
def test_a_name_out_of_scope_is_bound_to_nothing(text: str) -> None:
    of = function(package(text))
    calls = [node for node in ast.walk(of.body) if isinstance(node, ast.CallExpr)]
    (call,) = (node for node in calls if isinstance(node.fun, ast.Ident) and node.fun.name == "use")

    assert [n.obj for n in ast.walk(call) if isinstance(n, ast.Ident) and n.name == "x"] == [None]


def test_a_key_of_a_struct_is_no_use() -> None:
    x = variable(function(package("func f(x int) { use(T{x: 1}, struct{ x int }{x: 2}) }")), "x")

    assert x.uses == []


def test_kinds_of_variables() -> None:
    of = function(
        package("""
func (r T) f(p int) (q error) {
	a := 1
	var b int
	for i := 0; ; { use(i) }
	for k, v := range m { use(k, v) }
	switch s := x.(type) { case int: use(s) }
	return nil
}"""),
        "T.f",
    )

    assert {v.name: v.kind for v in of.variables} == {
        "r": "receiver",
        "p": "parameter",
        "q": "result",
        "a": "local",
        "b": "local",
        "i": "loop",
        "k": "range",
        "v": "range",
        "s": "local",
    }
    assert of.receiver is not None
    assert of.receiver.name == "r"
    assert [v.name for v in of.parameters] == ["p"]
    assert [v.name for v in of.results] == ["q"]


def test_each_clause_of_a_type_switch_has_its_own_variable() -> None:
    of = function(
        package("func f(x any) { switch s := x.(type) { case int: use(s); case string: use(s, s) } }")
    )

    assert [len(variable(of, "s", number).uses) for number in range(2)] == [1, 2]


def test_nameless_parameters_and_results_are_counted_but_not_found() -> None:
    of = function(package("func f(int, string) (bool, error) { use(_) }"))

    assert [v.name for v in of.parameters] == ["_", "_"]
    assert [v.name for v in of.results] == ["_", "_"]
    assert [v.uses for v in of.variables] == [[]] * 4


def uses(v: Variable) -> int:
    return len(v.uses)


@pytest.mark.parametrize(
    ("text", "captured"),
    [
        ("func f(x int) { use(x) }", False),
        ("func f(x int) { func() { use(x) }() }", True),
        ("func f(x int) { func() { func() { use(x) }() }() }", True),
        ("func f(x int) { func(x int) { use(x) }(x) }", False),
        ("func f(x int) { func() { x = 1 }() }", True),
    ],
)
def test_a_variable_is_captured_by_a_use_in_another_function(text: str, *, captured: bool) -> None:
    assert variable(function(package(text)), "x").captured is captured


@pytest.mark.parametrize(
    ("text", "writes"),
    [
        ("func f(x int) { use(x) }", []),
        ("func f(x int) { x = 1 }", ["AssignStmt"]),
        ("func f(x int) { x += 1; x++ }", ["AssignStmt", "IncDecStmt"]),
        ("func f(x int) { for x = range c { } }", ["RangeStmt"]),
        ("func f(x int) { x, y := g() }", ["AssignStmt"]),
        ("func f(x []int) { x[0] = 1; x.a = 2; *x = 3 }", []),
        ("func f(x int) { { x := 1; x = 2 } }", []),
        ("func f(x int) { func() { x = 1 }() }", ["AssignStmt"]),
    ],
)
def test_writes_are_those_of_the_whole_variable(text: str, writes: list[str]) -> None:
    assert [type(node).__name__ for node in variable(function(package(text)), "x").writes] == writes


def test_literals_are_named_and_nested_as_the_runtime_does() -> None:
    of = function(
        package("func (t *T) f() { func() { func() {}(); func() {}() }(); go func() {}() }"), "(*T).f"
    )

    assert [inner.name for inner in of.all()] == [
        "(*T).f",
        "(*T).f.func1",
        "(*T).f.func1.1",
        "(*T).f.func1.2",
        "(*T).f.func2",
    ]
    assert [inner.outermost for inner in of.all()] == [of] * 5
    assert of.literals[0].literals[0].parent is of.literals[0]
    assert all(inner.node is not None and inner.node.scope is inner for inner in of.all()[1:])


def test_literals_in_package_variables_are_bound() -> None:
    found = package("var h = func(x int) { use(x) }")
    file = found.files[0]

    of = file.value_function(file.facts.values[0])

    assert [inner.name for inner in of.all()] == ["glob.h", "glob.h.func1"]
    assert uses(variable(of, "x")) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("func f() { x := g() }", ("g()", -1)),
        ("func f() { x, y := g() }", ("g()", 0)),
        ("func f() { y, x := g() }", ("g()", 1)),
        ("func f() { y, x := 1, g() }", ("g()", -1)),
        ("func f() { var x = g() }", ("g()", -1)),
        ("func f() { var y, x = g() }", ("g()", 1)),
        ("func f() { var y, x = 1, 2 }", ("2", -1)),
    ],
)
def test_a_definition_says_which_value_it_takes(text: str, expected: tuple[str, int]) -> None:
    of = function(package(text))
    definition = variable(of, "x").definition

    assert definition.value is not None
    assert (of.file.text(definition.value), definition.index) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("if err != nil { use(x) }", True),
        ("if err != nil && a { use(x) }", True),
        ("if a || err != nil { use(x) }", True),
        ("if err == nil { use(x) }", False),
        ("if err != nil { } else { use(x) }", False),
        ("if err != nil { if a { use(x) } }", True),
        ("if err != nil { func() { use(x) }() }", False),
        ("if a { use(x) }", False),
        ("if p != nil { use(x) }", False),
        ("if p != nil && p.Err() != nil { use(x) }", True),
        ("use(x)", False),
    ],
)
def test_error_branches(line: str, *, expected: bool) -> None:
    head = "type P struct{}\nfunc (*P) Err() error { return nil }\nfunc f(x int, a bool, p *P, err error)"
    of = function(package(f"{head} {{ {line} }}"))
    (use,) = variable(of, "x").uses

    assert of.in_error_branch(use) is expected
