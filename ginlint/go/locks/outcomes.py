"""Tests that a function makes more than once: the second comes out as the first did."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, TypeAlias

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.flow import Edge
    from ginlint.go.names import Function

Facts: TypeAlias = frozenset[tuple[str, bool]]

NAME = re.compile(r"\w+")
SIZES = ("len", "cap")
COMPARED = re.compile(r"(.+) (==|<=|>=|<|>) (\d{1,9})")
OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def repeated_tests(function: Function) -> frozenset[str]:
    """Return the tests, without calls, that are made more than once, and flags that are set and tested."""
    places = {
        id(edge.cond): edge.cond
        for block in function.graph.blocks
        for edge in block.edges
        if edge.cond is not None
    }
    texts = Counter(told(function, cond)[0] for cond in places.values() if _is_pure(cond))
    flags = {cond.name for cond in places.values() if isinstance(cond, ast.Ident)}
    asked = {
        text: found[0]
        for cond in places.values()
        if function.parent_of(cond) is not None and (text := told(function, cond)[0]) in texts
        if (found := _range(text, True)) is not None
    }
    sides = Counter(asked.values())
    return frozenset(
        text for text, count in texts.items() if count > 1 or text in flags or sides[asked.get(text, "")] > 1
    )


class Tests:
    """The tests of a function whose outcomes are remembered, and where each may be asked again."""

    __slots__ = ("_ahead", "_function", "texts")

    def __init__(self, function: Function) -> None:
        self.texts = repeated_tests(function)
        self._function = function
        self._ahead: list[frozenset[str]] | None = None

    def __contains__(self, text: str) -> bool:
        return text in self.texts

    def __bool__(self) -> bool:
        return bool(self.texts)

    def needed(self, facts: Facts, block: int) -> Facts:
        """Return what of `facts` can decide a test from `block` on; ways that differ in the rest are one."""
        if not facts:
            return facts
        if self._ahead is None:
            self._ahead = self._function.graph.asked_ahead(self._asked)
        ahead = self._ahead[block]
        return facts if all(_side(text) in ahead for text, _ in facts) else _only(facts, ahead)

    def _asked(self, edge: Edge) -> str | None:
        text = told(self._function, edge.cond)[0] if edge.cond is not None else ""
        return _side(text) if text in self.texts else None


def _only(facts: Facts, ahead: frozenset[str]) -> Facts:
    return frozenset(fact for fact in facts if _side(fact[0]) in ahead)


def _side(text: str) -> str:
    """Return what a test is about: what it compares with a number, else all of it."""
    compared = _range(text, True)
    return text if compared is None else compared[0]


def rules_out(facts: Facts, text: str, truth: bool) -> bool:
    """Tell whether a test cannot come out so: what is 0 is not more than 0."""
    if (text, not truth) in facts:
        return True
    mine = _range(text, truth)
    if mine is None:
        return False
    ranges = (_range(*fact) for fact in facts)
    return any(
        other is not None and other[0] == mine[0] and max(mine[1], other[1]) > min(mine[2], other[2])
        for other in ranges
    )


@lru_cache(maxsize=1024)
def _range(text: str, truth: bool) -> tuple[str, float, float] | None:
    """Return what a test compares with a number, and between which it is if the test comes out so."""
    match = COMPARED.fullmatch(text)
    if match is None:
        return None
    side, op, number = match[1], match[2] if truth else OPPOSITE.get(match[2], ""), int(match[3])
    low = {"==": number, ">": number + 1, ">=": number}.get(op, -inf)
    high = {"==": number, "<": number - 1, "<=": number}.get(op, inf)
    return (side, low, high) if op else None


def told(function: Function, cond: ast.Expr) -> tuple[str, bool]:
    """Return what a test asks, and whether it asks for the opposite: `a != b` is not `a == b`."""
    if isinstance(cond, ast.BinaryExpr) and cond.op == "!=":
        return f"{function.file.text(cond.x)} == {function.file.text(cond.y)}", True
    return function.file.text(cond), False


def _is_pure(cond: ast.Expr) -> bool:
    return not any(
        (isinstance(node, ast.CallExpr) and not (isinstance(node.fun, ast.Ident) and node.fun.name in SIZES))
        or (isinstance(node, ast.UnaryExpr) and node.op == "<-")
        for node in ast.walk(cond)
    )


def still_known(facts: Facts, written: list[str]) -> Facts:
    """Return the outcomes that hold once `written` has been set."""
    if not facts:
        return facts
    names = {name for text in written for name in NAME.findall(text)[-1:]}
    return frozenset(fact for fact in facts if names.isdisjoint(_names_in(fact[0])))


@lru_cache(maxsize=1024)
def _names_in(test: str) -> list[str]:
    return NAME.findall(test)


def targets(node: ast.Node) -> list[ast.Expr]:
    """Return what a statement writes."""
    match node:
        case ast.AssignStmt(lhs, _, _):
            return lhs
        case ast.IncDecStmt(x, _):
            return [x]
        case ast.RangeStmt(key, value, _, _, _):
            return [target for target in (key, value) if target is not None]
        case ast.DeclStmt(specs):
            return [name for spec in specs for name in spec.names]
    return []


def begins_round(node: ast.Node) -> bool:
    """Tell a statement that makes the variables of the next round of a loop."""
    return isinstance(node, (ast.RangeStmt, ast.DeclStmt)) or (
        isinstance(node, ast.AssignStmt) and node.op == ":="
    )
