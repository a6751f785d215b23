"""Loops that never end, and breaks that do not end them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.flow import is_endless
from ginlint.go.names import Chan, Struct
from ginlint.go.syntax import ast
from ginlint.go.testsupport import is_called_by_tests_alone
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.flow import LoopStmt
    from ginlint.go.names import Function
    from ginlint.go.package import Package

FOR_HEAD = re.compile(rb"for\b([^{]*)\{")
# These begin with plain text, which is found many times faster.
BREAK = re.compile(rb"break(?<=\bbreak)\b")
SWITCHING = re.compile(rb"\b(?:select|switch)\b")
OVER_TICKS = re.compile(rb"range(?<=\brange)\s+[\w.]+\.C\b|<-\s*[\w.]+\.C\b")
SIGNAL = "os.Signal"
TICKS = ("*time.Ticker", "time.Ticker")


class Endless(NamedTuple):
    """A loop that is never left; `over` is the ticker's channel that it ranges over, if it does."""

    function: Function
    loop: LoopStmt
    over: ast.Expr | None

    @property
    def ticks(self) -> bool:
        """Whether it ranges over a ticker's channel."""
        return self.over is not None


class Break(NamedTuple):
    """A break that leaves `inner`, a select or switch, and not the endless `loop` around it."""

    function: Function
    stmt: ast.BranchStmt
    inner: ast.Stmt
    loop: LoopStmt


