"""From the functions of a package to those of its goroutines that are stuck for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.channels.abroad import is_of_others
from ginlint.go.channels.build import TooLargeError
from ginlint.go.channels.explore import explored
from ginlint.go.channels.loops import leaves_by_count
from ginlint.go.channels.simplify import comes_again, simplify
from ginlint.go.channels.statements import Compiler
from ginlint.go.syntax import ast
from ginlint.go.trace import remembered
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.channels.automaton import Automaton, Node
    from ginlint.go.channels.explore import Stuck
    from ginlint.go.channels.values import Primitive
    from ginlint.go.names import Function
    from ginlint.go.package import Package

KINDS = ("go", "send", "select")
RANK = {"send": 0, "receive": 1, "range": 2, "wait": 3, "select": 4, "condwait": 5, "lock": 6, "rlock": 6}
LOCKS = {"lock": 1, "rlock": 1, "unlock": -1, "runlock": -1}


class Event(NamedTuple):
    """Something that happens on the way: kind is start, other, return, locked, call or blocked."""

    kind: str
    function: Function
    at: ast.Node


class Blocked(NamedTuple):
    """A goroutine that waits for ever.

    `kind` is send, receive, range, wait, select or condwait, lock for a lock that others
    keep, relock for one that it has itself, at `at` in `function`. `primitive` is what it
    waits at, None for a select. `root` is the function that was looked at, and
    `body` the one that the goroutine runs, started at `start`; None if that is the root
    itself. `left` says that the root has returned, `alone` that nobody else is stuck.
    `events` lead there, in order, and the call `by` in the root, None if that does it itself.
    """

    kind: str
    function: Function
    at: ast.Node
    primitive: Primitive | None
    root: Function
    body: Function
    start: ast.Node | None
    left: bool
    alone: bool
    events: tuple[Event, ...]
    by: ast.Node | None = None

    @property
    def starter(self) -> ast.Node | None:
        """Where the root starts a helper that waits for it: who starts it has to end it, not the helper.

        Where the helper itself makes what it waits at, it is the one. So does who calls another package,
        of which nothing else uses that so.
        """
        if self.function.file.package is not self.root.file.package:
            return self.by
        waits = self.left and self.kind in ("receive", "range", "select")
        own = self.primitive is not None and self.primitive.function.outermost is self.function.outermost
        if not waits or own or self.function.outermost is self.root.outermost:
            return None
        starts = (it for it in self.events if it.kind == "start" and it.at is self.start)
        return next((it.at for it in starts if it.function.outermost is self.root.outermost), None)


def blocked_in(package: Package) -> tuple[Blocked, ...]:
    """Return the goroutines of a package that are stuck for ever, one for each place."""
    return remembered(package.project.kept, ("blocked", package), lambda: _blocked_in(package))


def _blocked_in(package: Package) -> tuple[Blocked, ...]:
    found: dict[tuple[str, int], Blocked] = {}
    waiting: set[tuple[str, int]] = set()  # places that are told of where they are started
    for root in roots(package):
        automaton = compiled(root)
        if automaton is None:
            _give_up(package, root)
            continue
        sets, complete = explored(automaton)
        for stuck in sets:
            one = judge(automaton, stuck, root)
            if one is None or is_of_others(one):
                continue
            place = (one.function.file.path, one.at.pos)
            if one.starter is not None:
                waiting.add(place)
                found.setdefault((root.file.path, one.starter.pos), one)
            elif place not in waiting:
                found.setdefault(place, one)
        if not complete:
            _give_up(package, root)
    return tuple(found.values())


def _give_up(package: Package, root: Function) -> None:
    package.unfinished.add((root.file.path, f"the goroutines of {root.name} meet in too many ways"))


def roots(package: Package) -> Iterator[Function]:
    """Yield the functions and literals that may hold a whole conversation of goroutines."""
    for file in package.speaking:
        if file.test:
            continue
        offsets = [offset for kind in KINDS for offset in file.facts.index.kinds.get(kind, ())]
        offsets += [offset for name in starters(package) for offset in file.facts.index.calls.get(name, ())]
        for outer in file.functions_at(offsets):
            for function in outer.all():
                if function.name != "main" or package.name != "main":
                    yield function


def starters(package: Package) -> set[str]:
    """Return the names of the functions of a package that start goroutines, and of those that wait."""
    found = {"Wait"}
    for file in package.files:
        for offset in file.facts.index.kinds.get("go", ()):
            decl = file.declaration_at(offset)
            if decl is not None and not file.test:
                found.add(decl.name)
    return found


def compiled(root: Function) -> Automaton | None:
    """Return the automaton of a scope in which somebody may block; None if it is too large."""
    automaton = scope_of(root)
    if automaton is not None and not simplify(automaton):
        automaton = automaton._replace(nodes=automaton.nodes[:0], processes=[])
    return automaton


def scope_of(root: Function) -> Automaton | None:
    """Return all that a scope does to the primitives in it; None if it is too large.

    One that is too large is tried without what has nothing to do with its own primitives.
    """
    for lean in (False, True):
        compiler = Compiler(lean=lean)
        try:
            compiler.compile(root)
        except (TooLargeError, RecursionError):
            continue
        return compiler.automaton()
    return None


def judge(automaton: Automaton, stuck: Stuck, root: Function) -> Blocked | None:
    """Return the one who is blocked that says most, None if none is worth a word."""
    candidates = [(process, node) for process, node in stuck.blocked if node.kind in RANK and worth(node)]
    if not candidates or any(hopes(node) for _, node in stuck.blocked):
        return None
    process, node = min(candidates, key=lambda item: (RANK[item[1].kind], item[0] == 0, item[1].at.pos))
    if node.kind == "send" and node.primitive is not None and not _may_be_more(automaton, node.primitive):
        return None
    if node.kind == "range" and _has_counted_all(stuck, node):
        return None
    goroutine = automaton.processes[process]
    start = goroutine.start if process else None
    events = tuple(trace(stuck, process, node))
    left, alone = 0 in stuck.ended, len(stuck.blocked) == 1
    kind = node.kind
    if kind in LOCKS:
        held = holders(stuck, node)
        kind = "relock" if process in (who for who, _ in held) else "lock"
        events = (*(Event("locked", step.function, step.at) for _, step in held), *events)
    at = (kind, node.function, node.at, node.primitive)
    return Blocked(
        *at, root, goroutine.function, start, left, alone, events, _called_by(stuck, process, node)
    )


def _has_counted_all(stuck: Stuck, node: Node) -> bool:
    """Tell a range that leaves by a count, where all goroutines have sent: how many there are it knows."""
    loop = node.function.parent_of(node.at)
    if not isinstance(loop, ast.RangeStmt) or not leaves_by_count(loop):
        return False
    started = {step.child for _, step in stuck.path if step.kind == "go"}
    sent = {who for who, it in stuck.path if it.kind == "send" and it.primitive is node.primitive}
    return started <= sent


def _called_by(stuck: Stuck, process: int, node: Node) -> ast.Node | None:
    """Return what in the root's own body leads to a wait, or to the start of its goroutine."""
    calls = node.calls
    at: ast.Node | None = None
    while process:
        start = next(
            ((who, step) for who, step in stuck.path if step.kind == "go" and step.child == process), None
        )
        if start is None:
            return None
        process, calls, at = start[0], start[1].calls, start[1].at
    return calls[0][1] if calls else at


