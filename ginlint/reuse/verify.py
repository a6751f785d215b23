"""Which outcomes of an earlier run still hold.

All that an outcome rests on is compared with what it is now. What cannot be compared
counts as changed: then the package is checked again, which is never wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.reuse.ask import QUICK, restore, told
from ginlint.reuse.needs import paths_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ginlint.go import File
    from ginlint.go.project import Project
    from ginlint.reuse.ask import Question
    from ginlint.reuse.change import Change
    from ginlint.reuse.needs import Needs
    from ginlint.reuse.state import Answer, Found, PackageState, State


SPECIAL = frozenset(("init", "main", "_"))  # functions that nobody needs to name


class Verifier:
    """Compares the state of an earlier run with a linked project.

    `now` are its packages, `changes` its files that are not what they were, by path.
    """

    def __init__(
        self, before: State, project: Project, now: Mapping[str, PackageState], changes: Mapping[str, Change]
    ) -> None:
        self._before = before
        self._project = project
        self._now = now
        self._changes = changes
        self._calls = frozenset[str]().union(*(change.calls for change in changes.values()))
        self._declared = _differing(before.packages, now, project)
        self._calls |= self._calls_by_declarations()
        self._all_calls = any(_is_other(before.packages.get(path), now.get(path)) for path in self._declared)
        self._imports = {
            package.path: {spec.path for file in package.listed for spec in file.facts.imports}
            for package in project.linked
        } if self._declared else {}  # fmt: skip
        self._owners = {file: path for path, package in now.items() for file in package.files}
        self._reached: dict[str, frozenset[str]] = {}
        self._held: dict[Question, bool] = {}
        self.carried: dict[Question, Answer] = {}

    def holds(self, path: str) -> bool:
        """Tell whether what was found in a package is what would be found now."""
        found = self._before.found.get(path)
        if found is None or self._before.packages.get(path) is None:
            return False
        if self._before.packages[path].files != self._now[path].files or path in self._declared:
            return False
        return self._unmoved(found) and self._unchanged(found.needs, path)

    def offer(self, path: str) -> None:
        """Restore what a package that is checked again has asked before, as far as that still holds."""
        found = self._before.found.get(path)
        for question in found.needs.questions if found is not None else ():
            known = self._before.answers.get(question)
            if known is not None and known.needs is not None and question not in self._held:
                self._held[question] = False  # one that comes back to itself
                if self._unchanged(known.needs) and restore(question, known.told, self._project):
                    self.carried[question] = known
                    self._held[question] = True
                else:
                    del self._held[question]

    def _unmoved(self, found: Found) -> bool:
        """Tell whether all that findings speak of stands where it stood."""
        if not found.findings and not found.suppressed:
            return True
        paths = {*found.needs.files, *paths_in(found.findings), *paths_in(found.suppressed)}
        bodies = found.needs.bodies
        return paths.isdisjoint(self._changes) and not any(
            not self._changes[path].moved.isdisjoint(bodies[path]) for path in bodies.keys() & self._changes
        )

    def _unchanged(self, needs: Needs, *own: str) -> bool:
        if needs.everything and self._changes:
            return False
        if needs.signatures and self._declared:
            return False
        if needs.calls and (self._all_calls or not needs.calls.isdisjoint(self._calls)):
            return False
        if not needs.files.isdisjoint(self._changes):
            return False
        if any(
            not self._changes[path].bodies.isdisjoint(needs.bodies[path])
            for path in needs.bodies.keys() & self._changes
        ):
            return False
        return self._declares_the_same(needs, own) and all(map(self._answered, needs.questions))

    def _declares_the_same(self, needs: Needs, own: Iterable[str]) -> bool:
        """Tell whether no package that types and callees may come from has changed what it declares."""
        if not self._declared:
            return True
        files = (*needs.bodies, *needs.files)
        touched = {*own, *needs.packages, *(self._owners.get(file, "") for file in files)}
        return all(self._reach(path).isdisjoint(self._declared) for path in touched)

    def _reach(self, path: str) -> frozenset[str]:
        """Return a package and all that it imports, directly or not."""
        found = self._reached.get(path)
        if found is None:
            seen = {path}
            pending = [path]
            while pending:
                new = self._imports.get(pending.pop(), set()) - seen
                seen |= new
                pending += new
            found = self._reached[path] = frozenset(seen)
        return found

    def _answered(self, question: Question) -> bool:
        """Tell whether a question has the answer that it had."""
        if question not in self._held:
            self._held[question] = False  # one that comes back to itself
            self._held[question] = self._answers_the_same(question)
        return self._held[question]

    def _answers_the_same(self, question: Question) -> bool:
        known = self._before.answers.get(question)
        if known is None:
            return False
        if question[0] == "method" and not self._declared and question[1][0] not in self._changes:
            self.carried[question] = known
            return True
        if known.needs is not None and self._unchanged(known.needs):
            self.carried[question] = known
            restore(question, known.told, self._project)
            return True
        same = told(question, self._project) == known.told
        if same and question[0] in QUICK:
            self.carried[question] = known
        return same

    def _calls_by_declarations(self) -> frozenset[str]:
        """Return the names called where an import's name has begun or ceased to be a declaration's too."""
        found: set[str] = set()
        for path in self._declared:
            package = self._project.package(path)
            if package is not None:
                for file in package.listed:
                    found.update(file.index.calls)
                    found.update(f".{name}" for name in file.index.types)
        return frozenset(found)


def _differing(
    before: Mapping[str, PackageState], now: Mapping[str, PackageState], project: Project
) -> frozenset[str]:
    """Return the packages that declare something else than before, as far as others may notice."""
    paths = before.keys() | now.keys()
    return frozenset(path for path in paths if _differs(before.get(path), now.get(path), project))


def _differs(before: PackageState | None, now: PackageState | None, project: Project) -> bool:
    if before is None or now is None or before.signature != now.signature:
        return True
    old, new = before.functions, now.functions
    names = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    if not names.isdisjoint(old.keys() & new.keys()) or not names.isdisjoint(SPECIAL):
        return True
    return any(is_mentioned(name, project) for name in names)  # nobody can have looked for what nobody names


def is_mentioned(name: str, project: Project) -> bool:
    """Tell whether a name stands anywhere but in the declarations of functions that are called so."""
    word = name.encode("utf-8", "replace")
    pattern = re.compile(rb"(?<![\w\x80-\xff])" + re.escape(word) + rb"(?![\w\x80-\xff])")
    return any(
        _is_in_code(file, match.start(), name)
        for package in project.linked
        for file in package.listed
        if word in file.text_noted
        for match in pattern.finditer(file.text_noted)
    )


def _is_in_code(file: File, offset: int, name: str) -> bool:
    """Tell a place that is neither in a declaration of that name nor on a line that is all comment."""
    text = file.text_noted
    line = text[text.rfind(b"\n", 0, offset) + 1 : offset]
    decl = file.declaration_at(offset)
    return not line.lstrip().startswith(b"//") and (decl is None or decl.name != name)


def _is_other(before: PackageState | None, now: PackageState | None) -> bool:
    return before is None or now is None or before.name != now.name
