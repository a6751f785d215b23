"""Which element of a collection a lock is: an index, told so that callers know it by what they hand over.

A local variable in it is written `name@place`; in a summary a parameter is `@#number`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable

    from ginlint.go.names import Function

OWN = re.compile(r"(\w+)@(\d+)")
GIVEN = re.compile(r"@#(-?\d+)")


def element_of(function: Function, index: ast.Expr) -> str:
    """Return the step to the element that a settled index chooses."""
    return f"[{settled(function, index)}]"


def settled(function: Function, expr: ast.Expr) -> str:
    """Return an expression with each local variable told apart from others of its name."""
    text, at, parts = function.file.parsed.text, expr.pos, list[str]()
    names = [node for node in ast.walk(expr) if isinstance(node, ast.Ident) and node.obj is not None]
    for name in sorted(names, key=lambda node: node.pos):
        if name.obj is not None:
            parts.append(f"{text[at : name.end].decode(errors='replace')}@{name.obj.pos}")
            at = name.end
    return "".join((*parts, text[at : expr.end].decode(errors="replace")))


def is_settled(function: Function, index: ast.Expr) -> bool:
    """Tell an index that is the same wherever it is written: made of constants and of variables set once."""
    for node in ast.walk(index):
        match node:
            case ast.Ident() if node.obj is not None:
                if node.obj.writes or node.obj.kind == "result":
                    return False
            case ast.CallExpr():
                if function.file.typer.callee(node).kind != "conversion":
                    return False
            case ast.UnaryExpr("<-", _) | ast.IndexExpr() | ast.FuncLit():
                return False
    return True


def for_callers(path: tuple[str, ...], numbers: dict[str, int]) -> tuple[str, ...] | None:
    """Name what a function is handed by its number, given by place; None if the path needs more than that."""

    def number(name: re.Match[str]) -> str:
        return f"@#{numbers[name[2]]}" if name[2] in numbers else name[0]

    told = tuple(OWN.sub(number, step) if step.startswith("[") else step for step in path)
    return None if any(OWN.search(step) for step in told if step.startswith("[")) else told


def at_call(path: tuple[str, ...], given: Callable[[int], str | None]) -> tuple[str, ...] | None:
    """Return a path as the caller sees it, which gives what has a number; None if it is not settled there."""
    numbers = {int(found) for step in path if step.startswith("[") for found in GIVEN.findall(step)}
    values = {number: given(number) for number in numbers}
    if None in values.values():
        return None
    return tuple(GIVEN.sub(lambda found: str(values[int(found[1])]), step) for step in path)


def plain(path: tuple[str, ...]) -> str:
    """Return a path as it is written."""
    return "".join(OWN.sub(r"\1", step) if step.startswith("[") else f".{step}" for step in path)
