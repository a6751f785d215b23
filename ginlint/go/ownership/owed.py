"""What a method of a module's interface gives that must be given back, by the type of its result alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ginlint.go.names import Basic, Func, Interface
from ginlint.go.ownership.guess import ERROR, gives_one_and_an_error
from ginlint.go.ownership.implementers import bodies_of_method, implementers
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ginlint.go.names import Type
    from ginlint.go.ownership.models import Resource
    from ginlint.go.project import Project

ANYTHING = (Interface((), ()), Basic("any"))


def owed_by_type(
    project: Project, shape: Interface, method: str, signature: Type, known: Mapping[str, Resource]
) -> Resource | None:
    """Return what a method gives whose implementations do not show it: a transaction, a reader to close."""
    if not isinstance(signature, Func):
        return None
    return _transaction(project, shape, method, signature, known) or _reader(
        project, shape, method, signature, known
    )


def _reader(
    project: Project, shape: Interface, method: str, signature: Func, known: Mapping[str, Resource]
) -> Resource | None:
    """Return what a method gives that the module does not implement: a reader to close, say."""
    if not gives_one_and_an_error(signature):
        return None
    like = table("guesses")["results"].get(str(signature.results[0]), "")
    if like not in known or implementers(project, shape, method):
        return None
    return replace(known[like], assumed=True)


def _transaction(
    project: Project, owner: Interface, method: str, signature: Func, known: Mapping[str, Resource]
) -> Resource | None:
    """Return what `Begin(ctx) (Tx, error)` gives, where Tx is an interface with a Commit and a Rollback.

    A method that gives none anew, but shows one, has no error: `Tx() Tx`.
    """
    guess = table("guesses")["transaction"]
    if not signature.results or signature.results[-1] != ERROR or not _begins(method, signature, guess):
        return None
    if project.program.select(owner, guess["undone_by"]) is not None:
        return None  # that may finish it as well
    for index, result in enumerate(signature.results[:-1]):
        shape = project.program.underlying(result)
        if not isinstance(shape, Interface) or any(_shows(project, it) for _, it in shape.methods):
            continue
        named = [name for name, _ in shape.methods]
        known_by_name = (*guess["methods"], *guess["release"], guess["prepared_by"])
        named += [it for it in known_by_name if it not in named and project.program.select(result, it)]
        release = [name for name in named if name.startswith(tuple(guess["release"]))]
        whole = set(named).issuperset(guess["methods"]) and guess["prepared_by"] not in named
        if whole and not _holds_nothing(project, f"{result}.{guess['undone_by']}"):
            return replace(
                known[guess["like"]],
                assumed=True,
                panics=False,
                result=index,
                release=tuple((name,) for name in release),
                cost=guess["cost"],
            )
    return None


def _holds_nothing(project: Project, undo: str) -> bool:
    """Tell a transaction that the module implements, and that has nothing to do when it is given up."""
    bodies = bodies_of_method(project, undo)
    return bool(bodies) and all(
        all(isinstance(stmt, ast.ReturnStmt) and not _calls(stmt) for stmt in function.body.stmts)
        for function in bodies
    )


def _calls(leaving: ast.ReturnStmt) -> bool:
    """Tell `return t.inner.Rollback()`, which passes it on."""
    return any(isinstance(node, ast.CallExpr) for it in leaving.results for node in ast.walk(it))


def _shows(project: Project, signature: Type) -> bool:
    """Tell a method by which another may finish it: `Delegate() any`, `Tx() *sql.Tx`."""
    if not isinstance(signature, Func) or signature.params or len(signature.results) != 1:
        return False
    result = signature.results[0]
    return result in ANYTHING or project.program.select(result, "Rollback") is not None


def _begins(method: str, signature: Func, guess: Mapping[str, Any]) -> bool:
    """Tell a method that begins one, and does not show one: `BeginTx`, not `CurrentTx`, `Transaction(id)`."""
    if re.match(guess["begun_by"], method):
        return True
    chosen = any(isinstance(it, Basic) and it.name != "bool" for it in signature.params)
    return method.lower().startswith(tuple(guess["begun_as"])) and not chosen