def may_be_endless(text: bytes, offset: int) -> bool:
    """Tell loops that have no test by their text, before their function is lowered."""
    head = FOR_HEAD.match(text, offset)
    parts = head[1].split(b";") if head is not None else []
    if len(parts) != 1 and len(parts) != 3:  # noqa: PLR2004 - init; test; post, or something in the way
        return True
    test = parts[len(parts) // 2].strip(b"() \t\r\n")
    return test in (b"", b"true") or b"/" in test or (b":=" in test and b"range" not in test)


def endless_loops(function: Function) -> Iterator[Endless]:
    """Yield the loops of `function` itself that control can come to and never leaves."""
    for loop, extent in function.graph.extents.items():
        if not function.graph.reachable(extent.head):
            continue
        if isinstance(loop, ast.RangeStmt):
            if _is_ticker(function, loop.x) and not leaves_range(function, loop):
                yield Endless(function, loop, loop.x)
        elif is_endless(loop) and not function.graph.exits_loop(loop):
            yield Endless(function, loop, None)


def _is_ticker(function: Function, over: ast.Expr) -> bool:
    typer = function.file.typer
    if isinstance(over, ast.CallExpr):
        return typer.callee(over).name == "time.Tick"
    return isinstance(over, ast.SelectorExpr) and over.sel == "C" and str(typer.type_of(over.x)) in TICKS


def leaves_range(function: Function, loop: ast.RangeStmt) -> bool:
    """Tell whether the body of a range of `function` can leave it: by break, goto, return or its end."""
    graph = function.graph
    extent = graph.extents.get(loop)
    if extent is None:
        return True  # nothing comes to it
    for block in graph.blocks[extent.head + 1 : extent.stop]:
        if graph.reachable(block.index) and (
            block.exit is not None or any(not extent.head <= e.target < extent.stop for e in block.edges)
        ):
            return True
    return False


def selecting_functions(package: Package) -> Iterator[Function]:
    """Yield the functions of a package with a loop and a select that may wait for an end."""
    words = "|".join(table("goroutines")["ends"]["words"])
    ends = re.compile(rf"case\s+(?:\w+\s*(?:,\s*\w+\s*)?:?=\s*)?<-[\w.]*(?:{words})".encode(), re.IGNORECASE)
    for file in package.speaking:
        index, text = file.facts.index, file.parsed.text
        found = {
            decl.pos: decl
            for offset in index.kinds.get("select", ())
            if (decl := file.declaration_at(offset))
        }
        for decl in found.values():
            if file.holds(decl, "for") and ends.search(text, decl.pos, decl.end):
                yield file.function(decl)


class Stopped(NamedTuple):
    """A loop that waits for a ticker and nothing else, and goes on when `stop` stops it."""

    function: Function
    loop: LoopStmt
    ticker: ast.Expr
    stop: Call


def stopped_tickers(package: Package) -> Iterator[Stopped]:
    """Yield the endless loops over the channel of a field's ticker that another function stops."""
    if not any("Stop" in file.facts.index.calls for file in package.files):
        return
    for file in package.speaking:
        text = file.parsed.text
        if file.test or b".C" not in text:
            continue
        offsets = [match.start() for match in OVER_TICKS.finditer(text)]
        for outer in file.functions_at(offsets):
            for function in outer.all():
                for endless in endless_loops(function):
                    over = endless.over or _only_wait(function, endless.loop)
                    ticker = over.x if isinstance(over, ast.SelectorExpr) else None
                    stop = _stop_of(package, function, ticker) if ticker is not None else None
                    if stop is not None and ticker is not None:
                        yield Stopped(function, endless.loop, ticker, stop)


def _only_wait(function: Function, loop: LoopStmt) -> ast.Expr | None:
    """Return the ticker's channel that each round of a loop begins to wait for, with no other way on."""
    first = next(iter(loop.body.stmts), None)
    match first:
        case ast.SelectStmt([ast.CommClause() as clause]):
            over = _received(clause)
        case ast.ExprStmt(ast.UnaryExpr("<-", x)):
            over = x
        case _:
            return None
    return over if over is not None and _is_ticker(function, over) else None


def _stop_of(package: Package, function: Function, ticker: ast.Expr) -> Call | None:
    """Return the call in another function that stops the ticker in a field."""
    field = _field_of(function, ticker)
    for call in package.calls("time.Ticker.Stop") if field is not None else ():
        receiver = call.callee.receiver
        same = receiver is not None and _field_of(call.function, receiver) == field
        if same and call.function.outermost is not function.outermost and _is_run(call.function.outermost):
            return call
    return None


def _is_run(function: Function) -> bool:
    """Tell a function that more than tests call."""
    symbol = function.symbol
    return not function.file.test and (symbol is None or not is_called_by_tests_alone(symbol))


def _field_of(function: Function, expr: ast.Expr) -> tuple[str, str] | None:
    """Return the type that declares a field, and its name."""
    if not isinstance(expr, ast.SelectorExpr):
        return None
    typer = function.file.typer
    found = typer.program.select(typer.type_of(expr.x), expr.sel)
    return (str(found.owner), expr.sel) if found is not None and not found.method else None


def breaking_functions(package: Package) -> Iterator[Function]:
    """Yield the functions of a package with a loop, a break and something else that it may leave."""
    for file in package.speaking:
        index, text = file.facts.index, file.parsed.text
        found = {
            decl.pos: decl for offset in index.kinds.get("for", ()) if (decl := file.declaration_at(offset))
        }
        for decl in found.values():
            if BREAK.search(text, decl.pos, decl.end) and SWITCHING.search(text, decl.pos, decl.end):
                yield file.function(decl)


def inner_breaks(function: Function) -> Iterator[Break]:
    """Yield the breaks that look meant for an endless loop and leave only a select or switch in it."""
    for node in ast.walk(function.body, into_literals=False):
        if not isinstance(node, ast.BranchStmt) or node.tok != "break" or node.label is not None:
            continue
        inner = function.enclosing(
            node, ast.SelectStmt, ast.SwitchStmt, ast.TypeSwitchStmt, ast.ForStmt, ast.RangeStmt, ast.FuncLit
        )
        loop = (
            function.graph.loop_around(inner) if isinstance(inner, ast.Stmt) and inner_kind(inner) else None
        )
        if loop is None and isinstance(inner, ast.SelectStmt | ast.SwitchStmt | ast.TypeSwitchStmt):
            around = function.enclosing(inner, ast.ForStmt, ast.RangeStmt, ast.FuncLit)
            loop = around if isinstance(around, ast.ForStmt) else None
        if not isinstance(loop, ast.ForStmt) or not is_endless(loop) or not isinstance(inner, ast.Stmt):
            continue
        last = bool(loop.body.stmts) and loop.body.stmts[-1] is inner  # what follows may look at a flag
        if not function.graph.exits_loop(loop):
            if not _only_skips(function, node, inner) and not _is_habit(function, node, inner):
                yield Break(function, node, inner, loop)
        elif last and _asks_to_stop(function, node, inner):
            yield Break(function, node, inner, loop)


def _only_skips(function: Function, node: ast.BranchStmt, inner: ast.Stmt) -> bool:
    """Tell a break that passes over the rest of its case, for what no error and no closed channel says."""
    test = function.enclosing(node, ast.IfStmt, ast.FuncLit)
    if not isinstance(test, ast.IfStmt) or test.pos < inner.pos:
        return False
    return _is_followed(function, node, inner) and not _may_tell_the_end(function, test.cond)


def _is_habit(function: Function, node: ast.BranchStmt, inner: ast.Stmt) -> bool:
    """Tell a break that ends its case like others, as in C.

    It is meant where the case is for the end: of its channel or input, by an error or a word.
    """
    clauses = inner.clauses if isinstance(inner, ast.SelectStmt | ast.SwitchStmt | ast.TypeSwitchStmt) else ()
    ending = [it for it in clauses if it.body and _is_bare_break(it.body[-1])]
    own = next((it for it in ending if it.body[-1] is node), None)
    if own is None or len(ending) < 2:  # noqa: PLR2004 - it and another
        return False
    if isinstance(own, ast.CommClause):
        channel = _received(own)
        return channel is None or not (is_end_channel(channel) or _is_of_signals(function, channel))
    if any(isinstance(it, ast.CallExpr) and last_name(it.fun) == "Sleep" for it in ast.walk(own)):
        return True
    return not any(_is_error_for_end(function, it) or _is_word_for_end(own, it) for it in own.exprs)


def _is_of_signals(function: Function, channel: ast.Expr) -> bool:
    """Tell a channel of signals, some of which are for the end: not of SIGHUP alone, to load settings."""
    typer = function.file.typer
    type_ = typer.type_of(channel)
    if not isinstance(type_, Chan) or str(type_.elem) != SIGNAL:
        return False
    text = function.file.text
    asked = [
        last_name(signal)
        for call in ast.nodes_of(function.outermost.body, ast.CallExpr)
        if typer.callee(call).name == "os/signal.Notify" and text(call.args[0]) == text(channel)
        for signal in call.args[1:]
    ]
    return not asked or not set(asked).issubset(table("goroutines")["ends"]["other_signals"])


def _is_word_for_end(clause: ast.CaseClause, case: ast.Expr) -> bool:
    """Tell `case "quit"`, by which somebody asks for the end; with more to do, only some words are that."""
    ends = table("goroutines")["ends"]
    words = ends["words"] if len(clause.body) == 1 else ends["of_loops"]
    return isinstance(case, ast.BasicLit) and case.value.strip('"`').lower() in words


def _is_error_for_end(function: Function, case: ast.Expr) -> bool:
    """Tell an error, but for one that says that nothing has come for some time."""
    written = function.file.text(case)
    waits = any(word in written for word in table("goroutines")["ends"]["for_now"])
    return not waits and _may_tell_the_end(function, case)


def _is_bare_break(stmt: ast.Stmt) -> bool:
    return isinstance(stmt, ast.BranchStmt) and stmt.tok == "break" and stmt.label is None


def _is_followed(function: Function, node: ast.Node, inner: ast.Stmt) -> bool:
    """Tell whether there is more to come in the case of `inner` that a statement is in."""
    around = function.parent_of(node)
    while around is not None and around is not inner:
        match around:
            case ast.BlockStmt(stmts) | ast.CommClause(_, stmts) | ast.CaseClause(_, stmts):
                if stmts[-1] is not node:
                    return True
        node, around = around, function.parent_of(around)
    return False


def _may_tell_the_end(function: Function, cond: ast.Expr) -> bool:
    """Tell `!ok`, a test for nil, and one of an error."""
    for part in ast.walk(cond):
        match part:
            case ast.UnaryExpr("!", ast.Ident()) | ast.BinaryExpr("==", _, ast.Ident("nil")):
                return True
            case ast.Ident() | ast.SelectorExpr() if str(function.file.typer.type_of(part)) == "error":
                return True
    return False


def unheeded_ends(function: Function) -> Iterator[tuple[ast.CommClause, LoopStmt]]:
    """Yield the cases that wait for the end and go on, in endless loops that nothing else leaves."""
    for loop, extent in function.graph.extents.items():
        if (
            not is_endless(loop)
            or not function.graph.reachable(extent.head)
            or function.graph.exits_loop(loop)
        ):
            continue
        for stmt in loop.body.stmts:
            for clause in stmt.clauses if isinstance(stmt, ast.SelectStmt) else ():
                if _is_unheeded(function, clause):
                    yield clause, loop


def _is_unheeded(function: Function, clause: ast.CommClause) -> bool:
    """Tell a case for a context or a channel of signals that only tidies up."""
    channel = _received(clause)
    if channel is None or not is_end_channel(channel):
        return False
    typer = function.file.typer
    if isinstance(channel, ast.CallExpr):
        if typer.callee(channel).name != "context.Context.Done":
            return False
    else:
        shape = typer.program.underlying(typer.type_of(channel))
        element = typer.program.underlying(shape.elem) if isinstance(shape, Chan) else None
        if not isinstance(element, Struct) or element.fields:
            return False
    return all(_tidies(function, stmt) for stmt in clause.body)


def _received(clause: ast.CommClause) -> ast.Expr | None:
    match clause.comm:
        case ast.ExprStmt(ast.UnaryExpr("<-", x)) | ast.AssignStmt(_, _, [ast.UnaryExpr("<-", x)]):
            return x
    return None


def _tidies(function: Function, stmt: ast.Stmt) -> bool:
    """Tell what only stops, closes or logs something; whatever else it does may be meant to go on."""
    if isinstance(stmt, ast.BranchStmt):
        return stmt.tok == "continue" and stmt.label is None
    if not isinstance(stmt, ast.ExprStmt) or not isinstance(stmt.x, ast.CallExpr):
        return False
    callee = function.file.typer.callee(stmt.x)
    own = callee.symbol is not None and callee.symbol.decl is not None
    return bool(callee.name) and (not own or last_name(stmt.x.fun) in table("goroutines")["ends"]["tidying"])


def inner_kind(stmt: ast.Stmt) -> bool:
    """Tell a statement that is no loop."""
    return not isinstance(stmt, ast.ForStmt | ast.RangeStmt)


def _asks_to_stop(function: Function, node: ast.BranchStmt, inner: ast.Stmt) -> bool:
    """Tell a break in the case of a select that waits for the end: a context's, or a channel named so."""
    clause = function.enclosing(node, ast.CommClause, ast.FuncLit)
    if not isinstance(inner, ast.SelectStmt) or not isinstance(clause, ast.CommClause):
        return False
    if function.parent_of(node) is not clause or clause.comm is None or clause.body[-1] is not node:
        return False
    for part in ast.walk(clause.comm):
        if isinstance(part, ast.UnaryExpr) and part.op == "<-":
            return is_end_channel(part.x)
    return False


def is_end_channel(channel: ast.Expr) -> bool:
    """Tell a channel whose name says that it is time to stop."""
    match channel:
        case (
            ast.CallExpr(ast.SelectorExpr(_, name, _), [], _) | ast.SelectorExpr(_, name, _) | ast.Ident(name)
        ):
            lower = name.lower()
            return any(word in lower for word in table("goroutines")["ends"]["words"])
    return False
