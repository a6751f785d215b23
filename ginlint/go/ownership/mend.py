"""Where a deferred release can be written so that it covers every way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.ownership.track import Leak, Site

UNFIT = ("Wait", "Process", "Commit", "All", "Shutdown", "Drain", "Hijack")


class Insertion(NamedTuple):
    """A statement to write at `offset`, on a line of its own with `indent` before it.

    `safe` says that nothing but the release changes: the value stays in the
    function, and the statement before makes sure that there is one.
    """

    offset: int
    indent: str
    text: str
    safe: bool


def deferred_release(leak: Leak) -> Insertion | None:
    """Return the `defer` that mends a leak, None where there is no good place for one."""
    site = leak.site
    path = next((p for p in _preferred(site) if p[-1] not in UNFIT), None)
    if path is None or leak.released or site.resource.never_only:
        return None
    if site.function.graph.loop_at(site.statement) is not None or site.variable.captured:
        return None
    block = site.function.parent_of(site.statement)
    stmts = (
        block.stmts
        if isinstance(block, ast.BlockStmt)
        else block.body
        if isinstance(block, ast.CaseClause)
        else []
    )
    if not isinstance(site.statement, ast.Stmt) or site.statement not in stmts:
        return None
    following = stmts[stmts.index(site.statement) + 1 :][:1]
    checked = bool(following) and _checks(site, following[0])
    after = following[0] if checked else site.statement
    if site.error is not None and not checked:
        return None
    name = site.variable.name
    call = f"{name}()" if path == ("()",) else f"{name}.{'.'.join(path)}()"
    return Insertion(after.end, _indent(site, site.statement), f"defer {call}", safe=True)


def _preferred(site: Site) -> list[tuple[str, ...]]:
    """Return the ways to release, the one that is right on every way out first."""
    return sorted(site.resource.release, key=lambda path: path[-1] != "Rollback")


def _checks(site: Site, stmt: ast.Stmt) -> bool:
    """Tell `if err != nil { return … }` for the error of the acquisition."""
    if not isinstance(stmt, ast.IfStmt) or stmt.init is not None or stmt.orelse is not None:
        return False
    match stmt.cond:
        case ast.BinaryExpr("!=", ast.Ident() as x, ast.Ident("nil")):
            leaves = site.function.graph.always_leaves(stmt.body)
            return x.obj is not None and x.obj is site.error and leaves
    return False


def _indent(site: Site, stmt: ast.Stmt) -> str:
    text = site.function.file.parsed.text
    start = text.rfind(b"\n", 0, stmt.pos) + 1
    return text[start : stmt.pos].decode("utf-8", "replace")
