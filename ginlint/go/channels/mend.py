"""Whether room for one value frees a sender that nobody waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.channels.explore import Explorer
from ginlint.go.channels.scope import blocked_in, scope_of
from ginlint.go.channels.simplify import simplify
from ginlint.go.channels.symmetry import twins
from ginlint.go.flow import evaluated
from ginlint.go.syntax import ast
from ginlint.go.writing import Change, Mending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.channels.automaton import Automaton, Node
    from ginlint.go.channels.scope import Blocked
    from ginlint.go.names import Function, Variable

SIZES = ("builtin.len", "builtin.cap")


def room_for_one(blocked: Blocked) -> Mending | None:
    """Return how the channel of a blocked send is made with room for one value, None if that is not enough.

    It does where one goroutine sends once, whichever way it takes, and all that the scope can come
    to is explored again with that room and leaves nobody stuck. It is safe where nothing
    runs after the send that could rely on somebody having received.
    """
    channel = blocked.primitive
    if channel is None or blocked.kind != "send" or blocked.start is None or channel.capacity != 0:
        return None
    make = channel.at
    if (
        not isinstance(make, ast.CallExpr)
        or len(make.args) not in (1, 2)
        or _is_measured(channel.function, make)
    ):
        return None
    automaton = scope_of(blocked.root)
    sends = _sends(automaton, make) if automaton is not None else []
    if automaton is None or not sends or not _is_single(automaton, sends):
        return None
    if not _frees(automaton, make, blocked.root):
        return None
    place = make.args[0].end if len(make.args) == 1 else make.args[1].pos
    change = Change(place, make.args[-1].end, ", 1" if len(make.args) == 1 else "1")
    text = f"make({channel.function.file.text(make.args[0])}, 1)"
    return Mending(text, (change,), safe=all(_is_last_of_all(node) for node in sends))


def _sends(automaton: Automaton, make: ast.CallExpr) -> list[Node]:
    """Return the sends on channels that `make` makes; none if one of them is a case of a select."""
    if any(
        case.op == "send" and case.primitive is not None and case.primitive.at is make
        for node in automaton.nodes
        for case in node.cases
    ):
        return []
    return [
        node
        for node in automaton.nodes
        if node.kind == "send" and node.primitive is not None and node.primitive.at is make
    ]


def _is_single(automaton: Automaton, sends: list[Node]) -> bool:
    """Tell sends of one goroutine, started once, of which no two are on one way."""
    processes = {node.process for node in sends}
    starts = [node for node in automaton.nodes if node.kind == "go" and node.child in processes]
    if len(processes) != 1 or 0 in processes or len(starts) != 1 or any(node.unsure for node in sends):
        return False
    indexes = {node.index for node in sends}
    return all(not indexes & set(_reached(automaton, node)) for node in sends) and starts[0].index not in set(
        _reached(automaton, starts[0])
    )


def _reached(automaton: Automaton, node: Node) -> Iterator[int]:
    seen: set[int] = set()
    work = [successor for successor in node.succ if successor >= 0]
    while work:
        index = work.pop()
        if index not in seen:
            seen.add(index)
            yield index
            work += [successor for successor in automaton.nodes[index].succ if successor >= 0]


def _frees(automaton: Automaton, make: ast.CallExpr, root: Function) -> bool:
    """Explore again, with room for one value; tell whether nobody is stuck at it, nor anywhere else anew."""
    known = {(found.function, found.at) for found in blocked_in(root.file.package)}
    for primitive in automaton.primitives:
        if primitive.at is make:
            primitive.capacity = 1
    somebody_waits = simplify(automaton)
    if any(primitive.loose for primitive in automaton.primitives if primitive.at is make):
        return False
    if not somebody_waits:
        return True
    explorer = Explorer(automaton, groups=twins(automaton))
    for stuck in explorer.stuck():
        for _, node in stuck.blocked:
            at_it = node.primitive is not None and node.primitive.at is make
            if at_it or (node.function, node.at) not in known:
                return False
    return explorer.complete


def _is_measured(function: Function, make: ast.CallExpr) -> bool:
    """Tell a channel of which somebody asks the size, or that is in no variable of its own."""
    variable = _variable_of(function, make)
    return variable is None or any(
        isinstance(node, ast.CallExpr)
        and inner.file.typer.callee(node).name in SIZES
        and any(isinstance(arg, ast.Ident) and arg.obj is variable for arg in node.args)
        for inner in function.outermost.all()
        for node in ast.walk(inner.body, into_literals=False)
    )


def _variable_of(function: Function, make: ast.CallExpr) -> Variable | None:
    return next(
        (
            variable
            for inner in function.outermost.all()
            for variable in inner.variables
            if variable.definition.value is make
        ),
        None,
    )


def _is_last_of_all(send: Node) -> bool:
    """Tell a send that ends what its goroutine does, in its function and in those that call that."""
    places = [(send.function, send.at), *send.calls[1:]]
    return all(_is_last(function, at) for function, at in places)


def _is_last(function: Function, send: ast.Node) -> bool:
    """Tell a send after which the goroutine's function does nothing but close something and return."""
    after = function.graph.after(send)
    return all(_is_nothing(function, inner) for node in after for inner in evaluated(node))


def _is_nothing(function: Function, node: ast.Node) -> bool:
    if isinstance(node, ast.CallExpr):
        return function.file.typer.callee(node).name == "builtin.close"
    return not isinstance(
        node, (ast.AssignStmt, ast.IncDecStmt, ast.SendStmt, ast.UnaryExpr, ast.GoStmt, ast.DeferStmt)
    )
