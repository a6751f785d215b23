"""Whether what is done with a context of the module's own reaches the framework's context that it wraps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.ownership.uses import Use, UseKind, uses_of_variable
from ginlint.go.requests import own_contexts, served_as

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable

MAX_DEPTH = 2
GIVEN = (UseKind.ARGUMENT, UseKind.GOROUTINE)


def reaches_the_wrapped(use: Use, variable: Variable, depth: int = 0) -> bool:
    """Tell a use of what `variable` holds that needs the framework's context; own fields do not."""
    project = use.function.file.package.project
    type_ = variable.function.file.typer.variable_type(variable)
    if str(type_) not in own_contexts(project):
        return use.kind is not UseKind.READ or bool(use.member)
    if use.member:
        selection = project.program.select(type_, use.member)
        if selection is None or selection.through or not selection.method:
            return selection is not None and bool(
                selection.through or served_as(project, str(selection.type))
            )
        of_interface = selection.symbol is None
        return of_interface or (use.callee is not None and _in_body(body_of(use.callee), None, depth))
    return use.kind in GIVEN and use.callee is not None and _in_body(body_of(use.callee), use.index, depth)


def _in_body(body: Function | None, index: int | None, depth: int) -> bool:
    """Tell a body that needs the context in its receiver, or in its parameter `index`."""
    if body is None or depth >= MAX_DEPTH:
        return False
    if index is None:
        variable = body.receiver
    else:
        variable = body.parameters[index] if 0 <= index < len(body.parameters) else None
    return variable is not None and any(
        reaches_the_wrapped(use, variable, depth + 1) for use in uses_of_variable(body, variable)
    )
