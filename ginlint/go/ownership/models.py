"""The table of what is opened and how it is given back, from models/resources.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

from ginlint.models import table
from ginlint.record import record

RECEIVER = -1


@record(frozen=True, slots=True)
class Resource:
    """One kind of resource.

    `rule` reports it. `result` is the number of the result that is the resource,
    RECEIVER for the receiver. `release` are paths to methods that give it back
    ("Close", "Body.Close"; "()" calls the value). `release_by` are functions that
    give back an argument. `drained_by` are methods whose false means closed,
    `ends_on_error_of` methods whose error does, `exhausted_by` functions that read
    it to its end, after which a `plain` one has cost nothing. `never_only` says that being
    released on some path is enough, `panics` that a panic in
    hot code loses it too. `inferred` ones are types of the module that keep
    a resource in a field, `assumed` ones are recognised by their type or use alone.
    `agreed` names the function that gives one whose other callers give it back, and nobody knows more.
    `lent_to_verbs`: unknown functions whose names say that they use a value leave
    it to their caller.
    `companions` are the results that are functions which give it back.
    `served_by` are the results that end when it does, so that who has one of them has it.
    `lasting` is "start" for what a service opens once as it starts, so that where that
    fails the service ends, "process" for what may stay as long as the process does.
    `in_context` ones belong to who has the context that they come with,
    `lazy` ones cost nothing until they are used.
    `made_by` are functions that make a receiver for one call alone,
    `ends_itself_on` is a system on which it costs nothing once nobody has it, `followed_by` a field
    that the call may be given a place in, by which it is released as well.
    `through` is a method that gives the part which releases the whole: db.DB() of gorm.
    `chained`: its methods give what stands for it, too, by which it is released as well.
    `own_release_by` are names of methods of the module that give back an argument.
    `of_disk` are what makes such values that cost something: where the module makes none, it may be one
    whose files lie in the program itself.
    `field` is where a struct that the function makes has it, the first step of the paths to its release.
    `severity` and `hot_severity` override the rule's, `confidence` is the most a
    finding has.
    """

    rule: str
    what: str
    cost: str
    result: int
    release: tuple[tuple[str, ...], ...]
    release_by: frozenset[str] = frozenset()
    drained_by: frozenset[str] = frozenset()
    ends_on_error_of: frozenset[str] = frozenset()
    exhausted_by: frozenset[str] = frozenset()
    plain: bool = False
    never_only: bool = False
    panics: bool = False
    inferred: bool = False
    assumed: bool = False
    agreed: str = ""
    lent_to_verbs: bool = False
    companions: tuple[int, ...] = ()
    served_by: tuple[int, ...] = ()
    lasting: str = ""
    in_context: bool = False
    lazy: bool = False
    ends_itself_on: str = ""
    followed_by: str = ""
    made_by: tuple[str, ...] = ()
    through: str = ""
    chained: bool = False
    own_release_by: frozenset[str] = frozenset()
    of_disk: tuple[str, ...] = ()
    field: str = ""
    severity: str = ""
    hot_severity: str = ""
    confidence: str = ""

    @property
    def is_function(self) -> bool:
        """Whether it is given back by calling it."""
        return ("()",) in self.release

    @property
    def verb(self) -> str:
        """What is said of one that is lost: not closed, not called, …"""
        verbs: dict[str, str] = table("releases")["verbs"]
        last = self.release[0][-1] if self.release else "Put"
        return verbs.get(last, "released")


@cache
def resources() -> dict[str, Resource]:
    """Map the qualified names of what acquires to what is acquired."""
    found: dict[str, Resource] = {}
    for entry in table("resources")["resource"]:
        resource = _resource(entry)
        found.update(dict.fromkeys(entry["acquire"], resource))
    return found


def own_resource(
    rule: str, what: str, cost: str, result: int, release: tuple[str, ...], release_by: tuple[str, ...]
) -> Resource:
    """Return a resource that a project has told of."""
    paths = tuple(tuple(path.split(".")) for path in release)
    return Resource(rule, what, cost or f"one {what}", result, paths, release_by=frozenset(release_by))


def _resource(entry: dict[str, Any]) -> Resource:
    result = entry.get("result", 0)
    return Resource(
        rule=entry["rule"],
        what=entry["what"],
        cost=entry["cost"],
        result=RECEIVER if result == "receiver" else result,
        release=tuple(tuple(path.split(".")) for path in entry["release"]),
        release_by=frozenset(entry.get("release_by", ())),
        drained_by=frozenset(entry.get("drained_by", ())),
        ends_on_error_of=frozenset(entry.get("ends_on_error_of", ())),
        exhausted_by=frozenset(entry.get("exhausted_by", ())),
        plain=entry.get("plain", False),
        never_only=entry.get("never_only", False),
        panics=entry.get("panics", False),
        lent_to_verbs=entry.get("lent_to_verbs", False),
        served_by=tuple(entry.get("served_by", ())),
        lasting=entry.get("lasting", ""),
        in_context=entry.get("in_context", False),
        lazy=entry.get("lazy", False),
        ends_itself_on=entry.get("ends_itself_on", ""),
        made_by=tuple(entry.get("made_by", ())),
        followed_by=entry.get("followed_by", ""),
        through=entry.get("through", ""),
        own_release_by=frozenset(entry.get("own_release_by", ())),
        chained=entry.get("chained", False),
        of_disk=tuple(entry.get("of_disk", ())),
        severity=entry.get("severity", ""),
        hot_severity=entry.get("hot_severity", ""),
        confidence=entry.get("confidence", ""),
    )
