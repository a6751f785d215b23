"""Collections that only grow: where requests put something in, and nothing in the module takes it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ginlint.go.names import Slice
from ginlint.go.state.globals import GlobalWrite, global_writes
from ginlint.go.state.shared import SharedWrite, shared_writes
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function
    from ginlint.go.package import Package

STORES = ("sync.Map.Store", "sync.Map.LoadOrStore", "sync.Map.Swap")


@dataclass(frozen=True, slots=True)
class Insertion:
    """A place where something is added to a collection that outlives the request.

    `key` is the key of a map entry, None for an element of a slice. `name` is the
    collection's last name, `place` what it is: a package variable, a variable of
    the factory around, a field.
    """

    function: Function
    node: ast.Node
    target: ast.Expr
    key: ast.Expr | None
    name: str
    place: str


def insertions(package: Package) -> Iterator[Insertion]:
    """Yield what is added to shared collections that nothing in the module is seen to shrink."""
    for write in global_writes(package):
        yield from _insertion(package, write, write.variable.name, "package variable")
    for shared in shared_writes(package):
        place = "variable of the factory" if shared.kind == "captured" else "field"
        yield from _insertion(package, shared, _last_name(shared.target), place)
    for call in package.calls(*STORES):
        yield from _stored(package, call.function, call.node)


def _insertion(
    package: Package, write: GlobalWrite | SharedWrite, name: str, place: str
) -> Iterator[Insertion]:
    node, function = write.node, write.function
    if not isinstance(node, (ast.AssignStmt, ast.IncDecStmt)) or not name:
        return
    key: ast.Expr | None = None
    if isinstance(write.target, ast.IndexExpr) and write.in_map:
        key = write.target.indices[0]
        name = _last_name(write.target.x) or name
    elif not _appends(function, node, write.target):
        return
    if not shrinks(package, name):
        yield Insertion(function, node, write.target, key, name, place)


def _appends(function: Function, node: ast.Node, target: ast.Expr) -> bool:
    """Tell `x = append(x, …)`."""
    match node:
        case ast.AssignStmt([only], "=", [ast.CallExpr(ast.Ident("append"), [first, _, *_], _)]) if (
            only is target
        ):
            over = function.file.typer.program.underlying(function.file.typer.type_of(target))
            return function.file.text(first) == function.file.text(target) and isinstance(over, Slice)
    return False


def _stored(package: Package, function: Function, call: ast.CallExpr) -> Iterator[Insertion]:
    if not isinstance(call.fun, ast.SelectorExpr) or not call.args:
        return
    owner = call.fun.x
    name = _last_name(owner)
    if function.file.typer.package_value(owner) is not None and not shrinks(package, name):
        yield Insertion(function, call, owner, call.args[0], name, "package variable")


def _last_name(expr: ast.Expr) -> str:
    match expr:
        case ast.Ident(name):
            return name
        case ast.SelectorExpr(_, sel, _):
            return sel
        case ast.IndexExpr(x, _) | ast.StarExpr(x):
            return _last_name(x)
    return ""


def shrinks(package: Package, name: str) -> bool:
    """Tell whether anything in the module may take something out of a collection of this name, or bounds it.

    By text: removing, clearing, replacing, cutting, or looking at its length.
    """
    word = re.escape(name.encode())
    pattern = re.compile(
        rb"(?:\bdelete\(|\bclear\(|\blen\(|\bcap\(|slices\.Delete\w*\(|maps\.(?:DeleteFunc|Clear)\()[\w.&*\[\]]*\b"
        + word
        + rb"\b"
        rb"|\b" + word + rb"\.(?:Delete|LoadAndDelete|CompareAndDelete|Clear|Range|Remove|Reset|Evict)\("
        rb"|\b" + word + rb"(?:\[[^\]\n]*\])?\s*=\s*(?!=|append\(|\s)"
        rb"|\b" + word + rb"\s*=\s*append\([\w.]*\b" + word + rb"\["
        rb"|range\s+[\w.]*\b" + word + rb"\b[^\n]*\{[^}]*\bdelete\("
    )
    declared = re.compile(rb"(?:\bvar\s+|^\s*)" + word + rb"\b[^\n=]*=")
    for other in package.project.packages:
        for file in other.files:
            if file.test or name.encode() not in file.parsed.text:
                continue
            for match in pattern.finditer(file.parsed.text):
                if not _only_fills(file.parsed.text, match, declared, name.encode()):
                    return True
    return False


def _only_fills(text: bytes, match: re.Match[bytes], declared: re.Pattern[bytes], name: bytes) -> bool:
    """Tell an assignment that declares the collection, makes it when it is nil, or sets one entry."""
    if b"=" not in match.group() or b"delete" in match.group():
        return False
    start = text.rfind(b"\n", 0, match.start()) + 1
    end = text.find(b"\n", match.start())
    line = text[start : end if end >= 0 else len(text)]
    if b"[" in match.group() and b"append(" not in match.group():
        return True
    if declared.match(line.lstrip()) and (
        b"var " in line or text[:start].count(b"{") == text[:start].count(b"}")
    ):
        return True
    before = text[max(0, start - 120) : start]
    return name + b" == nil" in before
