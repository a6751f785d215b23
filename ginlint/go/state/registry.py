"""What is registered for as long as the process lives, and the labels that metrics get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import Named, deref
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.state.shared import SharedWrite


def registrations(package: Package) -> Iterator[Call]:
    """Yield the calls that register something for good, unless the same function takes one back."""
    models = table("registrations")
    for call in package.calls(*models["calls"]):
        typer = call.file.typer
        body = call.function.outermost.body
        calls = (node for node in ast.walk(body) if isinstance(node, ast.CallExpr))
        if not any(typer.callee(node).name in models["undone_by"] for node in calls):
            yield call


def metric_labels(package: Package) -> Iterator[tuple[Call, ast.Expr]]:
    """Yield the label values that metrics are given, each with the call that gives it."""
    for call in package.calls(*table("registrations")["labels"]["calls"]):
        for arg in call.node.args:
            if isinstance(arg, ast.CompositeLit):
                values = (e.value for e in arg.elts if isinstance(e, ast.KeyValueExpr))
                yield from ((call, value) for value in values)
            else:
                yield call, arg


def is_made_per_request(package: Package, write: SharedWrite) -> bool:
    """Tell a receiver's type of which values are made while serving, or that nobody is seen to make."""
    owner = deref(write.function.file.typer.variable_type(write.variable))
    if not isinstance(owner, Named):
        return True
    requests = package.project.requests
    literals = list(_literals(package.project, owner))
    return not literals or any(requests.heat(function, node) is not None for function, node in literals)


def _literals(project: Project, owner: Named) -> Iterator[tuple[Function, ast.CompositeLit]]:
    """Yield the composite literals of a type in the functions of a project."""
    name = owner.name.encode()
    for package in project.packages:
        for file in package.files:
            for decl in file.facts.functions if name in file.parsed.text else ():
                if decl.body is None or name not in file.parsed.text[decl.pos : decl.end]:
                    continue
                for function in file.function(decl).all():
                    for node in ast.walk(function.body, into_literals=False):
                        if (
                            isinstance(node, ast.CompositeLit)
                            and node.type
                            and file.typer.type_of(node) == owner
                        ):
                            yield function, node
