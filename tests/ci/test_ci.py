"""What is shipped for CI systems: valid by their own schemas, and run where it can be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from ginlint.cli.commands import ginlint

ROOT = Path(__file__).resolve().parents[2]
needs_schemas = pytest.mark.skipif(
    find_spec("check_jsonschema") is None, reason="check-jsonschema is not installed"
)
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is missing")

LEAK = """package p

import "net/http"

func status%d(url string) int {
	resp, err := http.Get(url)
	if err != nil {
		return 0
	}
	return resp.StatusCode
}
"""


@needs_schemas
@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("github-actions", "action.yml"),
        ("github-workflows", "docs/ci/github.yml"),
        ("gitlab-ci", "docs/ci/gitlab.yml"),
        ("azure-pipelines", "docs/ci/azure.yml"),
    ],
)
def test_valid_by_the_published_schema(schema: str, path: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--regex-variant", "python"]
    done = subprocess.run(
        [*command, "--builtin-schema", f"vendor.{schema}", str(ROOT / path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "path",
    [
        "action/run.sh",
        "docs/ci/github.yml",
        "docs/ci/gitlab.yml",
        "docs/ci/azure.yml",
        "docs/ci/Jenkinsfile",
    ],
)
def test_options_exist(path: str) -> None:
    known = {name for parameter in ginlint.commands["check"].params for name in parameter.opts}
    text = (ROOT / path).read_text(encoding="utf-8")
    commands = [
        line for line in text.splitlines() if " ./..." in line or "new=" in line or "--format" in line
    ]
    words = {
        word.strip("\"'()")
        for line in commands
        for word in line.split()
        if word.strip("\"'(").startswith("--")
    }

    assert words <= known
    assert words or path == "docs/ci/github.yml"


def test_inputs_of_the_example_exist() -> None:
    yaml = pytest.importorskip("ruamel.yaml").YAML(typ="safe")
    action = yaml.load(ROOT / "action.yml")
    steps = yaml.load(ROOT / "docs" / "ci" / "github.yml")["jobs"]["ginlint"]["steps"]
    (example,) = (step for step in steps if "ginlint@" in step.get("uses", ""))

    assert set(example["with"]) <= set(action["inputs"])
    assert "count" in action["outputs"]


class Action:
    """The steps of action.yml that are scripts, run here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.temp = folder.parent / "temp"
        self.temp.mkdir()
        self.output = self.temp / "output"
        self.summary = self.temp / "summary"
        self.log = ""

    def run(self, **inputs: str) -> dict[str, str]:
        yaml = pytest.importorskip("ruamel.yaml").YAML(typ="safe")
        action = yaml.load(ROOT / "action.yml")
        (step,) = (step for step in action["runs"]["steps"] if step.get("id") == "run")
        values = {name: inputs.get(name, declared["default"]) for name, declared in action["inputs"].items()}
        settings = {
            variable: values[expression.removeprefix("${{ inputs.").removesuffix(" }}")]
            for variable, expression in step["env"].items()
        }
        python = Path(sys.executable).parent
        environment = {
            **os.environ,
            **settings,
            "PATH": f"{python}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_BASE_REF": inputs.get("base", ""),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        self.log = done.stdout + done.stderr
        assert done.returncode == 0, self.log
        return dict(line.split("=", 1) for line in self.output.read_text().splitlines())


@pytest.fixture
def action(tmp_path: Path) -> Action:
    folder = tmp_path / "checkout"
    (folder / "svc").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "svc" / "go.mod").write_text("module example.com/svc\n\ngo 1.22\n")
    (folder / "svc" / "p.go").write_text(LEAK % 1)
    return Action(folder)