def holders(stuck: Stuck, node: Node) -> list[tuple[int, Node]]:
    """Return the processes that have the lock that `node` waits for, with where they took it."""
    held: list[tuple[int, Node]] = []
    for process, step in stuck.path:
        if step.primitive is node.primitive and LOCKS.get(step.kind, 0) > 0:
            held.append((process, step))
        elif step.primitive is node.primitive and step.kind in LOCKS and held:
            own = [one for one in held if one[0] == process]
            held.remove(own[-1] if own else held[-1])
    return held


def hopes(node: Node) -> bool:
    """Tell a wait for what code that is not seen may still send."""
    received = [case.primitive for case in node.cases if case.op == "receive"]
    if node.kind in ("receive", "range"):
        received.append(node.primitive)
    return any(primitive is not None and primitive.fed for primitive in received)


def _may_be_more(automaton: Automaton, channel: Primitive) -> bool:
    """Tell whether who receives what code that is not seen sends is prepared for more than one."""
    return not channel.fed or any(
        comes_again(node, automaton)
        for node in automaton.nodes
        if (node.kind in ("receive", "range") and node.primitive is channel)
        or any(case.op == "receive" and case.primitive is channel for case in node.cases)
    )


def worth(node: Node) -> bool:
    """Tell a wait that nobody means to be for ever, as `select {}` is, and `<-make(chan int)`."""
    if node.kind == "select":
        return bool(node.cases)
    made = node.primitive
    if made is None or made.function is not node.function or not isinstance(made.at, ast.CallExpr):
        return True
    return not _within(made.at, node.at)


def _within(inner: ast.Node, outer: ast.Node) -> bool:
    return outer.pos <= inner.pos < outer.end


def trace(stuck: Stuck, process: int, node: Node) -> Iterator[Event]:
    """Yield what happens until the goroutine waits, as far as it matters for what it waits at."""
    last: Event | None = None
    passed_by = -1
    for who, step in stuck.path:
        if step.kind == "go" and step.child == process:
            yield Event("start", step.function, step.at)
        elif who == process:
            continue
        elif step.kind == "select":
            passed_by = who if any(case.primitive is node.primitive for case in step.cases) else -1
        elif step.kind == "mark" and isinstance(step.at, ast.ReturnStmt):
            if len(step.calls) > (1 if who else 0):
                continue  # of a helper that it calls
            if last is None or last.kind != "other":
                last = Event("return", step.function, step.at)
        elif step.kind == "mark" and who == passed_by:
            last = Event("other", step.function, step.at)
    if last is not None:
        yield last
    for function, call in node.calls[1 if process else 0 :]:
        yield Event("call", function, call)
    yield Event("blocked", node.function, node.at)
