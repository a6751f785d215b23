"""From goroutines that wait for ever to findings: the wording that rules of the topic share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.finding import Confidence, Finding, Location, Step
from ginlint.go.call import body_of, last_name
from ginlint.go.channels import (
    blocked_in,
    ends_otherwise,
    exits_on_failure,
    room_for_one,
    waits_in_adding_loop,
)
from ginlint.go.endless import endless_loops
from ginlint.go.requests import callers_of, context_origin, is_part_of_a_command, runs_a_command
from ginlint.go.starts import endless_starts
from ginlint.go.syntax import ast
from ginlint.mending import fix_of
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.finding import Fix
    from ginlint.go import Function, Package
    from ginlint.go.call import Call
    from ginlint.go.channels import Blocked, Event, Primitive
    from ginlint.go.names import Variable

MADE = {
    "chan": "the channel is made here",
    "group": "the group is made here",
    "cond": "the condition is made here",
}
HAPPENS = {
    "start": "this goroutine is started here",
    "other": "this is done instead of meeting it",
    "return": "the function returns here",
    "locked": "it is locked here",
    "call": "this is called",
    "blocked": "and this waits for ever",
}
MAX_CALLS = 4
MAKERS = ("new", "create", "make", "open", "init", "start")
WHEN = {"other": " when something else comes first", "return": " when the function returns first"}


def waiting(package: Package, *kinds: str) -> Iterator[Blocked]:
    """Yield the goroutines of a package that wait for ever in one of these ways."""
    for blocked in blocked_in(package):
        if blocked.kind in kinds:
            yield blocked


def waiting_finding(blocked: Blocked, message: str) -> Finding:
    """Return the finding of a wait that never ends, with the way there."""
    primitive = blocked.primitive
    made: tuple[Step, ...] = ()
    if primitive is not None and primitive.kind in MADE:
        made = (Step(Location.of(primitive.function.file, primitive.at), MADE[primitive.kind]),)
    happens = (Step(_place(event.function, event.at), HAPPENS[event.kind]) for event in blocked.events)
    starter = blocked.starter
    reported = blocked.root if starter is not None else blocked.function
    return Finding(
        at=_place(reported, starter or blocked.at),
        message=message,
        confidence=_confidence(blocked),
        steps=(*made, *happens),
        fix=_room_fix(blocked),
        function=reported.name,
        resource=primitive.name if primitive is not None else "",
    )


def _room_fix(blocked: Blocked) -> Fix | None:
    mending = room_for_one(blocked)
    if mending is None or blocked.primitive is None:
        return None
    path = blocked.primitive.function.file.path
    return fix_of(mending, path, f"`{mending.text}`: the send needs no receiver then")


def when(blocked: Blocked) -> str:
    """Say in which case it comes to that, "" if it always does."""
    kinds = [event.kind for event in blocked.events]
    return next((text for kind, text in WHEN.items() if kind in kinds), "")


def misses_done(blocked: Blocked) -> bool:
    """Tell a wait for a group that would end, had every goroutine called Done."""
    if blocked.kind != "wait" or blocked.primitive is None:
        return False
    if isinstance(blocked.at, ast.CallExpr) and waits_in_adding_loop(blocked.function, blocked.at):
        return True
    return blocked.alone and blocked.primitive.done


def never_ends_anyway(package: Package, blocked: Blocked) -> bool:
    """Tell a wait in a loop that goroutine-never-exits tells of: nothing leaves it, waiting or not."""
    loop = blocked.function.graph.loop_around(blocked.at)
    while loop is not None and loop not in {found.loop for found in endless_loops(blocked.function)}:
        loop = blocked.function.graph.loop_around(loop)
    return loop is not None and any(start.endless.loop is loop for start in endless_starts(package))


def _place(function: Function, node: ast.Node) -> Location:
    end = node.end
    if isinstance(node, ast.SelectStmt | ast.BlockStmt):
        end = node.pos + (len("select") if isinstance(node, ast.SelectStmt) else 1)
    elif isinstance(node, ast.GoStmt | ast.CommClause):
        end = function.file.parsed.text.find(b"\n", node.pos, node.end)
        end = node.end if end < 0 else end
    return Location(function.file.path, node.pos, end)


def _confidence(blocked: Blocked) -> Confidence:
    """Grade a wait: what happens as the process ends, or is meant to keep it alive, is for --pedantic."""
    doubts = (
        _keeps_alive,
        _is_of_maker,
        _ends_with_process,
        _ends_with_command,
        exits_on_failure,
        ends_otherwise,
        _sends_once,
        _none_is_started,
        _works_for_good,
        _starts_beside,
    )
    return Confidence.LOW if any(doubt(blocked) for doubt in doubts) else Confidence.HIGH


def _keeps_alive(blocked: Blocked) -> bool:
    """Tell what nobody is meant to pass, in cold code.

    That is a Wait for a group on which nobody calls Done, and a receive from a channel that is
    there for nothing else.
    """
    root, primitive = blocked.root, blocked.primitive
    if primitive is None:
        return False
    waits = blocked.kind == "wait" and not primitive.done and not _counts_items(blocked)
    waits = waits or (blocked.kind == "receive" and _is_only_received_from(primitive))
    return waits and root.file.package.project.requests.heat(root, root.body) is None


def _counts_items(blocked: Blocked) -> bool:
    """Tell a Wait for a goroutine per item of a loop, where no command runs it and no name says it serves."""
    root, group = blocked.root, blocked.primitive
    name = root.outermost.name.rpartition(".")[2].lower()
    if root is not blocked.function or name.startswith(tuple(table("goroutines")["serves"]["names"])):
        return False
    adds = (
        node
        for node in ast.nodes_of(root.body, ast.CallExpr)
        if isinstance(node.fun, ast.SelectorExpr) and node.fun.sel == "Add"
    )
    per_item = any(
        isinstance(loop := root.enclosing(node, ast.RangeStmt, ast.FuncLit), ast.RangeStmt)
        and root.file.text(node.fun.x) == (group.name if group is not None else "")
        and any(isinstance(inner, ast.GoStmt) for inner in ast.walk(loop.body, into_literals=False))
        for node in adds
        if isinstance(node.fun, ast.SelectorExpr)
    )
    return per_item and not is_part_of_a_command(root)


def _is_only_received_from(primitive: Primitive) -> bool:
    """Tell a channel that its function makes, and that is used in receives alone."""
    function = primitive.function
    made = primitive.at if isinstance(primitive.at, ast.CallExpr) else None
    held = [it for it in function.variables if made is not None and it.definition.value is made]
    around = [function.parent_of(use) for variable in held for use in variable.uses]
    return bool(held) and all(isinstance(node, ast.UnaryExpr) and node.op == "<-" for node in around)


def _is_of_maker(blocked: Blocked) -> bool:
    """Tell a worker of something that is made here, and not handed over on this way out alone."""
    returns = any(event.kind == "return" for event in blocked.events)
    return (
        blocked.kind != "send"
        and returns
        and not _is_handler_in_place(blocked.root)
        and blocked.root.name.rpartition(").")[2].lower().startswith(MAKERS)
    )


def _is_handler_in_place(root: Function) -> bool:
    """Tell a literal that requests run: it is no part of the command, or the maker, that registers it."""
    return root.node is not None and root.file.package.project.requests.heat(root, root.body) is not None


def _works_for_good(blocked: Blocked) -> bool:
    """Tell a worker of cold code that nothing ends: it waits as it would for the next piece of work."""
    root = blocked.root
    if root.file.package.project.requests.heat(root, root.body):
        return False
    if blocked.kind == "range":
        return _is_all_a_goroutine_does(blocked)
    if blocked.kind not in ("receive", "select"):
        return False
    at = blocked.at.pos
    return any(found.loop.pos <= at < found.loop.end for found in endless_loops(blocked.function))


def _is_all_a_goroutine_does(blocked: Blocked) -> bool:
    """Tell a loop with which a function ends that is only ever run beside others: none waits for its end."""
    root = blocked.root
    last = root.body.stmts[-1] if root.body.stmts else None
    if blocked.left or not isinstance(last, ast.RangeStmt) or last is not root.parent_of(blocked.at):
        return False
    calls = callers_of(root)
    return bool(calls) and all(isinstance(it.function.parent_of(it.node), ast.GoStmt) for it in calls)


def _starts_beside(blocked: Blocked) -> bool:
    """Tell a send to workers that another arm of the same test starts: a counter tells which it is."""
    function, at = blocked.function, blocked.at
    if not isinstance(at, ast.SendStmt) or not isinstance(at.chan, ast.Ident):
        return False
    around = function.enclosing(at, ast.IfStmt, ast.FuncLit)
    if not isinstance(around, ast.IfStmt):
        return False
    while isinstance(outer := function.parent_of(around), ast.IfStmt) and outer.orelse is around:
        around = outer
    return any(
        isinstance(node, ast.Ident) and node.obj is at.chan.obj
        for starter in ast.walk(around)
        if isinstance(starter, ast.GoStmt | ast.FuncLit) and not starter.pos <= at.pos < starter.end
        for node in ast.walk(starter)
    )


def _none_is_started(blocked: Blocked) -> bool:
    """Tell a receive where none of several goroutines that send was started: settings tell which is."""
    primitive, quiet = blocked.primitive, ("call", "start", "return", "blocked")
    if blocked.kind != "receive" or primitive is None or primitive.function is not blocked.function:
        return False
    root, heard = primitive.function, [event for event in blocked.events if event.kind not in quiet]
    if heard or any(event.kind == "return" and event.function is root for event in blocked.events):
        return False
    made = primitive.at if isinstance(primitive.at, ast.CallExpr) else None
    held = [it for it in root.variables if made is not None and it.definition.value is made]
    sends = [
        send
        for variable in held
        for use in variable.uses
        if isinstance(send := root.parent_of(use), ast.SendStmt) and send.chan is use
    ]
    return len(sends) > 1 and all(_is_started_by_choice(root, send) for send in sends)


def _is_started_by_choice(root: Function, send: ast.SendStmt) -> bool:
    start = root.enclosing(send, ast.GoStmt)
    return start is not None and root.enclosing(start, ast.IfStmt, ast.CaseClause, ast.FuncLit) is not None


def _sends_once(blocked: Blocked) -> bool:
    """Tell `if !sent { sent = true; ch <- v }` in a loop, into a channel that has room for one.

    So is `if done == nil { done = make(…); go send() }`: no other is on its way then. An atomic flag will do.
    """
    primitive, function = blocked.primitive, blocked.function
    if not isinstance(blocked.at, ast.SendStmt) or primitive is None or not primitive.capacity:
        return False
    around = function.enclosing(blocked.at, ast.IfStmt)
    while isinstance(around, ast.IfStmt):
        flags = {
            node.x.obj
            for node in ast.walk(around.cond)
            if isinstance(node, ast.UnaryExpr | ast.BinaryExpr) and isinstance(node.x, ast.Ident)
            if node.op == "!" or (isinstance(node, ast.BinaryExpr) and _is_unset(node))
        }
        if any(
            isinstance(target, ast.Ident) and target.obj is not None and target.obj in flags
            for node in ast.walk(around.body, into_literals=False)
            if isinstance(node, ast.AssignStmt)
            for target in node.lhs
        ):
            return True
        if _swaps_flag(function, around):
            return True
        around = function.enclosing(around, ast.IfStmt)
    return False


def _swaps_flag(function: Function, test: ast.IfStmt) -> bool:
    """Tell a test of an atomic flag whose body sets it, as one that swaps it does at once."""
    asked = _atomic_calls(function, test.cond)
    return any("Swap" in name for name in asked) or (
        any("Load" in name for name in asked)
        and any("Store" in name for stmt in test.body.stmts for name in _atomic_calls(function, stmt))
    )


def _atomic_calls(function: Function, around: ast.Node) -> list[str]:
    calls = (node for node in ast.walk(around, into_literals=False) if isinstance(node, ast.CallExpr))
    names = (function.file.typer.callee(call).name for call in calls)
    return [name for name in names if name.startswith("sync/atomic.")]


def _is_unset(test: ast.BinaryExpr) -> bool:
    return test.op == "==" and isinstance(test.y, ast.Ident) and test.y.name == "nil"


def _ends_with_process(blocked: Blocked) -> bool:
    root, body = blocked.root, blocked.body
    if _is_handler_in_place(root):
        return False
    maker = blocked.primitive.function if blocked.primitive is not None else root
    once = runs_a_command(root.outermost) or is_part_of_a_command(root, once=True)
    once = once and (maker.outermost is root.outermost or is_part_of_a_command(maker, once=True))
    if once or stops_for_good(root) or _gets_signals(root) or _gets_signals(body):
        return True
    calls = callers_of(blocked.function.outermost)
    if calls and all(_runs_until_signal(call) for call in calls):
        return True
    return _serves(body) and root.file.package.project.requests.heat(root, root.body) is None


def _ends_with_command(blocked: Blocked) -> bool:
    """Tell what only the end of the context that a command was given keeps from being met."""
    others = [event for event in blocked.events if event.kind == "other"]
    return bool(others) and all(_is_end_of_command(event) for event in others)


def _is_end_of_command(event: Event) -> bool:
    match event.at:
        case ast.CommClause(ast.ExprStmt(ast.UnaryExpr("<-", ast.CallExpr(ast.SelectorExpr(x, "Done"), [])))):
            return isinstance(x, ast.Ident) and x.obj is not None and _is_of_command(x.obj)
    return False


def _is_of_command(context: Variable, depth: int = 0) -> bool:
    """Tell a parameter that commands hand down as they got it."""
    function = context.function
    if context not in function.parameters or context.writes or depth > MAX_CALLS:
        return False
    if runs_a_command(function):
        return True
    index, calls = function.parameters.index(context), callers_of(function)
    given = [call.node.args[index] if index < len(call.node.args) else None for call in calls]
    return bool(given) and all(
        isinstance(arg, ast.Ident) and arg.obj is not None and _is_of_command(arg.obj, depth + 1)
        for arg in given
    )


def _runs_until_signal(call: Call) -> bool:
    """Tell a call, in no loop, of a function that itself waits for the signals that end the process."""
    function = call.function
    return function.parent is None and function.graph.loop_at(call.node) is None and _gets_signals(function)


def stops_for_good(root: Function) -> bool:
    """Tell what stops a part of the service, as no request does: the process ends soon after.

    What is told what to stop, as by an id, stops one of many.
    """
    serves = table("goroutines")["serves"]
    if not root.outermost.name.rpartition(".")[2].lower().startswith(tuple(serves["stops"])):
        return False
    typer = root.file.typer
    if any(str(typer.variable_type(it)) not in serves["stops_with"] for it in root.outermost.parameters):
        return False
    return root.file.package.project.requests.heat(root, root.body) is None


def _serves(body: Function, calls: int = 1) -> bool:
    """Tell a goroutine that runs a service: it reports, to nobody then, as the process ends."""
    names = table("goroutines")["serves"]["names" if calls else "inner"]
    for node in ast.walk(body.body, into_literals=False):
        if isinstance(node, ast.CallExpr):
            if last_name(node.fun).lower() in names:
                return True
            called = body_of(body.file.typer.callee(node)) if calls else None
            if called is not None and _serves(called, calls - 1):
                return True
    return False


def _gets_signals(function: Function) -> bool:
    """Tell a function that deals with the signals that end the process."""
    typer = function.file.typer
    made = any(
        isinstance(variable.definition.value, ast.CallExpr)
        and str(typer.variable_type(variable)) == "chan os.Signal"
        for variable in (*function.outermost.variables, *function.variables)
    )
    return made or any(
        (
            isinstance(node, ast.UnaryExpr)
            and node.op == "<-"
            and str(typer.type_of(node.x)).endswith("os.Signal")
        )
        or (isinstance(node, ast.CallExpr) and context_origin(typer.callee(node).name) == "signals")
        for node in ast.walk(function.body, into_literals=False)
    )
