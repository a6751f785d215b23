"""Calls that acquire though nobody knows the callee: told by the type or the use of the result.

`resp, err := fetch(req)` with a parameter `fetch func(*http.Request) (*http.Response, error)` gives a
response whoever made fetch. Of `conn, err := store.Pool().Conn(ctx)`, with a store from a package that
is not here, `conn.ExecContext(ctx, …)` tells what it is. Both are assumptions that usually hold.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from ginlint.go.blanks import without_comments
from ginlint.go.names import UNKNOWN, Basic, Func
from ginlint.go.ownership.closed import closed_on_a_way
from ginlint.go.ownership.errors import is_error
from ginlint.go.receivers import function_at, method_at
from ginlint.go.syntax import ast
from ginlint.go.trace import SIGNATURES, TRACE, question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import Function, Type, Variable
    from ginlint.go.ownership.models import Resource
    from ginlint.go.package import Package
    from ginlint.go.project import Project

ERROR = Basic("error")
FUNC = b"func"
FUNCTION_TYPE = rb"func\s*\([^{}]{0,400}?\)\s*\(\s*(?:\w+\s+)?(?:%b)\b"
BACK_NAME = re.compile(rb"\s+([\w\x80-\xff]+)")  # read backwards
MAX_NAME = 200


def assumed(package: Package, known: Mapping[str, Resource]) -> Iterator[tuple[Call, Resource]]:
    """Yield the calls of a package that are not of a known name and acquire all the same, with what."""
    seen: set[ast.CallExpr] = set()
    for call, resource in _assumed_by_name(package, known):
        seen.add(call.node)
        yield call, resource
    yield from closed_on_a_way(package, known, seen)


def _assumed_by_name(package: Package, known: Mapping[str, Resource]) -> Iterator[tuple[Call, Resource]]:
    guesses = table("guesses")
    by_use: dict[str, list[dict[str, Any]]] = _by_name()
    values = _function_values(package)
    for file in package.reported:
        index = file.facts.index.calls
        held = values | _fields_of_imports(file)
        told = {name for name, entries in by_use.items() if name in index and _may_tell(file, entries)}
        for name in sorted((told | held) & index.keys()):
            for offset in index[name]:
                call = file.call_at(offset) if not _is_seen(file, offset, name) else None
                if call is None or call.callee.name in known or call.callee.kind == "conversion":
                    continue
                entries = by_use.get(name, [])
                like = _by_type(call, guesses["results"]) or _by_its_use(call, entries)
                if like in known:
                    yield call, _resource(known[like], like, entries)
                    continue
                like, result = _by_reading(call, entries)
                if like in known:
                    yield call, replace(known[like], assumed=True, result=result)


def _resource(known: Resource, like: str, entries: list[dict[str, Any]]) -> Resource:
    """Return what is acquired, with all the names that may give it back."""
    names = next(
        (entry["release"] for entry in entries if entry["like"] == like and "release" in entry), None
    )
    paths = known.release if names is None else tuple((name,) for name in names)
    return replace(known, assumed=True, release=paths)


def _is_seen(file: File, offset: int, name: str) -> bool:
    """Tell by the text a call of a function or method whose declaration is known: then nothing is assumed."""
    decl = file.declaration_at(offset)
    if decl is not None and function_at(file, decl, offset, name) is not None:
        return True
    method = method_at(file, offset, name)
    owner = method.name.rpartition(".")[0] if method is not None else ""
    return owner != "" and file.names.program.scope(owner.rpartition(".")[0]) is not None


def _may_tell(file: File, entries: list[dict[str, Any]]) -> bool:
    """Tell by the text alone whether a file has what gives a result away."""
    return any(_has_what_tells(file.parsed.text, entry) for entry in entries)


def _has_what_tells(text: bytes, entry: dict[str, Any]) -> bool:
    if "sent" in entry and b"http.NewRequest" in text:
        return True
    if "fields" in entry:
        return all(f".{field}".encode() in text for field in entry["fields"])
    if entry.get("any_method"):
        return True
    names = entry.get("methods") or {name.rpartition(".")[2] for name in entry["read_by"]}
    return any(f".{name}(".encode() in text for name in names)


@cache
def _by_name() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in table("guesses")["use"]:
        for name in entry["names"]:
            found.setdefault(name, []).append(entry)
    return found


@cache
def _function_type() -> re.Pattern[bytes]:
    written = (re.escape(spelling) for spelling in table("guesses")["spellings"])
    return re.compile(FUNCTION_TYPE % "|".join(written).encode())


def _function_values(package: Package) -> set[str]:
    """Return the names of parameters, fields and variables that hold functions which give a resource."""
    types = {spelling.rpartition(".")[2] for spelling in table("guesses")["spellings"]}
    named = _function_types(package.project)
    found: set[str] = set()
    for file in package.files:
        mentioned = [name.encode() for name in named if name.encode() in file.parsed.text]
        if not mentioned and types.isdisjoint(file.facts.index.types):
            continue
        code = without_comments(file.parsed.text)
        found.update(_names_of_functions(code))
        for name in mentioned:
            of_type = re.compile(rb"(\w+) +(?:\w+\.)?%b\b" % name)
            found.update(it[1].decode() for it in of_type.finditer(code))
    return found - {"return", "type", "var"}


@question
def _function_types(project: Project) -> frozenset[str]:
    """Return the names of function types that give a resource: `type Dialer func() (net.Conn, error)`."""
    TRACE.seen.add(SIGNATURES)
    return frozenset(
        symbol.name
        for scope in project.program.own.values()
        for symbol in scope.types.values()
        if _function_type().match(without_comments(symbol.text.encode()))
    )


def _names_of_functions(code: bytes) -> Iterator[str]:
    at = code.find(FUNC)
    while at >= 0:
        name = BACK_NAME.match(code[max(0, at - MAX_NAME) : at][::-1])
        type_ = _function_type().match(code, at) if name is not None else None
        if name is not None and type_ is not None:
            yield name[1][::-1].decode()
        at = code.find(FUNC, type_.end() if type_ is not None else at + len(FUNC))


def _fields_of_imports(file: File) -> set[str]:
    """Return the names of fields of function type that a file's imports are known for."""
    fields: dict[str, list[str]] = table("guesses")["fields"]
    found: set[str] = set()
    for word, names in fields.items():
        if any(word in spec.path for spec in file.names.imports):
            found.update(names)
    return found


