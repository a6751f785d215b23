"""Controllers: types of which a framework makes a value for each request, and calls a method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import Named, Struct, deref
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import FuncSymbol
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl

MAX_EMBEDDED = 3


def is_controller(project: Project, type_: Named, depth: int = 0) -> bool:
    """Tell a type of which a framework makes a value for each request, by what it embeds."""
    if str(type_) in table("frameworks")["controllers"]["types"]:
        return True
    shape = project.program.underlying(type_)
    embedded = [deref(it.type) for it in shape.fields if it.embedded] if isinstance(shape, Struct) else []
    return depth < MAX_EMBEDDED and any(
        isinstance(it, Named) and is_controller(project, it, depth + 1) for it in embedded
    )


def is_action(symbol: FuncSymbol) -> bool:
    """Tell a method of a controller that a framework calls for a request: `func (c *Pages) Get()`."""
    if symbol.file is None or symbol.decl is None or not may_be_action(symbol.decl):
        return False
    return is_controller(symbol.file.package.project, Named(symbol.package, symbol.recv_type))


def may_be_action(decl: FuncDecl) -> bool:
    """Tell a declaration that is one if its receiver is a controller."""
    if not decl.recv or not decl.name[:1].isupper():
        return False
    if decl.params.strip("() ") or decl.results.strip("() "):
        return False
    return decl.name not in table("frameworks")["controllers"]["unserved"]
