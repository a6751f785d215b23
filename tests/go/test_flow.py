"""Graphs of Go snippets, told as the ways through them.

A way is the text of every node in the order run, `+` or `-` behind a test, and
the kind of exit. A loop's nodes are run at most twice.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

import pytest

from ginlint.go.flow import Edge, Exit, Graph, build, evaluated, is_endless
from ginlint.go.syntax import ast
from tests.go.flowtext import Reader

if TYPE_CHECKING:
    from ginlint.go.names import Variable

DEEP = 3 * sys.getrecursionlimit()

WAYS = {
    "nothing": ("", ["end"]),
    "sequence": ("a(); b++; go c(); ch <- 1", ["a() b++ go c() ch <- 1 end"]),
    "return": ("a(); return; b()", ["a() return return"]),
    "two returns": ("if a { return }; b()", ["a+ return return", "a- b() end"]),
    "panic": ("a(); panic(1); b()", ["a() panic(1) panic"]),
    "shadowed panic is a call all the same": ("x.panic(1)", ["x.panic(1) end"]),
    "no return": ("if a { os.Exit(1) }; b()", ["a+ os.Exit(1) no-return", "a- b() end"]),
    "no return in a defer": ("defer os.Exit(1); b()", ["defer os.Exit(1) b() end"]),
    "defer": ("a(); defer b(); c()", ["a() defer b() c() end"]),
    "block": ("a(); { b(); { c() } }; d()", ["a() b() c() d() end"]),
    "literal": ("f := func() { return }; f()", ["f := func() { return } f() end"]),
    "if with init": ("if x := a(); x { b() }", ["x := a() x+ b() end", "x := a() x- end"]),
    "if else": ("if a { b() } else { c() }; d()", ["a+ b() d() end", "a- c() d() end"]),
    "else if": (
        "if a { b() } else if x := c(); x { d() } else { e() }",
        ["a+ b() end", "a- x := c() x+ d() end", "a- x := c() x- e() end"],
    ),
    "and": ("if a && b { c() }", ["a+ b+ c() end", "a+ b- end", "a- end"]),
    "or": ("if a || b { c() }", ["a+ c() end", "a- b+ c() end", "a- b- end"]),
    "not": ("if !a { c() }", ["a+ end", "a- c() end"]),
    "not and": ("if !(a && b) { c() }", ["a+ b+ end", "a+ b- c() end", "a- c() end"]),
    "not or not": ("if !(a || !b) { c() }", ["a+ end", "a- b+ c() end", "a- b- end"]),
    "and or": (
        "if (a || b) && c { d() }",
        ["a+ c+ d() end", "a+ c- end", "a- b+ c+ d() end", "a- b+ c- end", "a- b- end"],
    ),
    "true": ("if true { return }; a()", ["true return return"]),
    "false": ("if false { return }; a()", ["false a() end"]),
    "for": (
        "for i := 0; i < n; i++ { a() }",
        ["i := 0 i < n+ a() i++ i < n- end", "i := 0 i < n- end"],
    ),
    "while": ("for a { return }; b()", ["a+ return return", "a- b() end"]),
    "endless": ("for { a() }; b()", []),
    "endless by true": ("for true { a() }; b()", []),
    "endless with break": ("for { if a { break }; b() }", ["a+ break end", "a- b() a+ break end"]),
    "continue runs post": (
        "for ; ; i++ { if a { continue }; return }",
        ["a+ continue i++ a- return return", "a- return return"],
    ),
    "range": ("for k := range m { a(k) }", ["m range+ a(k) range- end", "m range- end"]),
    "range number": ("for range 3 { return }", ["3 range+ return return", "3 range- end"]),
    "range function": (
        "for x := range seq() { if x { break } }",
        [
            "seq() range+ x+ break end",
            "seq() range+ x- range+ x+ break end",
            "seq() range+ x- range- end",
            "seq() range- end",
        ],
    ),
    "continue range": ("for range m { continue; a() }", ["m range+ continue range- end", "m range- end"]),
    "labelled break": (
        "L: for { for { if a { break L }; break }; return }",
        ["a+ break L end", "a- break return return"],
    ),
    "labelled continue": (
        "L: for a { for { b(); continue L } }",
        ["a+ b() continue L a- end", "a- end"],
    ),
    "switch": (
        "switch x := t(); x { case 1, 2: a(); case 3: b(); default: c() }",
        [
            "x := t() x 1+ a() end",
            "x := t() x 1- 2+ a() end",
            "x := t() x 1- 2- 3+ b() end",
            "x := t() x 1- 2- 3- c() end",
        ],
    ),
    "switch without default": ("switch x { case 1: return }", ["x 1+ return return", "x 1- end"]),
    "default first": (
        "switch x { default: a(); case 1: b() }",
        ["x 1+ b() end", "x 1- a() end"],
    ),
    "only default": ("switch x { default: a() }", ["x a() end"]),
    "no clause": ("switch x {}", ["x end"]),
    "fallthrough": (
        "switch x { case 1: a(); fallthrough; case 2: b() }",
        ["x 1+ a() fallthrough b() end", "x 1- 2+ b() end", "x 1- 2- end"],
    ),
    "fallthrough to default": (
        "switch x { case 1: fallthrough; default: b() }",
        ["x 1+ fallthrough b() end", "x 1- b() end"],
    ),
    "switch of conditions": (
        "switch { case a && b: x(); case !c: y() }",
        ["a+ b+ x() end", "a+ b- c+ end", "a+ b- c- y() end", "a- c+ end", "a- c- y() end"],
    ),
    "switch true": ("switch true { case a: x() }", ["a+ x() end", "a- end"]),
    "break in a switch": (
        "for { switch x { case 1: break; default: return } }",
        ["x 1+ break x 1- return return", "x 1- return return"],
    ),
    "break out of a switch": (
        "L: for { switch x { case 1: break L; default: return } }",
        ["x 1+ break L end", "x 1- return return"],
    ),
    "continue in a switch": (
        "for a { switch x { default: continue }; b() }",
        ["a+ x continue a- end", "a- end"],
    ),
    "labelled switch": (
        "L: switch { case a: for { break L } }; b()",
        ["a+ break L b() end", "a- b() end"],
    ),
    "type switch": (
        "switch y := x.(type) { case int, nil: a(y); case error: b() }",
        [
            "type int+ a(y) end",
            "type int- nil+ a(y) end",
            "type int- nil- error+ b() end",
            "type int- nil- error- end",
        ],
    ),
    "type switch with init": ("switch z(); x.(type) { default: a() }", ["z() type a() end"]),
    "select": (
        "select { case v := <-c: a(v); case d <- 1: return; default: b() }",
        ["select b() end", "select d <- 1 return return", "select v := <-c a(v) end"],
    ),
    "select without default": ("select { case <-c: }; a()", ["select <-c a() end"]),
    "select for ever": ("a(); select {}; b()", []),
    "break in a select": (
        "for { select { case <-c: break; case <-d: return } }",
        ["select <-c break select <-d return return", "select <-d return return"],
    ),
    "break out of a select": ("L: for { select { case <-c: break L } }", ["select <-c break L end"]),
    "goto forward": ("if a { goto end }; b(); end: c()", ["a+ goto end c() end", "a- b() c() end"]),
    "goto back": ("again: a(); if b { goto again }", ["a() b+ goto again a() b- end", "a() b- end"]),
    "goto out": ("for { goto out }; out: a()", ["goto out a() end"]),
    "label at the end": ("if a { goto end }; b(); end:", ["a+ goto end end", "a- b() end"]),
    "missing label": ("goto nowhere; a()", ["goto nowhere a() end"]),
    "break nothing": ("break; continue; fallthrough; a()", ["break continue fallthrough a() end"]),
    "missing loop label": ("for a { break M; b() }", ["a+ break M b() a- end", "a- end"]),
    "continue to a switch": ("L: switch { default: continue L; a() }", ["continue L a() end"]),
    "label twice": (
        "L: a(); L: b(); if c { goto L }",
        ["a() b() c+ goto L a() b() c- end", "a() b() c- end"],
    ),
    "break after an inner loop": (
        "for { for a { }; break }; b()",
        ["a+ a- break b() end", "a- break b() end"],
    ),
    "break after an inner switch": (
        "for { switch { case a: }; break }; b()",
        ["a+ break b() end", "a- break b() end"],
    ),
    "two labels": ("A: B: for { break B }", ["break B end"]),
}


@pytest.mark.parametrize(("text", "ways"), WAYS.values(), ids=WAYS)
def test_ways(text: str, ways: list[str]) -> None:
    assert sorted(ways) == Reader(text).ways()


def test_exits_in_source_order_with_their_places() -> None:
    reader = Reader("if a { return }; if b { panic(1) }; if c { os.Exit(2) }; d()")
    exits = reader.graph.exits
    assert [leaving.kind for leaving in exits] == ["return", "panic", "no-return", "end"]
    places = [reader.text.index("return"), reader.text.index("panic"), reader.text.index("os.Exit")]
    assert [*places, reader.text.rindex("}")] == [leaving.pos for leaving in exits]
    assert reader.find("return") is exits[0].node
    assert exits[3].node is None


def test_dead_code_has_blocks_and_no_way_in() -> None:
    reader = Reader("a(); return; b()")
    graph = reader.graph
    dead = graph.block_of(reader.find("b()"))
    assert dead is not None
    assert not graph.reachable(dead)
    assert [reader.show(node) for node in graph.nodes()] == ["a()", "return"]
    assert not graph.always_before(reader.find("a()"), reader.find("b()"))


def edge_into(reader: Reader, text: str) -> Edge:
    block = reader.graph.block_of(reader.find(text))
    edges = [edge for entry in reader.graph.blocks for edge in entry.edges if edge.target == block]
    assert len(edges) == 1
    return edges[0]


def test_a_tag_is_compared() -> None:
    reader = Reader("switch err { case nil: a() }")
    cond = edge_into(reader, "a()").cond
    assert isinstance(cond, ast.BinaryExpr)
    assert (reader.show(cond.x), cond.op, reader.show(cond.y)) == ("err", "==", "nil")
    assert reader.show(cond) == "nil"


def test_a_type_is_asserted_and_nil_compared() -> None:
    reader = Reader("switch err.(type) { case *E: a(); case nil: b() }")
    asserted, compared = edge_into(reader, "a()").cond, edge_into(reader, "b()").cond
    assert isinstance(asserted, ast.TypeAssertExpr)
    assert isinstance(asserted.type, ast.TypeExpr)
    assert (reader.show(asserted.x), asserted.type.text) == ("err", "*E")
    assert isinstance(compared, ast.BinaryExpr)
    assert isinstance(compared.y, ast.Ident)
    assert (reader.show(compared.x), compared.op, compared.y.name) == ("err", "==", "nil")


def test_position_of_parts() -> None:
    reader = Reader(
        "x := g(1); for k, v := range m(x) { use(func() { deep(k) }) }; select { case got := <-c: }"
    )
    graph = reader.graph

    def at(text: str) -> ast.Node:
        place = graph.position_of(reader.find(text))
        assert place is not None
        return graph.blocks[place[0]].nodes[place[1]]

    assert reader.find("x := g(1)") is at("1")
    assert reader.find("m(x)") is at("m")
    assert reader.loops()[0] is at("v")
    assert isinstance(at("deep(k)"), ast.ExprStmt)
    assert reader.show(at("deep(k)")) == "use(func() { deep(k) })"
    assert reader.show(at("got")) == "got := <-c"


@pytest.mark.parametrize(
    "text",
    [
        "if a { b() }",
        "for a { b() }",
        "{ b() }",
        "switch { case a: b() }",
        "case a: b()",
        "L: b()",
        "case int: b()",
        "case <-c: b()",
    ],
)
def test_a_carrier_has_no_position(text: str) -> None:
    opening = {"case a": "switch", "case i": "switch x.(type)", "case <": "select"}.get(text[:6])
    around = opening + " { " + text + " }" if opening else text
    reader = Reader(around)
    assert reader.graph.position_of(reader.find(text)) is None


def test_code_of_another_function_has_no_position() -> None:
    reader, other = Reader("a(); b()"), Reader("c(); d(); e(); f(); g(); h(); i(); k()")
    assert reader.graph.position_of(other.find("k()")) is None
    with pytest.raises(LookupError):
        reader.graph.paths_from(other.find("k()"), 0, step=lambda _, state: state)


def test_evaluated_leaves_bodies_out() -> None:
    reader = Reader(
        "for k, v := range m() { a() }; switch y := x.(type) { case int: b() }; f(func() { c() })"
    )
    shown = {
        reader.show(node): [reader.show(part) for part in evaluated(node)] for node in reader.graph.nodes()
    }
    assert shown["range"] == ["range", "k", "v"]
    assert shown["type"] == ["type", "y", "x"]
    literal = shown["f(func() { c() })"]
    assert "func() { c() }" in literal
    assert "c()" not in literal


def test_evaluated_select_is_only_itself() -> None:
    reader = Reader("select { case <-c: a() }")
    select = next(node for node in reader.graph.nodes() if isinstance(node, ast.SelectStmt))
    assert [select] == list(evaluated(select))


def test_a_local_variable_may_be_called_panic_or_true() -> None:
    panic, true = ast.Ident(1, 6, "panic"), ast.Ident(10, 14, "true")
    panic.obj = true.obj = cast("Variable", object())
    call = ast.ExprStmt(1, 8, ast.CallExpr(1, 8, panic, [], ellipsis=False))
    loop = ast.ForStmt(9, 17, None, true, None, ast.BlockStmt(15, 17, []))
    graph = build(ast.BlockStmt(0, 18, [call, loop]))
    assert [leaving.kind for leaving in graph.exits] == ["end"]
    assert not is_endless(loop)


def test_bad_nodes_are_ordinary() -> None:
    bad, worse = ast.BadStmt(1, 3), ast.BadExpr(4, 6)
    graph = build(ast.BlockStmt(0, 9, [bad, ast.IfStmt(4, 8, None, worse, ast.BlockStmt(7, 8, []), None)]))
    assert [bad, worse] == list(graph.nodes())
    assert [leaving.kind for leaving in graph.exits] == ["end"]


@pytest.mark.parametrize("kind", ["block", "if", "for", "switch", "label", "not", "and"])
def test_any_depth(kind: str) -> None:
    stmt: ast.Stmt = ast.BadStmt(0, 1)
    cond: ast.Expr = ast.Ident(0, 1, "a")
    for _ in range(DEEP):
        inner = ast.BlockStmt(0, 1, [stmt])
        match kind:
            case "block":
                stmt = inner
            case "if":
                stmt = ast.IfStmt(0, 1, None, cond, inner, None)
            case "for":
                stmt = ast.ForStmt(0, 1, None, cond, None, inner)
            case "switch":
                stmt = ast.SwitchStmt(0, 1, None, None, [ast.CaseClause(0, 1, [cond], [stmt], default=False)])
            case "label":
                stmt = ast.LabeledStmt(0, 1, "l", stmt)
            case "not":
                cond = ast.UnaryExpr(0, 1, "!", cond)
            case "and":
                cond = ast.BinaryExpr(0, 1, "&&", cond, ast.Ident(0, 1, "b"))
    if kind in {"not", "and"}:
        stmt = ast.IfStmt(0, 1, None, cond, ast.BlockStmt(0, 1, [stmt]), None)
    graph: Graph = build(ast.BlockStmt(0, 1, [stmt]))
    leaving: list[Exit] = graph.exits
    assert [found.kind for found in leaving] == ["end"]
    assert (DEEP if kind == "for" else 0) == len(graph.loops)
