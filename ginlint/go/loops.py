"""Loop variables that outlive their iteration: captured by a literal, or pointed to.

Since Go 1.22 each iteration has its own copy of what := declares in the loop's
head; a variable of an enclosing block that a loop reassigns stays one variable in
every version (Go spec, "For statements").
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.names import Named, Pointer
from ginlint.go.names.universe import never_returns
from ginlint.go.ownership import UseKind, uses_of
from ginlint.go.requests import serves
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership import Use
    from ginlint.go.package import Package

Loop = ast.ForStmt | ast.RangeStmt
FRESH_SINCE = (1, 22)
MAX_DEPTH = 4
HEAD = re.compile(rb"for\b[^;{]*")
SHARED = re.compile(rb"[^:=<>!]=[^=]|//|/\*")  # assigns to what exists, or a comment may hide it
LENDING = ("literal", "go", "defer")


class Capture(NamedTuple):
    """A use of a loop's variable that happens, or lasts, beyond the iteration.

    `by` is goroutine, defer, callback (run later by what it is handed to), stored
    or address. `outer` says that the variable is declared outside of the loop.
    `sure` is false for what a test hands to a server or subtest of the same iteration,
    which most often is done when that ends.
    """

    function: Function
    loop: Loop
    variable: Variable
    use: ast.Node
    by: str
    outer: bool
    sure: bool = True


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(table("closures")[key])


def captures(package: Package) -> Iterator[Capture]:
    """Yield the captures of loop variables in the functions of a package."""
    for file in package.speaking:
        for outer in file.functions_at(_candidates(file)):
            for function in outer.all():
                yield from _captures_in(function)


def _candidates(file: File) -> Iterator[int]:
    """Yield the offsets of loops that may, by their text, share a variable and lend it out."""
    text = file.parsed.text
    for offset in file.facts.index.kinds.get("for", ()):
        decl = file.declaration_at(offset)
        if decl is None or not (
            text.find(b"&", offset, decl.end) >= 0 or file.holds_between(offset, decl.end, *LENDING)
        ):
            continue
        head = HEAD.match(text, offset)
        if file.version < FRESH_SINCE or head is None or SHARED.search(head[0]):
            yield offset


def _captures_in(function: Function) -> Iterator[Capture]:
    """Yield the captures in one function, literals inside it apart."""
    for node in ast.walk(function.body, into_literals=False):
        if isinstance(node, (ast.ForStmt, ast.RangeStmt)):
            for variable, outer in _variables(node):
                if outer or function.file.version < FRESH_SINCE:
                    yield from _captures_of(function, node, variable, outer=outer)


def _variables(loop: Loop) -> Iterator[tuple[Variable, bool]]:
    """Yield the variables that a loop's head sets, and whether they are declared outside of it."""
    if isinstance(loop, ast.RangeStmt):
        targets, define = [loop.key, loop.value], loop.define
    elif isinstance(loop.init, ast.AssignStmt):
        targets, define = list(loop.init.lhs), loop.init.op == ":="
    else:
        return
    for target in targets:
        if isinstance(target, ast.Ident) and target.obj is not None and target.name != "_":
            yield target.obj, not define


def _captures_of(function: Function, loop: Loop, variable: Variable, *, outer: bool) -> Iterator[Capture]:
    seen: set[int] = set()
    for use in variable.uses:
        if not loop.body.pos <= use.pos < loop.body.end:
            continue
        literal, by = _postponed(function, loop, use)
        if literal is None:
            by = _kept_address(function, use, variable) or _method_value(function, use, variable)
        place = literal if literal is not None else use
        if by and id(place) not in seen and _runs_again(function, loop, place):
            seen.add(id(place))
            if literal is None or not _awaited(function, loop, literal):
                yield Capture(function, loop, variable, use, by, outer, _is_sure(function, loop, literal))


def _is_sure(function: Function, loop: Loop, literal: ast.FuncLit | None) -> bool:
    if not function.file.test or literal is None or literal.scope is None:
        return True
    around = function.enclosing(literal, ast.FuncLit)
    nested = around is not None and around.pos > loop.pos
    return not nested and serves(literal.scope) is None


