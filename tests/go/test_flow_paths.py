"""The search for paths, used the way a rule about releases uses it."""

from __future__ import annotations

import pytest

from ginlint.go.flow import Edge, Path, defers_before
from ginlint.go.syntax import ast
from tests.go.flowtext import Reader


class Release:
    """Where `x, err := open()` is not followed by x.Close(); the state says if err is still its error."""

    def __init__(self, text: str) -> None:
        self.reader = Reader(text)

    def step(self, node: ast.Node, state: str) -> str | None:
        words = self.reader.show(node)
        if "x.Close()" in words:
            return None
        return "stale" if words.startswith("err = ") else state

    def branch(self, edge: Edge, state: str) -> str | None:
        match edge.cond:
            case ast.BinaryExpr("!=" | "==" as op, ast.Ident("err"), ast.Ident("nil")) if state == "fresh":
                failed = edge.truth is (op == "!=")
                return None if failed else state
        return state

    def leaks(self) -> list[str]:
        start = self.reader.find("x, err := open()")
        search = self.reader.graph.paths_from(start, "fresh", step=self.step, branch=self.branch)
        return [self.reader.text[path.exit.pos :].split("\n")[0] for path in search if path.exit]


LEAKS = [
    ("x, err := open()\nif err != nil { return }\ndefer x.Close()\nuse(x)", []),
    ("x, err := open()\nif nil == nil && err == nil {\ndefer x.Close()\n}\nreturn 1", ["return 1"]),
    ("x, err := open()\nif err == nil {\nx.Close()\n}", []),
    ("x, err := open()\nif err != nil { return }\nif a {\nreturn 1\n}\nx.Close()", ["return 1"]),
    ("x, err := open()\nerr = use(x)\nif err != nil {\nreturn 1\n}\nx.Close()", ["return 1"]),
    ("x, err := open()\nif err != nil || a {\nreturn 1\n}\nx.Close()", ["return 1"]),
    ("x, err := open()\nswitch err {\ncase nil:\nx.Close()\ndefault:\nreturn 1\n}", []),
    ("x, err := open()\nswitch {\ncase err != nil:\nreturn 1\n}\nx.Close()", []),
    ("x, err := open()\nswitch err.(type) {\ncase nil:\nx.Close()\n}", []),
    ("x, err := open()\nfor range 3 {\nif a {\npanic(1)\n}\n}\nx.Close()", ["panic(1)"]),
    ("for {\nx, err := open()\nif err != nil { continue }\nx.Close()\n}", []),
    ("x, err := open()\nfor {\nuse(x)\n}", []),
    ("x, err := open()\nselect {}", []),
    ("x, err := open()\nif a {\nos.Exit(1)\n}\nx.Close()", ["os.Exit(1)"]),
]


@pytest.mark.parametrize(("text", "expected"), LEAKS)
def test_error_correlation_is_a_state(text: str, expected: list[str]) -> None:
    assert expected == Release(text).leaks()


def everywhere(reader: Reader, start: str) -> list[Path[int]]:
    return list(reader.graph.paths_from(reader.find(start), 0, step=lambda _, state: state))


def told(reader: Reader, path: Path[int]) -> list[str]:
    return [
        str(step.truth) if isinstance(step, Edge) else reader.show(step)
        for step in path.steps
        if isinstance(step, ast.Node) or step.cond is not None
    ]


def test_the_witness_tells_nodes_and_edges_in_order() -> None:
    reader = Reader("a(); b(); if c { d(); return }; e()")
    paths = everywhere(reader, "a()")
    expected = [["b()", "c", "True", "d()", "return"], ["b()", "c", "False", "e()"]]
    assert expected == [told(reader, path) for path in paths]
    assert paths[0].nodes == [step for step in paths[0].steps if isinstance(step, ast.Node)]
    assert paths[0].exit
    assert paths[0].exit.node is paths[0].steps[-1]


