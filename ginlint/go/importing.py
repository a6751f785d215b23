"""Imports: which files name what a package has, and adding some where gofmt would have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.trace import question
from ginlint.go.writing import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.syntax.facts import Import


def files_naming(package: Package, name: str) -> Iterator[File]:
    """Yield the files, without tests, that may name a field or a variable of a package."""
    yield from (file for file in package.files if not file.test)
    if name[:1].isupper():
        for path in _importers(package.project, package.path):
            file = package.project.file(path)
            if file is not None:
                yield file


@question
def _importers(project: Project, path: str) -> frozenset[str]:
    """Return the files, without tests, that import a package, by the paths that reports print."""
    return frozenset(
        file.path
        for package in project.packages
        for file in package.files
        if not file.test and any(spec.path == path for spec in file.facts.imports)
    )


def are_linked(project: Project, path: str, other: str) -> bool:
    """Tell whether one of two packages imports the other, if only by way of more, or a program hands it on.

    Main may give what one makes to the other: where it imports both itself.
    """
    if other in _reached(project, path) or path in _reached(project, other):
        return True
    return any({path, other} <= imports for imports in _imports_of_programs(project))


@question
def _imports_of_programs(project: Project) -> frozenset[frozenset[str]]:
    """Return what each program of a project imports itself, without its tests."""
    return frozenset(
        frozenset(spec.path for file in package.files if not file.test for spec in file.facts.imports)
        for package in project.packages
        if package.name == "main"
    )


@question
def _reached(project: Project, path: str) -> frozenset[str]:
    """Return the packages that a package imports, by way of others of the project too, and itself."""
    found = {path}
    pending = [path]
    while pending:
        package = project.package(pending.pop())
        files = package.files if package is not None else ()
        new = {spec.path for file in files if not file.test for spec in file.facts.imports} - found
        found |= new
        pending += new
    return frozenset(found)


def name_of_import(function: Function, path: str) -> str | None:
    """Return the name by which `function` can reach a package, imported or not; None if there is none."""
    spec = next((spec for spec in function.file.facts.imports if spec.path == path), None)
    name = spec.name if spec is not None and spec.name else path.rpartition("/")[2]
    if name in ("_", ".") or _is_taken(function, name, spec):
        return None
    return name


def _is_taken(function: Function, name: str, spec: Import | None) -> bool:
    """Tell a name that stands for something else in a function."""
    file = function.file
    if any(variable.name == name for inner in function.outermost.all() for variable in inner.variables):
        return True
    scope = file.package.scope
    if name in scope.functions or name in scope.types or name in scope.values:
        return True
    others = (other for other in file.facts.imports if other is not spec)
    return any((other.name or other.path.rpartition("/")[2]) == name for other in others)


def import_changes(file: File, paths: Iterable[str]) -> tuple[Change, ...] | None:
    """Return how packages are imported that are not yet; None where no place is plain.

    A standard package goes to the others of its kind, or before all.
    """
    specs = sorted(file.facts.imports, key=lambda spec: spec.pos)
    missing = sorted(set(paths) - {spec.path for spec in specs})
    text = file.parsed.text
    if not missing:
        return ()
    if not specs or any(b"(" in text[_line(text, spec.pos)[0] : spec.pos] for spec in specs):
        return None
    run = next((run for run in _runs(text, specs) if any(_is_standard(spec) for spec in run)), [])
    if run:
        return tuple(_into(text, run, path) for path in missing)
    start, _ = _line(text, specs[0].pos)
    if text[start : specs[0].pos].strip():
        return (Change(start, start, "".join(f'import "{path}"\n' for path in missing)),)
    return (Change(start, start, "".join(f'\t"{path}"\n' for path in missing) + "\n"),)


def _runs(text: bytes, specs: list[Import]) -> list[list[Import]]:
    """Return the imports by the lines that follow each other."""
    found: list[list[Import]] = []
    last = -1
    for spec in specs:
        start, end = _line(text, spec.pos)
        if start != last:
            found.append([])
        found[-1].append(spec)
        last = end + 1
    return found


def _into(text: bytes, run: list[Import], path: str) -> Change:
    before = [spec for spec in run if spec.path < path]
    neighbour = before[-1] if before else run[0]
    start, end = _line(text, neighbour.pos)
    lead = text[start : neighbour.pos].decode("utf-8", "replace")
    return Change(end, end, f'\n{lead}"{path}"') if before else Change(start, start, f'{lead}"{path}"\n')


def _is_standard(spec: Import) -> bool:
    return "." not in spec.path.partition("/")[0] and spec.path != "C"


def _line(text: bytes, offset: int) -> tuple[int, int]:
    end = text.find(b"\n", offset)
    return text.rfind(b"\n", 0, offset) + 1, end if end >= 0 else len(text)
