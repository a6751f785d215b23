"""Asking a question again, or for the first time, in words that hold for other runs too."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from ginlint.go.receivers import methods_in
from ginlint.go.trace import QUESTIONS, TRACE, Asked, Kept, answer

if TYPE_CHECKING:
    from ginlint.go.project import Project

Question = tuple[str, tuple[Hashable, ...]]

QUICK = frozenset(
    ("far", "locks", "method", "routed", "serves")
)  # asked so often that what they took is not kept


def told(question: Question, project: Project) -> object:
    """Return the plain data of the answer, which is worked out if it is not known."""
    outer = TRACE.begin()
    try:
        return _told(question, project)
    finally:
        TRACE.end(outer)


def _told(question: Question, project: Project) -> object:
    name, arguments = question
    if name == "far":
        return project.requests.reach.far(str(arguments[0]))
    if name == "locks":
        return project.locks.reach.levels(str(arguments[0]))
    if name == "method":
        return _methods(project, *arguments)
    if name == "routed":
        return project.file(str(arguments[0])) in project.requests.sites.offsets
    if name == "serves":
        return _serves(project, *arguments)
    return QUESTIONS[name].told(answer(project, Asked(name, arguments)))


def restore(question: Question, data: object, project: Project) -> bool:
    """Answer a question without work, from what was told before; False if that is not enough."""
    name, arguments = question
    again = QUESTIONS[name].again
    if again is not None:
        project.answers[Asked(name, arguments)] = Kept(again(project, data), set())
    return again is not None


def _methods(project: Project, path: object, name: object, number: object, last: object) -> object:
    file = project.file(str(path))
    decl = file.declaration(str(name), int(str(number))) if file is not None else None
    if file is None or decl is None:
        return None
    return [tuple(found) if found is not None else None for found in methods_in(file, decl, str(last))]


def _serves(project: Project, path: object, name: object, number: object) -> tuple[bool, bool] | None:
    file = project.file(str(path))
    decl = file.declaration(str(name), int(str(number))) if file is not None else None
    return project.requests.reach.serves_at(file, decl.pos) if file is not None and decl is not None else None
