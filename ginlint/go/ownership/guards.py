"""What the tests around an acquisition say of tests further down: `if n > 0 { open }; if n == 0 { … }`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.constant import integer, string
from ginlint.go.flow import touched
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Edge
    from ginlint.go.names import Function, Variable

OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
HOLDS = {
    "==": int.__eq__,
    "!=": int.__ne__,
    "<": int.__lt__,
    "<=": int.__le__,
    ">": int.__gt__,
    ">=": int.__ge__,
}


class Guard(NamedTuple):
    """A test that held where the resource was acquired; `op` and `bound` are what it says of a value."""

    text: str
    truth: bool
    left: str
    op: str
    bound: int | str | None
    names: frozenset[Variable]


def guards_of(function: Function, statement: ast.Node) -> frozenset[Guard]:
    """Return what the if statements around `statement` say that can be told again further down."""
    found: list[Guard] = []
    inner, around = statement, function.parent_of(statement)
    while around is not None and not isinstance(around, ast.FuncLit):
        if isinstance(around, ast.IfStmt) and inner is not around.init:
            truth = inner is around.body
            for test in _parts(around.cond, "&&" if truth else "||"):
                guard = _guard(function, test, truth=truth)
                if guard is not None and not _written(function, guard, around, statement):
                    found.append(guard)
                found += _guards_of_origin(test, truth=truth)
        inner, around = around, function.parent_of(around)
    return frozenset(found)


def _guards_of_origin(test: ast.Expr, *, truth: bool) -> Iterator[Guard]:
    """Yield what `qtx == nil` says, after `qtx := tx`, of tx, which nobody gives another value."""
    match test:
        case ast.BinaryExpr("==" | "!=" as op, ast.Ident() as x, ast.Ident("nil")) if x.obj is not None:
            origin = x.obj.definition.value
            variable = origin.obj if isinstance(origin, ast.Ident) else None
            kept = variable is not None and not variable.writes
            if variable is not None and kept and all(write.pos > test.pos for write in x.obj.writes):
                is_nil = truth == (op == "==")
                yield Guard(f"{variable.name}==nil", is_nil, "", "", None, frozenset((variable,)))


def flags_of(function: Function, acquisition: ast.CallExpr, releasing: list[ast.Node]) -> frozenset[Variable]:
    """Return the bool variables under which a resource is released: `if owned { f.Close() }`."""
    found = set()
    for node in releasing:
        for test in _tests_around(function, node):
            flag = test.cond.obj if isinstance(test.cond, ast.Ident) else None
            if flag is not None and (flag.writes or _stands_under(function, acquisition, flag)):
                found.add(flag)
    return frozenset(found)


def _stands_under(function: Function, acquisition: ast.CallExpr, flag: Variable) -> bool:
    """Tell whether the acquisition itself runs only if `flag` is set."""
    tests = _tests_around(function, acquisition)
    return any(isinstance(test.cond, ast.Ident) and test.cond.obj is flag for test in tests)


def _tests_around(function: Function, node: ast.Node) -> Iterator[ast.IfStmt]:
    around = function.enclosing(node, ast.IfStmt)
    while isinstance(around, ast.IfStmt):
        yield around
        around = function.enclosing(around, ast.IfStmt)


def contradicts(function: Function, edge: Edge, guards: frozenset[Guard]) -> bool:
    """Tell an edge that cannot be taken while `guards` hold."""
    if edge.cond is None:
        return False
    other = _guard(function, edge.cond, truth=edge.truth)
    if other is None:
        return False
    for guard in guards:
        if guard.text and guard.text == other.text and guard.truth != other.truth:
            return True
        if guard.left and guard.left == other.left and not _may_both_hold(guard, other):
            return True
    return False


def left_after(node: ast.Node, guards: frozenset[Guard]) -> frozenset[Guard]:
    """Return the guards that hold after `node`: what was 0 and is counted up is more than that."""
    if any("(" in guard.text for guard in guards):
        reached = frozenset(touched(node))
        guards = frozenset(it for it in guards if "(" not in it.text or it.names.isdisjoint(reached))
    targets: list[ast.Expr] = []
    match node:
        case ast.AssignStmt():
            targets = node.lhs
        case ast.IncDecStmt(ast.Ident() as counter, op):
            return frozenset(step for guard in guards if (step := _counted(guard, counter, op)) is not None)
        case ast.IncDecStmt():
            targets = [node.x]
        case ast.RangeStmt():
            targets = [target for target in (node.key, node.value) if target is not None]
    roots = {root for target in targets if (root := _root(target)) is not None}
    return frozenset(guard for guard in guards if guard.names.isdisjoint(roots)) if roots else guards


def _counted(guard: Guard, counter: ast.Ident, op: str) -> Guard | None:
    """Return what a guard says after `n++` or `n--`."""
    if counter.obj not in guard.names:
        return guard
    if guard.left != counter.name or guard.op not in (("==", ">=", ">") if op == "++" else ("==", "<=", "<")):
        return None
    return guard._replace(text="", op=">" if op == "++" else "<")


def _root(expr: ast.Expr) -> Variable | None:
    while isinstance(expr, (ast.SelectorExpr, ast.StarExpr)):
        expr = expr.x
    return expr.obj if isinstance(expr, ast.Ident) else None


def _parts(cond: ast.Expr, op: str) -> Iterator[ast.Expr]:
    if isinstance(cond, ast.BinaryExpr) and cond.op == op:
        yield from _parts(cond.x, op)
        yield from _parts(cond.y, op)
    else:
        yield cond


def _guard(function: Function, cond: ast.Expr, *, truth: bool) -> Guard | None:
    """Return what a test says, None where asking again may give another answer."""
    while isinstance(cond, ast.UnaryExpr) and cond.op == "!":
        cond, truth = cond.x, not truth
    names: set[Variable] = set()
    for node in ast.walk(cond):
        if isinstance(node, ast.CallExpr) and not function.is_steady(node):
            return None
        if isinstance(node, (ast.IndexExpr, ast.FuncLit, ast.TypeAssertExpr)) or _receives(node):
            return None
        if isinstance(node, ast.Ident) and node.obj is not None:
            names.add(node.obj)
    if not names or any(name.captured and name.writes for name in names):
        return None
    text = function.file.text
    match cond:
        case ast.BinaryExpr("==" | "!=" | "<" | "<=" | ">" | ">=" as op, x, y):
            typer = function.file.typer
            bound = string(y, typer) if (number := integer(y, typer)) is None else number
            said = op if truth else OPPOSITE[op]
            positive, holds = (op, truth) if op in ("==", "<", ">") else (OPPOSITE[op], not truth)
            whole = f"{text(x)}{positive}{text(y)}"
            return Guard(whole, holds, text(x) if bound is not None else "", said, bound, frozenset(names))
        case ast.Ident() | ast.SelectorExpr():
            return Guard(text(cond), truth, "", "", None, frozenset(names))
    return None


def _receives(node: ast.Node) -> bool:
    return isinstance(node, ast.UnaryExpr) and node.op == "<-"


def _written(function: Function, guard: Guard, test: ast.IfStmt, statement: ast.Node) -> bool:
    """Tell whether something puts another value into what a guard asks, up to the end of `statement`."""
    end = statement.end if function.graph.loop_at(statement) is None else test.end
    if any(test.cond.end <= write.pos < end for name in guard.names for write in name.writes):
        return True
    if "(" not in guard.text:
        return False
    between = (node for node in ast.walk(test) if test.cond.end <= node.pos and node.end <= end)
    return any(not guard.names.isdisjoint(touched(node)) for node in between if isinstance(node, ast.Stmt))


def _may_both_hold(one: Guard, other: Guard) -> bool:
    """Tell whether some number is on the right side of both bounds, or both are about one text."""
    if isinstance(one.bound, str) and isinstance(other.bound, str):
        return one.bound == other.bound or not one.op == other.op == "=="
    if not isinstance(one.bound, int) or not isinstance(other.bound, int):
        return True
    numbers = {bound + step for bound in (one.bound, other.bound) for step in (-1, 0, 1)}
    return any(HOLDS[one.op](n, one.bound) and HOLDS[other.op](n, other.bound) for n in numbers)
