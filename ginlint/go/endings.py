"""Functions of the module that never return: whatever way is taken, they end the process or panic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.blanks import blanked
from ginlint.go.flow import build
from ginlint.go.names.symbols import receiver_name
from ginlint.go.names.universe import ending_calls, never_returns
from ginlint.go.trace import question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl, ast

MAX_WRAPPERS = 3  # from os.Exit to a function that never returns
MAX_SITES = 20  # of one function that are looked at


@question
def ending_functions(project: Project) -> frozenset[str]:
    """Return the qualified names of the functions that never return."""
    found: set[str] = set()
    front = {name.rpartition(".")[2] for name in ending_calls()}
    for _ in range(MAX_WRAPPERS):
        new: set[str] = set()
        for file, decl in _candidates(project, front):
            symbol = file.package.symbol(file, decl)
            if symbol is not None and symbol.qualified not in found and _never_returns(file, decl, found):
                new.add(symbol.qualified)
        found |= new
        front = {name.rpartition(".")[2] for name in new}
    return frozenset(found)


def _candidates(project: Project, names: set[str]) -> Iterator[tuple[File, FuncDecl]]:
    """Yield the functions in whose outermost block something of these names is called.

    What defers anything may recover, and what has another form for another build may return there.
    """
    asked: dict[tuple[File, int], int] = {}
    for name in sorted(names):
        for file, offset in project.call_sites(name):
            decl = None if file.test else file.declaration_at(offset)
            if decl is None or decl.body is None or asked.get((file, decl.pos), 0) > MAX_SITES:
                continue
            asked[file, decl.pos] = asked.get((file, decl.pos), 0) + 1
            text = file.body_text(decl)
            if b"defer" in text:
                continue
            before = blanked(text)[: offset - decl.body[0]]
            if before.count(b"{") - before.count(b"}") == 1:
                asked[file, decl.pos] = MAX_SITES + 1
                if not _has_another_form(file, decl):
                    yield file, decl


def _has_another_form(file: File, decl: FuncDecl) -> bool:
    """Tell a function that another file of its package declares, too."""
    return any(
        other.name == decl.name and receiver_name(other.recv) == receiver_name(decl.recv)
        for beside in file.package.listed
        if beside is not file and not beside.test
        for other in beside.declarations
    )


def _never_returns(file: File, decl: FuncDecl, found: set[str]) -> bool:
    typer = file.typer

    def ends(call: ast.CallExpr) -> bool:
        name = typer.callee(call).name
        return never_returns(name) or name in found

    exits = build(file.function(decl).body, no_return=ends).exits
    return bool(exits) and all(leaving.kind in ("no-return", "panic") for leaving in exits)
