"""Values of the module that hold what was acquired: who makes one hands that out with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.go.call import function_of
from ginlint.go.names import Named, Struct
from ginlint.go.ownership.kept import is_kept
from ginlint.go.ownership.models import Resource
from ginlint.go.ownership.uses import Use, UseKind, uses_of
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.call import Call
    from ginlint.go.names import FuncSymbol, Function


def owner_handed_out(call: Call, resource: Resource, symbol: FuncSymbol) -> tuple[str, Resource] | None:
    """Return a constructor of a type that keeps what is acquired here and has a method to give it back."""
    function = call.function
    for given in uses_of(function, _held(function, call.node, resource)):
        use = _element_made_of(given, resource) or given
        literal = use.around if use.kind is UseKind.COMPOSITE else _made_for(use)
        owner = function.file.typer.type_of(literal) if literal is not None else None
        if literal is None or not isinstance(owner, Named):
            continue
        place = _place_returned(function, literal)
        if place is None or is_kept(uses_of(function, literal), resource):
            continue
        embedded = _embedded(function, owner, use)
        if embedded is not None and any(len(path) > 1 for path in resource.release):
            release = _promoted(function, owner, embedded, resource)
            return symbol.qualified, replace(resource, result=place, companions=(), release=release)
        ends = _ends_of_its_own(resource)
        methods = releasing_methods(function, owner, *ends)
        if methods and (methods[0] in ends or _promotes(function, owner, methods[0])):
            release = (*resource.release, *((it,) for it in methods if (it,) not in resource.release))
            return symbol.qualified, replace(resource, result=place, companions=(), release=release)
        if methods:
            inferred = Resource(
                rule="closer-not-closed",
                what=owner.name,
                cost=f"the {resource.what} it holds",
                result=place,
                release=tuple((method,) for method in methods),
                never_only=resource.never_only,
                lasting=resource.lasting,
                inferred=True,
                confidence="low" if resource.inferred or resource.is_function else "",
            )
            return symbol.qualified, inferred
    return None


def _element_made_of(use: Use, resource: Resource) -> Use | None:
    """Return the element `with(tx)` of a literal whose type ends the resource as that itself is ended.

    Only what no owner has by chance tells: Commit and Rollback, not Close.
    """
    ends = _ends_of_its_own(resource)
    if use.kind is not UseKind.ARGUMENT or use.call is None or len(ends) != len(resource.release):
        return None
    typer = use.function.file.typer
    for made in uses_of(use.function, use.call):
        owner = typer.type_of(made.around) if made.around is not None else None
        if isinstance(owner, Named) and all(typer.program.select(owner, end) is not None for end in ends):
            return made
    return None


def _ends_of_its_own(resource: Resource) -> tuple[str, ...]:
    """Return the methods that end this resource alone: a type with Rollback is a transaction."""
    usual = table("releases")["owner_methods"]
    return tuple(path[0] for path in resource.release if len(path) == 1 and path[0] not in usual)


def _promotes(function: Function, owner: Named, method: str) -> bool:
    """Tell a method that comes from an embedded field: the owner stands in for the resource itself."""
    selection = function.file.typer.program.select(owner, method)
    return selection is not None and bool(selection.through)


def _embedded(function: Function, owner: Named, use: Use) -> str | None:
    """Return the name of the embedded field of a struct that a use in a literal, or an assignment, fills."""
    shape = function.file.typer.program.underlying(owner)
    fields = shape.fields if isinstance(shape, Struct) else ()
    around = use.function.parent_of(use.node)
    if use.target is not None or isinstance(around, ast.KeyValueExpr):
        name = use.target.sel if isinstance(use.target, ast.SelectorExpr) else ""
        if isinstance(around, ast.KeyValueExpr) and isinstance(around.key, ast.Ident):
            name = around.key.name
        return next((field.name for field in fields if field.embedded and field.name == name), None)
    elements = use.around.elts if use.around is not None else []
    filled = zip(elements, fields, strict=False)
    return next((field.name for value, field in filled if field.embedded and value is use.node), None)


def _promoted(
    function: Function, owner: Named, embedded: str, resource: Resource
) -> tuple[tuple[str, ...], ...]:
    """Return how to release what an owner embeds by way of that: resp.Body.Close, resp.Response.Body.Close.

    Not the former where the owner has something of its own by that name.
    """
    program = function.file.typer.program
    found: list[tuple[str, ...]] = []
    for path in resource.release:
        selection = program.select(owner, path[0])
        found += [path] if selection is not None and selection.through else []
        found.append((embedded, *path))
    return tuple(found)


def _made_for(use: Use) -> ast.CompositeLit | None:
    """Return the literal of the local value whose field takes a resource: p := &T{}; p.response = resp."""
    target = use.target if use.kind is UseKind.STORED else None
    root = target.x if isinstance(target, ast.SelectorExpr) else None
    value = root.obj.definition.value if isinstance(root, ast.Ident) and root.obj is not None else None
    if isinstance(value, ast.UnaryExpr) and value.op == "&":
        value = value.x
    return value if isinstance(value, ast.CompositeLit) else None


def _held(function: Function, node: ast.CallExpr, resource: Resource) -> ast.Expr:
    """Return the name that takes what a call acquires, or the call itself."""
    around = function.parent_of(node)
    if isinstance(around, ast.AssignStmt) and around.rhs == [node] and 0 <= resource.result < len(around.lhs):
        target = around.lhs[resource.result]
        if isinstance(target, ast.Ident) and target.obj is not None and target.obj.uses:
            return next((use for use in target.obj.uses if _in_literal(function, use)), target.obj.uses[0])
    return node


def _in_literal(function: Function, node: ast.Expr) -> bool:
    return isinstance(function.parent_of(node), (ast.KeyValueExpr, ast.CompositeLit))


def _place_returned(function: Function, literal: ast.CompositeLit) -> int | None:
    """Return which result a composite literal is, directly, by address or through a variable."""
    found = return_of(function, literal)
    return found[1] if found is not None else None


def return_of(function: Function, literal: ast.CompositeLit) -> tuple[ast.ReturnStmt, int] | None:
    for use in uses_of(function, literal):
        around = function.parent_of(use.node)
        while isinstance(around, ast.UnaryExpr):
            use_node: ast.Node = around
            around = function.parent_of(around)
            if isinstance(around, ast.ReturnStmt):
                return around, around.results.index(use_node)  # type: ignore[arg-type] # an expression
        if use.kind is UseKind.RETURNED and isinstance(around, ast.ReturnStmt):
            return around, around.results.index(use.node)
    return None


def releasing_methods(function: Function, owner: Named, *ends: str) -> tuple[str, ...]:
    """Return the methods of a type that give back what its fields hold, those of `ends` first."""
    program = function.file.typer.program
    gives_back = set(table("releases")["methods"]).difference(table("releases")["locks"].values())
    found = []
    for name in (*ends, *table("releases")["owner_methods"]):
        selection = program.select(owner, name)
        if selection is not None and selection.through and selection.method:
            found.append(name)  # promoted from the field that holds the resource
            continue
        method = function_of(selection.symbol) if selection is not None else None
        if method is None:
            continue
        calls = (n for n in ast.walk(method.body) if isinstance(n, ast.CallExpr))
        if any(isinstance(n.fun, ast.SelectorExpr) and n.fun.sel in gives_back for n in calls):
            found.append(name)
    return tuple(found)
