"""What a rule says: plain, frozen, picklable values without syntax nodes.

Positions are byte offsets into a file, ends exclusive; `ginlint.source.Source`
turns them into lines and columns.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from ginlint.record import field, record

if TYPE_CHECKING:
    from typing import Self


class _Grade(IntEnum):
    def __reduce_ex__(self, _protocol: object) -> tuple[type[Self], tuple[int]]:
        """Pack by value, as Python does except from 3.11.0 to 3.11.3, which name `getattr`: no cache may."""
        return type(self), (self.value,)


class Severity(_Grade):
    """How bad it is if true. The names are SARIF's levels."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Confidence(_Grade):
    """How sure the analysis is; LOW is shown only with --pedantic."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    def __str__(self) -> str:
        return self.name.lower()


class HasPath(Protocol):
    """A file, as far as a location goes."""

    path: str


class HasRange(Protocol):
    """A node, as far as a location goes."""

    pos: int
    end: int


@record(frozen=True, slots=True, order=True)
class Location:
    """A range of bytes in a file.

    `path` is as the report prints it: relative to the working directory with
    forward slashes, absolute where the file is outside of it.
    """

    path: str
    start: int
    end: int

    @classmethod
    def of(cls, file: HasPath, node: HasRange) -> Location:
        """Return the place of a node in a file."""
        return cls(file.path, node.pos, node.end)


@record(frozen=True, slots=True, order=True)
class Step:
    """One place on the way from cause to harm, with what happens there."""

    at: Location
    text: str


@record(frozen=True, slots=True, order=True)
class Edit:
    """Replace the bytes of `at` by `new`."""

    at: Location
    new: str


@record(frozen=True, slots=True, order=True)
class Fix:
    """Edits that mend a finding; `safe` if they cannot change what else the code does."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool


@record(frozen=True, slots=True, order=True)
class Entry:
    """What a request or message comes in by.

    `kind` is one of: route, middleware, method (of an RPC service), handler (known
    by its shape alone). `name` is for people: "GET /users/:id", "middleware
    RequestLog", "/shop.Orders/Create", "handler Login"; `{?}` stands for what is not
    known of a path. `at` is where it is registered, or its function where that is not
    known. `every` marks middleware that runs for every request of its service.
    """

    kind: str
    name: str
    at: Location
    every: bool = False


@record(frozen=True, slots=True, order=True)
class Finding:
    """One defect.

    `steps` is the path in order of execution, `related` are other places worth a
    look. `function` and `resource` name what is concerned, independently of line
    numbers, and key fingerprints. A `severity` or `confidence` of its own
    overrides the rule's. `rule`, `entries` and `entry_count` are set by
    `ginlint.check`, never by the rule: the three nearest entries that reach hot code,
    nearest first, and the number of all; none where the code is cold.
    """

    at: Location
    message: str
    rule: str = ""
    severity: Severity | None = None
    confidence: Confidence = Confidence.HIGH
    steps: tuple[Step, ...] = ()
    related: tuple[Step, ...] = ()
    fix: Fix | None = None
    package: str = ""
    function: str = ""
    resource: str = ""
    entries: tuple[Entry, ...] = ()
    entry_count: int = 0


@record(frozen=True, slots=True, order=True)
class Failure:
    """A rule that crashed on a package; everything else went on."""

    rule: str
    path: str
    traceback: str


@record(frozen=True, slots=True, order=True)
class Notice:
    """Something that was not analysed, and why, for the summary line.

    `kind` is one of: syntax-error, unreadable, too-large, encoding, excluded,
    nested-module, generated, work-limit, unfinished (of a file, what is too large to go through).
    """

    kind: str
    path: str
    text: str


@record(frozen=True, slots=True)
class Report:
    """All that a run has to say, sorted: the same input gives the same report.

    `suppressed` findings were waived in the code. `elsewhere` counts the findings
    that are left out because what changed does not touch them, `known` those that
    are left out because they are in the baseline. `root` is the working directory
    that relative paths start from.
    """

    root: str
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    notices: tuple[Notice, ...] = ()
    files: int = 0
    packages: int = 0
    elsewhere: int = 0
    known: int = 0
    overlay: dict[str, bytes] = field(default_factory=dict)
