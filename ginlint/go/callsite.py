"""What a call can be at all, told by the text before its callee's name.

Bodies are lowered only where an answer here is yes: a no is certain, a yes is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.receivers import method_at
from ginlint.go.trace import TRACE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ginlint.go.file import File

BLANK = b" \t\r\n"
DOT, SLASH = b"./"
CLOSING = b")]}"
COMMENT = b"//"
# These two read backwards, from a dot and from the name after it: searching for what ends there is slow.
QUALIFIER = re.compile(rb"([\w\x80-\xff]+)(\s*\.)?")
QUALIFIED = re.compile(rb"\s*\.\s*([\w\x80-\xff]+)")
MAX_QUALIFIER = 100
IN_NAME = re.compile(rb"[\w\x80-\xff]")
ALONE = re.compile(rb"(?![\w\x80-\xff]|\s*\.)")  # after a name


class CallNames:
    """Qualified names, such as import/path.Func and import/path.Type.Method, to find the calls of."""

    __slots__ = ("_functions", "_methods", "names")

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self._functions: dict[str, set[str]] = {}
        self._methods: set[str] = set()
        for name in self.names:
            package, _, last = name.rpartition(".")
            self._functions.setdefault(last, set()).add(package)
            if "." in package.rpartition("/")[2] or package in ("builtin", "interface"):
                self._methods.add(last)  # or a function of gopkg.in/yaml.v3: the name does not tell

    def offsets(self, file: File) -> list[int]:
        """Return where a callee's last name stands in `file` that may be one of the names, in order."""
        index = file.facts.index.calls
        return sorted(
            offset
            for last in self._functions.keys() & index.keys()
            for offset in index[last]
            if self.may_be_at(file, offset, last)
        )

    def may_be_there(self, file: File, offset: int) -> bool:
        """Tell whether the name at `offset`, the last one of some of the names, may be one of them."""
        return any(
            file.text_noted.startswith(last.encode(), offset) and self.may_be_at(file, offset, last)
            for last in self._functions
        )

    def may_be_at(self, file: File, offset: int, last: str) -> bool:
        """Tell whether the name at `offset`, which is `last`, may be one of the names."""
        functions = self._functions[last]
        if "builtin" in functions or may_be(file, offset, functions, method=False):
            return True
        if last not in self._methods or not may_be(file, offset, (), method=True):
            return False
        method = method_at(file, offset, last)
        return method is None or method.name in self.names


def may_be(file: File, offset: int, packages: Collection[str], *, method: bool) -> bool:
    """Tell whether the name at `offset` may be that of a function of `packages`, or of a method of any.

    A method goes after a dot that does not follow the name of an import; a function
    after the name of its package's import, or alone where its package is in scope.
    """
    text = file.text_noted  # whoever asks has the offset by the name
    before = offset - 1
    while before >= 0 and text[before] in BLANK:
        before -= 1
    if before < 0 or text[before] != DOT:
        if text[before] == SLASH or COMMENT in text[text.rfind(b"\n", 0, before) + 1 : before]:
            return True  # a dot may stand before the comment
        return not method and any(path in packages for path in (file.names.package, *file.names.dots))
    found = QUALIFIER.match(text[max(0, before - MAX_QUALIFIER) : before][::-1])
    if found is None:
        return method or text[before - 1] not in CLOSING  # what a call or an index gives is no package
    if found[2]:
        return method  # after a dot it is a field, whatever it is called
    qualifier = found[1][::-1].decode("utf-8", "replace")
    path = file.names.import_path(qualifier)
    if not method:
        return path in packages
    return path is None or _may_be_shadowed(file, offset, qualifier)


def import_before(file: File, offset: int) -> str | None:
    """Return the import path that the name before a dot stands for, None if it is not known.

    `offset` is that of the name after the dot: of a type, as the index keys them.
    """
    found = QUALIFIED.match(file.text_noted[max(0, offset - MAX_QUALIFIER) : offset][::-1])
    return file.names.import_path(found[1][::-1].decode("utf-8", "replace")) if found is not None else None


def _may_be_shadowed(file: File, offset: int, name: str) -> bool:
    """Tell whether an import's name may mean something else in the function around `offset`."""
    decl = file.declaration_at(offset)
    if decl is None or file.typer.own_scope_has(name):
        return True
    known = file.shadowing.get((decl.pos, name))
    TRACE.seen.add((file, decl.pos))
    if known is None:
        known = _stands_alone(name.encode(), file.text_noted, decl.pos, decl.end)
        file.shadowing[decl.pos, name] = known
    return known


def _stands_alone(name: bytes, text: bytes, start: int, end: int) -> bool:
    """Tell whether a name stands anywhere without a dot after it, as it must where it is declared."""
    at = text.find(name, start, end)
    while at >= 0:
        after = at + len(name)
        if not IN_NAME.match(text, at - 1, at) and ALONE.match(text, after, end):
            return True
        at = text.find(name, after, end)
    return False
