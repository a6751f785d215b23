"""Snippets of Go beside their graphs, for the tests of flow."""

from __future__ import annotations

from ginlint.go.flow import Edge, build
from ginlint.go.syntax import ast, parse

LEAVERS = {"os.Exit", "log.Fatal"}


def body(text: str) -> ast.BlockStmt:
    file = parse(b"package p\n\nfunc f() {\n" + text.encode() + b"\n}\n")
    assert file.facts.errors == []
    return file.function(file.facts.functions[0])[2]


class Reader:
    """A snippet's graph beside its text."""

    def __init__(self, text: str) -> None:
        self.text = "package p\n\nfunc f() {\n" + text + "\n}\n"
        self.body = body(text)
        self.graph = build(self.body, no_return=self.leaves)

    def leaves(self, call: ast.CallExpr) -> bool:
        return self.text[call.fun.pos : call.fun.end] in LEAVERS

    def show(self, node: ast.Node) -> str:
        match node:
            case ast.RangeStmt():
                return "range"
            case ast.SelectStmt():
                return "select"
            case ast.TypeSwitchStmt():
                return "type"
        return self.text[node.pos : node.end]

    def step(self, node: ast.Node, state: tuple[str, ...]) -> tuple[str, ...] | None:
        word = self.show(node)
        seen = [old for old in state if old.rstrip("+-") == word]
        return None if len(seen) > 1 else (*state, word)

    def branch(self, edge: Edge, state: tuple[str, ...]) -> tuple[str, ...]:
        if edge.cond is None and (not state or state[-1] != "range"):
            return state
        return (*state[:-1], state[-1] + ("+" if edge.truth else "-"))

    def ways(self) -> list[str]:
        search = self.graph.paths_from(None, (), step=self.step, branch=self.branch, cap=1000)
        found = [" ".join([*path.state, path.exit.kind]) for path in search if path.exit]
        assert search.capped is False
        return sorted(found)

    def find(self, text: str) -> ast.Node:
        return next(node for node in ast.walk(self.body) if self.text[node.pos : node.end] == text)

    def loops(self) -> list[ast.ForStmt | ast.RangeStmt]:
        return [node for node in ast.walk(self.body) if isinstance(node, ast.ForStmt | ast.RangeStmt)]
