"""Functions and packages that nothing uses, where that is the exception."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.blanks import blanked
from ginlint.go.syntax import ast
from ginlint.go.testsupport import has_programs
from ginlint.go.trace import TRACE, question
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl

ENOUGH = 6  # functions of a package
SHARE = 5  # of which one may be left over, for each so many
SAMPLE = 40  # functions at most that are asked about, of a package with many
KEPT = ("main", "init", "_")
EXPORTED = (b"//export ", b"//go:linkname ")
MANY, SOME = 10, 4  # packages of an application, and of one that uses them all
FEW = 7  # of which one may be imported by nothing, for each so many
QUALIFIER = re.compile(rb"(?<![\w.])(\w+)\s*\.\s*\Z")
LONGEST = 100  # bytes before a name
MAX_CALLS = 3  # from what nothing names to what only it calls


def is_left_over(file: File, decl: FuncDecl, calls: int = 0) -> bool:
    """Tell a function that nothing but tests, and others that are left over, names.

    Nearly all others of its package must be used: what is there as an example is not. Names alone are
    looked at, so a method is used if anything of its name is. What is exported may have users elsewhere,
    unless it is part of an application, or of a program and tests call it.
    """
    if decl.name in KEPT or file.test:
        return False
    project = file.package.project
    places = [(it, at) for it, at in project.call_sites(decl.name) if _may_call(it, at, file, decl)]
    sites = [(it, it.declaration_at(at)) for it, at in places]
    tested = any(it.test for it, _ in sites) and not decl.recv and has_programs(project)
    closed = _is_closed(file.package) and not decl.recv  # of a method an interface may tell that is not here
    own = _is_its_own(file, decl)
    if not own and not tested and not closed:
        return False
    path = "" if decl.recv else file.package.path
    callers = [(it, around) for it, around in sites if not it.test]
    callers = [
        (it, around) for it, around in callers if around is None or not _is_alike(it, around, file, decl)
    ]
    if not callers:
        alone = (closed and not own) or _is_the_exception(project, file.package.path)
        return alone and not _is_named(project, decl.name, path)
    called = calls < MAX_CALLS and all(
        around is not None and is_left_over(it, around, calls + 1) for it, around in callers
    )
    return called and not _is_named(project, decl.name, path)


def _is_alike(around: File, caller: FuncDecl, file: File, decl: FuncDecl) -> bool:
    """Tell a function itself, and of a method those of its name, which hand a call on to one of theirs."""
    if decl.recv:
        return bool(caller.recv) and caller.name == decl.name
    return around is file and caller.pos == decl.pos


def _may_call(caller: File, offset: int, file: File, decl: FuncDecl) -> bool:
    """Tell a call of a function, by its name, unless it is known to be one of another's; any of a method."""
    if decl.recv or caller.package is file.package:
        return True
    call = caller.call_at(offset)
    return call is None or _qualifier(call) in ("", file.package.path)


def _qualifier(call: Call) -> str:
    """Return the path of the package of `pkg.Name()`; "" of what has no dot, "." of what is no package's."""
    match call.node.fun:
        case ast.SelectorExpr(ast.Ident(name, obj=None), _):
            return call.file.names.aliases.get(name, ".")
        case ast.SelectorExpr():
            return "."
    return ""


def is_never_called(file: File, decl: FuncDecl, offset: int) -> bool:
    """Tell a place in a literal that is given to the blank identifier, so that nobody can call it."""
    if b"_ = func(" not in file.body_text(decl):
        return False
    return any(
        isinstance(value, ast.FuncLit) and isinstance(target, ast.Ident) and target.name == "_"
        for node in ast.walk(file.function(decl).body)
        if isinstance(node, ast.AssignStmt)
        and node.pos <= offset < node.end
        and len(node.lhs) == len(node.rhs)
        for target, value in zip(node.lhs, node.rhs, strict=True)
        if value.pos <= offset < value.end
    )


