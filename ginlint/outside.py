"""Where the source of packages outside of the module under analysis lies on this machine.

Go itself is never started: the environment's variables and Go's default places
have to do. What was looked up is kept, so that a later run can tell by
`unchanged` whether it would find the same.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from ginlint.hashes import blake2b
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


class LookedUp(NamedTuple):
    """What a run learned outside of its own files.

    `places` maps import paths to the directories where they were found, or None;
    `contents` maps the directories that were read to a hash of their Go files.
    """

    places: dict[str, str | None]
    contents: dict[str, bytes]


class Outside:
    """The directories that may hold what some modules import.

    In the order in which they count: those that stand in for a module
    (`replace m => ../m`), vendor/, the module cache, GOROOT.
    """

    def __init__(self, modules: Iterable[Requirements], environ: Mapping[str, str]) -> None:
        self._cache = module_cache(environ)
        self._goroot = goroot(environ)
        self._vendors: list[str] = []
        self._local: dict[str, str] = {}
        self._stored: dict[str, str] = {}
        self.looked_up = LookedUp({}, {})
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

    def stand_in(self, path: str) -> str | None:
        """Return the directory of a package whose module a `replace` says is elsewhere, None if none does."""
        return _below(self._local, path)

    def directory(self, path: str) -> str | None:
        """Return the directory of a package's source, None if there is none."""
        places = self.looked_up.places
        if path not in places:
            places[path] = self._find(path)
        return places[path]

    def _find(self, path: str) -> str | None:
        parts = path.split("/")
        candidates = [os.path.join(vendor, *parts) for vendor in self._vendors]
        if "." in parts[0]:
            stored = _below(self._stored, path)
            candidates += [stored] if stored else []
        if self._goroot:
            source = os.path.join(self._goroot, "src")
            candidates += [os.path.join(source, *parts), os.path.join(source, "vendor", *parts)]
        return next((place for place in candidates if os.path.isdir(place)), None)

    def will_read(self, directory: str) -> None:
        """Keep what `directory` holds now; to be called before it is read."""
        contents = self.looked_up.contents
        if directory not in contents:
            contents[directory] = contents_of(directory)

    def unchanged(self, before: LookedUp) -> bool:
        """Tell whether all that an earlier run looked up is as it was then."""
        return all(self._find(path) == place for path, place in before.places.items()) and all(
            contents_of(directory) == contents for directory, contents in before.contents.items()
        )


def contents_of(directory: str) -> bytes:
    """Return a hash of the names and the bytes of the Go files in `directory`, tests left out."""
    state = blake2b(digest_size=16)
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return b""
    for name in names:
        if name.endswith(".go") and not name.endswith("_test.go"):
            text = _read(os.path.join(directory, name))
            state.update(b"%b\0%d\0" % (os.fsencode(name), len(text)))
            state.update(text)
    return state.digest()


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        return f"\0{error.errno}".encode()


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
