"""How a server that waits for its clients without limit gets a limit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ginlint.go.importing import import_changes, name_of_import
from ginlint.go.serving import serving_models
from ginlint.go.syntax import ast
from ginlint.go.writing import Change, Mending, begins_line, indent_of, line_end, statements_around
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Function
    from ginlint.go.serving import Listener

NAMES = ("server", "srv", "httpServer")
WORD = re.compile(r"\w+")


def limited(listener: Listener) -> Mending | None:
    """Return how a server limits the time for reading a header, None where that is not plain to write.

    A literal gets the field; a call that makes a server of its own gets a literal before it.
    Never safe: a client that was slow, but served, is cut off.
    """
    function, node = listener.function, listener.node
    limit = table("servers")["server"]["limit"]
    time = name_of_import(function, limit["time"])
    if time is None:
        return None
    needed, field = [limit["time"]], (limit["field"], limit["value"].format(time=time))
    if isinstance(node, ast.CompositeLit):
        changes = _in_literal(function, node, field)
    else:
        changes = _before_call(function, node, field) if isinstance(node, ast.CallExpr) else ()
        needed.append(limit["http"])
    added = import_changes(function.file, needed) if changes else None
    return Mending(": ".join(field), (*added, *changes), safe=False) if added is not None else None


# A literal


def _in_literal(function: Function, literal: ast.CompositeLit, field: tuple[str, str]) -> tuple[Change, ...]:
    """Return how a literal gets one field more, at its end."""
    text, close = function.file.parsed.text, literal.end - 1
    written = ": ".join(field)
    if not literal.elts:
        start = text.rfind(b"{", literal.pos, close) + 1
        return (Change(start, close, written),) if not text[start:close].strip() else ()
    last = literal.elts[-1]
    if b"\n" not in text[last.end : close]:
        return (Change(last.end, last.end, f", {written}"),)
    comma = text.find(b",", last.end, close)
    place = line_end(function, comma + 1) if comma >= 0 and not text[last.end : comma].strip() else None
    if place is None or not begins_line(function, last.pos):
        return ()
    section = _section(function, literal)
    width = max(len(name) for name in (*(_key(pair) for pair in section), field[0]))
    added = f"\n{indent_of(function, last)}{_padded(field[0], width)}{field[1]},"
    return (*_aligned(function, section, width), Change(place, place, added))


def _section(function: Function, literal: ast.CompositeLit) -> list[ast.KeyValueExpr]:
    """Return the last pairs of a literal that gofmt aligns: each on one line, the lines without a gap."""
    text = function.file.parsed.text
    found: list[ast.KeyValueExpr] = []
    for pair in reversed(literal.elts):
        if not isinstance(pair, ast.KeyValueExpr) or b"\n" in text[pair.pos : pair.end]:
            break
        gap = text[pair.end : found[0].pos].count(b"\n") if found else 1
        if gap != 1 or not begins_line(function, pair.pos):
            break
        found.insert(0, pair)
    return found


def _aligned(function: Function, section: list[ast.KeyValueExpr], width: int) -> tuple[Change, ...]:
    text = function.file.parsed.text
    return tuple(
        Change(pair.key.end, pair.value.pos, wanted)
        for pair in section
        if (wanted := _padded("", width - len(_key(pair)))).encode() != text[pair.key.end : pair.value.pos]
    )


def _key(pair: ast.KeyValueExpr) -> str:
    return pair.key.name if isinstance(pair.key, ast.Ident) else ""


def _padded(name: str, width: int) -> str:
    return f"{name}:{' ' * (width - len(name) + 1)}"


# A call


def _before_call(function: Function, call: ast.CallExpr, field: tuple[str, str]) -> tuple[Change, ...]:
    """Return how a server of one's own is made before a call that makes one, and serves in its place."""
    stmt = _statement(function, call)
    name = _free_name(function)
    made = _server(function, call, field)
    if stmt is None or not name or made is None or not begins_line(function, stmt.pos):
        return ()
    indent = indent_of(function, stmt)
    literal, does = made
    lines = "".join(f"{indent}\t{line},\n" for line in literal[1:])
    before, after = f"{name} := &{literal[0]}{{\n{lines}{indent}}}\n{indent}", f"{name}.{does}"
    if stmt.pos == call.pos:
        return (Change(call.pos, call.end, before + after),)
    return (Change(stmt.pos, stmt.pos, before), Change(call.pos, call.end, after))


def _server(function: Function, call: ast.CallExpr, field: tuple[str, str]) -> tuple[list[str], str] | None:
    """Return the type and the pairs of the literal, and the call of its method."""
    text = function.file.text
    entry = serving_models().get(function.file.typer.callee(call).name, {})
    http = name_of_import(function, table("servers")["server"]["limit"]["http"])
    numbers = [
        n for n in (entry.get("address", -1), entry.get("handler", -1), *entry.get("passes", ())) if n >= 0
    ]
    if http is None or "through" not in entry or sorted(numbers) != list(range(len(call.args))):
        return None
    own = call.fun.x if isinstance(call.fun, ast.SelectorExpr) else None
    handler = call.args[entry["handler"]] if entry["handler"] >= 0 else own
    address = call.args[entry["address"]] if entry["address"] >= 0 else None
    given = {"Addr": address, "Handler": handler}
    values = [
        (key, text(value)) for key, value in given.items() if value is not None and text(value) != "nil"
    ]
    passed = [text(call.args[number]) for number in entry["passes"]]
    if any("\n" in value for value in (*(value for _, value in values), *passed)):
        return None
    pairs = [*values, field]
    width = max(len(key) for key, _ in pairs)
    lines = [f"{_padded(key, width)}{value}" for key, value in pairs]
    return [f"{http}.Server", *lines], f"{entry['through']}({', '.join(passed)})"


def _takes(entry: dict[str, Any], count: int) -> bool:
    """Tell a call of which every argument finds its place."""
    numbers = [entry["address"], entry["handler"], *entry["passes"]]
    return sorted(number for number in numbers if number >= 0) == list(range(count))


def _statement(function: Function, call: ast.CallExpr) -> ast.Stmt | None:
    """Return the statement that evaluates a call before anything else, None if there may be more to it."""
    inner: ast.Node = call
    outer = function.parent_of(call)
    while outer is not None and inner not in statements_around(function, inner):
        match outer:
            case ast.CallExpr(_, [only], _) if only is inner:
                pass
            case ast.ReturnStmt([only]) | ast.AssignStmt(_, _, [only]) if only is inner:
                pass
            case ast.ExprStmt() | ast.GoStmt():
                pass
            case ast.IfStmt() if outer.init is inner:
                pass
            case _:
                return None
        inner, outer = outer, function.parent_of(outer)
    return inner if isinstance(inner, ast.Stmt) else None


def _free_name(function: Function) -> str:
    words = set(WORD.findall(function.file.text(function.outermost.body)))
    return next((name for name in NAMES if name not in words), "")
