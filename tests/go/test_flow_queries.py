"""Dominance, loops and what leaves them."""

from __future__ import annotations

import pytest

from ginlint.go.flow import is_endless
from ginlint.go.syntax import ast
from tests.go.flowtext import Reader

ALWAYS = [
    ("a(); b()", True),
    ("b(); a()", False),
    ("if c { a() }; b()", False),
    ("a(); if c { b() }", True),
    ("if c { a() } else { return }; b()", True),
    ("if a() && c { b() }", True),
    ("if c && a() { }; b()", False),
    ("for c { b(); a() }", False),
    ("for { a(); if c { break } }; b()", True),
    ("switch { case c: a(); default: panic(1) }; b()", True),
    ("switch { case c: a(); default: }; b()", False),
    ("if c { goto l }; a(); l: b()", False),
    ("if c { goto m }; a(); l: b(); m: if d { goto l }", False),
    ("if c { a(); goto m }; l: x(); m: b(); if d { goto l }", False),
    ("return; a(); b()", False),
]


@pytest.mark.parametrize(("text", "expected"), ALWAYS)
def test_always_before(text: str, expected: bool) -> None:
    reader = Reader(text)
    assert expected is reader.graph.always_before(reader.find("a()"), reader.find("b()"))


def test_dominates_is_reflexive_and_false_for_the_dead() -> None:
    graph = Reader("a(); return; b()").graph
    assert graph.dominates(0, 0)
    assert not graph.dominates(0, 1)
    assert not graph.dominates(1, 1)


LOOPS = [
    ("for { x() }", True, True),
    ("for a { x() }", True, True),
    ("for a { x(); return }", False, True),
    ("for a { if b { x(); break } }", False, True),
    ("for a { if b { x(); continue }; break }", True, True),
    ("for x(); a; { }", False, False),
    ("for a { for x(); b; { } }", True, True),
    ("for range x() { }", False, False),
    ("x()", False, False),
    ("for a { }; if b { x() }", False, False),
    ("for a { for b { }; x() }", True, True),
    ("for c { x(); for { if a { break } } }", True, True),
    ("l: x(); if a { goto l }", True, False),
    ("for a { switch { case b: x() } }", True, True),
]


@pytest.mark.parametrize(("text", "turns", "written"), LOOPS)
def test_loops_of_a_node(text: str, turns: bool, written: bool) -> None:
    reader = Reader(text)
    node = reader.find("x()")
    assert turns is (reader.graph.loop_at(node) is not None)
    assert written is (reader.graph.loop_around(node) is not None)


def test_nested_loops() -> None:
    reader = Reader("for a { b(); for range c { d(); for e { return } } }")
    outer, inner, innermost = reader.loops()
    graph = reader.graph
    loop = graph.loop_at(reader.find("d()"))
    assert loop is not None
    assert inner is loop.stmt
    assert loop.parent is not None
    assert (outer, None) == (loop.parent.stmt, loop.parent.parent)
    assert [inner, outer] == [loop.stmt for loop in graph.loops]
    assert innermost is graph.loop_around(reader.find("return"))
    assert [None, outer, inner] == [graph.loop_around(stmt) for stmt in (outer, inner, innermost)]
    assert reader.loops()[1] is graph.loop_around(reader.find("d()"))


EXITS_LOOP = [
    ("for { }", False, True),
    ("for true { }", False, True),
    ("for a { }", True, False),
    ("for range ch { }", True, False),
    ("for { break }", True, True),
    ("for { if a { return } }", True, True),
    ("for { if a { panic(1) } }", True, True),
    ("for { if a { log.Fatal(1) } }", True, True),
    ("for { if a { goto out } }; out:", True, True),
    ("for { select { case <-c: break } }", False, True),
    ("for { switch { case a: break } }", False, True),
    ("for { for { break } }", False, True),
    ("for { func() { return }() }", False, True),
    ("for { continue; return }", False, True),
    ("for { select { }; return }", False, True),
    ("l: for { for { break l } }", True, True),
]


@pytest.mark.parametrize(("text", "leaves", "endless"), EXITS_LOOP)
def test_exits_loop(text: str, leaves: bool, endless: bool) -> None:
    reader = Reader(text)
    loop = reader.loops()[0]
    assert leaves is reader.graph.exits_loop(loop)
    assert endless is is_endless(loop)


LEAVES = [
    ("a()", False),
    ("return", True),
    ("a(); panic(1)", True),
    ("os.Exit(1)", True),
    ("continue", True),
    ("break", True),
    ("if a { return }", False),
    ("if a { return } else { break }", True),
    ("for { }", True),
    ("for { break }", False),
    ("switch { case a: return }", False),
    ("switch { case a: return; default: continue }", True),
    ("l: if a { goto l }; return", True),
    ("if a { goto l }; return; l:", False),
]


@pytest.mark.parametrize(("text", "expected"), LEAVES)
def test_always_leaves(text: str, expected: bool) -> None:
    reader = Reader("for c { if d { " + text + " }; e() }")
    then = next(node for node in ast.walk(reader.body) if isinstance(node, ast.IfStmt)).body
    assert expected is reader.graph.always_leaves(then)


def test_always_leaves_a_clause() -> None:
    reader = Reader("switch x { case 1: return; case 2: a() }; select { case <-c: return; default: }")
    clauses = [node for node in ast.walk(reader.body) if isinstance(node, ast.CaseClause | ast.CommClause)]
    assert [reader.graph.always_leaves(clause) for clause in clauses] == [True, False, True, False]
