"""The locks of a whole run: summaries of functions, walks of a package's."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.file import Names
from ginlint.go.locks.blocking import waiting_names
from ginlint.go.locks.effects import Effects, given_up_in, speaks_of
from ginlint.go.locks.keys import Lock, Operation, operation_of, place_of, released_kind
from ginlint.go.locks.summary import NOTHING, Summary, for_callers, summarised
from ginlint.go.locks.walk import Walk, rooted
from ginlint.go.namegraph import name_graph
from ginlint.go.names import Function
from ginlint.go.syntax import ast
from ginlint.go.trace import TRACE, kept, question, remembered
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ginlint.go.file import File
    from ginlint.go.names import FuncSymbol, Variable
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.trace import Kept

MAX_DEPTH = 4
MAX_WAIT_DEPTH = 2
KINDS = ("send", "select", "receive")


class Reach:
    """Which functions may come to a lock, or to something that waits, by the names that they call."""

    __slots__ = ("_locking", "_waiting")

    def __init__(self, project: Project) -> None:
        calls = name_graph(project).calls
        waits = {
            name
            for package in project.packages
            for file in package.files
            if not file.test
            for name in _waiting_in(file)
        }
        methods = frozenset(table("locks")["methods"])
        self._locking = _levels(calls, {n for n, called in calls.items() if called & methods}, MAX_DEPTH)
        waits |= {n for n, called in calls.items() if called & waiting_names()}
        self._waiting = _levels(calls, waits, MAX_WAIT_DEPTH)

    def locks(self, name: str, depth: int) -> bool:
        """Tell whether a function of this name may take or give up a lock, `depth` calls down."""
        TRACE.seen.add(("locks", name))
        return name in self._locking[min(depth, len(self._locking) - 1)]

    def waits(self, name: str, depth: int) -> bool:
        """Tell whether a function of this name may wait, `depth` calls down."""
        TRACE.seen.add(("locks", name))
        return name in self._waiting[min(depth, len(self._waiting) - 1)]

    def levels(self, name: str) -> tuple[int, int]:
        """Return how many calls away locking and waiting are from a function of this name, at the least."""
        return _level(self._locking, name), _level(self._waiting, name)


def _level(levels: list[set[str]], name: str) -> int:
    return next((depth for depth, names in enumerate(levels) if name in names), len(levels))


def _waiting_in(file: File) -> Iterator[str]:
    """Yield the names of the functions of a file that wait for a channel."""
    for kind in KINDS:
        for offset in file.facts.index.kinds.get(kind, ()):
            decl = file.declaration_at(offset)
            if decl is not None:
                yield decl.name


def _levels(calls: dict[str, set[str]], first: set[str], depth: int) -> list[set[str]]:
    levels = [first]
    for _ in range(depth):
        last = levels[-1]
        levels.append(last | {name for name, called in calls.items() if not called.isdisjoint(last)})
    return levels


class Known(NamedTuple):
    """Kinds of locks: those that a function gives up without taking them, those of them whose function
    is not called after that or does so on some ways only, those that are locked for writing,
    those that somebody waits for, not only tries to take, and those that several functions wait for.
    """

    given_up: set[str]
    given_up_quietly: set[str]
    written: set[str]
    waited_for: set[str]
    shared: set[str]


class Locks:
    """What is known of locks in a project; answers are kept."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._reach: Reach | None = None
        self._summaries: dict[tuple[FuncSymbol | Function, int], Kept[Summary]] = {}
        self._gone_through: dict[tuple[FuncSymbol, int], Kept[Summary]] = {}
        self._walks: dict[Package, Kept[list[Walk]]] = {}
        self._known: dict[Package, Kept[Known]] = {}

    @property
    def reach(self) -> Reach:
        """What calls what, by name."""
        if self._reach is None:
            self._reach = kept(lambda: Reach(self.project)).value
        return self._reach

    def walks(self, package: Package) -> list[Walk]:
        """Return the walk of each function of a package's speaking files that takes a lock."""
        if package not in self._walks:
            self._walks.clear()
        return remembered(
            self._walks, package, lambda: [Walk(f, self._answer(MAX_DEPTH)) for f in _candidates(package)]
        )

    def _answer(self, depth: int) -> Callable[[FuncSymbol | Function], Summary]:
        return lambda called: self.summary(called, depth - 1)

    def summary(self, called: FuncSymbol | Function, depth: int) -> Summary:
        """Return what a declared function or a literal does, looking `depth` calls deep."""
        if depth < 0:
            return NOTHING
        # A literal that calls itself ends at NOTHING.
        return remembered(
            self._summaries, (called, depth), lambda: self._summarise(called, depth), meanwhile=NOTHING
        )

    def _summarise(self, called: FuncSymbol | Function, depth: int) -> Summary:
        if isinstance(called, Function):
            return Walk(called, self._answer(depth)).summary()
        if called.file is None or called.decl is None or called.decl.body is None or called.file.test:
            return NOTHING
        locks = self.reach.locks(called.name, depth)
        waits = (
            self.reach.waits(called.name, depth - (MAX_DEPTH - MAX_WAIT_DEPTH))
            and depth > MAX_DEPTH - MAX_WAIT_DEPTH - 1
        )
        if not locks and not waits:
            return NOTHING
        place = self.project.place_of(called)
        if place is not None and _does_nothing(self.project, *place, depth):
            return NOTHING
        return self.go_through(called, depth)

    def go_through(self, called: FuncSymbol, depth: int) -> Summary:
        """Return what a declared function does that may come to a lock or wait, by names."""
        return remembered(self._gone_through, (called, depth), lambda: self._go_through(called, depth))

    def _go_through(self, called: FuncSymbol, depth: int) -> Summary:
        assert called.file is not None  # noqa: S101 - asked of what has a body
        assert called.decl is not None  # noqa: S101 - likewise
        function = called.file.function(called.decl)
        if self.reach.locks(called.name, depth):
            return for_callers(function, Walk(function, self._answer(depth)).summary())
        return self._waits_only(function, depth)

    def _waits_only(self, function: Function, depth: int) -> Summary:
        effects = Effects(function, self._answer(depth))
        for node in function.graph.nodes():
            for action in effects.at(node):
                if action.verb == "wait":
                    return summarised((), (), (rooted(action, function, node),))
        return NOTHING

    def known(self, package: Package) -> Known:
        """Return what the functions of a package do to locks, each taken for itself."""
        return remembered(self._known, package, lambda: _known(package))

    def is_given_up(self, kind: str) -> bool:
        """Tell whether some function of the project gives up a lock of this kind without taking it."""
        return _is_given_up(self.project, kind)

    def is_written(self, kind: str) -> bool:
        """Tell whether something in the project locks this kind for writing."""
        return _is_written(self.project, kind)

    def is_waited_for(self, kind: str) -> bool:
        """Tell whether something in the project waits for a lock of this kind."""
        return _is_waited_for(self.project, kind)


