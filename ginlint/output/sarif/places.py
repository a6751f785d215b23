"""Where things are: URIs from the repository's root and regions in UTF-16 columns."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ginlint.output.sarif.model import Ready, om, ready
from ginlint.output.sources import inside, utf16_span, visible_end

if TYPE_CHECKING:
    from ginlint.finding import Location
    from ginlint.output.sources import Sources, Span
    from ginlint.source import Source

SOURCE_ROOT = "%SRCROOT%"
_SNIPPET = 1000


class Places:
    """Makes SARIF's locations of byte ranges."""

    def __init__(self, sources: Sources, working_directory: str, base: str) -> None:
        self._sources = sources
        self._directory = os.path.realpath(working_directory)
        self._base = os.path.realpath(base)
        self.artifact = lru_cache(maxsize=None)(self._artifact)

    def location(self, at: Location, *, context: bool = False, **more: Any) -> Ready:
        """Return a location; `more` are further attributes, named as in the JSON.

        A result has six and more of them: through om.Location they take a third of the time
        of the whole file.
        """
        source = self._sources.load(at.path)
        span = utf16_span(source, at.start, visible_end(source, at))
        physical = Ready(artifactLocation=self.artifact(at.path), region=_region(span))
        around = _context(source, span) if context else None
        if around is not None:
            physical["contextRegion"] = around
        return Ready(physicalLocation=physical, **more)

    def edited(self, at: Location) -> Any:
        """Return the region of an edit, line ends included."""
        return _region(utf16_span(self._sources.load(at.path), at.start, at.end))

    def _artifact(self, path: str) -> Ready:
        """Return the artifact location for a report's path: symbolic links resolved, relative if inside."""
        relative = inside(path, self._directory, self._base)
        if relative is not None:
            return ready(om.ArtifactLocation(uri=_quoted(relative), uri_base_id=SOURCE_ROOT))
        full = os.path.normpath(os.path.join(self._directory, path))
        return ready(om.ArtifactLocation(uri=f"file://{_quoted(full)}"))


def _quoted(path: str) -> str:
    return quote(os.fsencode(path.replace(os.sep, "/")), safe="/")


def _region(span: Span) -> Ready:
    """Return a region, not through om.Region, for the same reason."""
    return Ready(
        startLine=span.line,
        startColumn=span.column,
        endLine=span.end_line,
        endColumn=span.end_column,
    )


def _context(source: Source, span: Span) -> Ready | None:
    """Return the span's lines with one more on each side, None if there is nothing more around it."""
    count = len(source.line_starts) - source.text.endswith(b"\n")
    first, last = max(1, span.line - 1), max(span.end_line, min(count, span.end_line + 1))
    text = b"\n".join(source.line_bytes(line) for line in range(first, last + 1))
    if (first, last) == (span.line, span.end_line) or len(text) > _SNIPPET:
        return None
    snippet = text.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return Ready(startLine=first, endLine=last, snippet={"text": snippet})