def test_the_witness_has_the_fewest_branches() -> None:
    reader = Reader("a(); if b { if c { d() }; for e { } }; f()")
    expected = [["b", "False", "f()"]]
    assert expected == [told(reader, path) for path in everywhere(reader, "a()")]


def test_the_nearest_exit_comes_first() -> None:
    reader = Reader("a(); if b { if c { if d { return } } else { return }; return }; e()")
    lengths = [len(path.steps) for path in everywhere(reader, "a()")]
    assert sorted(lengths) == lengths
    expected = 4
    assert expected == len(lengths)


def test_the_start_may_be_part_of_a_node_or_in_a_loop() -> None:
    reader = Reader("for a { b(g()); c() }")
    (path,) = everywhere(reader, "g()")
    expected = ["c()", "a", "False"]
    assert expected == told(reader, path)


def test_the_start_may_be_the_exit() -> None:
    reader = Reader("return a()")
    (path,) = everywhere(reader, "a()")
    assert path.steps == []
    assert path.exit
    assert path.exit.kind == "return"


def test_stop_ends_a_path_at_a_node() -> None:
    reader = Reader("for { x = a(); if b { return } }")
    again = reader.find("x = a()")
    search = reader.graph.paths_from(
        again, 0, step=lambda _, state: state, stop=lambda node, _: node is again
    )
    ends = [(path.exit.kind if path.exit else "stop", path.nodes[-1]) for path in search]
    expected = [("return", reader.find("return")), ("stop", again)]
    assert expected == ends


def test_stop_sees_the_state_before_the_node() -> None:
    reader = Reader("a(); b(); c()")
    search = reader.graph.paths_from(
        None,
        0,
        step=lambda _, state: state + 1,
        stop=lambda node, state: state == 2 and isinstance(node, ast.Stmt),
    )
    expected = [(2, ["a()", "b()", "c()"])]
    assert expected == [(path.state, [reader.show(node) for node in path.nodes]) for path in search]


def test_an_end_is_told_once_for_each_state() -> None:
    reader = Reader("if a { b() } else { c() }; d()")

    def step(node: ast.Node, state: str) -> str:
        words = reader.show(node)
        return state + words if words in {"b()", "c()"} else state

    def forget(node: ast.Node, state: str) -> str:
        return "" if reader.show(node) == "d()" else step(node, state)

    both = reader.graph.paths_from(None, "", step=step)
    one = reader.graph.paths_from(None, "", step=forget)
    expected = ["b()", "c()"]
    assert expected == [path.state for path in both]
    expected = [""]
    assert expected == [path.state for path in one]


@pytest.mark.parametrize(
    ("cap", "capped", "found"), [(1, True, 1), (3, True, 3), (8, False, 8), (16, False, 8)]
)
def test_states_are_capped(cap: int, capped: bool, found: int) -> None:
    reader = Reader("if a { }; if b { }; if c { }; d()")

    def branch(edge: Edge, state: tuple[bool, ...]) -> tuple[bool, ...]:
        return state if edge.cond is None else (*state, edge.truth)

    start: tuple[bool, ...] = ()
    search = reader.graph.paths_from(None, start, step=lambda _, state: state, branch=branch, cap=cap)
    assert found == len(list(search))
    assert capped is search.capped
    assert found == len(list(search))


def test_an_unbounded_state_ends() -> None:
    reader = Reader("for a { b() }")
    search = reader.graph.paths_from(None, 0, step=lambda _, state: state + 1)
    expected = 16
    assert expected == len(list(search))
    assert search.capped


def test_defers_run_last_armed_first() -> None:
    reader = Reader("defer a(); if x { defer b(); return }; defer c(); for y { defer d() }")
    paths = list(reader.graph.paths_from(None, 0, step=lambda _, state: state))
    expected = [["defer b()", "defer a()"], ["defer c()", "defer a()"]]
    assert expected == [[reader.show(node) for node in defers_before(path)] for path in paths]
