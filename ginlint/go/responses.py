"""Responses that are written twice: after an error was answered, the handler goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.answers import aborts, panics, refuses, sets_status, writes, writes_body
from ginlint.go.call import last_name
from ginlint.go.escapes import lent_in
from ginlint.go.flow import evaluated
from ginlint.go.outline import goes_on_after_branch
from ginlint.go.ownership.release import root_variable
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.escapes import Lent
    from ginlint.go.file import File
    from ginlint.go.flow import Edge
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package

FRAMEWORKS = ("gin", "echo", "net/http")


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
        variables = (lent.variable, *_writers_of(lent))
        for node in ast.walk(function.body, into_literals=False):
            if isinstance(node, ast.ExprStmt) and isinstance(node.x, ast.CallExpr):
                for variable in variables:
                    second = _second(function, node, node.x, variable)
                    if second is not None:
                        yield Twice(function, node.x, second, variable)


def _writers_of(lent: Lent) -> Iterator[Variable]:
    """Yield the local variables that hold the writer of what is lent: `w := c.Writer`."""
    typer = lent.function.file.typer
    for variable in lent.function.variables:
        value = variable.definition.value if not variable.writes else None
        if (
            isinstance(value, ast.SelectorExpr)
            and str(typer.type_of(value)) in table("bodies")["capture"]["writers"]
        ):
            owner = value.x
            if isinstance(owner, ast.CallExpr) and isinstance(owner.fun, ast.SelectorExpr):
                owner = owner.fun.x  # echo's c.Response()
            if isinstance(owner, ast.Ident) and owner.obj is lent.variable:
                yield variable


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
    if panics(function.file.typer.callee(first)):
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
    aborted = any(
        aborts(function, it.x, variable)
        for it in block.stmts
        if isinstance(it, ast.ExprStmt) and isinstance(it.x, ast.CallExpr)
    )
    bare = sets_status(function, first) and not function.in_error_branch(statement)
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
        isinstance(node, ast.CallExpr) and sets_status(function, node)
        for branch in _branches(chain)
        if branch is not block
        for node in ast.walk(branch)
    )


def _says_one_of_two(function: Function, branch: ast.IfStmt, first: ast.CallExpr) -> bool:
    """Tell a line of text that says how one thing went, where the else has the other line."""
    other = ast.nodes_of(branch.orelse, ast.CallExpr) if isinstance(branch.orelse, ast.BlockStmt) else []
    return writes_body(function, first) and any(writes_body(function, node) for node in other)


def _branches(chain: ast.IfStmt) -> Iterator[ast.Stmt]:
    """Yield the branches of an if, and of those that are its else."""
    current: ast.Stmt | None = chain
    while isinstance(current, ast.IfStmt):
        yield current.body
        current = current.orelse
    if current is not None:
        yield current


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
            writes(self.function, call, self.variable) and writes_body(self.function, call) for call in calls
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
            return not (self.bare and writes_body(self.function, call))
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
        if truth and _is_another(self.function, edge.cond, self.facts):
            return None
        return None if self.facts.get(key, truth) != truth else state


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


def _is_another(function: Function, cond: ast.Expr, facts: dict[str, bool]) -> bool:
    """Tell `code == A` where `code == B` is known to hold, for constants of one package."""
    if (
        not isinstance(cond, ast.BinaryExpr)
        or cond.op not in ("==", "!=")
        or not _is_constant(function, cond.y)
    ):
        return False
    x, y = function.file.text(cond.x), function.file.text(cond.y)
    owner = y.rpartition(".")[0]
    known = (
        key.removeprefix(f"{x} == ") for key, holds in facts.items() if holds and key.startswith(f"{x} == ")
    )
    return any(other != y and other.rpartition(".")[0] == owner and other != "nil" for other in known)


def _is_constant(function: Function, expr: ast.Expr) -> bool:
    value = function.file.typer.package_value(expr)
    return isinstance(expr, ast.BasicLit) or (value is not None and value.const)


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
