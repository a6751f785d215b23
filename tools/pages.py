"""Write the pages of docs/ that are made of other things: the rules, their list, the settings.

    python tools/pages.py          write what differs, remove what is left over
    python tools/pages.py --check  change nothing; exit with 1 if something differs

The English pages come from the docstrings of the rules and from the table of settings. The Chinese
ones take code and output from there too; their prose is in ginlint/translations/zh, each piece with a
hash of the English text that it translates. Where there is none, the page is in English and says so;
where the English has changed since, the page says that too.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ginlint import output, registry
from ginlint.check import run
from ginlint.config import OPTIONS, Config
from ginlint.config.tables import PATH_KEYS, RESOURCE_KEYS
from ginlint.discover import discover
from ginlint.testing import NEWEST_GO, check_example, examples
from ginlint.translations import LANGUAGES, hash_of, load, prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ginlint.config import Option
    from ginlint.config.tables import Key
    from ginlint.finding import Report
    from ginlint.rule import Rule
    from ginlint.translations import Translation

DOCS = Path(__file__).parents[1] / "docs"
GENERATED = ("rules", "settings.md")

SHOWN = ("late-defer", "response-body-not-closed", "collection-only-grows", "unguarded-global")
SHOWING = ("README.md", "README.zh-CN.md", "docs/en/index.md", "docs/zh/index.md")
KINDS = {
    tuple: "a list of strings",
    bool: "true or false",
    int: "a number",
    str: "a string",
    dict: "a table",
}
TABLES = {"per-path": PATH_KEYS, "resource": RESOURCE_KEYS}

_DEMO = re.compile(r"(?<=<!-- demo output: begin -->\n).*?(?=<!-- demo output: end -->)", re.DOTALL)
_INDENT = re.compile(r"^(?: {8})+", re.MULTILINE)
_WANT = re.compile(r"[ \t]*// want .*")
VERSION = re.compile(r" \(Go (1\.\d+)\)")


def demo() -> str:
    """Return what the README shows: some findings of `ginlint ./...` in the shop, and the summary."""
    with tempfile.TemporaryDirectory() as folder:
        shop = Path(shutil.copytree(DOCS.parent / "testdata" / "projects" / "shop", Path(folder) / "shop"))
        for path in shop.rglob("*.go"):  # as its author would have it, without what the tests want
            path.write_text(_WANT.sub("", path.read_text("utf-8")), "utf-8")
        report = run(discover(["./..."], cwd=str(shop)), rules(), Config(jobs=1))
        blocks = _written(report)
    shown: dict[str, str] = {}
    for finding, block in zip(report.findings, blocks, strict=False):
        if finding.rule in SHOWN:
            shown.setdefault(finding.rule, block)
    text = "\n\n".join((*shown.values(), "…\n" + blocks[-1].rstrip()))
    return f"```text\n$ ginlint ./...\n{text}\n```"


def _written(report: Report) -> list[str]:
    """Return the report as text, a block for each finding and one for what stands below."""
    stream = io.StringIO()
    output.write(report, "text", stream, rules=rules())
    blocks = stream.getvalue().split("\n\n")
    count = len(report.findings)
    return [*blocks[:count], "\n\n".join(blocks[count:])]


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(sorted(registry.load_all(), key=lambda rule: (rule.topic, rule.name)))


def stale(words: Translation) -> Iterator[str]:
    """Yield what the translation has not, or has of an older English text."""
    for kind, english, translated in (
        ("rule", {rule.name: prose(rule).hash for rule in rules()}, words.rules),
        ("setting", {name: hash_of(text) for name, text in helps().items()}, words.settings),
    ):
        for name, wanted in english.items():
            if name not in translated:
                yield f"{kind} {name}: not translated"
            elif translated[name]["of"] != wanted:
                yield f"{kind} {name}: the English text has changed since; its hash is {wanted} now"


def helps() -> dict[str, str]:
    """Return what is said of each setting, and of each key of a table as table.key."""
    keys = {f"{name}.{key}": about.help for name, keys in TABLES.items() for key, about in keys.items()}
    return {option.key: option.help for option in OPTIONS} | keys


def pages(language: str) -> dict[str, str]:
    """Return all generated pages of `language`, by path below its folder."""
    words = load(language)
    made = {f"rules/{rule.topic}/{rule.name}.md": rule_page(rule, words) for rule in rules()}
    made["rules/index.md"] = index(words)
    made["settings.md"] = settings(words)
    return made


def rule_page(rule: Rule, words: Translation) -> str:
    """Return the page of `rule`: its prose in the language of `words`, code and output from its docstring."""
    text, notice = words.prose(rule)
    codes = {heading: [tabs(code) for code in found] for heading, found in examples(rule).items()}
    version = VERSION.search(rule.page)
    suffix = version[0] if version else ""
    go = version[1] if version else NEWEST_GO
    parts = [
        f"# {rule.name}",
        notice and f"> {notice}",
        f"**{text.title}**",
        _facts(rule, words),
        f"## {words.word('Why is this bad?')}\n\n{text.why}",
        f"## {words.word('Bad')}{suffix}",
        *map(_go, codes["Bad"]),
        f"{words.word('What ginlint says:')}\n\n```text\n{said(rule, codes['Bad'][0], go)}\n```",
        f"## {words.word('Good')}{suffix}",
        *map(_go, codes["Good"]),
        f"## {words.word('Limits')}\n\n{text.limits}",
        f"## {words.word('Leave it out')}\n\n{words.word('waive').replace('RULE', rule.name)}",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


@cache
def said(rule: Rule, code: str, go: str) -> str:
    """Return what `ginlint` prints about `code`, without the summary below the findings."""
    return "\n\n".join(_written(check_example(rule, code, rules(), go=go))[:-1]).rstrip()


def index(words: Translation) -> str:
    """Return the list of all rules."""
    lines = [f"# {words.word('Rules')}", "", words.word("index").strip(), ""]
    for topic in sorted({rule.topic for rule in rules()}):
        lines += [f"## {topic}", "", words.words.get(f"topic {topic}", ""), ""]
        heads = ("Rule", "What it finds", "Severity", "Notes", "Since")
        lines.append("| " + " | ".join(map(words.word, heads)) + " |")
        lines.append("|---|---|---|---|---|")
        lines += [_row(rule, words) for rule in rules() if rule.topic == topic]
        lines.append("")
    return "\n".join(lines)


def settings(words: Translation) -> str:
    """Return the reference of the settings, from the table that files and options are held to."""
    lines = [f"# {words.word('Settings')}", "", words.word("settings").strip(), ""]
    for option in OPTIONS:
        lines += [
            f"## {option.key}",
            "",
            _help(option.key, option.help, words),
            "",
            *_option(option, words),
            "",
        ]
    lines += [words.word("after settings").strip(), ""]
    for name, keys in TABLES.items():
        lines += [f"## {name}", "", words.word(name).strip(), "", *_table(name, keys, words), ""]
    return "\n".join(lines)


def _help(name: str, english: str, words: Translation) -> str:
    return words.settings.get(name, {}).get("help", english)


def _table(name: str, keys: Mapping[str, Key], words: Translation) -> Iterator[str]:
    yield "| " + " | ".join(map(words.word, ("Key", "Value", "Example", "Meaning"))) + " |"
    yield "|---|---|---|---|"
    for key, about in keys.items():
        kind = words.word(KINDS[about.type])
        kind += words.word(", ") + words.word("required") if about.required else ""
        meaning = _help(f"{name}.{key}", about.help, words)
        yield f"| `{key}` | {kind} | `{about.example}` | {meaning} |"


def _option(option: Option, words: Translation) -> list[str]:
    kind = words.word(KINDS[option.type])
    if option.choices:
        kind = ", ".join(f"`{choice}`" for choice in option.choices)
    lines = [words.label("Value", kind), words.label("Example", f"`{option.key} = {option.example}`")]
    if option.on_command_line:
        lines.append(words.label("On the command line", f"`--{option.key}`"))
    lines.append(words.label("In the environment", f"`{option.variable}`"))
    return [f"- {line}" for line in lines]


def _facts(rule: Rule, words: Translation) -> str:
    facts = [
        words.label("Topic", f"[{rule.topic}](../index.md#{rule.topic})"),
        words.label("Severity", words.word(str(rule.severity))),
        words.word("Only in code that runs per request") if rule.hot else "",
        words.word("Opt-in: `--pedantic` or by name") if rule.opt_in else "",
        words.word("In tests too") if rule.tests else "",
        words.word(f"{fix_of(rule)} fix") if fix_of(rule) else "",
        f"{words.word('Since')} {rule.since}",
    ]
    return " · ".join(filter(None, facts))


@cache
def fix_of(rule: Rule) -> str:
    """Return "safe" or "unsafe" if the finding in the bad example can be mended by --fix, "" if not."""
    version = VERSION.search(rule.page)
    go = version[1] if version else NEWEST_GO
    report = check_example(rule, examples(rule)["Bad"][0], rules(), go=go)
    fixes = [finding.fix for finding in report.findings if finding.fix]
    return ("safe" if fixes[0].safe else "unsafe") if fixes else ""


def _row(rule: Rule, words: Translation) -> str:
    title = words.rules.get(rule.name, {}).get("title", rule.summary)
    fix = fix_of(rule)
    notes = ("hot" if rule.hot else "", "opt-in" if rule.opt_in else "", fix and f"fix, {fix}")
    cells = (
        f"[{rule.name}]({rule.topic}/{rule.name}.md)",
        title,
        str(rule.severity),
        " · ".join(map(words.word, filter(None, notes))),
        rule.since,
    )
    return "| " + " | ".join(cells) + " |"


def _go(code: str) -> str:
    return f"```go\n{code}```"


def tabs(code: str) -> str:
    """Return `code` as gofmt indents it: reading the docstring has made spaces of its tabs."""
    return _INDENT.sub(lambda found: "\t" * (len(found[0]) // 8), code)


def differences(language: str, *, write: bool) -> list[str]:
    """Return the paths below docs/ that are not as they should be; with `write`, mend them."""
    home = DOCS / language
    wanted = {home / path: text for path, text in pages(language).items()}
    there = {path for name in GENERATED for path in _files(home / name)}
    changed = [path for path in sorted({*wanted, *there}) if _text(path) != wanted.get(path)]
    for path in changed if write else ():
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], "utf-8")
        else:
            path.unlink()
    return [path.relative_to(DOCS).as_posix() for path in changed]


def demos(*, write: bool) -> list[str]:
    """Return the pages that show another demo than a run gives; with `write`, mend them."""
    block = f"{demo()}\n"
    changed = []
    for name in SHOWING:
        path = DOCS.parent / name
        old = path.read_text("utf-8")
        new = _DEMO.sub(lambda _: block, old)
        if new != old or "<!-- demo output: begin -->" not in old:
            changed.append(name)
        if write and new != old:
            path.write_text(new, "utf-8")
    return changed


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.md")) if path.is_dir() else [path]


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def main(arguments: Sequence[str]) -> int:
    write = "--check" not in arguments
    changed = [f"docs/{path}" for language in LANGUAGES for path in differences(language, write=write)]
    changed += demos(write=write)
    for path in changed:
        print(f"{'wrote' if write else 'differs'}: {path}")
    for line in stale(load("zh")):
        print(f"translation: {line}", file=sys.stderr)
    return 0 if write or not changed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
