"""The pages of the rules that found something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.output.html_page.marked_up import escaped, prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ginlint.finding import Report
    from ginlint.rule import Rule

_FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"^[-*] ", re.MULTILINE)


def explained(report: Report, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield a section that tells why each rule matters and how to mend what it finds."""
    found = sorted({finding.rule for finding in report.findings} & rules.keys())
    if not found:
        return
    yield '<section id="rules"><h2>The rules</h2>\n'
    for name in found:
        rule = rules[name]
        yield f'<details class="page" id="rule-{escaped(name)}"><summary><b>{escaped(name)}</b> '
        yield f'<span class="dim">{prose(rule.summary)}</span></summary>\n'
        yield from _page(rule.page.partition("\n")[2])
        yield "</details>\n"
    yield "</section>\n"


def _page(text: str) -> Iterator[str]:
    """Yield the Markdown that pages of rules are written in: headings, code, lists and paragraphs."""
    for number, part in enumerate(_FENCE.split(text)):
        if number % 2:
            yield f'<pre class="example">{escaped(part.expandtabs(4))}</pre>\n'
        else:
            yield from map(_block, filter(None, re.split(r"\n\s*\n|(?<=\n)(?=#)", part.strip())))


def _block(block: str) -> str:
    if block.startswith("#"):
        title, _, rest = block.partition("\n")
        return f"<h3>{prose(title.lstrip('# '))}</h3>\n{_block(rest) if rest.strip() else ''}"
    if _ITEM.match(block):
        items = "".join(f"<li>{prose(item)}</li>" for item in _ITEM.split(block)[1:])
        return f"<ul>{items}</ul>\n"
    return f"<p>{prose(block)}</p>\n"
