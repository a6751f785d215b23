"""What earlier runs found out, kept between processes.

A cache never makes a run fail and never changes what it says: entries are found
by the contents of all that went into them, and whatever is wrong with the file
costs one line on standard error.
"""

from __future__ import annotations

import sys
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from ginlint.cache.folder import directory
from ginlint.cache.identity import identity
from ginlint.cache.keys import digest, key, modules_key, settings_key, workspace_key
from ginlint.cache.packed import pack, unpack
from ginlint.cache.store import Status, Store, remove
from ginlint.discover import outside_of
from ginlint.outside import LookedUp
from ginlint.record import NamedTuple
from ginlint.rule import Rule, not_loaded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.config import Config
    from ginlint.discover import Inputs, Workspace
    from ginlint.finding import Report
    from ginlint.outside import Outside

__all__ = ["Cache", "Run", "Status", "Store", "directory", "key", "open_cache", "pack", "remove", "unpack"]


class Run(NamedTuple):
    """One run as the cache sees it: what is read, how, and under which key its report is kept."""

    workspace: Workspace
    inputs: Inputs
    digests: Sequence[bytes]
    tool: bytes
    settings: bytes
    modules: bytes
    place: bytes
    key: bytes


class Cache:
    """The answers of one ginlint, which is `tool`, in one store."""

    def __init__(self, store: Store, tool: bytes) -> None:
        self.store = store
        self._tool = tool

    def rules(self) -> tuple[Rule, ...] | None:
        """Return all rules that this ginlint has, to be told of, not to be run; None if they are not kept."""
        kept = self._get(key("rules", self._tool))
        return tuple(Rule(**values, check=not_loaded) for values in kept) if kept is not None else None

    def keep_rules(self, rules: Sequence[Rule]) -> None:
        """Keep what is known of all rules."""
        names = [field.name for field in fields(Rule) if field.name != "check"]
        told = [{name: getattr(rule, name) for name in names} for rule in rules]
        self.store.put("rules", key("rules", self._tool), pack(told))

    def run(
        self,
        workspace: Workspace,
        inputs: Inputs,
        rules: Sequence[Rule],
        config: Config,
        patterns: Sequence[str] = (),
        part: str = "",
    ) -> Run:
        """Return what identifies a run of `rules` on what `patterns` name, or on a `part` of it."""
        digests = [digest(item.text) for item in inputs.files]
        settings = settings_key(self._tool, rules, config)
        own = workspace_key(workspace, inputs, digests)
        place = repr((workspace.root, list(patterns), part, config.exclude, config.all_modules)).encode()
        return Run(
            workspace,
            inputs,
            digests,
            self._tool,
            settings,
            modules_key(workspace),
            place,
            key("report", settings, own, part.encode()),
        )

    def report(self, run: Run) -> Report | None:
        """Return the report of an earlier run that read the same, None if there was none."""
        kept = self._get(run.key)
        if kept is None:
            return None
        report: Report = kept[0]
        looked_up = kept[1]
        if not outside_of(run.workspace).unchanged(LookedUp(*looked_up)):
            return None
        return replace(report, root=run.workspace.root, overlay=run.workspace.shown_overlay)

    def keep(self, run: Run, report: Report, outside: Outside) -> None:
        """Keep a report; one that tells of a crash is not kept, the next run may fare better."""
        if not report.failures:
            plain = replace(report, root="", overlay={})
            self.store.put("report", run.key, pack((plain, tuple(outside.looked_up))))

    def _get(self, at: bytes) -> Any:
        data = self.store.get(at)
        try:
            return unpack(data) if data is not None else None
        except ValueError:  # its seal is whole: another ginlint's values under this one's name
            return None


def open_cache(config: Config) -> Cache | None:
    """Return the cache that the settings ask for; None if they want none or none can be told apart."""
    if config.no_cache:
        return None
    where = directory(config)

    def complain(reason: str) -> None:
        print(f"ginlint: the cache in {where} {reason}", file=sys.stderr)  # noqa: T201

    store = Store(where, complain)
    tool = identity(config.plugins, store)
    return Cache(store, tool) if tool is not None else None
