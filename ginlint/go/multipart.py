"""Uploaded files that the server does not know it has to remove.

net/http removes the temporary files of a multipart form after the handler returned,
but only those of the request that it made itself. A form parsed in a copy of the
request (WithContext, Clone, http.TimeoutHandler) is not in that one; see
response.finishRequest in net/http/server.go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.callsite import CallNames
from ginlint.go.constant import integer
from ginlint.go.detached import is_served
from ginlint.go.file import Names
from ginlint.go.ownership import UseKind, uses_of
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.package import Package
    from ginlint.go.project import Project

CLEAN_UP = "RemoveAll"
OF_FILES = "os.RemoveAll"


class Upload(NamedTuple):
    """The first place of a module that parses a form, and one that replaces the request before.

    `limited` says that something bounds the body, by an amount that is not known.
    """

    parse: Call
    replace: Call
    limited: bool


def uploads_left(package: Package) -> Upload | None:
    """Return how the module leaves uploaded files behind, if `package` is the first that parses some."""
    own = next(package.calls(*table("contexts")["multipart"]["parsing"]), None)
    found = _left(package.project) if own is not None else None
    if own is None or found is None or found.parse.node is not own.node:
        return None
    found.replace.function.note()
    return found


def _told(left: Upload | None) -> tuple[object, ...] | None:
    """Return what a package gets to know that does not look into the functions."""
    return (left.parse.file.path, left.parse.function.outermost.name, left.limited) if left else None


@question(told=_told)
def _left(project: Project) -> Upload | None:
    first = next(_calls(project, table("contexts")["multipart"]["parsing"]), None)
    if first is None or _cleans_up(project):
        return None
    replace = next(_replacements(project), None)
    limit = _limit(project)
    if replace is None or (limit is not None and 0 <= limit <= _memory(project)):
        return None
    return Upload(first, replace, limit is not None)


def _calls(project: Project, names: list[str]) -> Iterator[Call]:
    """Yield the calls of these functions in the module's packages, tests apart."""
    wanted, last = CallNames(names), Names(name.rpartition(".")[2] for name in names)
    for package in sorted(project.linked, key=lambda package: package.path):
        for file in package.reported:
            for offset in () if file.test else file.called(last):
                if wanted.may_be_there(file, offset):
                    call = file.call_at(offset)
                    if call is not None and call.callee.name in wanted.names:
                        yield call


def _cleans_up(project: Project) -> bool:
    """Tell whether anything but a directory is removed with all that is in it."""
    for file, offset in project.call_sites(CLEAN_UP):
        decl = file.declaration_at(offset)
        call = file.calls(decl).get(offset) if decl is not None else None
        if call is not None and call.callee.name != OF_FILES and not file.test:
            return True
    return False


def _replacements(project: Project) -> Iterator[Call]:
    models = table("contexts")["replacing"]
    yield from _calls(project, models["handlers"])
    for call in _calls(project, models["requests"]):
        fun = call.node.fun
        if isinstance(fun, ast.SelectorExpr) and is_served(call.function, fun.x) and _is_passed_on(call):
            yield call


def _is_passed_on(call: Call) -> bool:
    """Tell a new request that the handlers after this one get."""
    passing = table("contexts")["replacing"]["passing"]
    for use in uses_of(call.function, call.node):
        if use.kind is UseKind.STORED and isinstance(use.target, ast.SelectorExpr):
            return use.target.sel == "Request"
        if use.kind is UseKind.STORED and isinstance(use.target, ast.StarExpr):
            continue  # *r = *r.WithContext(ctx): the server's own request is changed
        if use.kind is UseKind.ARGUMENT and use.call is not None and last_name(use.call.fun) in passing:
            return True
    return False


def _limit(project: Project) -> int | None:
    """Return the largest body that is let through, None if any is, -1 if the limit is not constant."""
    found: list[int] = []
    for call in _calls(project, table("contexts")["multipart"]["limiting"]):
        limit = integer(call.node.args[-1], call.file.typer) if call.node.args else None
        if limit is None:
            return -1
        found.append(limit)
    return max(found, default=None)


def _memory(project: Project) -> int:
    """Return how many bytes of a form are kept in memory before files are written."""
    amounts: list[int] = []
    for call in _calls(project, ["net/http.Request.ParseMultipartForm"]):
        amount = integer(call.node.args[0], call.file.typer) if call.node.args else None
        if amount is not None:
            amounts.append(amount)
    usual: int = table("contexts")["multipart"]["memory"]
    return min(amounts, default=usual)
