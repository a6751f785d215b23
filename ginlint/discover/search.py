"""Turning arguments into packages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ginlint.discover.modules import Modules, import_path, is_below, relative
from ginlint.discover.patterns import excluder, go_pattern, is_wild
from ginlint.discover.walk import go_files, is_skipped
from ginlint.discover.workspace import PackageDir, Workspace
from ginlint.errors import UsageError
from ginlint.finding import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ginlint.discover.walk import Tree
    from ginlint.discover.workspace import Module

_EVERYTHING = "use ./... for every package of the module"


class Search:
    """Collects what patterns ask for; `workspace` then adds what else their modules hold."""

    def __init__(self, root: str, *, all_modules: bool) -> None:
        self._root = root
        self._all_modules = all_modules
        self._modules = Modules()
        self._work = self._modules.work_above(root)
        self._packages: dict[str, tuple[str, ...]] = {}
        self._owners: dict[str, Module | None] = {}
        self._reports: dict[str, set[str] | None] = {}
        self._nested: set[str] = set()
        self._notices: set[Notice] = set()
        self._overlay: dict[str, bytes] = {}

    def add(self, pattern: str) -> None:
        """Take up one argument; UsageError if it names nothing."""
        path = os.path.join(self._root, pattern)
        if is_wild(pattern):
            self._add_wild(pattern)
        elif not _is_local(pattern) and (directory := self._imported(pattern)):
            self._add_directory(pattern, directory)
        elif pattern and os.path.isdir(path):
            self._add_directory(pattern, os.path.realpath(path))
        elif pattern and os.path.lexists(path):
            self._add_file(pattern)
        else:
            raise UsageError(self._missing(pattern))

    def add_text(self, name: str, text: bytes) -> None:
        """Take up a file that is not, or not like that, on disk."""
        path = self._add_file(name)
        if path:
            self._overlay[path] = text

    def workspace(self, exclude: Sequence[str]) -> Workspace:
        """Return what was asked for together with the rest of its modules."""
        wanted = [module for directory in self._reports if (module := self._owners[directory])]
        for module in {module.dir: module for module in wanted}.values():
            self._nested.discard(module.dir)
            for directory, files in self._modules.tree(module).packages.items():
                self._packages.setdefault(directory, files)
                self._owners[directory] = module
        self._note_what_was_left()
        excluded = excluder(exclude)
        return Workspace(
            root=self._root,
            packages=tuple(self._package(directory, excluded) for directory in sorted(self._packages)),
            notices=tuple(sorted(self._notices)),
            overlay=self._overlay,
            work=self._work,
        )

    def _add_wild(self, pattern: str) -> None:
        if not _is_local(pattern) and self._add_imports(pattern):
            return
        head = os.path.dirname(pattern.partition("...")[0])
        if not os.path.isdir(os.path.join(self._root, head)):
            raise UsageError(self._missing(pattern, head))
        base = os.path.realpath(os.path.join(self._root, head))
        rest = pattern[len(head) :].strip("/")
        full = os.path.join(base, "").replace(os.sep, "/") + rest
        module = self._modules.of(base)
        tree = self._tree(base, module)
        if not self._take(tree, module, go_pattern(full)) | self._take_nested(tree, module, full):
            self._complain_of_nothing(pattern, tree)

    def _tree(self, base: str, module: Module | None) -> Tree:
        """Return the module's tree, or one of its own for what patterns pass by unless named."""
        if module:
            tree = self._modules.tree(module)
            if base in tree.directories:
                return tree
        return self._modules.walk(base, module)

    def _take(self, tree: Tree, module: Module | None, matches: Callable[[str], bool]) -> bool:
        """Request the packages whose directories match; return whether there are any."""
        found = [directory for directory in tree.packages if matches(directory.replace(os.sep, "/"))]
        for directory in found:
            self._request(directory, tree.packages[directory], module)
        return bool(found)

    def _take_nested(self, tree: Tree, module: Module | None, pattern: str) -> bool:
        """Do the same in modules inside of the tree, or note them; outside of any they are no detour."""
        literal = pattern.partition("...")[0]
        found = False
        for directory in tree.nested:
            path = directory.replace(os.sep, "/")
            if not path.startswith(literal) and not literal.startswith(f"{path}/"):
                continue
            if module and not self._all_modules:
                self._nested.add(directory)
                continue
            inner = self._modules.load(directory)
            below = self._modules.tree(inner)
            found |= self._take(below, inner, go_pattern(pattern))
            found |= self._take_nested(below, inner, pattern)
        return found

    def _add_imports(self, pattern: str) -> bool:
        """Request the packages whose import paths match; return whether there are any."""
        matches = go_pattern(pattern.rstrip("/"))
        found = False
        for module in self._known():
            tree = self._modules.tree(module)
            for directory, files in tree.packages.items():
                if matches(import_path(module, directory)):
                    self._request(directory, files, module)
                    found = True
        return found

    def _imported(self, path: str) -> str | None:
        """Return the directory of an import path, None if there is none such."""
        for module in self._known():
            prefix = module.path
            if prefix and (path == prefix or path.startswith(f"{prefix}/")):
                directory = os.path.normpath(os.path.join(module.dir, path[len(prefix) :].lstrip("/")))
                if os.path.isdir(directory):
                    return os.path.realpath(directory)
        return None

    def _known(self) -> list[Module]:
        """Return the modules whose import paths mean something here, the longest paths first."""
        here = self._modules.of(self._root)
        known = {module.dir: module for module in self._modules.used_by(self._work)}
        if here:
            known[here.dir] = here
        pending = list(known.values()) if self._all_modules else []
        while pending:
            for directory in self._modules.tree(pending.pop()).nested:
                if directory not in known:
                    known[directory] = self._modules.load(directory)
                    pending.append(known[directory])
        return sorted(known.values(), key=lambda module: (-len(module.path), module.dir))

    def _add_directory(self, pattern: str, directory: str) -> None:
        module = self._modules.of(directory)
        try:
            files = self._files(directory, module)
        except OSError as error:
            self._modules.unreadable[directory] = error.strerror or str(error)
            return
        if not files:
            below = f"{pattern.rstrip('/')}/..."
            raise UsageError(f"no Go files in {pattern!r}; use {below} for the packages below it")
        self._request(directory, files, module)

    def _add_file(self, pattern: str) -> str | None:
        """Request one file and return its path, None if it is passed by."""
        if not pattern.endswith(".go"):
            raise UsageError(f"{pattern!r} is no Go file; name .go files, directories or patterns like ./...")
        directory, name = os.path.split(os.path.join(self._root, pattern))
        directory = os.path.realpath(directory)
        path = os.path.join(directory, name)
        module = self._modules.of(directory)
        reason = self._why_excluded(directory, name, module)
        if reason:
            self._notices.add(Notice("excluded", self._shown(path), reason))
            return None
        try:
            files = self._files(directory, module)
        except OSError:  # reading the file will say so, unless its text is given
            files = ()
        self._request(directory, tuple(sorted({*files, name})), module, name)
        return path

    def _files(self, directory: str, module: Module | None) -> tuple[str, ...]:
        listed = self._modules.tree(module).packages if module else {}
        return listed.get(directory) or go_files(directory)

    def _request(
        self, directory: str, files: tuple[str, ...], module: Module | None, name: str | None = None
    ) -> None:
        known = self._packages.setdefault(directory, files)
        if known != files:
            self._packages[directory] = tuple(sorted({*known, *files}))
        self._owners[directory] = module
        report = self._reports.setdefault(directory, set() if name else None)
        if report is not None and name:
            report.add(name)
        else:
            self._reports[directory] = None

    def _why_excluded(self, directory: str, name: str, module: Module | None) -> str:
        """Return why a file is passed by even when it is named, "" if it is not."""
        if name.startswith((".", "_")):
            return "Go passes by files whose names start with . or _"
        inside = is_below(directory, self._root)
        base = self._root if inside else module.dir if module else directory
        for element in relative(directory, base).split("/"):
            if is_skipped(element):
                return f"in a directory {element}, which Go passes by; name the directory to read it"
        ignored = self._modules.ignored(module)
        if module and relative(directory, module.dir) in ignored:
            here = relative(self._root, module.dir) if is_below(self._root, module.dir) else ""
            return "" if inside and here in ignored else "in a directory that go.mod says to ignore"
        return ""

    def _package(self, directory: str, excluded: Callable[[str], bool] | None) -> PackageDir:
        module, files = self._owners[directory], self._packages[directory]
        requested = directory in self._reports
        names = self._reports.get(directory)
        if requested and excluded:
            shown = self._shown(directory)
            prefix = "" if shown == "." else f"{shown}/"
            kept = {name for name in names or files if not excluded(prefix + name)}
            requested = bool(kept)
            names = names if requested and len(kept) == len(names or files) else kept
        report = None if names is None or not requested else frozenset(names)
        return PackageDir(directory, import_path(module, directory), module, files, requested, report)

    def _note_what_was_left(self) -> None:
        for path, reason in self._modules.unreadable.items():
            self._notices.add(Notice("unreadable", self._shown(path), f"cannot be read: {reason}"))
        count = len(self._nested)
        if count:
            text = f"{count} nested module{'s' if count > 1 else ''} skipped, use --all-modules"
            self._notices.add(Notice("nested-module", self._shown(min(self._nested)), text))

    def _complain_of_nothing(self, pattern: str, tree: Tree) -> None:
        if tree.root in tree.unreadable:
            return
        hint = (
            "use --all-modules for the modules below it"
            if self._nested
            else "name a directory that holds some"
        )
        raise UsageError(f"{pattern!r} matches no package with Go files; {hint}")

    def _missing(self, pattern: str, path: str = "") -> str:
        """Return the sentence for an argument that names nothing."""
        if not pattern:
            return f"an empty argument names nothing; {_EVERYTHING}"
        here = self._modules.of(self._root)
        if not _is_local(pattern) and "." in pattern.partition("/")[0].strip(".") and "/" in pattern:
            where = f"the module {here.path!r}" if here else f"{self._root!r}, which is in no module"
            return f"{pattern!r} is neither a path nor a package of {where}; {_EVERYTHING}"
        path = path or pattern
        near = self._near(path)
        hint = f"did you mean {near + pattern[len(path) :]!r}?" if near else _EVERYTHING
        return f"no file, directory or package {pattern!r}; {hint}"

    def _near(self, path: str) -> str:
        """Return the path in the same directory that is spelt most like it, "" if none is."""
        from difflib import get_close_matches

        head, name = os.path.split(path.rstrip("/"))
        try:
            names = os.listdir(os.path.join(self._root, head))
        except (OSError, ValueError):
            return ""
        return os.path.join(head, found[0]) if (found := get_close_matches(name, sorted(names), 1)) else ""

    def _shown(self, path: str) -> str:
        """Return a path as reports print it."""
        inside = is_below(path, self._root)
        return (relative(path, self._root) or ".") if inside else path.replace(os.sep, "/")


def _is_local(pattern: str) -> bool:
    """Return whether Go would take it for a path rather than an import path."""
    return pattern.startswith(("./", "../")) or pattern in {".", ".."} or os.path.isabs(pattern)
