"""Which methods of types are those that an interface asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names.types import Basic, Func, Named, Pointer

if TYPE_CHECKING:
    from ginlint.go.names.program import Program
    from ginlint.go.names.types import Type


def has_method(program: Program, type_: Named, name: str, like: Func) -> bool:
    """Tell whether a type has a method of this name that takes and gives the same, as far as one can tell."""
    found = program.select(type_, name)
    own = found.type if found is not None else None
    if not isinstance(own, Func):
        return found is not None
    if len(own.params) != len(like.params) or len(own.results) != len(like.results):
        return False
    pairs = zip((*own.params, *own.results), (*like.params, *like.results), strict=True)
    return all(_may_be_one(program, one, other) for one, other in pairs)


def _may_be_one(program: Program, one: Type, other: Type) -> bool:
    """Tell types that are the same, or of which one is not known; declared types of two names are not."""
    if one == other:
        return True
    one, other = program.canonical(one), program.canonical(other)
    if isinstance(one, Pointer) and isinstance(other, Pointer):
        return _may_be_one(program, one.elem, other.elem)
    if isinstance(one, Named) and isinstance(other, Named):
        return (one.path, one.name) == (other.path, other.name)
    told = (Named, Pointer, Basic)
    return not (isinstance(one, told) and isinstance(other, told)) or type(one) is type(other)
