"""What a change broke elsewhere: findings outside of it that were not there before it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint import baseline
from ginlint.discover import PackageDir, excluder, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ginlint.changes import Before
    from ginlint.discover import Workspace
    from ginlint.finding import Report


class Widening:
    """Makes a workspace report on all packages of its modules, and knows which files were asked for."""

    def __init__(self, exclude: Sequence[str], overlay: Mapping[str, bytes]) -> None:
        self._excluded = excluder(exclude)
        self._overlay = overlay
        self._asked: set[str] = set()

    def __call__(self, workspace: Workspace) -> Workspace:
        """Return `workspace` with every file reported on that settings do not exclude."""
        self._asked = {
            shown(os.path.join(package.dir, name), workspace.root)
            for package in workspace.packages
            if package.requested
            for name in (package.files if package.report is None else package.report)
        }
        packages = tuple(self._wide(package, workspace.root) for package in workspace.packages)
        return replace(workspace, packages=packages, overlay={**self._overlay, **workspace.overlay})

    def asked(self, report: Report) -> Report:
        """Return `report` with the files that were asked for; the rest is counted."""
        kept = tuple(finding for finding in report.findings if finding.at.path in self._asked)
        waived = tuple(finding for finding in report.suppressed if finding.at.path in self._asked)
        elsewhere = report.elsewhere + len(report.findings) - len(kept)
        return replace(report, findings=kept, suppressed=waived, elsewhere=elsewhere)

    def _wide(self, package: PackageDir, root: str) -> PackageDir:
        if self._excluded is None:
            return replace(package, requested=True, report=None)
        excluded = self._excluded
        names = frozenset(n for n in package.files if not excluded(shown(os.path.join(package.dir, n), root)))
        return replace(package, requested=bool(names), report=names)


def earlier(workspace: Workspace, before: Before) -> Workspace:
    """Return `workspace` as its files were before the change, those included that are gone since."""
    gone: dict[str, set[str]] = {}
    for path in before.gone:
        folder, name = os.path.split(path)
        gone.setdefault(folder, set()).add(name)
    packages = tuple(
        replace(
            package,
            files=tuple(sorted({*package.files, *gone.get(package.dir, ())})),
            report=None if package.report is None else package.report | gone.get(package.dir, set()),
        )
        for package in workspace.packages
    )
    return replace(workspace, packages=packages, overlay={**workspace.overlay, **before.contents})


def with_affected(direct: Report, everything: Report, analyse_before: Callable[[], Report]) -> Report:
    """Add to `direct` what is in `everything`, is not in `direct`, and was not there before."""
    known = set(direct.findings)
    others = tuple(finding for finding in everything.findings if finding not in known)
    if not others:
        return direct
    before = baseline.entries(analyse_before(), everything.root)
    news = baseline.subtract(everything, before, everything.root)[0].findings
    broken = set(others) & set(news)
    return replace(
        direct,
        findings=tuple(sorted({*direct.findings, *broken})),
        elsewhere=direct.elsewhere - len(broken),
    )
