"""What is read while something is worked out, so that a later run can tell whether it still holds.

Whoever hands out what a file says notes it: (file, offset of a declaration) whose
body was looked at, a `File` whose text or index was, a `Package` that was asked about,
("calls", name) for a look at all calls of that name, a `Project` if all of it was gone
through. What is worked out once and kept is `Kept` with all that it took: whoever uses
it again takes the same. A `question` is kept too, but whoever asks it takes its answer
only: a later run may ask it again. A check may use nothing that came by neither way;
the tests compare what packages take when they are checked alone and together.
"""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, overload

from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from ginlint.go.project import Project

P = ParamSpec("P")
Value = TypeVar("Value")
Seen = set["Hashable"]


class Trace:
    """The things noted since the work at hand began; `seen` is never to be kept by others."""

    __slots__ = ("seen",)

    def __init__(self) -> None:
        self.seen: Seen = set()

    def begin(self) -> Seen:
        """Start a new work; what is returned is for `end`."""
        outer, self.seen = self.seen, set()
        return outer

    def end(self, outer: Seen) -> Seen:
        """Return what was noted since `begin`, and go back to the work before."""
        mine, self.seen = self.seen, outer
        return mine


TRACE = Trace()
SIGNATURES = "signatures"  # noted by whoever goes through the declarations of all packages


class Kept(Generic[Value]):
    """A value and all that was noted while it was worked out."""

    __slots__ = ("seen", "value")

    def __init__(self, value: Value, seen: Seen) -> None:
        self.value = value
        self.seen = seen


class Asked(NamedTuple):
    """A question by its name and what it was asked about, which is plain data."""

    question: str
    arguments: tuple[Hashable, ...]


def remembered(
    table: dict[Any, Kept[Value]],
    key: Hashable,
    work: Callable[[], Value],
    *,
    meanwhile: Value | None = None,
) -> Value:
    """Return what `table` holds for `key`, worked out at the first time.

    `meanwhile` is what the work itself gets if it asks for the same.
    """
    found = table.get(key)
    if found is None:
        outer = TRACE.begin()
        if meanwhile is not None:
            table[key] = Kept(meanwhile, TRACE.seen)
        try:
            value = work()
        except BaseException:
            table.pop(key, None)
            outer |= TRACE.end(outer)
            raise
        found = table[key] = Kept(value, TRACE.end(outer))
    TRACE.seen.add(found)
    return found.value


def kept(work: Callable[[], Value]) -> Kept[Value]:
    """Work something out apart from the work at hand, which notes it only once it is used."""
    outer = TRACE.begin()
    try:
        value = work()
    except BaseException:
        outer |= TRACE.end(outer)
        raise
    return Kept(value, TRACE.end(outer))


class Question(NamedTuple):
    """How to answer, what of it is told, and how to make the answer of that again."""

    work: Callable[..., Any]
    told: Callable[[Any], Any]
    again: Callable[[Project, Any], Any] | None


QUESTIONS: dict[str, Question] = {}


@overload
def question(work: Callable[P, Value]) -> Callable[P, Value]: ...
@overload
def question(
    *, told: Callable[[Any], Any], again: Callable[[Project, Any], Any] | None = None
) -> Callable[[Callable[P, Value]], Callable[P, Value]]: ...
def question(
    work: Any = None,
    *,
    told: Callable[[Any], Any] | None = None,
    again: Callable[[Project, Any], Any] | None = None,
) -> Any:
    """Make a question of a function of a project and plain data, whose answer is plain data.

    It is asked once for the same data. What it took is noted for itself, not for
    whoever asks. `told` returns the plain data of an answer that holds more, which must
    note what is taken of it; `again` makes the answer of that, if it can be made.
    """
    if work is None:
        return partial(_question, told=told or _same, again=again)
    return _question(work, told=_same, again=lambda _, data: data)


def _same(data: Any) -> Any:
    return data


def _question(
    work: Callable[..., Any], *, told: Callable[[Any], Any], again: Callable[[Project, Any], Any] | None
) -> Callable[..., Any]:
    name = f"{work.__module__}.{work.__qualname__}"
    QUESTIONS[name] = Question(work, told, again)

    @wraps(work)
    def ask(project: Project, *arguments: Hashable) -> Any:
        return answer(project, Asked(name, arguments))

    return ask


def answer(project: Project, asked: Asked) -> Any:
    """Return the answer to a question, which the work at hand takes."""
    found = project.answers.get(asked)
    if found is None:
        found = project.answers[asked] = kept(
            lambda: QUESTIONS[asked.question].work(project, *asked.arguments)
        )
    TRACE.seen.add(asked)
    return found.value


def all_of(seen: Iterable[Hashable]) -> Seen:
    """Return all that was noted, directly or for what was kept; questions stand for themselves."""
    found: Seen = set()
    done: set[Kept[Any]] = set()
    pending = [seen]
    while pending:
        for item in pending.pop():
            if not isinstance(item, Kept):
                found.add(item)
            elif item not in done:
                done.add(item)
                pending.append(item.seen)
    return found
