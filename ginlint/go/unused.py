"""Functions that nothing uses, in packages where that is the exception."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.blanks import without_comments

if TYPE_CHECKING:
    from ginlint.go.package import Package
    from ginlint.go.syntax import FuncDecl

ENOUGH = 6  # functions of a package that only the package itself can use
SHARE = 5  # of which one may be left over, for each so many
EXPORTED = (b"//export ", b"//go:linkname ")


def is_left_over(package: Package, decl: FuncDecl) -> bool:
    """Tell a function that nothing but tests names, though nearly all others of its package are used.

    Only what the package alone can use is looked at: what is not exported, or is in a program.
    """
    if not _is_its_own(package, decl) or _is_used(package, decl):
        return False
    own = [
        it
        for file in package.files
        if not file.test
        for it in file.facts.functions
        if _is_its_own(package, it)
    ]
    unused = sum(not _is_used(package, it) for it in own)
    return len(own) >= ENOUGH and unused * SHARE <= len(own)


def _is_its_own(package: Package, decl: FuncDecl) -> bool:
    """Tell what no other package can name or, as a method of an interface, call."""
    if decl.name in ("main", "init", "_"):
        return False
    return decl.name[:1].islower() or (package.name == "main" and not decl.recv)


def _is_used(package: Package, decl: FuncDecl) -> bool:
    files = [file for file in package.files if not file.test]
    if any(decl.name in file.facts.index.calls for file in files):
        return True
    name = decl.name.encode()
    word = re.compile(rb"(?<!\w)%b(?!\w)" % re.escape(name))
    named = 0
    for file in files:
        text = file.parsed.text
        if any(mark + name in text for mark in EXPORTED):
            return True
        if name in text:
            declared = sum(it.name == decl.name for it in file.facts.functions)
            named += len(word.findall(without_comments(text))) - declared
    return named > 0
