"""One HTML file that needs nothing else: no network, no other file, not even scripts."""

from __future__ import annotations

import os
from base64 import b64encode
from importlib.resources import files
from typing import TYPE_CHECKING

from ginlint import __version__
from ginlint.output.cells import one_line
from ginlint.output.html_page.article import Articles
from ginlint.output.html_page.explained import explained
from ginlint.output.html_page.head import overview, toolbar
from ginlint.output.html_page.marked_up import escaped
from ginlint.output.ranking import worst_first
from ginlint.output.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from ginlint.finding import Report
    from ginlint.rule import Rule


def write(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write the page: what there is in numbers, the findings, worst first, and the rules that found them.

    A script filters and groups them by route, topic, rule, file and severity; where
    scripts are off all findings are there, worst first. The page may load nothing:
    its own policy forbids it, and any script but that one. The same report gives the
    same page; no directory of the machine is named.
    """
    by_name = {rule.name: rule for rule in rules}
    stream.writelines(_head(report))
    stream.writelines(overview(report, by_name))
    stream.writelines(toolbar(report, by_name))
    stream.write('<main id="findings">\n')
    articles = Articles(report, by_name, Sources(report))
    stream.writelines(articles.article(index) for index in worst_first(report.findings, by_name))
    stream.write("</main>\n")
    stream.writelines(explained(report, by_name))
    stream.write(f"<footer>ginlint {escaped(__version__)}</footer>\n<script>{_asset('page.js')}</script>\n")
    stream.write("</body>\n</html>\n")


def _head(report: Report) -> Iterator[str]:
    name = escaped(one_line(os.path.basename(os.path.realpath(report.root))) or "/")
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield f"<title>ginlint: {name}</title>\n<style>{_asset('page.css')}</style>\n</head>\n<body>\n"
    yield f'<header><p class="tool">ginlint</p><h1>{name}</h1></header>\n'


def _policy() -> str:
    from hashlib import sha256  # it loads OpenSSL, which other formats have no use for

    digest = b64encode(sha256(_asset("page.js").encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _asset(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
