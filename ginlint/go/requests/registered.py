"""Whether the table of routes has a function: a question that few edits change the answer of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.trace import TRACE, question

if TYPE_CHECKING:
    from ginlint.go.file import File
    from ginlint.go.project import Project


def is_registered(project: Project, file: File, pos: int) -> bool:
    """Tell whether the declaration or literal at `pos` is registered, as a handler or as middleware."""
    decl = file.declaration_at(pos)
    if decl is None:
        return _in_table(project, file, pos)
    return _is_registered(project, file.path, *file.key_of(decl), pos - decl.pos)


@question
def _is_registered(project: Project, path: str, name: str, number: int, inside: int) -> bool:
    """Answer for what stands `inside` bytes after the start of a declaration."""
    file = project.file(path)
    decl = file.declaration(name, number) if file is not None else None
    if file is None or decl is None:
        return False
    TRACE.seen.add((file, decl.pos))
    return _in_table(project, file, decl.pos + inside)


def _in_table(project: Project, file: File, pos: int) -> bool:
    table, key = project.requests.routes, (file.path, pos)
    return key in table.served or key in table.used