def _by_type(call: Call, results: Mapping[str, str]) -> str:
    """Return what a function that a variable or field holds is like, by the type of its first result."""
    callee = call.callee
    if callee.kind != "value" or _is_literal(call.node.fun):
        return ""
    signature = call.file.typer.program.underlying(callee.signature)
    if not isinstance(signature, Func) or not gives_one_and_an_error(signature):
        return ""
    return results.get(str(signature.results[0]), "")


def gives_one_and_an_error(signature: Func) -> bool:
    """Tell the results of what opens something: it, or an error."""
    return len(signature.results) == 2 and signature.results[1] == ERROR  # noqa: PLR2004 - the two


def _is_literal(fun: ast.Expr) -> bool:
    """Tell a variable that holds a literal of the same function: what that does can be seen."""
    value = fun.obj.definition.value if isinstance(fun, ast.Ident) and fun.obj is not None else None
    return isinstance(value, ast.FuncLit)


def _by_its_use(call: Call, entries: list[dict[str, Any]]) -> str:
    """Return what an unknown callee is like, by what is done with its first result."""
    callee = call.callee
    variable = call.result(0)
    if not entries or variable is None or callee.symbol is not None or callee.kind == "value":
        return ""
    if callee.signature is not UNKNOWN:
        return ""
    declared = call.file.typer.variable_type(variable)
    if declared is not UNKNOWN:
        return str(table("guesses")["results"].get(str(declared), ""))
    given = _given_as(call.function, variable)
    if given:
        return given
    fields, methods, texts = _members(call.function, variable)
    for entry in entries:
        if _is_told(entry, fields - texts, methods):
            return str(entry["like"])
        if _is_sent(call, entry) and _is_all_of_it(entry, fields, methods, texts):
            return str(entry["like"])
    return ""


def _is_all_of_it(entry: dict[str, Any], fields: set[str], methods: set[str], texts: set[str]) -> bool:
    """Tell by one of its fields what has no others than these, none of them a text."""
    return (
        not fields.isdisjoint(entry["fields"])
        and texts.isdisjoint(entry["fields"])
        and fields.issubset(entry["others"])
        and methods.issubset(entry["calls"])
    )