@question
def _does_nothing(project: Project, path: str, name: str, number: int, depth: int) -> bool:
    symbol = project.symbol_at(path, name, number)
    return symbol is None or project.locks.go_through(symbol, depth) == NOTHING


@question
def _is_given_up(project: Project, kind: str) -> bool:
    return any(kind in project.locks.known(package).given_up for package in project.linked)


@question
def _is_waited_for(project: Project, kind: str) -> bool:
    return any(kind in project.locks.known(package).waited_for for package in project.linked)


@question
def _is_written(project: Project, kind: str) -> bool:
    return any(kind in project.locks.known(package).written for package in project.linked)


def _candidates(package: Package) -> Iterator[Function]:
    """Yield the functions, literals too, that may take a lock, themselves or through a helper."""
    for file in package.speaking:
        if file.test:
            continue
        names = [name for name in file.facts.index.calls if speaks_of(name, "returns_held")]
        offsets = [offset for name in names for offset in file.facts.index.calls[name]]
        for outer in file.functions_at(offsets):
            for function in outer.all():
                if any(_is_lock_word(node) for node in ast.walk(function.body, into_literals=False)):
                    yield function


def _is_lock_word(node: ast.Node) -> bool:
    return isinstance(node, ast.CallExpr) and speaks_of(last_name(node.fun), "returns_held")


