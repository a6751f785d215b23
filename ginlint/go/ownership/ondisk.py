"""Whether files that are opened by way of an interface may be files of a disk: programs embed them, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.trace import question

if TYPE_CHECKING:
    from ginlint.go.project import Project


@question
def makes_any_of(project: Project, names: tuple[str, ...]) -> bool:
    """Tell whether the module, its tests apart, calls or converts to anything of these qualified names."""
    for name in names:
        path, _, last = name.rpartition(".")
        for file, offset in project.call_sites(last):
            if file.test or all(spec.path != path for spec in file.facts.imports):
                continue
            call = file.call_at(offset)
            callee = call.callee if call is not None else None
            if callee is not None and name in (callee.name, str(callee.type)):
                return True
    return False
