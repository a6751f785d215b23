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
    decl = symbol.decl
    if symbol.file is None or decl is None:
        return False
    project, owner = symbol.file.package.project, Named(symbol.package, symbol.recv_type)
    if is_plain_action(decl) and is_controller(project, owner):
        return True
    return bool(decl.recv) and is_named_by_verb(decl.name) and _holds_request(project, owner)


def is_plain_action(decl: FuncDecl) -> bool:
    """Tell a declaration, of a method with neither parameters nor results, that is one of a controller's."""
    if not decl.recv or not decl.name[:1].isupper():
        return False
    if decl.params.strip("() ") or decl.results.strip("() "):
        return False
    return decl.name not in table("frameworks")["controllers"]["unserved"]


def is_named_by_verb(name: str) -> bool:
    """Tell `Get`, `GetBy` and `PostLogin`, but not `Getter`."""
    verbs = table("frameworks")["controllers"]["by_verb"]["verbs"]
    return any(name.startswith(verb) and not name[len(verb) : len(verb) + 1].islower() for verb in verbs)


def _holds_request(project: Project, owner: Named) -> bool:
    """Tell a struct of which a framework fills in the request."""
    known, shape = table("frameworks")["controllers"]["by_verb"], project.program.underlying(owner)
    fields = shape.fields if isinstance(shape, Struct) else ()
    return any(it.name == known["field"] and str(it.type) in known["types"] for it in fields)