@cache
def _methods() -> Names:
    return Names(table("locks")["methods"])


def _known(package: Package) -> Known:
    known = Known(set(), set(), set(), set(), set())
    for file in package.listed:
        if file.test:
            continue
        for function in file.functions_at(file.called(_methods())):
            _learn(known, function)
    return known


def is_left_to_goroutine(function: Function, lock: Lock) -> bool:
    """Tell a lock that a goroutine gives up which the function starts: where it does not, nobody may."""
    return any(
        action.verb == "forget" and action.lock == lock
        for node in ast.walk(function.body, into_literals=False)
        if isinstance(node, ast.GoStmt) and isinstance(node.call, ast.CallExpr)
        for literal in [node.call.fun]
        if isinstance(literal, ast.FuncLit) and literal.scope is not None
        for action in given_up_in(literal.scope)
    )


def gives_up_beside(function: Function, lock: Lock) -> bool:
    """Tell whether another function of the same declaration gives up such a lock without taking it.

    The one that hands a literal to a call may have taken it before, and given it up then.
    """
    for beside in function.outermost.all():
        if beside is not function:
            found = [(node, it) for node, it in _operations(beside) if _is_such(it.lock, lock)]
            verbs = {it.verb for _, it in found}
            if "release" in verbs and verbs.isdisjoint(("take", "try")):
                return True
            if beside is function.parent and any(_comes_after(function, n, it) for n, it in found):
                return True
    return False


def _comes_after(literal: Function, node: ast.Node, found: Operation) -> bool:
    """Tell what gives up a lock once a call that got a literal is done: later, or by a defer."""
    outer = literal.parent
    call = outer.parent_of(literal.node) if outer is not None and literal.node is not None else None
    if (
        outer is None
        or not isinstance(call, ast.CallExpr)
        or call.fun is literal.node
        or found.verb != "release"
    ):
        return False
    return node.pos > call.end or outer.enclosing(node, ast.DeferStmt) is not None


def is_only_locked(variable: Variable) -> bool:
    """Tell a local lock that nothing is done with but to take it and give it up."""
    for ident in variable.uses:
        function = variable.function
        selector = function.parent_of(ident)
        if not isinstance(selector, ast.SelectorExpr) or operation_of(function, selector) is None:
            return False
        if not isinstance(function.parent_of(selector), ast.CallExpr):
            return False
    return variable.kind == "local"


def _is_such(one: Lock, other: Lock) -> bool:
    return one.kind == other.kind and (bool(one.kind) or one == other)


def _operations(function: Function) -> Iterator[tuple[ast.Node, Operation]]:
    for node in ast.walk(function.body, into_literals=False):
        found = operation_of(function, node) if isinstance(node, ast.SelectorExpr) else None
        if found is not None:
            yield node, found


def _released_anywhere(function: Function) -> Iterator[str]:
    """Yield the kinds of locks in maps and slices that a function gives up: which of them is not told."""
    for node in ast.walk(function.body, into_literals=False):
        match node:
            case ast.CallExpr(ast.SelectorExpr() as fun, [], _) if place_of(function, fun.x) is None:
                kind = released_kind(function, fun)
                if kind:
                    yield kind


def _learn(known: Known, outer: Function) -> None:
    taken: set[str] = set()
    released: set[str] = set()
    perhaps: set[str] = set()
    waited: set[str] = set()
    for function in outer.all():
        released.update(_released_anywhere(function))
        for node, found in _operations(function):
            if not found.lock.kind:
                continue
            (released if found.verb == "release" else taken).add(found.lock.kind)
            if found.verb == "release" and function.enclosing(node, ast.IfStmt, ast.FuncLit) is not None:
                perhaps.add(found.lock.kind)
            if found.mode == "write":
                known.written.add(found.lock.kind)
            if found.verb == "take":
                waited.add(found.lock.kind)
    known.shared.update(waited & known.waited_for)
    known.waited_for.update(waited)
    known.given_up.update(released - taken)
    quiet = not speaks_of(outer.name.rpartition(".")[2], "gives_up")
    known.given_up_quietly.update((released if quiet else perhaps) - taken)
