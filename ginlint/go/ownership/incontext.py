"""What the context that it comes with keeps, too, and is ended by who asks that for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.ownership.uses import UseKind, uses_of
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.ownership.models import Resource
    from ginlint.go.project import Project


def is_left_to_context(project: Project, targets: list[ast.Expr], resource: Resource) -> bool:
    """Tell `ctx, _ = tracer.Start(ctx, name)`, where the module ends spans that contexts hold."""
    context = targets[0]
    kept = not isinstance(context, ast.Ident) or context.name != "_"
    return resource.in_context and kept and _is_ended_by_context(project)


@question
def _is_ended_by_context(project: Project) -> bool:
    """Tell whether the module ends somewhere what it has asked a context for."""
    known = table("releases")["in_contexts"]
    for name in known["asks"]:
        for file, offset in project.call_sites(name.rpartition(".")[2]):
            call = None if file.test else file.call_at(offset)
            if call is not None and call.callee.name == name:
                uses = uses_of(call.function, call.node)
                if any(use.kind is UseKind.METHOD and use.member in known["ends"] for use in uses):
                    return True
    return False
