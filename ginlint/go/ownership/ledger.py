"""The ledger of a package: what is acquired in it, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ginlint.go.names import UNKNOWN
from ginlint.go.ownership.agreed import is_made_of_own
from ginlint.go.ownership.attempts import attempt_around
from ginlint.go.ownership.besideerror import lost_beside_error
from ginlint.go.ownership.companions import is_held_beside
from ginlint.go.ownership.drains import Drained, drains
from ginlint.go.ownership.effects import Event
from ginlint.go.ownership.errors import is_error, is_expected_to_fail
from ginlint.go.ownership.events import all_events, events
from ginlint.go.ownership.failing import lost_by_failing
from ginlint.go.ownership.guess import assumed
from ginlint.go.ownership.incontext import is_left_to_context
from ginlint.go.ownership.inside import assigned
from ginlint.go.ownership.models import RECEIVER, Resource
from ginlint.go.ownership.ondisk import makes_any_of
from ginlint.go.ownership.partly import (
    Partly,
    halves,
    left_to_literal,
    lost_by_started,
    partly_read,
    partly_released,
)
from ginlint.go.ownership.parts import is_followed
from ginlint.go.ownership.passing import passed_on_by
from ginlint.go.ownership.sites import Leak, Site
from ginlint.go.ownership.track import Tracker
from ginlint.go.ownership.unlike import unlike_others
from ginlint.go.ownership.unread import left_unread
from ginlint.go.ownership.unset import lost_unset
from ginlint.go.ownership.uses import UseKind, uses_of, uses_of_variable
from ginlint.go.panics import panic_ends_process
from ginlint.go.syntax import ast
from ginlint.go.testsupport import is_only_for
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package

MAX_WORK = 600_000  # nodes of one function that are gone through, those of each site anew: about a second
POOLED = "sync.Pool.Get"
MAX_LEAKS = 50  # of one site that are compared


class Dropped(NamedTuple):
    """An acquired resource that is thrown away at once."""

    call: Call
    resource: Resource


class Ledger:
    """What becomes of the resources acquired in one package.

    `leaks` holds at most one leak for each site, the one that says most; `dropped`
    those that no variable ever held, `partly` those that a helper loses on some way,
    `unlike` the methods that leave open what other implementations close, `halves` the parameters
    that go back to their pool on some ways only.
    """

    __slots__ = ("_attempted", "_work", "dropped", "halves", "leaks", "partly", "sites", "unlike")

    def __init__(self, package: Package) -> None:
        self.sites: list[Site] = []
        self.leaks: list[Leak] = []
        self.dropped: list[Dropped] = []
        self.partly: list[Partly] = []
        self._work: dict[Function, int] = {}
        self._attempted: set[Variable] = set()
        known = package.project.acquirers
        for call in package.calls_in(package.reported, *known):
            self._enter(call, known[call.callee.name])
        for call, resource in assumed(package, known):
            self._enter(call, resource)
        self.unlike = list(unlike_others(package, known))
        self.halves = list(halves(package, known[POOLED]))

    def _enter(self, call: Call, resource: Resource) -> None:
        if resource.ends_itself_on and is_only_for(call.file, resource.ends_itself_on):
            return
        if resource.followed_by and is_followed(call, resource.followed_by):
            return
        if resource.agreed and call.file.test:
            return
        if resource.of_disk and not makes_any_of(call.file.package.project, resource.of_disk):
            resource = replace(resource, confidence="low")
        if call.file.test and not _is_reached(call.function, call.node):
            return
        site = self._site(call, resource)
        if site is not None and self._may_follow(call.function) and not self._follow(call, resource, site):
            beyond = self._put_out(call, resource, site)
            if beyond is not None and self._may_follow(beyond.function):
                self._follow(call, resource, beyond)

    def _follow(self, call: Call, resource: Resource, site: Site) -> bool:
        """Enter what becomes of a resource from a site on; tell whether it leaks, or is released there."""
        self.sites.append(site)
        tracker = Tracker(site)
        if resource.result == RECEIVER and tracker.is_shared:
            return True
        leak = _worst(islice(tracker.leaks(), MAX_LEAKS))
        if leak is None and resource.panics:
            leak = self._panic(tracker)
        leak = leak or partly_read(tracker) or lost_by_failing(tracker) or left_unread(tracker)
        leak = leak or lost_unset(tracker) or lost_beside_error(tracker)
        if leak is not None and resource.agreed and is_made_of_own(call):
            return True
        if leak is not None and not (resource.never_only and leak.released):
            self.leaks.append(leak)
        elif leak is None and tracker.releasing and not resource.never_only:
            self.partly += partly_released(tracker)
            self.partly += left_to_literal(tracker)
            self.partly += lost_by_started(tracker)
        return leak is not None or bool(tracker.releasing)

    def _put_out(self, call: Call, resource: Resource, site: Site) -> Site | None:
        """Return the site of what a literal has first for itself: `r, err := get(); …; resp = r`."""
        if call.function.node is None or resource.result == RECEIVER:
            return None
        stored = [
            use.target
            for use in uses_of_variable(call.function, site.variable)
            if use.kind is UseKind.STORED and isinstance(use.target, ast.Ident)
        ]
        target = stored[0].obj if len(stored) == 1 and isinstance(stored[0], ast.Ident) else None
        if target is None or target.function is call.function:
            return None
        return self._captured(call, resource, target, None)

    def _captured(
        self, call: Call, resource: Resource, variable: Variable, error: Variable | None
    ) -> Site | None:
        """Return the site of what a literal puts into a variable of a function around it.

        What that function never releases is entered at once.
        """
        owner = variable.function
        if variable.kind != "local" or not self._may_follow(owner):
            return None
        found = events(owner, variable, resource)[0]
        if found:
            attempt = attempt_around(call.function, owner)
            if attempt is None or id(attempt.literal) in found or variable in self._attempted:
                return None
            self._attempted.add(variable)
            own = error if error is not None and error.function is owner else None
            return Site(owner, call.node, attempt.statement, resource, variable, attempt.error or own)
        site = Site(call.function, call.node, call.node, resource, variable, None)
        held = frozenset((variable,))
        calls = ast.nodes_of(owner.body, ast.CallExpr)
        drained = max((drains(owner, node, resource, held) for node in calls), default=Drained.NO)
        self.sites.append(site)
        self.leaks.append(Leak(site, "exit", call.node, (), drained=drained, late=False, released=False))
        return None

    @staticmethod
    def _panic(tracker: Tracker) -> Leak | None:
        """Return the way to a likely panic, in code where a framework recovers."""
        function = tracker.site.function
        leak = next(tracker.panics(), None)
        if leak is None or function.file.package.project.requests.heat(function, tracker.site.call) is None:
            return None
        return None if panic_ends_process(function) else leak

    def _may_follow(self, function: Function) -> bool:
        """Tell whether a body is known to its depth, and small enough to go through once more."""
        if ast.nodes_of(function.body, ast.BadStmt):
            return False
        size = sum(1 for _ in ast.walk(function.body, into_literals=False))
        self._work[function] = self._work.get(function, 0) + size
        if self._work[function] <= MAX_WORK:
            return True
        told = (function.file.path, f"what {function.name} opens is too much to follow")
        function.file.package.unfinished.add(told)
        return False

    def _site(self, call: Call, resource: Resource) -> Site | None:
        function, node = call.function, call.node
        if resource.result == RECEIVER:
            return self._of_receiver(call, resource)
        value, around = outer(function, node)
        if function.outermost.symbol is None and function.parent is None:
            return None  # the initialiser of a package-level variable, which keeps it
        if isinstance(around, (ast.ExprStmt, ast.GoStmt, ast.DeferStmt)):
            self._drop(call, resource)
            return None
        targets = _targets(around, value)
        if targets is None:
            self._inline(call, resource)
            return None
        if resource.result >= len(targets):
            return None
        target = targets[resource.result]
        names = [t.obj if isinstance(t, ast.Ident) else None for t in targets]
        error = _error_of(names, target.obj if isinstance(target, ast.Ident) else None)
        if is_expected_to_fail(error, around):
            return None
        if isinstance(target, ast.Ident) and target.name == "_" and not _is_held(call, targets, resource):
            self._drop(call, resource)
        if isinstance(target, ast.SelectorExpr):
            return _site_in_field(function, node, around, resource, target, error)
        if not isinstance(target, ast.Ident) or target.obj is None or target.name == "_":
            return None
        if target.obj.function is not function:
            return self._captured(call, resource, target.obj, error)
        statement = around if isinstance(around, ast.AssignStmt) else function.enclosing(node, ast.DeclStmt)
        if statement is None:
            return None
        return Site(function, node, statement, resource, target.obj, error)

    def _of_receiver(self, call: Call, resource: Resource) -> Site | None:
        used = _receiver_of(call.node)
        if used is not None and used.function is not call.function:
            return self._captured(call, resource, used, None)
        if _made_in_place(call, resource):
            self._drop(call, resource)
            return None
        return _receiver_site(call.function, call.node, resource)

    def _drop(self, call: Call, resource: Resource) -> None:
        """Enter what no variable holds; who gives away what only others agree on has chosen to."""
        if not resource.agreed:
            self.dropped.append(Dropped(call, resource))

    def _inline(self, call: Call, resource: Resource) -> None:
        """Enter a resource that is used where it is acquired: io.ReadAll(must(os.Open(p)))."""
        if resource.result != 0 or resource.is_function:
            return
        uses = list(uses_of(call.function, call.node))
        found = list(all_events(call.function, call.node, resource))
        if uses and all(event is Event.BORROWS for event in found) and _has_one_result(call):
            self._drop(call, resource)


def _is_reached(function: Function, node: ast.Node) -> bool:
    """Tell what control can come to at all, and so the literals around it: no skipped test."""
    block = function.graph.block_of(node)
    if block is not None and not function.graph.reachable(block):
        return False
    outer, literal = function.parent, function.node
    return outer is None or literal is None or _is_reached(outer, literal)


def _made_in_place(call: Call, resource: Resource) -> bool:
    """Tell a method of what is made for it alone: `exec.Command("x").Start()`."""
    made = call.node.fun.x if isinstance(call.node.fun, ast.SelectorExpr) else None
    return isinstance(made, ast.CallExpr) and call.file.typer.callee(made).name in resource.made_by


def _is_held(call: Call, targets: list[ast.Expr], resource: Resource) -> bool:
    """Tell whether another result of the call gives a resource back, or keeps it for who does."""
    project = call.file.package.project
    return is_held_beside(targets, resource) or is_left_to_context(project, targets, resource)


def _has_one_result(call: Call) -> bool:
    signature = call.callee.signature
    results = getattr(signature, "results", ())
    return len(results) == 1


def outer(function: Function, node: ast.CallExpr) -> tuple[ast.Expr, ast.Node | None]:
    """Step out of a type assertion, pool.Get().(*T), and of what gives the like of what it is given.

    That are methods that return their receiver's like, and helpers that return their argument.
    """
    value: ast.Expr = node
    around = function.parent_of(node)
    typer = function.file.typer
    while True:
        passed = passed_on_by(function, value, around)
        taken = around if isinstance(around, ast.TypeAssertExpr) else passed
        if taken is not None:
            value, around = taken, function.parent_of(taken)
            continue
        call = function.parent_of(around) if isinstance(around, ast.SelectorExpr) else None
        fluent = isinstance(call, ast.CallExpr) and call.fun is around
        if not fluent or not isinstance(call, ast.CallExpr) or typer.type_of(call) != typer.type_of(value):
            return value, around
        if typer.type_of(value) is UNKNOWN:
            return value, around
        value, around = call, function.parent_of(call)


def _targets(around: ast.Node | None, value: ast.Expr) -> list[ast.Expr] | None:
    """Return what takes the results of a call, None if it is not assigned."""
    match around:
        case ast.AssignStmt(lhs, _, rhs):
            return lhs if rhs == [value] else [lhs[rhs.index(value)]] if len(lhs) == len(rhs) else None
        case ast.ValueSpec(names, _, values, _):
            return list(names) if values == [value] else None
    return None


def _receiver_of(call: ast.CallExpr) -> Variable | None:
    """Return the variable that a method is called on."""
    owner = call.fun.x if isinstance(call.fun, ast.SelectorExpr) else None
    return owner.obj if isinstance(owner, ast.Ident) else None


def _receiver_site(function: Function, node: ast.CallExpr, resource: Resource) -> Site | None:
    """Return the site of a call after which the receiver owes something: cmd.Start()."""
    variable = _receiver_of(node)
    if variable is None or variable.function is not function or variable.kind in ("parameter", "receiver"):
        return None
    around = function.parent_of(node)
    names: list[Variable | None] = []
    if isinstance(around, ast.AssignStmt):
        names = [t.obj if isinstance(t, ast.Ident) else None for t in around.lhs]
    return Site(function, node, around or node, resource, variable, _error_of(names, variable))


def _site_in_field(
    function: Function,
    node: ast.CallExpr,
    around: ast.Node | None,
    resource: Resource,
    target: ast.Expr,
    error: Variable | None,
) -> Site | None:
    """Return the site of what goes into a field at once, of a struct that the function makes."""
    within = assigned(function, target) if resource.release else None
    if within is None or not isinstance(around, ast.AssignStmt) or resource.companions:
        return None
    paths = tuple((within.field, *path) for path in resource.release)
    held = replace(resource, field=within.field, release=paths)
    return Site(function, node, around, held, within.owner, error)


def _worst(leaks: Iterator[Leak]) -> Leak | None:
    """Return the leak that says most: an overwrite, an exit, rows that ran out, a stop."""
    rank = {"overwritten": 0, "exit": 1, "iteration": 2, "panic": 3}
    return min(leaks, key=lambda leak: (leak.stopped, leak.drained, rank[leak.kind]), default=None)


def _error_of(names: list[Variable | None], variable: Variable | None) -> Variable | None:
    """Return the last of the variables that take a call's results which holds an error."""
    others = [name for name in names if name is not None and name is not variable and name.name != "_"]
    return next((name for name in reversed(others) if is_error(name)), None)
