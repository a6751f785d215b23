"""Which module a directory belongs to, and what that module holds."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, TypeVar

from ginlint.discover.modfile import parse_mod, parse_work
from ginlint.discover.walk import Ignored, Tree, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from ginlint.discover.workspace import Module, Work

_Facts = TypeVar("_Facts")


class Modules:
    """The modules of a run, each read once, each walked once if it is asked for.

    `unreadable` maps paths to reasons.
    """

    def __init__(self) -> None:
        self.unreadable: dict[str, str] = {}
        self._of: dict[str, Module | None] = {}
        self._loaded: dict[str, Module] = {}
        self._trees: dict[str, Tree] = {}
        self._ignored: dict[str, Ignored] = {}

    def of(self, directory: str) -> Module | None:
        """Return the module whose go.mod file is nearest above `directory`."""
        if directory not in self._of:
            parent = os.path.dirname(directory)
            if os.path.isfile(os.path.join(directory, "go.mod")):
                self._of[directory] = self.load(directory)
            else:
                self._of[directory] = self.of(parent) if parent != directory else None
        return self._of[directory]

    def load(self, directory: str) -> Module:
        """Read the go.mod file in `directory`."""
        if directory not in self._loaded:
            self._loaded[directory] = self._parse(os.path.join(directory, "go.mod"), parse_mod)
        return self._loaded[directory]

    def work_above(self, directory: str) -> Work | None:
        """Return the go.work file nearest above `directory`."""
        while not os.path.isfile(path := os.path.join(directory, "go.work")):
            parent = os.path.dirname(directory)
            if parent == directory:
                return None
            directory = parent
        return self._parse(path, parse_work)

    def used_by(self, work: Work | None) -> list[Module]:
        """Return the modules that a go.work file names and that exist."""
        uses = map(os.path.realpath, work.uses if work else ())
        return [self.load(use) for use in uses if os.path.isfile(os.path.join(use, "go.mod"))]

    def ignored(self, module: Module | None) -> Ignored:
        """Return what the go.mod file of `module` ignores."""
        if module is None:
            return Ignored(())
        if module.dir not in self._ignored:
            self._ignored[module.dir] = Ignored(module.ignore)
        return self._ignored[module.dir]

    def tree(self, module: Module) -> Tree:
        """Return all packages of `module`."""
        return self.walk(module.dir, module)

    def walk(self, root: str, module: Module | None) -> Tree:
        """Return the packages below `root`, a directory of `module` or of none."""
        if root not in self._trees:
            ignored, base = self.ignored(module), module.dir if module else root
            if relative(root, base) in ignored:  # whoever names it wants it
                ignored = Ignored(())
            tree = walk(root, ignored, base)
            self.unreadable |= tree.unreadable
            self._trees[root] = tree
        return self._trees[root]

    def _parse(self, path: str, parse: Callable[[bytes, str], _Facts]) -> _Facts:
        directory = os.path.dirname(path)
        try:
            with open(path, "rb") as file:
                return parse(file.read(), directory)
        except OSError as error:
            self.unreadable[path] = error.strerror or str(error)
            return parse(b"", directory)


def import_path(module: Module | None, directory: str) -> str:
    """Return the import path of a package, "" where there is no module that says."""
    if module is None or not module.path:
        return ""
    path = relative(directory, module.dir)
    # The standard library calls itself std, but its packages do not.
    prefix = "" if module.path == "std" else module.path
    if not prefix or not path:
        return path or prefix
    vendored = f"/{path}".rpartition("/vendor/")
    return vendored[2] if vendored[1] else f"{prefix}/{path}"


def relative(directory: str, base: str) -> str:
    """Return the slash path from `base` to a directory below it, "" for itself."""
    return directory[len(base) :].replace(os.sep, "/").strip("/")


def is_below(path: str, directory: str) -> bool:
    """Return whether `path` is `directory` or inside it."""
    return path == directory or path.startswith(os.path.join(directory, ""))
