"""Packages outside of the module under analysis, read from their source where it is on this machine.

Sources in the order in which they are asked: directories that stand in for a
module (`replace m => ../m`), shipped signatures, vendor/, the module cache, GOROOT.
Shipped data goes before what lies on the disk because it costs a hundredth:
otherwise a service with a warm module cache would wait for seconds. Go itself is
never started; the environment's variables and Go's default places have to do.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from ginlint.go.constraints import evaluate, file_constraint, platform_tags
from ginlint.go.constraints import parse as parse_constraint
from ginlint.go.header import scan_header
from ginlint.go.names import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ginlint.go.names.program import Program
    from ginlint.go.names.symbols import PackageScope

MAX_FILE = 1 << 20
MAX_PACKAGE = 4 << 20
# Declarations only: which Go they are written in does not matter.
VERSION = (1, 27)
_HOME = platform_tags("linux", "amd64") | {"gc"}
_PACKAGE = re.compile(rb"^package[ \t]+(\w+)", re.MULTILINE)
_UPPER = re.compile(r"[A-Z]")
_GOROOTS = (
    "/usr/local/go",
    "/usr/lib/go",
    "/usr/lib/golang",
    "/usr/share/go",
    "/opt/homebrew/opt/go/libexec",
)


class Requirements(NamedTuple):
    """What one module's go.mod file asks for.

    `dir` is where the file is. `requires` maps a module's path to its version,
    `replaces` a module's path to an absolute directory or to "path@version".
    """

    dir: str
    requires: Mapping[str, str] = {}
    replaces: Mapping[str, str] = {}


class Dependencies:
    """A provider of packages for Program; each path is read at most once."""

    def __init__(
        self, modules: Iterable[Requirements], environ: Mapping[str, str], *, shipped_data: bool = True
    ) -> None:
        self._cache = module_cache(environ)
        self._goroot = goroot(environ)
        self._shipped = shipped_data
        self._vendors: list[str] = []
        self._local: dict[str, str] = {}
        self._stored: dict[str, str] = {}
        for module in modules:
            self._require(module)

    def _require(self, module: Requirements) -> None:
        vendor = os.path.join(module.dir, "vendor")
        if os.path.isdir(vendor):
            self._vendors.append(vendor)
        for path, version in module.requires.items():
            self._stored.setdefault(path, self._in_cache(path, version))
        for path, target in module.replaces.items():
            if os.path.isabs(target):
                self._local.setdefault(path, target)
            else:
                self._stored[path] = self._in_cache(*target.rsplit("@", 1)) if "@" in target else ""

    def _in_cache(self, path: str, version: str) -> str:
        return os.path.join(self._cache, *f"{escaped(path)}@{escaped(version)}".split("/"))

    def __call__(self, path: str, program: Program) -> PackageScope | None:
        """Return what the package at `path` declares, None if it is not on this machine."""
        local = _below(self._local, path)
        if local is not None:
            return read_package(local, path, program)
        found = shipped.provider(path, program) if self._shipped else None
        if found is not None:
            return found
        found_in = self._directory(path)
        return read_package(found_in, path, program) if found_in is not None else None

    def package_name(self, path: str) -> str | None:
        """Return the name in the package clause, None if it cannot be known."""
        local = _below(self._local, path)
        if local is not None:
            return clause(local)
        found = shipped.package_name(path) if self._shipped else None
        if found is not None:
            return found
        found_in = self._directory(path)
        return clause(found_in) if found_in is not None else None

    def _directory(self, path: str) -> str | None:
        """Return the directory of a package's source, None if there is none."""
        parts = path.split("/")
        candidates = [os.path.join(vendor, *parts) for vendor in self._vendors]
        if "." in parts[0]:
            stored = _below(self._stored, path)
            candidates += [stored] if stored else []
        if self._goroot:
            source = os.path.join(self._goroot, "src")
            candidates += [os.path.join(source, *parts), os.path.join(source, "vendor", *parts)]
        return next((place for place in candidates if os.path.isdir(place)), None)


