"""What discovery finds: modules, packages and the files to report on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ginlint.record import field, record

if TYPE_CHECKING:
    from ginlint.finding import Notice


@record(frozen=True, slots=True)
class Module:
    """A go.mod file's facts. `dir` is absolute.

    `go` is the language version of its go line, such as "1.22", or "" if there is
    none. `toolchain` likewise, without the "go" prefix. `requires` maps a module
    path to its version, `replaces` a module path to a directory or "path@version".
    `godebug` holds godebug lines.
    """

    dir: str
    path: str
    go: str = ""
    toolchain: str = ""
    godebug: dict[str, str] = field(default_factory=dict)
    requires: dict[str, str] = field(default_factory=dict)
    replaces: dict[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class Work:
    """A go.work file's facts. `dir` is absolute, and so are the directories in `uses`.

    `go`, `toolchain`, `godebug` and `replaces` are as in Module, and count instead
    of those of the modules used where a whole program is concerned.
    """

    dir: str
    go: str = ""
    toolchain: str = ""
    godebug: dict[str, str] = field(default_factory=dict)
    uses: tuple[str, ...] = ()
    replaces: dict[str, str] = field(default_factory=dict)


@record(frozen=True, slots=True)
class PackageDir:
    """A directory of Go files.

    `dir` is absolute; `files` are the names of all Go files in it that Go would
    look at, sorted. `report` narrows findings to these names, None means all.
    `requested` is false for the packages that are only read for what they say
    about the requested ones. `import_path` is "" outside a module.
    """

    dir: str
    import_path: str
    module: Module | None
    files: tuple[str, ...]
    requested: bool = True
    report: frozenset[str] | None = None


@record(frozen=True, slots=True)
class Workspace:
    """All that a run will read, sorted by directory.

    `overlay` maps absolute paths to contents that replace what is on disk
    (standard input). `root` is the absolute working directory, free of symbolic
    links like every path here. `work` is the go.work file that rules there.
    """

    root: str
    packages: tuple[PackageDir, ...]
    notices: tuple[Notice, ...] = ()
    overlay: dict[str, bytes] = field(default_factory=dict)
    work: Work | None = None

    @property
    def shown_overlay(self) -> dict[str, bytes]:
        """The overlay by paths as reports print them."""
        return {shown(path, self.root): text for path, text in self.overlay.items()}


def shown(path: str, root: str) -> str:
    """Return an absolute path as reports print it: relative with slashes where it is inside of `root`."""
    prefix = root.rstrip(os.sep) + os.sep
    return (path.removeprefix(prefix)).replace(os.sep, "/")
