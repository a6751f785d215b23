"""What a method of a module's interface gives that must be given back, by the type of its result alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.go.names import Basic, Func, Interface
from ginlint.go.ownership.guess import ERROR, gives_one_and_an_error
from ginlint.go.ownership.implementers import implementers
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
    return _transaction(project, method, signature, known) or _reader(
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
    project: Project, method: str, signature: Func, known: Mapping[str, Resource]
) -> Resource | None:
    """Return what `Begin(ctx) (Tx, error)` gives, where Tx is an interface with a Commit and a Rollback.

    A method that gives none anew, but shows one, has no error: `Tx() Tx`.
    """
    guess = table("guesses")["transaction"]
    if not signature.results or signature.results[-1] != ERROR or not _begins(method, guess["begun_by"]):
        return None
    for index, result in enumerate(signature.results[:-1]):
        shape = project.program.underlying(result)
        if not isinstance(shape, Interface) or any(_shows(project, it) for _, it in shape.methods):
            continue
        release = [name for name in guess["release"] if project.program.select(result, name) is not None]
        if set(release).issuperset(guess["methods"]):
            return replace(
                known[guess["like"]],
                assumed=True,
                panics=False,
                result=index,
                release=tuple((name,) for name in release),
                cost=guess["cost"],
            )
    return None


def _shows(project: Project, signature: Type) -> bool:
    """Tell a method by which another may finish it: `Delegate() any`, `Tx() *sql.Tx`."""
    if not isinstance(signature, Func) or signature.params or len(signature.results) != 1:
        return False
    result = signature.results[0]
    return result in ANYTHING or project.program.select(result, "Rollback") is not None


def _begins(method: str, words: list[str]) -> bool:
    name = method.lower()
    return any(word in name for word in words)
