"""Collections that only grow: where requests put something in, and nothing in the module takes it out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.blanks import without_comments
from ginlint.go.names import Slice
from ginlint.go.ownership.release import root_variable
from ginlint.go.state.globals import GlobalWrite, global_writes
from ginlint.go.state.lookups import is_looked_up, last_name
from ginlint.go.state.registry import is_package_value
from ginlint.go.state.shared import SharedWrite, kind_of, shared_writes
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package
    from ginlint.go.project import Project


class Insertion(NamedTuple):
    """A place where something is added to a collection that may outlive the request.

    `key` is the key of a map entry, None for an element of a slice. `name` is the
    collection's last name; `variable` what leads to it if it is no package variable.
    """

    function: Function
    node: ast.Node
    target: ast.Expr
    key: ast.Expr | None
    name: str
    variable: Variable | None

    @property
    def is_tested(self) -> bool:
        """Whether it runs only where a test that names the collection came out well."""
        inner, around = self.node, self.function.parent_of(self.node)
        while around is not None and not isinstance(around, ast.FuncLit):
            if isinstance(around, ast.IfStmt) and inner is around.body:
                parts = [part for part in (around.init, around.cond) if part is not None]
                if any(self.name in self.function.file.text(part) for part in parts):
                    return True
            inner, around = around, self.function.parent_of(around)
        return False

    @property
    def holds_slices(self) -> bool:
        """Whether it is a map of slices, each of which may grow and shrink: `m[key] = append(m[key], …)`."""
        typer = self.function.file.typer
        return isinstance(self.target, ast.IndexExpr) and isinstance(
            typer.program.underlying(typer.type_of(self.target)), Slice
        )

    @property
    def sought(self) -> ast.Expr | None:
        """What `for … range items { if item.Name == name { return } }` looks for before."""
        if self.key is not None:
            return None
        text, graph = self.function.file.text, self.function.graph
        for loop in ast.nodes_of(self.function.body, ast.RangeStmt):
            if text(loop.x) != text(self.target) or not graph.always_before(loop.x, self.node):
                continue
            for branch in ast.nodes_of(loop.body, ast.IfStmt):
                match branch.cond:
                    case ast.BinaryExpr("==", ast.SelectorExpr(x), wanted) if (
                        isinstance(loop.value, ast.Ident)
                        and isinstance(x, ast.Ident)
                        and x.obj is loop.value.obj
                        and graph.always_leaves(branch.body)
                    ):
                        return wanted
        return None

    @property
    def is_looked_up(self) -> bool:
        """Whether the key has been found before, there or elsewhere: there are only so many."""
        return self.key is not None and is_looked_up(self.function, self.key, self.node)


def insertions(package: Package) -> Iterator[Insertion]:
    """Yield what is added to collections that outlive the request; ask `shrinks` of their names."""
    for write in global_writes(package):
        yield from _insertion(write, None)
    for shared in shared_writes(package):
        yield from _insertion(shared, shared.variable)
    for call in package.calls(*table("provenance")["stores"]["calls"]):
        yield from _stored(call.function, call.node)


def _insertion(write: GlobalWrite | SharedWrite, variable: Variable | None) -> Iterator[Insertion]:
    node, function = write.node, write.function
    if not isinstance(node, (ast.AssignStmt, ast.IncDecStmt)):
        return
    key: ast.Expr | None = None
    if isinstance(write.target, ast.IndexExpr) and write.in_map:
        key = write.target.indices[0]
    elif not _appends(function, node, write.target):
        return
    name = last_name(write.target)
    if name:
        yield Insertion(function, node, write.target, key, name, variable)


def _appends(function: Function, node: ast.Node, target: ast.Expr) -> bool:
    """Tell `x = append(x, …)`."""
    match node:
        case ast.AssignStmt([only], "=", [ast.CallExpr(ast.Ident("append"), [first, _, *_], _)]) if (
            only is target
        ):
            over = function.file.typer.program.underlying(function.file.typer.type_of(target))
            return function.file.text(first) == function.file.text(target) and isinstance(over, Slice)
    return False


def _stored(function: Function, call: ast.CallExpr) -> Iterator[Insertion]:
    if not isinstance(call.fun, ast.SelectorExpr) or not call.args:
        return
    owner = call.fun.x
    name = last_name(owner)
    variable = root_variable(owner)
    known = is_package_value(function, owner) if variable is None else kind_of(function, variable) != ""
    if known and name:
        yield Insertion(function, call, owner, call.args[0], name, variable)


def shrinks(package: Package, name: str, *, entries: bool = False) -> bool:
    """Tell whether anything may take something out of a collection of this name, or bounds it.

    By text, in the package if the name is not exported, else in the module: removing,
    clearing, replacing, cutting, comparing its length, ranging over several of them, or
    handing it to somebody. With `entries`, where these are slices that grow, putting another in
    the place of one counts, too.
    """
    if name[0].isupper():
        return _shrinks_anywhere(package.project, name, entries)
    return any(_may_shrink(file, name, entries) for file in package.files)


@question
def _shrinks_anywhere(project: Project, name: str, entries: bool) -> bool:
    return any(_may_shrink(file, name, entries) for package in project.packages for file in package.files)


def _may_shrink(file: File, name: str, entries: bool) -> bool:
    text, word = file.parsed.text, name.encode()
    if file.test or word not in text:
        return False
    return _shrinks_in(text, word) or (
        entries and _replaced_entry(word).search(without_comments(text)) is not None
    )


@cache
def _replaced_entry(name: bytes) -> re.Pattern[bytes]:
    """Match where an entry becomes something that need not be longer: m[key] = kept."""
    entry = rb"\b" + re.escape(name) + rb"\[[^\]\n]*\]"
    return re.compile(
        entry + rb"\s*=\s*(?:append\([^,\n]*\[[^,\n]*:|(?!=|append\(|make\(|new\(|&|map\[|\[\]|[\w.]+\{)\S)"
    )


@cache
def _patterns(name: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    word = rb"\b" + re.escape(name) + rb"\b"
    path = rb"[&*]?(?:[\w\])]+\.)*"  # what may lead to it
    entry = rb"(?:\[[^\]\n]*\])?"
    shrinking = re.compile(
        rb"(?:\bdelete\(|\bclear\(|slices\.Delete\w*\(|maps\.(?:DeleteFunc|Clear)\()[\w.&*\[\]()]*?"
        + word
        + rb"|"
        + word
        + entry
        + rb"\.(?:Delete|LoadAndDelete|CompareAndDelete|Clear|Remove|Reset|Evict)\w*\("
        rb"|\b(?:len|cap)\(" + path + word + entry + rb"\)\s*(?:[<>%]|[!=]=\s*[1-9A-Za-z]|-)"
        rb"|(?:[<>]=?|%|[!=]=)\s*(?:len|cap)\(" + path + word + entry + rb"\)"
        rb"|" + word + rb"\s*=\s*append\(" + path + word + rb"\["
        rb"|(?::=|[^=!<>]=)\s*" + path + word + rb"\s*(?:\n|//|,)"
        rb"|\breturn\s+" + path + word + rb"\s*\n"
        rb"|\brange\s+\[[^\n{]*\{[^\n}]*\b" + path + word + rb"\s*[,}]"
        rb"|\b(?!(?:len|cap|append|copy|Printf?|Println|Marshal|JSON|Sprintf?|Keys|Values|Clone|Contains|Join|Encode)\()"
        rb"[A-Za-z_]\w*\((?:[^()\n]*,\s*)?" + path + word + rb"\s*[,)]"
    )
    replacing = re.compile(
        word + rb"\s*(?:,\s*[\w.]+\s*)?=\s*(?!=|append\(|\s)|" + word + rb"[^\n]*range\s+" + path + word
    )
    return shrinking, replacing


def _shrinks_in(text: bytes, name: bytes) -> bool:
    text = without_comments(text)
    shrinking, replacing = _patterns(name)
    if shrinking.search(text):
        return True
    return any(not _only_fills(text, match, name) for match in replacing.finditer(text))


def _only_fills(text: bytes, match: re.Match[bytes], name: bytes) -> bool:
    """Tell an assignment that declares the collection, or makes it when it is nil."""
    start = text.rfind(b"\n", 0, match.start()) + 1
    end = text.find(b"\n", match.start())
    line = text[start : end if end >= 0 else len(text)].lstrip()
    if line.startswith((b"var ", b"//")) or text[:start].count(b"{") == text[:start].count(b"}"):
        return True
    if re.match(rb"var\s*\(", text[text.rfind(b"\n", 0, text.rfind(b"(", 0, start)) + 1 : start]):
        return True
    return name + b" == nil" in text[max(0, match.start() - 120) : match.start()]