def _postponed(function: Function, loop: Loop, use: ast.Ident) -> tuple[ast.FuncLit | None, str]:
    """Return the outermost literal in the loop that holds the use and runs later, and how."""
    found: tuple[ast.FuncLit | None, str] = (None, "")
    literal = function.enclosing(use, ast.FuncLit)
    while isinstance(literal, ast.FuncLit) and literal.pos > loop.pos:
        by = _fate(function, literal, loop)
        if by:
            found = (literal, by)
        literal = function.enclosing(literal, ast.FuncLit)
    return found


def _fate(function: Function, literal: ast.FuncLit, loop: Loop) -> str:
    """Return what makes a literal run after the iteration, "" if nothing is known to."""
    call = function.parent_of(literal)
    if isinstance(call, ast.CallExpr):
        around = function.parent_of(call)
        if isinstance(around, ast.GoStmt):
            return "goroutine"
        if isinstance(around, ast.DeferStmt):
            return "defer" if _in_body_of(function, around) else ""
    if literal.scope is None:
        return ""
    return _fate_of_uses(function, literal, depth=0, loop=loop)


def _in_body_of(function: Function, defer: ast.DeferStmt) -> bool:
    """Tell a defer of the function itself from one inside a literal, which runs when the literal returns."""
    return function.enclosing(defer, ast.FuncLit) is function.node


def _fate_of_uses(function: Function, value: ast.Expr, depth: int, loop: Loop | None = None) -> str:
    for use in uses_of(function, value, copies=False):
        if use.kind is UseKind.STORED and loop is not None and _replaces_the_last(use, loop):
            continue
        by = _fate_of(function, use, value, depth)
        if by:
            return by
    return ""


def _replaces_the_last(use: Use, loop: Loop) -> bool:
    """Tell a function that a range puts where the one of the iteration before was.

    The last one stays, and what it sees is the last element, as it should be.
    """
    target = use.target
    while isinstance(target, (ast.SelectorExpr, ast.StarExpr)):
        target = target.x
    return isinstance(loop, ast.RangeStmt) and isinstance(target, ast.Ident) and _is_older(target, loop)


def _is_older(name: ast.Ident, loop: Loop) -> bool:
    """Tell what is there before a loop, and another name for a part of it: `all := s.all.(*list)`."""
    variable = name.obj
    if variable is None or not loop.pos <= variable.pos < loop.end:
        return True
    part = variable.definition.value if not variable.writes else None
    while isinstance(part, ast.SelectorExpr | ast.StarExpr | ast.TypeAssertExpr):
        part = part.x
        if isinstance(part, ast.Ident):
            return part.obj is None or not loop.pos <= part.obj.pos < loop.end
    return False


def _fate_of(function: Function, use: Use, value: ast.Expr, depth: int) -> str:
    match use.kind:
        case UseKind.STORED | UseKind.SENT:
            return "stored"
        case UseKind.GOROUTINE:
            return "goroutine"
        case UseKind.METHOD if not use.member and use.call is not None:
            around = function.parent_of(use.call)
            if isinstance(around, ast.GoStmt):
                return "goroutine"
            return "defer" if isinstance(around, ast.DeferStmt) and _in_body_of(function, around) else ""
        case UseKind.COMPOSITE if use.around is not None and depth < MAX_DEPTH:
            return _fate_of_uses(function, use.around, depth + 1)
        case UseKind.ARGUMENT if use.callee is not None:
            return _fate_of_argument(use.callee.name, use, value)
    return ""


def _fate_of_argument(callee: str, use: Use, value: ast.Expr) -> str:
    if callee == "builtin.append":
        return "stored"
    if callee in _names("later"):
        return "callback"
    if not isinstance(value, ast.FuncLit) or value.scope is None:
        return ""
    if callee in _names("parallel_tests"):
        typer = use.function.file.typer
        calls = (n for n in ast.walk(value.body) if isinstance(n, ast.CallExpr))
        return "callback" if any(typer.callee(call).name in _names("parallel") for call in calls) else ""
    return "callback" if serves(value.scope) else ""