@needs_bash
def test_run_of_the_action(action: Action) -> None:
    outputs = action.run(**{"working-directory": "svc"})

    assert outputs == {
        "exit-code": "1",
        "sarif-written": "true",
        "count": "1",
        "errors": "1",
        "warnings": "0",
        "notes": "0",
    }
    place = "file=svc/p.go,line=6,endLine=6,col=15,endColumn=27"
    assert f"::error {place},title=ginlint (response-body-not-closed)::the response" in action.log
    assert "Found 1 error: 1 file of 1 package analysed." in action.log
    summary = action.summary.read_text()
    assert "| 🔴 | `response-body-not-closed` | 1 |" in summary
    assert "<code>svc/p.go:6</code> the response" in summary
    (run,) = json.loads((action.folder / "ginlint.sarif").read_text())["runs"]
    assert len(run["results"]) == 1


@needs_bash
def test_clean_run_of_the_action(action: Action) -> None:
    (action.folder / "svc" / "p.go").write_text("package p\n")
    outputs = action.run(**{"working-directory": "svc", "args": ". --select release"})

    assert (outputs["exit-code"], outputs["count"]) == ("0", "0")
    assert "::error" not in action.log
    assert "Nothing leaks" in action.summary.read_text()


@needs_bash
def test_inputs_are_words_and_no_code(action: Action) -> None:
    outputs = action.run(
        **{"working-directory": "svc", "args": "./... $(touch x) ; touch y", "sarif": "a b.sarif"}
    )

    assert outputs["exit-code"] == "2"
    assert sorted(path.name for path in action.folder.rglob("[xy]")) == []


@needs_bash
def test_settings_of_the_action(action: Action) -> None:
    quiet = {"annotations": "false", "summary": "false", "fail-on": "never", "sarif": "a b.sarif"}
    outputs = action.run(**{"working-directory": "svc", **quiet})

    assert (outputs["exit-code"], outputs["count"]) == ("0", "1")
    assert "::error" not in action.log
    assert not action.summary.exists()
    assert (action.folder / "a b.sarif").exists()


@needs_bash
def test_only_new_on_a_pull_request(action: Action, tmp_path: Path) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]

    def git(*arguments: str, folder: Path = action.folder) -> None:
        subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)

    git("init", "--quiet", "--initial-branch", "main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "old")
    git("checkout", "--quiet", "-b", "feature")
    (action.folder / "svc" / "q.go").write_text(LEAK % 2)
    git("add", "--all")
    git("commit", "--quiet", "--message", "new")
    clone = tmp_path / "clone"
    git("clone", "--quiet", "--depth", "1", f"file://{action.folder}", str(clone), folder=tmp_path)
    action.folder = clone
    outputs = action.run(**{"working-directory": "svc", "only-new": "true", "base": "main"})

    assert (outputs["exit-code"], outputs["count"]) == ("1", "1")
    assert "::error file=svc/q.go,line=6" in action.log
    assert "1 not touched by the change" in action.log


def test_annotations_stop_at_what_github_takes(tmp_path: Path) -> None:
    lines = [
        f"::{command} file=a.go,line={line}::100%25\n"
        for command, count in (("error", 12), ("notice", 10))
        for line in range(1, count + 1)
    ]
    numbers = {"findings": 22, "errors": 12, "warnings": 0, "notes": 10}
    (tmp_path / "r.json").write_text(json.dumps({"summary": numbers}))
    (tmp_path / "a").write_text("".join(lines))
    done = subprocess.run(
        [sys.executable, str(ROOT / "action" / "report.py"), str(tmp_path / "r.json"), str(tmp_path / "a")],
        env={**os.environ, "INPUT_ANNOTATIONS": "true", "GITHUB_OUTPUT": str(tmp_path / "o")},
        capture_output=True,
        text=True,
        check=True,
    )
    shown = done.stdout.splitlines(keepends=True)

    assert shown[:9] == lines[:9]
    assert shown[9] == "::error title=ginlint::3 more; the log and the summary of the job list them\n"
    assert shown[10:] == lines[12:]
    assert (tmp_path / "o").read_text() == "count=22\nerrors=12\nwarnings=0\nnotes=10\n"