def provider_for(modules: Iterable[Requirements], environ: Mapping[str, str] | None = None) -> Dependencies:
    """Return the provider of what `modules` import; `environ` is this process's unless given."""
    return Dependencies(modules, os.environ if environ is None else environ)


def module_cache(environ: Mapping[str, str]) -> str:
    """Return where Go keeps downloaded modules, whether it exists or not."""
    if environ.get("GOMODCACHE"):
        return environ["GOMODCACHE"]
    first = environ.get("GOPATH", "").split(os.pathsep)[0]
    home = environ.get("HOME") or environ.get("USERPROFILE") or os.path.expanduser("~")
    return os.path.join(first or os.path.join(home, "go"), "pkg", "mod")


def goroot(environ: Mapping[str, str]) -> str | None:
    """Return the directory of Go's own tree, None if none is found."""
    places = [environ.get("GOROOT", "")]
    for directory in environ.get("PATH", "").split(os.pathsep):
        command = os.path.join(directory, "go")
        if directory and os.path.isfile(command):
            places.append(os.path.dirname(os.path.dirname(os.path.realpath(command))))
    places += _GOROOTS
    return next((p for p in places if p and os.path.isfile(os.path.join(p, "src", "fmt", "print.go"))), None)


def escaped(path: str) -> str:
    """Write a module's path or version as the module cache does: "!x" for "X"."""
    return _UPPER.sub(lambda match: "!" + match[0].lower(), path)


def _below(roots: Mapping[str, str], path: str) -> str | None:
    """Return the directory of `path` below the nearest module in `roots`."""
    prefix = path
    while prefix:
        root = roots.get(prefix)
        if root is not None:
            return os.path.join(root, *path[len(prefix) :].strip("/").split("/")) if root else None
        prefix = prefix.rpartition("/")[0]
    return None


def clause(directory: str) -> str | None:
    """Return the package name of a directory's first file that is built."""
    for _, text in _sources(directory):
        match = _PACKAGE.search(text)
        if match:
            return match[1].decode()
    return None


def read_package(directory: str, path: str, program: Program) -> PackageScope | None:
    """Return what the files in `directory` declare, None if there are none or they are too large.

    Functions carry no declaration: bodies outside of the analysis are nobody's business.
    """
    from ginlint.go.file import File
    from ginlint.go.names.program import FileNames
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.syntax import parse

    sources = list(_sources(directory))
    if not sources or sum(len(text) for _, text in sources) > MAX_PACKAGE:
        return None
    parsed = [(name, parse(text)) for name, text in sources]
    package = Package(path, parsed[0][1].facts.package, Project.around(program))
    for name, file in parsed:
        if file.facts.package == package.name:
            names = FileNames(program, path, file.facts.imports)
            names.resolve()
            package.files.append(File(os.path.join(directory, name), file, package, names, VERSION))
            package.declare(package.files[-1])
    for added in package.files:
        package.declare_functions(added)
        added.forget()
    _forget_bodies(package.scope)
    return package.scope


def _forget_bodies(scope: PackageScope) -> None:
    functions = list(scope.functions.values())
    for type_ in scope.types.values():
        functions += type_.methods.values()
    for function in functions:
        function.file = function.decl = None


def _sources(directory: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files that are built on linux/amd64, tests left out, as name and text."""
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return
    for name in names:
        if not name.endswith(".go") or name.endswith("_test.go") or name[0] in "._":
            continue
        if not evaluate(file_constraint(name, ()), _holds):
            continue
        text = _read(os.path.join(directory, name))
        if text is not None and evaluate(parse_constraint(scan_header(text).constraint), _holds):
            yield name, text


def _read(path: str) -> bytes | None:
    """Return a file's text, None if it is too large or cannot be read."""
    try:
        if os.path.getsize(path) > MAX_FILE:
            return None
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _holds(tag: str) -> bool:
    return tag in _HOME or tag.startswith("go1.")
