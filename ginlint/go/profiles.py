"""Whether the default mux of a program has the profiles of net/http/pprof: importing that puts them there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.blanks import BLANK
from ginlint.go.call import Call
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.serving import Listener

REPLACED = re.compile(rb"\.DefaultServeMux%b=%b[^=]" % (BLANK, BLANK))


def has_profiles(package: Package, *, of_program: bool) -> bool:
    """Tell whether what a package serves on the default mux has the profiles.

    With `of_program` another package may import them.
    """
    wanted = table("servers")["pprof"]["package"]
    if wanted in _imported(package):
        return True
    return of_program and _are_linked_in(package.project, package.path)


def _imported(package: Package) -> set[str]:
    """Return what a package imports in every build."""
    files = (file for file in package.files if not file.test and not file.facts.constraint)
    return {spec.path for file in files for spec in file.facts.imports}


def is_aside_of_program(listener: Listener) -> bool:
    """Tell a call that serves on a listener whose address is not known: perhaps for one answer only.

    And one of some builds only, or that its function ends itself.
    """
    function = listener.function
    if function.file.facts.constraint or "Shutdown(" in function.file.text(function.outermost.body):
        return True
    call = listener.node if isinstance(listener.node, ast.CallExpr) else None
    given = table("servers")["on_listener"]["calls"]
    return call is not None and not listener.address and Call(call, function).callee.name in given


@question
def _are_linked_in(project: Project, path: str) -> bool:
    """Tell whether all programs with the package at `path` have one, too, that imports the profiles.

    None has, where anything puts another mux in the place of the default one.
    """
    imports = {package.path: _imported(package) for package in project.packages}
    profiles = table("servers")["pprof"]["package"]
    with_both = 0
    for program in (package.path for package in project.packages if package.name == "main"):
        linked, pending = {program}, [program]
        while pending:
            new = imports[pending.pop()] & imports.keys() - linked
            linked |= new
            pending.extend(new)
        if path in linked:
            if not any(profiles in imports[one] for one in linked):
                return False  # it may be this one that serves
            with_both += 1
    return with_both > 0 and not _replaces_default_mux(project)


def _replaces_default_mux(project: Project) -> bool:
    return any(
        REPLACED.search(file.parsed.text) is not None
        for package in project.packages
        for file in package.files
        if not file.test and b"DefaultServeMux" in file.parsed.text
    )


@question
def uses_default_mux(project: Project) -> bool:
    """Tell whether the module registers anything with the default mux itself."""
    for name in ("Handle", "HandleFunc"):
        for file, offset in project.call_sites(name):
            call = None if file.test else file.call_at(offset)
            if call is not None and call.callee.name == f"net/http.{name}":
                return True
    return False
