"""The list of rules in a SARIF file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ginlint.finding import Severity
from ginlint.output.sarif.model import om

if TYPE_CHECKING:
    from ginlint.rule import Rule

# GitHub's limits: characters of a description, tags that are kept of a rule.
_DESCRIPTION = 1024
_TAGS = 10
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "recommendation",
}


def rule_id(name: str) -> str:
    """Return the id that GitHub knows the rule by: its name, as in settings and waivers."""
    return name


def descriptor(rule: Rule) -> Any:
    """Return what a reader needs to show, filter and explain a rule's results."""
    short, full = descriptions(rule)
    markdown = unwrapped(rule.page) or short
    return om.ReportingDescriptor(
        id=rule_id(rule.name),
        name="".join(word.capitalize() for word in rule.name.split("-")),
        short_description=om.MultiformatMessageString(text=short),
        full_description=om.MultiformatMessageString(text=full),
        help=om.MultiformatMessageString(text=rule.page or short, markdown=markdown),
        default_configuration=om.ReportingConfiguration(level=str(rule.severity)),
        deprecated_ids=[rule_id(alias) for alias in rule.aliases] or None,
        properties=_properties(rule),
    )


def _properties(rule: Rule) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "tags": list(dict.fromkeys((rule.topic, "go", "leak", *rule.tags)))[:_TAGS],
        "precision": "medium" if rule.opt_in else "high",
        "problem.severity": _PROBLEMS[rule.severity],
    }
    if rule.security_severity is not None:
        properties["security-severity"] = f"{rule.security_severity:.1f}"
    return properties


def sentence(text: str) -> str:
    """Return `text` with the full stop that ends it as a sentence."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def descriptions(rule: Rule) -> tuple[str, str]:
    """Return the summary, and the first paragraph of the page's first section on one line."""
    short = sentence(rule.summary.replace("`", ""))
    body = rule.page.partition("\n")[2]
    paragraphs = [part for part in re.split(r"\n\s*\n|^#.*$", body, flags=re.MULTILINE) if part.strip()]
    full = sentence(" ".join(paragraphs[0].split())) if paragraphs else short
    return _cut(short), _cut(full)


def _cut(text: str) -> str:
    return text if len(text) <= _DESCRIPTION else text[: _DESCRIPTION - 1] + "…"


def unwrapped(page: str) -> str:
    """Return Markdown whose paragraphs are one line each: GitHub shows every line end as a break."""
    lines: list[str] = []
    fenced = False
    joinable = False
    for line in page.splitlines():
        fence = line.lstrip().startswith("```")
        block = fence or not line.strip() or re.match(r"\s*([-*+#>|]|\d+\.)", line) is not None
        if joinable and not block:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
        fenced ^= fence
        joinable = bool(line.strip()) and not fence and not fenced and re.match(r"\s*[#|]", line) is None
    return "\n".join(lines)
