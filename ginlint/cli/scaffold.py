"""The files of a new rule."""

from __future__ import annotations

import os
import re
from string import Template

from ginlint import __version__
from ginlint.errors import FileError, UsageError

_RULE = Template('''\
"""$title

## Why is this bad?
What grows, and per what.

## Bad
```go
package p

func bad() {
}
```

## Good
```go
package p

func good() {
}
```

## Limits
What this rule deliberately does not report.
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.WARNING, since="$version")
def $function(package: Package) -> Iterator[Finding]:
    yield from ()
''')

_CASE = """\
package p

func bad() {
} // want "what the message says"

func good() {
}
"""

_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def new_rule(checkout: str, topic: str, name: str) -> list[str]:
    """Write a rule and its first case below `checkout` and return their paths, relative to it.

    Raises UsageError for a name that no rule may have, and FileError if the
    rule exists or `checkout` is not ginlint's own.
    """
    for word, what in ((topic, "topic"), (name, "name")):
        if not _KEBAB.fullmatch(word):
            raise UsageError(f"{what} {word!r} is not kebab-case, such as response-body-not-closed")
    if not os.path.isdir(os.path.join(checkout, "rules", "ginlint_rules")):
        raise FileError("there is no rules/ginlint_rules here; run this at the root of ginlint's repository")
    function = name.replace("-", "_")
    title = name.replace("-", " ").capitalize()
    version = __version__.partition("+")[0]
    package = os.path.join("rules", "ginlint_rules", topic.replace("-", "_"))
    files = {
        os.path.join(package, f"{function}.py"): _RULE.substitute(
            title=title, function=function, version=version
        ),
        os.path.join("testdata", "rules", topic, name, "case.go"): _CASE,
    }
    door = os.path.join(package, "__init__.py")
    if not os.path.exists(os.path.join(checkout, door)):
        files[door] = ""
    for path, text in files.items():
        _create(os.path.join(checkout, path), text)
    return list(files)


def _create(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with open(path, "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise FileError(f"{path} exists; choose another name") from error
