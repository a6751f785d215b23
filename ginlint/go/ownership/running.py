"""Functions of the module that hand out something with a goroutine, which ends when it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of, function_of
from ginlint.go.names import Named, Variable
from ginlint.go.ownership.models import Resource
from ginlint.go.ownership.uses import UseKind, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.go.trace import SIGNATURES, TRACE, question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function
    from ginlint.go.project import Project


@question
def running(project: Project) -> dict[str, Resource]:
    """Map the names of such functions to what must be closed."""
    TRACE.seen.add(SIGNATURES)
    found: dict[str, Resource] = {}
    for package in project.packages:
        for file in package.files:
            if file.test or "go" not in file.facts.index.kinds:
                continue
            for decl in file.facts.functions:
                if not decl.recv and "*" in decl.results and file.holds(decl, "go"):
                    found.update(_started_by(file.function(decl)))
    return found


def _started_by(function: Function) -> Iterator[tuple[str, Resource]]:
    for node in ast.nodes_of(function.body, ast.GoStmt):
        run = _runs(function, node)
        owner = _owner(function, run[1]) if run is not None else None
        place = _returned(function, run[1]) if run is not None else None
        if run is None or owner is None or place is None or function.symbol is None:
            continue
        body, _, root = run
        methods = _ending(function, owner, _awaited(body, root))
        if methods:
            resource = Resource(
                rule="closer-not-closed",
                what=owner.name,
                cost="1 goroutine",
                result=place,
                release=tuple((method,) for method in methods),
                inferred=True,
            )
            yield function.symbol.qualified, resource


def _runs(function: Function, start: ast.GoStmt) -> tuple[ast.BlockStmt, Variable, Variable] | None:
    """Return the body of a goroutine, the local value it belongs to, and how the body names that."""
    match start.call:
        case ast.CallExpr(ast.SelectorExpr(ast.Ident() as x, _)) if x.obj is not None:
            method = body_of(function.file.typer.callee(start.call))
            if method is None:
                return None
            return (method.body, x.obj, method.receiver) if method.receiver is not None else None
        case ast.CallExpr(ast.FuncLit() as literal):
            held = [v for v in function.variables if _returned(function, v) is not None]
            return (literal.body, held[0], held[0]) if len(held) == 1 else None
    return None


def _owner(function: Function, variable: Variable) -> Named | None:
    """Return the type of the module that a local variable holds a new value of."""
    value = variable.definition.value if variable.kind == "local" and not variable.writes else None
    made = value.x if isinstance(value, ast.UnaryExpr) and value.op == "&" else None
    owner = function.file.typer.type_of(made) if isinstance(made, ast.CompositeLit) else None
    own = isinstance(owner, Named) and owner.path in function.file.typer.program.own
    return owner if own and isinstance(owner, Named) else None


def _returned(function: Function, variable: Variable) -> int | None:
    """Return which result a variable is, None if it goes anywhere else."""
    place = None
    for use in uses_of_variable(function, variable):
        around = function.parent_of(use.node)
        if use.kind is UseKind.RETURNED and isinstance(around, ast.ReturnStmt) and use.node in around.results:
            place = around.results.index(use.node)
        elif use.kind in (UseKind.STORED, UseKind.SENT, UseKind.COMPOSITE):
            return None
    return place


def _awaited(body: ast.BlockStmt, root: Variable) -> set[str]:
    """Return the fields whose channels a goroutine waits for while it does something from time to time.

    Nothing if it ends with a context, too. Where it does nothing else than wait, the search for who
    waits for ever finds it.
    """
    found: set[str] = set()
    for node in ast.walk(body):
        if isinstance(node, ast.UnaryExpr) and _is_of_context(node):
            return set()
        if not isinstance(node, ast.SelectStmt) or not any(_goes_on(clause.comm) for clause in node.clauses):
            continue
        for clause in node.clauses:
            match clause.comm:
                case ast.ExprStmt(ast.UnaryExpr("<-", ast.SelectorExpr(ast.Ident() as x, field))) if (
                    x.obj is root
                ):
                    found.add(field)
    return found


def _is_of_context(node: ast.UnaryExpr) -> bool:
    call = node.x
    return (
        isinstance(call, ast.CallExpr) and isinstance(call.fun, ast.SelectorExpr) and call.fun.sel == "Done"
    )


def _goes_on(comm: ast.Stmt | None) -> bool:
    """Tell a case that comes by itself: that of a ticker or timer, or the default."""
    match comm:
        case None:
            return True
        case ast.ExprStmt(ast.UnaryExpr("<-", x)) | ast.AssignStmt(_, _, [ast.UnaryExpr("<-", x)]):
            called = x.fun if isinstance(x, ast.CallExpr) else x
            return isinstance(called, ast.SelectorExpr) and called.sel in ("C", "After", "Tick")
    return False


def _ending(function: Function, owner: Named, fields: set[str]) -> tuple[str, ...]:
    """Return the methods that close one of these channels."""
    found = []
    for name in table("releases")["owner_methods"] if fields else ():
        selection = function.file.typer.program.select(owner, name)
        symbol = selection.symbol if selection is not None else None
        method = function_of(symbol)
        if method is None:
            continue
        if any(_closes(node, method.receiver, fields) for node in ast.walk(method.body)):
            found.append(name)
    return tuple(found)


def _closes(node: ast.Node, receiver: Variable | None, fields: set[str]) -> bool:
    match node:
        case ast.CallExpr(ast.Ident("close"), [ast.SelectorExpr(ast.Ident() as x, field)]):
            return receiver is not None and x.obj is receiver and field in fields
    return False