def _kept_address(function: Function, use: ast.Ident, variable: Variable) -> str:
    """Tell `&v` and `&v.field` that are kept: appended, stored or sent."""
    node: ast.Expr = use
    around = function.parent_of(node)
    while isinstance(around, ast.SelectorExpr):
        if not isinstance(function.file.typer.variable_type(variable), Named):
            return ""  # behind a pointer, or not known to be none
        node, around = around, function.parent_of(around)
    if not isinstance(around, ast.UnaryExpr) or around.op != "&":
        return ""
    by = _fate_of_uses(function, around, depth=0)
    return "address" if by in ("stored", "goroutine") else ""


def _method_value(function: Function, use: ast.Ident, variable: Variable) -> str:
    """Tell `go v.Method()` with a pointer receiver: it takes the address of v."""
    selector = function.parent_of(use)
    call = function.parent_of(selector) if isinstance(selector, ast.SelectorExpr) else None
    if not isinstance(call, ast.CallExpr) or call.fun is not selector:
        return ""
    around = function.parent_of(call)
    if not isinstance(around, (ast.GoStmt, ast.DeferStmt)):
        return ""
    typer = function.file.typer
    symbol = typer.callee(call).symbol
    if symbol is None or not isinstance(symbol.receiver, Pointer):
        return ""
    if not isinstance(typer.variable_type(variable), Named):
        return ""
    return "goroutine" if isinstance(around, ast.GoStmt) else "defer"


def _runs_again(function: Function, loop: Loop, place: ast.Node) -> bool:
    """Tell whether the loop can come back after `place`: one that always leaves shares nothing."""
    found = function.graph.loop_at(place)
    while found is not None:
        if found.stmt is loop:
            return True
        found = found.parent
    return False


def _awaited(function: Function, loop: Loop, literal: ast.FuncLit) -> bool:
    """Tell whether the same iteration waits, on every way, for what a literal started."""
    blocks: set[int] = set()
    rounds: set[str] = set()
    block: ast.Node | None = literal
    while block is not None and block is not loop:
        blocks.add(id(block))
        rounds.add(_rounds(function, block))
        block = function.parent_of(block)
    for node in ast.walk(loop.body):
        if node.pos >= literal.end and _waits(function, node):
            around = function.enclosing(node, ast.BlockStmt, ast.CaseClause, ast.CommClause)
            if around is not None and id(around) not in blocks:  # one wait for each that a loop started
                again = function.parent_of(around)
                same = again is not None and _rounds(function, again) in rounds - {""}
                around = function.enclosing(again, ast.BlockStmt) if same and again is not None else None
            if id(around) in blocks:
                return True
    return False


def _rounds(function: Function, loop: ast.Node) -> str:
    """Return what says how often a loop goes round, "" for what is none."""
    match loop:
        case ast.ForStmt(_, ast.Expr() as cond):
            return function.file.text(cond)
        case ast.RangeStmt():
            return function.file.text(loop.x)
    return ""


def _waits(function: Function, node: ast.Node) -> bool:
    match node:
        case ast.UnaryExpr("<-", _):
            return True
        case ast.CallExpr():
            return function.file.typer.callee(node).name in _names("waits")
        case ast.SelectStmt():
            goes_on = [clause.comm for clause in node.clauses if not _leaves(function, clause)]
            return len(goes_on) <= 1 and not any(
                isinstance(comm, (ast.SendStmt, type(None))) for comm in goes_on
            )
    return False


def _leaves(function: Function, clause: ast.CommClause) -> bool:
    """Tell a case that ends in a return, or in a call that nothing comes after."""
    last = clause.body[-1] if clause.body else None
    if isinstance(last, ast.ExprStmt) and isinstance(last.x, ast.CallExpr):
        return never_returns(function.file.typer.callee(last.x).name)
    return isinstance(last, ast.ReturnStmt)
