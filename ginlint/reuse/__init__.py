"""What of an earlier run still holds after some files have changed, so that only the rest is checked.

A file that was parsed before is not parsed again, whatever became of the others. A
package is not checked again if nothing that its check took has changed: its own files,
what it and its callers import, bodies that were looked into, questions about the whole
run. `ginlint.go.trace` says how that is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ginlint.cache import key, pack, unpack
from ginlint.go.syntax import FileFacts, ParsedFile, flattened, unflattened
from ginlint.go.trace import Asked
from ginlint.outside import LookedUp
from ginlint.reuse.ask import QUICK, Question, told
from ginlint.reuse.change import Version, change
from ginlint.reuse.needs import Needs, needs_of
from ginlint.reuse.signature import functions, signature
from ginlint.reuse.state import Answer, Found, PackageState, State
from ginlint.reuse.verify import Verifier

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from ginlint.cache import Run, Store
    from ginlint.discover import Input
    from ginlint.go import Package
    from ginlint.go.project import Project
    from ginlint.outside import Outside
    from ginlint.reuse.change import Change

__all__ = ["Answer", "Found", "Memory", "Needs", "Question"]


class Memory:
    """What a run takes from earlier ones, and what it leaves to later ones.

    `checked` is the number of packages that it had to check, once it is over.
    """

    def __init__(self, store: Store, run: Run) -> None:
        self._store = store
        self._run = run
        self._digests = {
            item.path: digest for item, digest in zip(run.inputs.files, run.digests, strict=True)
        }
        self._before: State | None = None
        self._verifier: Verifier | None = None
        self._packages: dict[str, PackageState] = {}
        self._told: set[Asked] = set()
        self._held: dict[str, Found] = {}
        self.checked = 0

    def parsed(self) -> list[ParsedFile | None]:
        """Return the files of the run that were parsed before, None for the others, in their order."""
        keys = [self._facts_key(digest) for digest in self._run.digests]
        kept = self._store.get_many(keys)
        return [
            ParsedFile(item.text, facts) if (facts := _facts(kept.get(at))) is not None else None
            for item, at in zip(self._run.inputs.files, keys, strict=True)
        ]

    def keep_parsed(self, parsed: Iterable[tuple[Input, ParsedFile]]) -> None:
        """Keep what was parsed now."""
        for item, file in parsed:
            digest = self._digests[item.path]
            self._store.put("facts", self._facts_key(digest), pack(flattened(file.facts)))
            self._store.put("text", key("text", digest), item.text)

    def found(self, project: Project, shape: bytes, outside: Outside) -> dict[str, Found]:
        """Return what is known of the packages that need not be checked again, by their paths."""
        self._before = before = _unpacked(self._store.get(self._state_key()))
        self._packages = {package.path: self._state_of(package, before) for package in project.linked}
        if (
            before is None
            or before.shape != self._run.modules + shape
            or not outside.unchanged(LookedUp(*before.looked_up))
        ):
            self._before = None
            return {}
        changes = self._changes(before, project)
        if changes is None:
            return {}
        self._verifier = Verifier(before, project, self._packages, changes)
        self._held = {
            package.path: before.found[package.path]
            for package in project.linked
            if package.reported and self._verifier.holds(package.path)
        }
        for package in project.linked:
            if package.reported and package.path not in self._held:
                self._verifier.offer(package.path)
        return self._held

    @staticmethod
    def needs(seen: Iterable[Hashable], package: Package) -> Needs:
        """Return what the check of a package rests on outside of its own files."""
        return needs_of(seen, package.project, package)

    def new_answers(self, project: Project) -> dict[Question, Answer]:
        """Return the questions that were asked in this process since this was last called."""
        new = project.answers.keys() - self._told - self._carried()
        self._told |= new
        return answers_of(project, new)

    def keep(
        self,
        project: Project,
        shape: bytes,
        outside: Outside,
        found: Mapping[str, Found],
        answers: Mapping[Question, Answer],
    ) -> None:
        """Keep what the run has found and what that rests on."""
        self.checked = len(found) - len(self._held)
        known = {**answers, **(self._verifier.carried if self._verifier is not None else {})}
        known |= answers_of(project, project.answers.keys() - self._carried())
        looked_up = outside.looked_up
        if self._before is not None:
            places, contents = self._before.looked_up
            looked_up = looked_up._replace(
                places={**places, **looked_up.places}, contents={**contents, **looked_up.contents}
            )
        wanted = _reachable((one.needs for one in found.values()), known, project)
        state = State(
            self._run.modules + shape,
            (looked_up.places, looked_up.contents),
            self._packages,
            dict(found),
            wanted,
        )
        self._store.put("state", self._state_key(), pack(state))

    def _carried(self) -> set[Asked]:
        """Return the questions that were not asked again, because nothing they rest on has changed."""
        carried = self._verifier.carried if self._verifier is not None else {}
        return {Asked(*question) for question in carried if question[0] not in QUICK}

    def _facts_key(self, digest: bytes) -> bytes:
        return key("facts", self._run.tool, digest)

    def _state_key(self) -> bytes:
        return key("state", self._run.settings, self._run.place)

    def _state_of(self, package: Package, before: State | None) -> PackageState:
        files = {file.path: self._digests[file.path] for file in package.listed}
        known = before.packages.get(package.path) if before is not None else None
        spoken = frozenset(file.path for file in package.reported)
        if (
            known is not None
            and known.files == files
            and known.spoken == spoken
            and known.name == package.name
        ):
            return known
        return PackageState(package.name, signature(package), functions(package), files, spoken)

    def _changes(self, before: State, project: Project) -> dict[str, Change] | None:
        """Return how the files differ from what they were; None if that cannot be told any more."""
        were = {
            path: digest for package in before.packages.values() for path, digest in package.files.items()
        }
        are = {path: digest for package in self._packages.values() for path, digest in package.files.items()}
        differing = [path for path in were.keys() | are.keys() if were.get(path) != are.get(path)]
        olds = {were[path] for path in differing if path in were}
        kept = self._store.get_many([at for d in olds for at in (self._facts_key(d), key("text", d))])
        found = {}
        for path in differing:
            old = new = None
            if path in were:
                facts, text = _facts(kept.get(self._facts_key(were[path]))), kept.get(key("text", were[path]))
                if facts is None or text is None:
                    return None
                old = Version(facts, text)
            file = project.file(path) if path in are else None
            if file is not None:
                new = Version(file.facts, file.parsed.text)
            found[path] = change(old, new)
        return found


def answers_of(project: Project, asked: Iterable[Asked]) -> dict[Question, Answer]:
    """Return answers of this process with what they rest on."""
    return {
        (one.question, one.arguments): Answer(
            told((one.question, one.arguments), project), needs_of(project.answers[one].seen, project)
        )
        for one in list(asked)
    }


def _reachable(
    needs: Iterable[Needs], known: Mapping[Question, Answer], project: Project
) -> dict[Question, Answer]:
    """Return the answers that something rests on."""
    found: dict[Question, Answer] = {}
    pending = [question for one in needs for question in one.questions]
    while pending:
        question = pending.pop()
        if question in found:
            continue
        answer = known.get(question)
        found[question] = answer if answer is not None else Answer(told(question, project), None)
        if answer is not None and answer.needs is not None:
            pending += answer.needs.questions
    return found


def _facts(data: bytes | None) -> FileFacts | None:
    try:
        return unflattened(unpack(data)) if data is not None else None
    except ValueError:
        return None


def _unpacked(data: bytes | None) -> Any:
    try:
        return unpack(data) if data is not None else None
    except ValueError:  # its seal is whole: another ginlint's values under this one's name
        return None
