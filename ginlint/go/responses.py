"""Responses that are written twice: after an error was answered, the handler goes on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import body_of, last_name
from ginlint.go.constant import integer
from ginlint.go.escapes import lent_in
from ginlint.go.flow import evaluated
from ginlint.go.outline import goes_on_after_branch
from ginlint.go.ownership.release import root_variable
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.file import File
    from ginlint.go.flow import Edge
    from ginlint.go.names import Callee, FuncSymbol, Function, Typer, Variable
    from ginlint.go.package import Package

FRAMEWORKS = ("gin", "echo", "net/http")
MAX_HELPERS = 2
REFUSED = 400


class Twice(NamedTuple):
    """A response that `first` writes in a branch, and `second` on the way that goes on from there."""

    function: Function
    first: ast.CallExpr
    second: ast.CallExpr
    variable: Variable


def written_twice(package: Package) -> Iterator[Twice]:
    """Yield the responses of handlers that are written again after an error was answered, one a branch."""
    for lent in lent_in(package, *FRAMEWORKS, within=_that_may_go_on):
        function = lent.function
        for node in ast.walk(function.body, into_literals=False):
            if isinstance(node, ast.ExprStmt) and isinstance(node.x, ast.CallExpr):
                second = _second(function, node, node.x, lent.variable)
                if second is not None:
                    yield Twice(function, node.x, second, lent.variable)


def _that_may_go_on(file: File) -> set[int]:
    """Return where the functions start in which something may follow a branch, by their text."""
    return {
        decl.pos
        for decl in file.facts.functions
        if decl.body is not None and goes_on_after_branch(file.parsed.text, *decl.body)
    }


def _second(
    function: Function, statement: ast.ExprStmt, first: ast.CallExpr, variable: Variable
) -> ast.CallExpr | None:
    """Return what writes again after `first` has answered an error in a branch."""
    block = function.parent_of(statement)
    branch = function.parent_of(block) if block is not None else None
    if not isinstance(branch, ast.IfStmt) or not isinstance(block, ast.BlockStmt):
        return None
    if _returns_next(block, statement) or not writes(function, first, variable):
        return None
    if _chooses_status(function, block) or _says_one_of_two(function, branch, first):
        return None
    if not refuses(function, first) and not (
        function.in_error_branch(statement) and function.graph.loop_around(statement) is None
    ):
        return None  # an event of a stream, perhaps
    if function.graph.position_of(statement) is None or not _is_last_write(
        function, block, statement, variable
    ):
        return None
    aborted = last_name(first.fun).startswith(tuple(table("responses")["next"]["aborting"]))
    bare = _sets_status(function, first) and not function.in_error_branch(statement)
    walk = _Walk(function, variable, block, facts_at(function, statement), aborted=aborted, bare=bare)
    return walk.from_(statement)


def _returns_next(block: ast.BlockStmt, statement: ast.ExprStmt) -> bool:
    """Tell a statement with a return right after it."""
    after = block.stmts[block.stmts.index(statement) + 1 :]
    return bool(after) and isinstance(after[0], ast.ReturnStmt)


def _is_last_write(
    function: Function, block: ast.BlockStmt, statement: ast.ExprStmt, variable: Variable
) -> bool:
    """Tell that nothing further down in the same branch writes: header and body go together."""
    return not any(
        isinstance(node, ast.CallExpr) and node.pos > statement.end and writes(function, node, variable)
        for node in ast.walk(block)
    )


def _chooses_status(function: Function, block: ast.BlockStmt) -> bool:
    """Tell a branch beside which another one sets the status alone: the body comes after them."""
    chain = function.parent_of(block)
    around = function.parent_of(chain) if chain is not None else None
    while isinstance(around, ast.IfStmt) and around.orelse is chain:
        chain, around = around, function.parent_of(around)
    return isinstance(chain, ast.IfStmt) and any(
        isinstance(node, ast.CallExpr) and _sets_status(function, node)
        for branch in _branches(chain)
        if branch is not block
        for node in ast.walk(branch)
    )


def _says_one_of_two(function: Function, branch: ast.IfStmt, first: ast.CallExpr) -> bool:
    """Tell a line of text that says how one thing went, where the else has the other line."""
    other = ast.nodes_of(branch.orelse, ast.CallExpr) if isinstance(branch.orelse, ast.BlockStmt) else []
    return _writes_body(function, first) and any(_writes_body(function, node) for node in other)


def _branches(chain: ast.IfStmt) -> Iterator[ast.Stmt]:
    """Yield the branches of an if, and of those that are its else."""
    current: ast.Stmt | None = chain
    while isinstance(current, ast.IfStmt):
        yield current.body
        current = current.orelse
    if current is not None:
        yield current


def _sets_status(function: Function, call: ast.CallExpr) -> bool:
    """Tell a call that sets the status alone, of a writer or of what is put around one."""
    return _is_named_like(function, call, table("responses")["method"]["status"])


def _is_named_like(function: Function, call: ast.CallExpr, known: Iterable[str]) -> bool:
    """Tell a call of a known function, or of a method of the module that has the name of one."""
    callee = function.file.typer.callee(call)
    own = callee.symbol is not None and callee.symbol.file is not None and bool(callee.symbol.recv_type)
    method = callee.name.rpartition(".")[2]
    return callee.name in known or (own and any(name.rpartition(".")[2] == method for name in known))


class _Walk:
    """The search from one answer for the next.

    After a `bare` status that is chosen for no error, what writes the body alone is part of the same answer.
    """

    __slots__ = ("aborted", "bare", "block", "facts", "found", "function", "variable")

    def __init__(
        self,
        function: Function,
        variable: Variable,
        block: ast.BlockStmt,
        facts: dict[str, bool],
        *,
        aborted: bool,
        bare: bool,
    ) -> None:
        self.function = function
        self.variable = variable
        self.block = block
        self.facts = facts
        self.aborted = aborted
        self.bare = bare
        self.found: ast.CallExpr | None = None

    def from_(self, statement: ast.ExprStmt) -> ast.CallExpr | None:
        """Return the first call that writes again."""
        search = self.function.graph.paths_from(
            statement, True, step=self.step, branch=self.branch, stop=self.stop
        )
        for way in search:
            if way.exit is None:
                return self.found
        return None

    def step(self, node: ast.Node, state: bool) -> bool | None:
        """End a way on which the body of a bare status is written: what comes after answers for that."""
        calls = (inner for inner in evaluated(node) if isinstance(inner, ast.CallExpr)) if self.bare else ()
        written = any(
            writes(self.function, call, self.variable) and _writes_body(self.function, call) for call in calls
        )
        return None if written else state

    def stop(self, node: ast.Node, _state: bool) -> bool:
        if isinstance(node, (ast.DeferStmt, ast.GoStmt)) or self.block.pos <= node.pos < self.block.end:
            return False
        for inner in evaluated(node):
            if isinstance(inner, ast.CallExpr) and self.writes_again(inner):
                self.found = inner
                return True
        return False

    def writes_again(self, call: ast.CallExpr) -> bool:
        if writes(self.function, call, self.variable):
            return not (self.bare and _writes_body(self.function, call))
        name = self.function.file.typer.callee(call).name
        return not self.aborted and name in table("responses")["next"]["names"] and self._is_given(call)

    def _is_given(self, call: ast.CallExpr) -> bool:
        parts = [*call.args, *([call.fun.x] if isinstance(call.fun, ast.SelectorExpr) else [])]
        return any(root_variable(part) is self.variable for part in parts)

    def branch(self, edge: Edge, state: bool) -> bool | None:
        if edge.cond is None:
            return state
        asking = table("responses")["next"]["asking"]
        if any(
            isinstance(n, (ast.CallExpr, ast.SelectorExpr)) and _named(n) in asking
            for n in ast.walk(edge.cond)
        ):
            return None
        key, truth = fact(self.function, edge.cond, truth=edge.truth)
        return None if self.facts.get(key, truth) != truth else state


def _writes_body(function: Function, call: ast.CallExpr) -> bool:
    """Tell a call that writes to the body and says nothing of the status."""
    models = table("responses")
    known = (*models["function"]["body"], *models["method"]["body"], *models["encoder"]["names"])
    return _is_named_like(function, call, known)


def _named(node: ast.CallExpr | ast.SelectorExpr) -> str:
    return last_name(node.fun) if isinstance(node, ast.CallExpr) else node.sel


def fact(function: Function, cond: ast.Expr, *, truth: bool) -> tuple[str, bool]:
    """Return what a test says as a text and whether that holds: `x != y` is `x == y` turned round."""
    text = function.file.text
    match cond:
        case ast.UnaryExpr("!", x):
            return fact(function, x, truth=not truth)
        case ast.BinaryExpr("!=", x, y):
            return f"{text(x)} == {text(y)}", not truth
        case ast.BinaryExpr("==", x, y):
            return f"{text(x)} == {text(y)}", truth
    return text(cond), truth


def facts_at(function: Function, node: ast.Node) -> dict[str, bool]:
    """Return what the branches around `node`, and constants set in the innermost one, say."""
    found: dict[str, bool] = {}
    inner, around = node, function.parent_of(node)
    while around is not None and not isinstance(around, ast.FuncLit):
        if isinstance(around, ast.IfStmt) and inner is around.body:
            _learn(function, around.cond, found, truth=True)
        elif isinstance(around, ast.IfStmt) and inner is around.orelse:
            _learn(function, around.cond, found, truth=False)
        if isinstance(around, ast.BlockStmt) and inner is node:
            _learn_constants(around, found)
        inner, around = around, function.parent_of(around)
    return found


def _learn(function: Function, cond: ast.Expr, found: dict[str, bool], *, truth: bool) -> None:
    match cond:
        case ast.BinaryExpr("&&", x, y) if truth:
            _learn(function, x, found, truth=True)
            _learn(function, y, found, truth=True)
        case ast.BinaryExpr("||", x, y) if not truth:
            _learn(function, x, found, truth=False)
            _learn(function, y, found, truth=False)
        case ast.BinaryExpr("&&" | "||", _, _):
            pass
        case _:
            key, holds = fact(function, cond, truth=truth)
            found[key] = holds


def _learn_constants(block: ast.BlockStmt, found: dict[str, bool]) -> None:
    """Learn from `ok = false` in the branch."""
    for stmt in block.stmts:
        match stmt:
            case ast.AssignStmt([ast.Ident(name)], "=" | ":=", [ast.Ident("true" | "false" as value)]):
                found[name] = value == "true"
            case ast.AssignStmt([ast.Ident(name)], "=", [ast.Ident("nil")]):
                found[f"{name} == nil"] = True


# What writes


def writes(function: Function, call: ast.CallExpr, variable: Variable, depth: int = 0) -> bool:
    """Tell a call that always writes a response to what `variable` holds, a helper of the module too."""
    models = table("responses")
    callee = function.file.typer.callee(call)
    owner, _, method = callee.name.rpartition(".")
    if callee.receiver is not None and root_variable(callee.receiver) is variable:
        if callee.name in models["method"]["writer"]:
            return True
        if owner in models["method"]["owners"]:
            return method in models["method"]["names"]
        return depth < MAX_HELPERS and _method_writes(callee, depth + 1)
    if callee.name in models["encoder"]["names"] and isinstance(callee.receiver, ast.CallExpr):
        call = callee.receiver
        return function.file.typer.callee(call).name in models["encoder"]["makes"] and _is_first(
            call, variable
        )
    if callee.name in models["function"]["names"]:
        return _is_first(call, variable)
    given = [n for n, arg in enumerate(call.args) if isinstance(arg, ast.Ident) and arg.obj is variable]
    symbol = callee.symbol
    if symbol is None or symbol.file is None:
        return given == [0] and depth == 0 and _refuses_elsewhere(function, call, callee)
    if isinstance(call.fun, ast.SelectorExpr) and _is_made_with(call.fun.x, variable):
        return _may_write(symbol)
    if not given or depth >= MAX_HELPERS or symbol.decl is None:
        return False
    if symbol.decl.body is None:
        return False
    helper = symbol.file.function(symbol.decl)
    return len(helper.parameters) > given[0] and _always_writes(
        helper, helper.parameters[given[0]], depth + 1
    )


def _method_writes(callee: Callee, depth: int) -> bool:
    """Tell a method of an own context that always writes to what the context wraps."""
    body = body_of(callee)
    return body is not None and body.receiver is not None and _always_writes(body, body.receiver, depth)


def _refuses_elsewhere(function: Function, call: ast.CallExpr, callee: Callee) -> bool:
    """Tell a function of another module that is given the writer and a status that says no."""
    typer = function.file.typer
    return "." in callee.name.partition("/")[0] and any(_says_no(arg, typer) for arg in call.args[1:])


def _is_made_with(expr: ast.Expr, variable: Variable) -> bool:
    """Tell what a function has made of the writer, and what methods of that have: reply.To(w).Status(404)."""
    while True:
        match expr:
            case ast.Ident() if expr.obj is not None and not expr.obj.writes:
                value = expr.obj.definition.value
                if not isinstance(value, ast.CallExpr):
                    return False
                expr = value
            case ast.CallExpr(fun, args):
                if any(isinstance(arg, ast.Ident) and arg.obj is variable for arg in args):
                    return True
                if not isinstance(fun, ast.SelectorExpr):
                    return False
                expr = fun.x
            case _:
                return False


def _may_write(symbol: FuncSymbol, depth: int = 0) -> bool:
    """Tell a method that writes to a response that its receiver holds, by another of its methods, too."""
    if symbol.file is None or symbol.decl is None or symbol.decl.body is None or not symbol.recv_type:
        return False
    function = symbol.file.function(symbol.decl)
    for node in ast.nodes_of(function.body, ast.CallExpr):
        callee = function.file.typer.callee(node)
        if callee.name in table("responses")["method"]["writer"]:
            return True
        own = callee.symbol is not None and callee.symbol.recv_type == symbol.recv_type
        if own and callee.symbol is not None and depth < MAX_HELPERS and _may_write(callee.symbol, depth + 1):
            return True
    return False


def _is_first(call: ast.CallExpr, variable: Variable) -> bool:
    return bool(call.args) and root_variable(call.args[0]) is variable


def _always_writes(function: Function, variable: Variable, depth: int) -> bool:
    """Tell whether a function writes on every way to its end."""

    def step(node: ast.Node, state: bool) -> bool | None:
        if isinstance(node, (ast.DeferStmt, ast.GoStmt)):
            return state
        calls = (inner for inner in evaluated(node) if isinstance(inner, ast.CallExpr))
        return None if any(writes(function, call, variable, depth) for call in calls) else state

    return not any(way.exit is not None for way in function.graph.paths_from(None, True, step=step))


def refuses(function: Function, call: ast.CallExpr, depth: int = 0) -> bool:
    """Tell an answer that says no: an abort, http.Error, a status of 400 or more, a helper of such alone."""
    models = table("responses")
    callee = function.file.typer.callee(call)
    if callee.name in models["function"]["refuse"] or callee.name.rpartition(".")[2].startswith("AbortWith"):
        return True
    if any(_says_no(arg, function.file.typer) for arg in call.args):
        return True
    return depth < MAX_HELPERS and _only_refuses(callee, depth + 1)


def _only_refuses(callee: Callee, depth: int) -> bool:
    """Tell a helper of the module all of whose answers say no; what writes the body alone is no answer."""
    body = body_of(callee)
    calls = ast.nodes_of(body.body, ast.CallExpr) if body is not None else []
    answers = [
        call for call in calls if body is not None and body.file.typer.callee(call).name in _answering()
    ]
    return body is not None and bool(answers) and all(refuses(body, call, depth) for call in answers)


@cache
def _answering() -> frozenset[str]:
    """Return what answers with a status."""
    models = table("responses")
    method = models["method"]
    functions = set(models["function"]["names"]) - set(models["function"]["body"])
    methods = (f"{owner}.{name}" for owner in method["owners"] for name in method["names"])
    return frozenset((*methods, *method["status"], *functions))


def _says_no(status: ast.Expr, typer: Typer) -> bool:
    """Tell a status of 400 or more."""
    if isinstance(status, ast.SelectorExpr):
        return int(table("responses")["status"]["codes"].get(status.sel, 0)) >= REFUSED
    value = integer(status, typer)
    return value is not None and REFUSED <= value < 600  # noqa: PLR2004 - statuses end there


def always_refuses(function: Function) -> bool:
    """Tell a function that says no to whatever it is asked, as a page for unknown addresses does."""
    return any(
        isinstance(statement, ast.ExprStmt)
        and isinstance(statement.x, ast.CallExpr)
        and refuses(function, statement.x)
        for statement in function.body.stmts
    )
