"""From changes to the text of a file to the fix of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.finding import Edit, Fix, Location
from ginlint.go.serverfix import limited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.go.serving import Listener
    from ginlint.go.writing import Mending


def fix_of(mending: Mending, path: str, message: str) -> Fix:
    """Return the fix of a finding whose file has this path."""
    edits = tuple(Edit(Location(path, start, end), new) for start, end, new in mending.changes)
    return Fix(message, edits, safe=mending.safe)


def limit_fix(listeners: Iterable[Listener]) -> Fix | None:
    """Return the fix that limits the time for reading a header for one server, however it is made.

    None where that is not plain to write.
    """
    found = [(each.function.file.path, mending) for each in listeners if (mending := limited(each))]
    edits = [edit for path, mending in found for edit in fix_of(mending, path, "").edits]
    return Fix(f"set `{found[0][1].text}`", tuple(dict.fromkeys(edits)), safe=False) if found else None
