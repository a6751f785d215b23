"""Ask golangci-lint about the examples of all rules, and write what it says to bench/SHAPES.md.

    python bench/shapes.py [GOLANGCI_LINT]

The examples are ginlint's own, so this measures which shapes other tools look at, not how
well they do on code of the wild. A finding counts where ginlint/models/waivers.toml says that
the linter or check asks the same as the rule: there ginlint honours its waivers too. Needs Go and
the modules of testdata.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from pages import VERSION, rules, tabs  # noqa: E402 - a script beside the repository's tools

from ginlint.models import table  # noqa: E402
from ginlint.testing import examples  # noqa: E402

RULES = tuple(rule for rule in rules() if rule.topic != "waiver")  # those are about ginlint's own comments
FINDING = re.compile(r"(?:\S*/)?(bad|good)/(\w+)/p\.go:\d+:\d+: (.*) \((\w+)\)$")
CODE = re.compile(r"^(G\d+|S[A-Z]*\d+|\w+): ")
SETTINGS = """\
version: "2"
linters:
  default: none
  enable: [bodyclose, containedctx, contextcheck, copyloopvar, fatcontext, gochecknoglobals, gocritic, gosec,
    govet, noctx, revive, rowserrcheck, spancheck, sqlclosecheck, staticcheck, zerologlint]
  settings:
    govet: {enable-all: true, disable: [fieldalignment, shadow]}
    staticcheck: {checks: [all]}
    gocritic: {enabled-tags: [diagnostic, performance, experimental]}
    revive:
      rules: [{name: defer}, {name: datarace}, {name: range-val-in-closure}, {name: range-val-address},
        {name: waitgroup-by-value}, {name: atomic}]
issues: {max-issues-per-linter: 0, max-same-issues: 0, uniq-by-line: false}
"""


def write_examples(folder: Path) -> None:
    """Make two modules of the examples: those for the newest Go, and those of before 1.23."""
    for name, go in (("new", "1.24.0"), ("old", "1.22.0")):
        (folder / name).mkdir()
        module = (ROOT / "testdata" / "go.mod").read_text("utf-8")
        (folder / name / "go.mod").write_text(re.sub(r"(?m)^go .*", f"go {go}", module), "utf-8")
        shutil.copy(ROOT / "testdata" / "go.sum", folder / name)
    (folder / "settings.yml").write_text(SETTINGS, "utf-8")
    for rule in RULES:
        module_name = "old" if VERSION.search(rule.page) else "new"
        for heading in ("Bad", "Good"):
            home = folder / module_name / heading.lower() / rule.name.replace("-", "_")
            home.mkdir(parents=True)
            (home / "p.go").write_text(tabs(examples(rule)[heading][0]), "utf-8")


def reported(tool: str, module: Path) -> dict[tuple[str, str], set[str]]:
    """Return what `tool` finds in `module`, as "linter" or "linter code", by heading and rule."""
    command = (
        tool,
        "run",
        "--config",
        str(module.parent / "settings.yml"),
        "--output.text.colors=false",
        "./...",
    )
    done = subprocess.run(
        command,
        cwd=module,
        env={**os.environ, "GOFLAGS": "-mod=mod"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr)
    found = defaultdict(set)
    for line in done.stdout.splitlines():
        if match := FINDING.match(line):
            heading, rule, message, linter = match.groups()
            code = CODE.match(message)
            found[heading, rule.replace("_", "-")].add(f"{linter} {code[1]}" if code else linter)
    return found


def asks_the_same(label: str, rule: str) -> bool:
    """Tell whether waivers of the check `label` waive `rule`."""
    linter, _, code = label.partition(" ")
    models = table("waivers")
    codes = models.get(linter, {})
    return rule in (codes.get(code, ()) if code and codes else models["linters"].get(linter, ()))


def page(version: str, found: dict[tuple[str, str], set[str]]) -> str:
    names = [rule.name for rule in RULES]
    same = {
        (heading, name): sorted(
            label for label in found.get((heading, name), ()) if asks_the_same(label, name)
        )
        for heading in ("bad", "good")
        for name in names
    }
    bad = sum(bool(same["bad", name]) for name in names)
    good = sum(bool(same["good", name]) for name in names)
    lines = [
        "# The examples of all rules, given to golangci-lint",
        "",
        f"golangci-lint {version}, written by `python bench/shapes.py`, which holds its settings.",
        f"It reports the defect in {bad} of {len(names)} bad examples, and in {good} of the good ones too.",
        "The examples are ginlint's own: this says which shapes are looked at, not how good a tool is on",
        "other code.",
        "",
        "| rule | in the bad example | in the good example |",
        "|---|---|---|",
    ]
    lines += [
        f"| {name} | {', '.join(same['bad', name])} | {', '.join(same['good', name])} |" for name in names
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    tool = sys.argv[1] if len(sys.argv) > 1 else "golangci-lint"
    said = subprocess.run((tool, "version"), capture_output=True, text=True, check=True).stdout
    version = re.search(r"version v?(\S+)", said)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_examples(home)
        found = {**reported(tool, home / "new"), **reported(tool, home / "old")}
    text = page(version[1] if version else "?", found)
    (ROOT / "bench" / "SHAPES.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
