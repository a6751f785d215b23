"""What is lost once, as that which it was acquired for is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.flow import evaluated
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.go.ownership.models import Resource


def is_lost_by_stopping(call: ast.CallExpr, resource: Resource, way: Iterable[ast.Node]) -> bool:
    """Tell a way by `case <-s.stop` on which a last connection that was accepted goes, or a pooled value."""
    lost = table("releases")["lost_by_stopping"]
    if not last_name(call.fun).startswith(tuple(lost["calls"])) and resource.rule not in lost["rules"]:
        return False
    return any(_tells_to_stop(inner) for node in way for inner in evaluated(node))


def _tells_to_stop(node: ast.Node) -> bool:
    channel = node.x if isinstance(node, ast.UnaryExpr) and node.op == "<-" else None
    name = last_name(channel).lower() if isinstance(channel, (ast.Ident, ast.SelectorExpr)) else ""
    return any(word in name for word in table("releases")["stopping_words"])
