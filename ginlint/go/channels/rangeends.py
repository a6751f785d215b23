"""Ranges over channels, and sends, that may well end in ways that the search does not follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.syntax import ast

ZERO = {("==", "0"), ("<=", "0"), ("!=", "0"), (">", "0"), ("<", "1"), (">=", "1")}

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.channels.scope import Blocked
    from ginlint.go.names import Function, Variable


def ends_otherwise(blocked: Blocked) -> bool:
    """Tell a range that its own body ends, or the maker of its channel where a test says so.

    So does a send end to one who counts those who have not sent yet, and leaves when there are none.
    """
    ways = (_closes_in_round, _is_closed_by_test, _is_told_the_end, _counts_answers, _counts_senders)
    return any(way(blocked) for way in ways)


def _closes_in_round(blocked: Blocked) -> bool:
    """Tell a range over a channel that its own body closes, when it has counted enough."""
    loop, primitive = blocked.function.parent_of(blocked.at), blocked.primitive
    if not isinstance(loop, ast.RangeStmt) or primitive is None:
        return False
    over = blocked.function.file.text(loop.x)
    return any(
        isinstance(node, ast.CallExpr)
        and last_name(node.fun) == "close"
        and [blocked.function.file.text(arg) for arg in node.args] == [over]
        for node in ast.walk(loop.body)
    )


def _is_closed_by_test(blocked: Blocked) -> bool:
    """Tell a range over a channel that its maker closes where a test says so: that may well be each time.

    A test of an error says that something has failed, and nothing of other ways out.
    """
    primitive = blocked.primitive
    if blocked.kind != "range" or not blocked.left or primitive is None:
        return False
    return any(
        last_name(node.fun) == "close"
        and any(isinstance(arg, ast.Ident) and arg.name == primitive.name for arg in node.args)
        and _is_up_to_a_test(function, node)
        for function in blocked.root.all()
        for node in ast.nodes_of(function.body, ast.CallExpr)
    )


def _is_up_to_a_test(function: Function, node: ast.Node) -> bool:
    test = function.enclosing(node, ast.IfStmt, ast.FuncLit)
    if not isinstance(test, ast.IfStmt):
        return False
    cond = test.cond
    return not (isinstance(cond, ast.BinaryExpr) and cond.op == "!=" and function.in_error_branch(node))


def _is_told_the_end(blocked: Blocked) -> bool:
    """Tell a range over a channel that is left once a certain value comes: `if line == eof { return }`."""
    function, loop = blocked.function, blocked.function.parent_of(blocked.at)
    if blocked.kind != "range" or not isinstance(loop, ast.RangeStmt) or not isinstance(loop.key, ast.Ident):
        return False
    received = loop.key.obj
    return any(
        isinstance(node, ast.IfStmt)
        and isinstance(node.cond, ast.BinaryExpr)
        and node.cond.op == "=="
        and isinstance(node.cond.x, ast.Ident)
        and node.cond.x.obj is received
        and function.graph.always_leaves(node.body)
        for node in ast.walk(loop.body, into_literals=False)
    )


def _counts_answers(blocked: Blocked) -> bool:
    """Tell a range over a channel that is left once enough have come: `if len(got)+failed == n { break }`."""
    function, loop = blocked.function, blocked.function.parent_of(blocked.at)
    if blocked.kind != "range" or not isinstance(loop, ast.RangeStmt):
        return False
    return any(
        isinstance(node, ast.IfStmt)
        and isinstance(node.cond, ast.BinaryExpr)
        and node.cond.op in ("==", ">=", ">")
        and function.graph.always_leaves(node.body)
        and _sums_up(node.cond.x, loop)
        for node in ast.walk(loop.body, into_literals=False)
    )


def _sums_up(sum_: ast.Expr, loop: ast.RangeStmt) -> bool:
    """Tell a sum of more than one count that a loop goes on with: each round adds to one of them."""
    counts = {node.obj for node in ast.walk(sum_) if isinstance(node, ast.Ident) and node.obj is not None}
    return len(counts) > 1 and all(
        any(loop.pos <= write.pos < loop.end for write in count.writes) for count in counts
    )


def _counts_senders(blocked: Blocked) -> bool:
    """Tell a send to a loop that counts down as it receives, and is left where it has come to zero alone."""
    maker = blocked.primitive.function if blocked.primitive is not None else None
    if blocked.kind != "send" or maker is None or blocked.primitive is None:
        return False
    return any(_is_counted_down(maker, clause, blocked.primitive.name) for clause in _receiving(maker))


def _receiving(function: Function) -> Iterator[tuple[ast.CommClause, ast.ForStmt]]:
    """Yield the cases of a function's loops, each with its loop."""
    for loop in ast.nodes_of(function.body, ast.ForStmt):
        for clause in ast.nodes_of(loop.body, ast.CommClause):
            yield clause, loop


def _is_counted_down(function: Function, place: tuple[ast.CommClause, ast.ForStmt], channel: str) -> bool:
    clause, loop = place
    received = [
        node.x
        for node in (ast.walk(clause.comm) if clause.comm is not None else ())
        if isinstance(node, ast.UnaryExpr) and node.op == "<-"
    ]
    if not any(isinstance(x, ast.Ident) and x.name == channel for x in received):
        return False
    counts = {
        write.x.obj
        for stmt in clause.body
        for write in ast.walk(stmt)
        if isinstance(write, ast.IncDecStmt) and write.op == "--" and isinstance(write.x, ast.Ident)
    }
    return any(
        count is not None
        and any(isinstance(write, ast.IncDecStmt) and write.op == "++" for write in count.writes)
        and _is_left_at_zero(function, loop, count)
        for count in counts
    )


def _is_left_at_zero(function: Function, loop: ast.ForStmt, count: Variable) -> bool:
    """Tell a loop that is left by a test of a count for zero, and by nothing else."""
    if loop.cond is not None:
        return _is_zero(loop.cond, count) and not any(_leaves(loop))
    ways = list(_leaves(loop))
    return bool(ways) and all(_is_under(function, way, loop, count) for way in ways)


def _leaves(loop: ast.ForStmt) -> Iterator[ast.Stmt]:
    """Yield what may leave a loop: returns, and breaks with a label."""
    for node in ast.walk(loop.body, into_literals=False):
        if isinstance(node, ast.ReturnStmt) or (
            isinstance(node, ast.BranchStmt) and node.tok in ("break", "goto") and node.label is not None
        ):
            yield node


def _is_under(function: Function, node: ast.Node, loop: ast.ForStmt, count: Variable) -> bool:
    around = function.parent_of(node)
    while around is not None and around is not loop:
        if isinstance(around, ast.IfStmt) and _is_zero(around.cond, count):
            return True
        around = function.parent_of(around)
    return False


def _is_zero(test: ast.Expr, count: Variable) -> bool:
    """Tell a test that one of its sides says that a count is zero."""
    return any(
        isinstance(node, ast.BinaryExpr)
        and isinstance(node.x, ast.Ident)
        and node.x.obj is count
        and isinstance(node.y, ast.BasicLit)
        and (node.op, node.y.value) in ZERO
        for node in ast.walk(test)
    )
