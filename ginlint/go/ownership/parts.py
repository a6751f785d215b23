"""What a resource gives of itself, another form or a part that goes on using it, and what follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import UNKNOWN, Named, Pointer, Tuple, deref
from ginlint.go.ownership.borrow import MAX_DEPTH
from ginlint.go.ownership.uses import HANDED_OVER, UseKind, uses_of
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.call import Call
    from ginlint.go.names import Variable
    from ginlint.go.ownership.models import Resource
    from ginlint.go.ownership.uses import Use


def gives_itself(use: Use, call: ast.CallExpr, resource: Resource) -> bool:
    """Tell `return db.Unsafe()`: what is like its receiver or below it, or what the module can close."""
    typer = use.function.file.typer
    type_ = typer.type_of(call)
    first = type_.types[0] if isinstance(type_, Tuple) and type_.types else type_
    closes = resource.inferred and typer.program.select(first, "Close") is not None
    closes = closes or use.member in table("releases")["below"]
    if type_ is UNKNOWN or not (closes or type_ == typer.type_of(use.node)):
        return False
    return any(inner.kind in HANDED_OVER for inner in uses_of(use.function, call))


def gives_closer(use: Use, call: ast.CallExpr, resource: Resource) -> bool:
    """Tell `return decoder.IOReadCloser()` of a pooled value: whoever closes that may put it back."""
    if not resource.release_by:
        return False
    typer = use.function.file.typer
    type_ = typer.type_of(call)
    first = type_.types[0] if isinstance(type_, Tuple) and type_.types else type_
    if type_ is not UNKNOWN and typer.program.select(first, "Close") is None:
        return False
    return any(
        inner.kind in HANDED_OVER or inner.kind is UseKind.ARGUMENT or inner.member == "Close"
        for inner in uses_of(use.function, call)
    )


def gives_part(use: Use, call: ast.CallExpr, depth: int = 0) -> bool:
    """Tell `&store{bucket: client.Bucket(name)}`: what is kept goes on using the client that made it.

    Where nobody knows what its package declares, the name of the method tells.
    """
    typer = use.function.file.typer
    owner, part = deref(typer.type_of(use.node)), typer.type_of(call)
    if part is UNKNOWN:
        is_part = use.member in table("releases")["parts"]
    else:
        made = deref(part)
        is_part = (
            isinstance(part, Pointer)
            and isinstance(owner, Named)
            and isinstance(made, Named)
            and made.path == owner.path
        )
    return is_part and any(
        inner.kind in HANDED_OVER
        or (inner.call is not None and depth < MAX_DEPTH and gives_part(inner, inner.call, depth + 1))
        for inner in uses_of(use.function, call)
    )


def releases_through(use: Use, resource: Resource) -> bool:
    """Tell `sqlDB, err := db.DB()` of what is closed by that part: it is closed, or somebody else has it."""
    if not resource.through or use.member != resource.through or use.call is None:
        return False
    ends = {path[-1] for path in resource.release}
    return any(
        inner.kind in HANDED_OVER or inner.kind is UseKind.ARGUMENT or inner.member in ends
        for inner in uses_of(use.function, use.call)
    )


def is_followed(call: Call, field: str) -> bool:
    """Tell whether a literal among the arguments, or in variables there, sets a field of this name."""
    given: list[ast.Expr] = list(call.node.args)
    seen: set[Variable] = set()
    while given:
        for node in ast.walk(given.pop()):
            match node:
                case ast.KeyValueExpr(ast.Ident(name)) if name == field:
                    return True
                case ast.Ident(obj=variable) if variable is not None and variable not in seen:
                    seen.add(variable)
                    puts = (write.rhs for write in variable.writes if isinstance(write, ast.AssignStmt))
                    given += [value for values in puts for value in values]
                    given += [variable.definition.value] if variable.definition.value is not None else []
    return False
