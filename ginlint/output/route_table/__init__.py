"""Writing the routes of a service: as text, as JSON, as a picture."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from ginlint.finding import Report
    from ginlint.routes import Route
    from ginlint.rule import Rule

__all__ = ["FORMATS", "write_routes"]

FORMATS = ("text", "json", "mermaid")


def write_routes(
    routes: Sequence[Route], report: Report, format_name: str, stream: TextIO, *, rules: Sequence[Rule]
) -> None:
    """Write routes, with the findings of `report` that lie on their way, in one of FORMATS.

    Raises KeyError for an unknown format, and OSError if `stream` cannot be written.
    """
    modules = {name: f"ginlint.output.route_table.{name}_table" for name in FORMATS}
    import_module(modules[format_name]).write(routes, report, stream, rules=rules)
