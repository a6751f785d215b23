"""Walking a directory tree as `go list` does."""

from __future__ import annotations

import os

from ginlint.record import field, record


@record(slots=True)
class Tree:
    """The directories below `root`, itself included, up to where other modules begin.

    `packages` maps each directory that holds Go files to their names, sorted.
    `nested` are the directories with a go.mod of their own, which are not
    entered. `unreadable` maps a directory to the reason. All paths are absolute.
    """

    root: str
    directories: set[str] = field(default_factory=set)
    packages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nested: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)


@record(slots=True)
class _Listing:
    files: list[str] = field(default_factory=list)
    directories: list[str] = field(default_factory=list)
    module: bool = False


class Ignored:
    """The ignore lines of a go.mod file: "./x" is that path, "x" any path with that element."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self._rooted = tuple(_fenced(pattern[2:]) for pattern in patterns if pattern.startswith("./"))
        self._anywhere = tuple(_fenced(pattern) for pattern in patterns if not pattern.startswith("./"))

    def __bool__(self) -> bool:
        return bool(self._rooted or self._anywhere)

    def __contains__(self, relative: str) -> bool:
        path = _fenced(relative.replace(os.sep, "/"))
        return path.startswith(self._rooted) or any(pattern in path for pattern in self._anywhere)


def is_skipped(name: str) -> bool:
    """Return whether patterns pass by a directory of that name."""
    return name.startswith((".", "_")) or name in {"testdata", "vendor"}


def walk(root: str, ignored: Ignored, base: str) -> Tree:
    """List the tree at `root`; `ignored` is asked about paths relative to `base`.

    `root` is entered whatever it is called. Symbolic links to directories are
    not followed, so that a loop cannot catch the walk.
    """
    tree = Tree(root)
    cut = len(os.path.join(base, ""))
    pending = [root]
    while pending:
        directory = pending.pop()
        try:
            found = _scan(directory)
        except OSError as error:
            tree.unreadable[directory] = error.strerror or str(error)
            continue
        if found.module and directory != root:
            tree.nested.append(directory)
            continue
        tree.directories.add(directory)
        if found.files:
            tree.packages[directory] = tuple(sorted(found.files))
        if ignored:
            pending += [path for path in found.directories if path[cut:] not in ignored]
        else:
            pending += found.directories
    tree.nested.sort()
    return tree


def go_files(directory: str) -> tuple[str, ...]:
    """Return the names of the Go files in `directory`, sorted; OSError if it cannot be read."""
    return tuple(sorted(_scan(directory).files))


def _scan(directory: str) -> _Listing:
    found = _Listing()
    with os.scandir(directory) as entries:
        for entry in entries:
            name = entry.name
            if name.endswith(".go"):
                _add_go(entry, found)
            elif name == "go.mod":
                found.module = entry.is_file()
            elif entry.is_dir(follow_symlinks=False) and not is_skipped(name):
                found.directories.append(entry.path)
    return found


def _add_go(entry: os.DirEntry[str], found: _Listing) -> None:
    """Add a file, also one behind a link; a directory may be called x.go too."""
    if entry.name.startswith((".", "_")):
        return
    if not _is_dir(entry):
        found.files.append(entry.name)
    elif not entry.is_symlink():
        found.directories.append(entry.path)


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself: reading it will say so
        return False


def _fenced(path: str) -> str:
    return f"/{path.strip('/')}/"
