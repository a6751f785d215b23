"""Contexts of frameworks that no table knows: those of other modules that wrap one, or are used like one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.names import Interface, Named, Struct
from ginlint.go.trace import SIGNATURES, TRACE, question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Program, Type
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl


def embedded_in(program: Program, type_: Type) -> list[Type]:
    """Return what a struct or an interface embeds."""
    shape = program.underlying(type_)
    if isinstance(shape, Interface):
        return list(shape.embeds)
    return [field.type for field in shape.fields if field.embedded] if isinstance(shape, Struct) else []


@cache
def _given() -> re.Pattern[str]:
    names = "|".join(table("frameworks")["foreign"]["names"])
    return re.compile(rf"(\w+)\s+(\*?)(\w+)\.({names})\b")


@cache
def _tabled() -> frozenset[str]:
    """Return the types that the tables know, as what serves or as something else."""
    model = table("frameworks")
    entries = (*model["request"], *model["message"], model["command"])
    return frozenset(name.lstrip("*") for entry in entries for name in entry["parameters"])


def that_wrap(project: Project, types: Collection[str]) -> dict[str, str]:
    """Map the contexts of other modules whose source is there, and embeds one of `types`, to that one."""
    found: dict[str, str] = {}
    for path, name, _ in _parameters(project):
        known = next(
            (str(it) for it in embedded_in(project.program, Named(path, name)) if str(it) in types), ""
        )
        if known:
            found[f"{path}.{name}"] = found[f"*{path}.{name}"] = known
    return found


@question
def used_as_contexts(project: Project) -> frozenset[str]:
    """Return the contexts of other modules that nobody has the source of, told by what is called on them."""
    TRACE.seen.add(SIGNATURES)
    model, called = table("frameworks")["foreign"], dict[str, set[str]]()
    for path, name, places in _parameters(project):
        if project.program.scope(path) is None:
            methods = called.setdefault(f"{path}.{name}", set())
            for file, decl, variable in places:
                methods |= _called_on(file, decl, variable)
    kinds = [kind for kind, methods in called.items() if len(methods) >= model["few"]]
    return frozenset((*kinds, *(f"*{kind}" for kind in kinds)))


def _called_on(file: File, decl: FuncDecl, variable: str) -> set[str]:
    """Return which of the methods that contexts have a function calls on its parameter."""
    TRACE.seen.add((file, decl.pos))
    start, end = decl.body or (0, 0)
    shape = re.compile(rb"\b%b\s*\.\s*(\w+)\s*\(" % re.escape(variable.encode()))
    names = {found.decode("utf-8", "replace") for found in shape.findall(file.text_noted, start, end)}
    return names & set(table("frameworks")["foreign"]["methods"])


Uses = list[tuple["File", "FuncDecl", str]]


def _parameters(project: Project) -> Iterator[tuple[str, str, Uses]]:
    """Yield the types of other modules that are named like contexts, with the parameters that have them."""
    found: dict[tuple[str, str], Uses] = {}
    names = set(table("frameworks")["foreign"]["names"])
    for package in project.packages:
        for file in package.files:
            if file.test or names.isdisjoint(file.facts.index.types):
                continue
            for decl in file.facts.functions:
                for variable, _, alias, name in _given().findall(decl.params) if "." in decl.params else ():
                    path = file.names.import_path(alias)
                    if path is not None and alias != "context":
                        found.setdefault((path, name), []).append((file, decl, variable))
    for (path, name), places in found.items():
        if path not in project.program.own and f"{path}.{name}" not in _tabled():
            yield path, name, places