def _is_sent(call: Call, entry: dict[str, Any]) -> bool:
    """Tell a call with an argument of a type that tells enough: who sends a request gets a response.

    What a handler is given is not sent, but asked about.
    """
    typer = call.file.typer
    return "sent" in entry and any(
        str(typer.type_of(it)) == entry["sent"]
        and not (isinstance(it, ast.Ident) and it.obj is not None and it.obj.kind == "parameter")
        for it in call.node.args
    )


def _is_told(entry: dict[str, Any], fields: set[str], methods: set[str]) -> bool:
    if "fields" in entry:
        return fields.issuperset(entry["fields"])
    return bool(methods) if entry.get("any_method") else not methods.isdisjoint(entry.get("methods", ()))


def _by_reading(call: Call, entries: list[dict[str, Any]]) -> tuple[str, int]:
    """Return what an unknown callee is like that opens something to read, and which result that is.

    The last result is the error; the other ones may say how long it is.
    """
    callee = call.callee
    entry = next((entry for entry in entries if "read_by" in entry), None)
    if (
        entry is None
        or callee.symbol is not None
        or callee.kind == "value"
        or callee.signature is not UNKNOWN
    ):
        return "", 0
    parent = call.function.parent_of(call.node)
    count = len(parent.lhs) if isinstance(parent, ast.AssignStmt) else 0
    error = call.result(count - 1) if count > 1 else None
    if error is None or not is_error(error):
        return "", 0
    for index in range(count - 1):
        variable = call.result(index)
        if variable is not None and _is_read(call.function, variable, entry["read_by"]):
            return str(entry["like"]), index
    return "", 0


def _is_read(function: Function, variable: Variable, readers: list[str]) -> bool:
    """Tell a variable of an unknown type that is passed to a function which reads from it."""
    if function.file.typer.variable_type(variable) is not UNKNOWN:
        return False
    for use in variable.uses:
        around = function.parent_of(use)
        if not isinstance(around, ast.CallExpr) or use not in around.args:
            continue
        if function.file.typer.callee(around).name in readers:
            return True
    return False


def _given_as(function: Function, variable: Variable) -> str:
    """Return what a variable is like by the type of a parameter that it is passed as."""
    results = table("guesses")["results"]
    for use in variable.uses:
        call = function.parent_of(use)
        if not isinstance(call, ast.CallExpr) or use not in call.args:
            continue
        signature = function.file.typer.callee(call).signature
        index = call.args.index(use)
        if isinstance(signature, Func) and index < len(signature.params):
            like = results.get(str(signature.params[index]), "")
            if like:
                return str(like)
    return ""


def _members(function: Function, variable: Variable) -> tuple[set[str], set[str], set[str]]:
    """Return the fields of a variable that are read, the methods called, and the fields that are texts."""
    fields: set[str] = set()
    texts: set[str] = set()
    methods: set[str] = set()
    for use in variable.uses:
        selector = function.parent_of(use)
        if not isinstance(selector, ast.SelectorExpr) or selector.x is not use:
            continue
        call = function.parent_of(selector)
        called = isinstance(call, ast.CallExpr) and call.fun is selector
        if call is not None and _is_text(function, selector, call):
            texts.add(selector.sel)
        (methods if called else fields).add(selector.sel)
    return fields, methods, texts


def _is_text(function: Function, value: ast.Expr, around: ast.Node) -> bool:
    """Tell a text, or bytes, which nothing is read from: `"got " + r.Body`, `json.Unmarshal(r.Body, &v)`."""
    match around:
        case ast.BinaryExpr("+", _, _) | ast.BinaryExpr("==" | "!=", _, ast.BasicLit("STRING")):
            return True
        case ast.SliceExpr() | ast.RangeStmt() | ast.IndexExpr():
            return True
        case ast.SwitchStmt(tag=tag) if tag is value:
            return True
        case ast.CallExpr(ast.Ident("string" | "len") | ast.TypeExpr(), [_], _):
            return around.fun is not value
        case ast.CallExpr(_, args, _) if value in args:
            return _takes_text(function.file.typer.callee(around).signature, args.index(value))
    return False


def _takes_text(signature: Type, index: int) -> bool:
    """Tell a parameter that is a text or bytes, or one of those that may be anything: `log.Printf`."""
    if not isinstance(signature, Func) or not signature.params:
        return False
    last = signature.params[-1]
    if signature.variadic and index >= len(signature.params) - 1:
        return str(last) in ("[]any", "[]interface{}", "[]string")
    return index < len(signature.params) and str(signature.params[index]) in ("string", "[]uint8")