def is_left_out(package: Package) -> bool:
    """Tell a package of an application that no other imports."""
    return package.path in _unimported(package.project) and _is_closed(package)


def _is_closed(package: Package) -> bool:
    """Tell a package of an application that is not there for programs of others."""
    folders = package.path.lower().split("/")
    return not set(table("testing")["published"]["folders"]).intersection(folders) and _is_application(
        package.project
    )


def _is_application(project: Project) -> bool:
    """Tell a project of programs that use nearly all its packages: a library has many for others."""
    packages = _imported(project)
    unused = len(_unimported(project))
    enough = len(packages) >= (MANY if unused else SOME)
    return enough and has_programs(project) and unused * FEW <= len(packages)


@question
def _unimported(project: Project) -> frozenset[str]:
    """Return the packages that no other imports, and that have none below."""
    paths = _imported(project)
    return frozenset(
        path
        for path, used in paths.items()
        if not used and not any(other.startswith(f"{path}/") for other in paths)
    )


@question
def _imported(project: Project) -> dict[str, bool]:
    """Return the packages that are no programs, and whether others than tests and themselves import them."""
    packages = {it.path: it for it in project.packages if it.name != "main" and _has_code(it)}
    imports = {
        spec.path
        for package in project.packages
        for file in package.listed
        if not file.test
        for spec in file.facts.imports
    }
    return {path: path in imports for path in packages}


def _has_code(package: Package) -> bool:
    return any(not file.test for file in package.listed)


def _is_its_own(file: File, decl: FuncDecl) -> bool:
    """Tell what no other package can name or, as a method of an interface, call."""
    return decl.name[:1].islower() or (file.package.name == "main" and not decl.recv)


@question
def _is_named(project: Project, name: str, path: str = "") -> bool:
    """Tell whether a name stands anywhere but in calls, in tests and where it is declared.

    `path` is the package of a function, whose name others write before it, "" for a method, or for either.
    """
    TRACE.seen.add(project)
    word = re.compile(rb"(?<!\w)%b(?!\w)" % re.escape(name.encode()))
    return any(
        not file.test and name.encode() in file.text_noted and _names(file, name, word, path)
        for package in project.packages
        for file in package.listed
    )


def _names(file: File, name: str, word: re.Pattern[bytes], path: str) -> bool:
    """Tell a file that names what it does not call, outside of what is declared so; C may call that, too."""
    text = file.text_noted
    if any(mark + name.encode() in text for mark in EXPORTED):
        return True
    calls = frozenset(file.facts.index.calls.get(name, ()))
    code = blanked(text)
    named = (found.start() for found in word.finditer(code))
    meant = (offset for offset in named if offset not in calls and _may_mean(file, code, offset, path))
    around = map(file.declaration_at, meant)
    return any(decl is None or decl.name != name for decl in around)


def _may_mean(file: File, code: bytes, offset: int, path: str) -> bool:
    """Tell a name that may be that of a function of `path`: bare in its package, or after it elsewhere."""
    if not path or file.package.path == path or path in file.names.dots:
        return True
    before = QUALIFIER.search(code, max(0, offset - LONGEST), offset)
    return before is not None and file.names.aliases.get(before[1].decode()) == path


@question
def _is_the_exception(project: Project, path: str) -> bool:
    """Tell a package in which hardly any function is left over."""
    package = project.package(path)
    files = [file for file in (package.listed if package is not None else ()) if not file.test]
    called = _called(project)
    names = [
        it.name
        for file in files
        for it in file.facts.functions
        if it.name not in KEPT and (_is_its_own(file, it) or not it.recv)
    ]
    asked = names[:: len(names) // SAMPLE + 1]
    unused = sum(name not in called and not _is_named(project, name) for name in asked)
    return len(names) >= ENOUGH and unused * SHARE <= len(asked)


@question
def _called(project: Project) -> frozenset[str]:
    TRACE.seen.add(project)
    files = (file for package in project.packages for file in package.listed if not file.test)
    return frozenset(name for file in files for name in file.facts.index.calls)
