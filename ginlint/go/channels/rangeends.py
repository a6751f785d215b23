"""Ranges over channels, and sends, that may well end in ways that the search does not follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.syntax import ast

if TYPE_CHECKING:
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
    """Tell a send to a loop that counts up as it starts a goroutine, and down as it receives, to zero."""
    maker = blocked.primitive.function if blocked.primitive is not None else None
    if blocked.kind != "send" or maker is None:
        return False
    tests = [node.cond for node in ast.nodes_of(maker.body, ast.IfStmt)]
    tests += [node.cond for node in ast.nodes_of(maker.body, ast.ForStmt) if node.cond is not None]
    return any(
        {"++", "--"} <= {write.op for write in variable.writes if isinstance(write, ast.IncDecStmt)}
        and any(_compares(test, variable) for test in tests)
        for variable in maker.variables
    )


def _compares(test: ast.Expr, count: Variable) -> bool:
    return any(
        isinstance(node, ast.BinaryExpr)
        and isinstance(node.x, ast.Ident)
        and node.x.obj is count
        and isinstance(node.y, ast.BasicLit)
        and node.y.value == "0"
        for node in ast.walk(test)
    )
