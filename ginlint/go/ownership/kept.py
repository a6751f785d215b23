"""What a function keeps of what it hands out: caches, registries and fields have it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.ownership.effects import Event, classify
from ginlint.go.ownership.uses import Use, UseKind, uses_of
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.go.ownership.models import Resource


def is_kept(uses: Iterable[Use], resource: Resource) -> bool:
    """Tell whether a function keeps a value somewhere, too: who is given it then shares it."""
    return any(_keeps(use, resource) for use in uses)


def _keeps(use: Use, resource: Resource) -> bool:
    if use.kind in (UseKind.STORED, UseKind.SENT, UseKind.GOROUTINE):
        return True
    if use.kind is not UseKind.ARGUMENT or use.callee is None or use.call is None:
        return False
    if use.callee.name == "builtin.append":
        return any(inner.kind is UseKind.STORED for inner in uses_of(use.function, use.call))
    if isinstance(use.call.fun, ast.SelectorExpr) and use.call.fun.sel in table("releases")["keepers"]:
        return True
    symbol = use.callee.symbol
    if symbol is None or symbol.file is None:
        return False  # one that nobody can look into sets the value up, most often
    return classify(use, resource, resource.release, depth=0) is Event.TRANSFERS
