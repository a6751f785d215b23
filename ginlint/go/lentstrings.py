"""Strings and bytes of fiber's requests that are kept: they change when the next request comes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.escapes import Escape, Lent, escapes_of, lent_in, outlives_handler
from ginlint.go.names import Basic
from ginlint.go.ownership.uses import Use, UseKind, uses_of, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.package import Package
    from ginlint.go.project import Project

IMMUTABLE = re.compile(rb"\bImmutable\s*[:=]\s*true\b")


class LentText(NamedTuple):
    """A getter `call` of a fiber context, and where its result goes."""

    call: ast.CallExpr
    escape: Escape


def lent_texts_kept(package: Package) -> Iterator[LentText]:
    """Yield what fiber lends to a handler as text and what outlives it; nothing where apps are immutable."""
    for lent in lent_in(package, "fiber"):
        if _is_immutable(package.project):
            return
        for use in uses_of_variable(lent.function, lent.variable):
            if use.kind is UseKind.METHOD and use.call is not None:
                escape = _kept(lent, use, use.call)
                if escape is not None:
                    yield LentText(use.call, escape)


@question
def _is_immutable(project: Project) -> bool:
    return any(
        IMMUTABLE.search(file.parsed.text) is not None
        for package in project.packages
        for file in package.files
    )


def _kept(lent: Lent, getter: Use, call: ast.CallExpr) -> Escape | None:
    """Return the first way on which the result of a getter outlives the handler."""
    names = table("handlers")["fiber"]
    if getter.member not in names["text"] and getter.member not in names["bytes"]:
        return None
    if next(escapes_of(lent, getter), None) is not None:
        return None  # the context itself is used too late: that is said already
    copies = getter.member in names["bytes"]
    for use in uses_of(getter.function, call):
        if copies and _is_copied(lent, use):
            continue
        key = _as_key(lent, use)
        if key is not None:
            return key
        for escape in escapes_of(lent, use):
            return escape
    return None


def _is_copied(lent: Lent, use: Use) -> bool:
    """Tell bytes that have become text while the handler ran: string(body), not in a goroutine of it."""
    if use.function.file.typer.type_of(use.node) != Basic("string"):
        return False
    return use.function is lent.function or not isinstance(use.node, ast.CallExpr)


def _as_key(lent: Lent, use: Use) -> Escape | None:
    """Tell text that becomes the key of a map which outlives the request."""
    index = use.function.parent_of(use.node)
    if not isinstance(index, ast.IndexExpr) or use.node not in index.indices:
        return None
    statement = use.function.parent_of(index)
    written = (isinstance(statement, ast.AssignStmt) and index in statement.lhs) or isinstance(
        statement, ast.IncDecStmt
    )
    if written and outlives_handler(lent, index.x):
        return Escape(lent, use, "kept", target=index.x)
    return None
