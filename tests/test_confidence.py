"""Cases named low*.go: what their rules find there is left out unless asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ginlint import registry, testing
from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover
from ginlint.finding import Confidence

CASES = Path(__file__).parent.parent / "testdata" / "rules"
LOW = [case for case in testing.cases(str(CASES)) if Path(case.files[0]).name.startswith("low")]
RULES = {rule.name: rule for rule in registry.load_all()}


@pytest.mark.parametrize("case", LOW, ids=str)
def test_what_is_of_low_confidence_is_told_on_demand_only(case: testing.Case) -> None:
    rule = RULES[case.rule]
    on_demand = testing.check_workspace(case.workspace, [rule]).findings
    by_default = run(case.workspace, [rule], Config(jobs=1)).findings
    assert ({Confidence.LOW}, ()) == ({finding.confidence for finding in on_demand}, by_default)


def test_what_a_helper_is_handed_of_a_request_is_told_at_once() -> None:
    case = next(case for case in testing.cases(str(CASES)) if case.files == ("handed.go",))

    assert len(run(case.workspace, [RULES[case.rule]], Config(jobs=1)).findings) == 1


def test_a_command_that_connects_anew_for_ever_does_not_end() -> None:
    case = next(case for case in testing.cases(str(CASES)) if case.files == ("reconnects.go",))

    assert len(run(case.workspace, [RULES[case.rule]], Config(jobs=1)).findings) == 1


def test_bodies_are_told_in_tests_unless_they_are_read_to_their_end_or_of_the_tests_own_server(
    tmp_path: Path,
) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    code = (
        'package a\n\nimport (\n\t"io"\n\t"net/http"\n\t"net/http/httptest"\n)\n\n'
        'func {0}left() {{ resp, _ := http.Get("x"); println(resp.Body) }}\n\n'
        'func {0}read() {{ resp, _ := http.Get("x"); _, _ = io.ReadAll(resp.Body) }}\n\n'
        'func {0}dropped() {{ _, _ = http.Get("x") }}\n\n'
        'func {0}looked() {{ resp, _ := http.Get("x"); println(resp.StatusCode) }}\n\n'
        'func {0}handed() {{ resp, _ := http.Get("x"); show(resp) }}\n\n'
        "func show(resp *http.Response) {{ println(resp.Body) }}\n\n"
        "func {0}asked(s *httptest.Server) {{ resp, _ := http.Get(s.URL); println(resp.Body) }}\n\n"
        'func {0}by(s *httptest.Server) {{ resp, _ := s.Client().Get("x"); println(resp.Body) }}\n\n'
        'func {0}beside(s *httptest.Server) {{ s.Close(); resp, _ := http.Get("x"); println(resp.Body) }}\n'
    )
    (tmp_path / "a_test.go").write_text(code.format(""))
    (tmp_path / "b.go").write_text(code.partition("func {0}dropped")[0].format("b"))

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    assert {(finding.function, finding.rule) for finding in found} == {
        ("left", "response-body-not-closed"),
        ("beside", "response-body-not-closed"),
        ("handed", "response-body-not-closed"),
        ("bread", "response-body-not-closed"),
        ("bleft", "response-body-not-closed"),
    }


def test_a_test_may_have_an_interface_give_what_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    (tmp_path / "a.go").write_text(
        'package a\n\nimport (\n\t"io"\n\t"net/http"\n)\n\n'
        "type Store interface{ Read(url string) (io.ReadCloser, error) }\n\n"
        "type Remote struct{}\n\n"
        "func (Remote) Read(url string) (io.ReadCloser, error) {\n"
        "\tresp, err := http.Get(url)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n"
        "\treturn resp.Body, nil\n}\n"
    )
    (tmp_path / "a_test.go").write_text(
        "package a\n\n"
        'func mocked(s Store) { body, _ := s.Read("x"); println(body) }\n\n'
        'func real(r Remote) { body, _ := r.Read("x"); println(body) }\n'
    )

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    assert [finding.function for finding in found] == ["real"]


def test_a_test_has_a_round_tripper_answer_itself(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    (tmp_path / "a_test.go").write_text(
        'package a\n\nimport "net/http"\n\n'
        "func f(t http.RoundTripper, r *http.Request) { resp, _ := t.RoundTrip(r); println(resp.Body) }\n\n"
        "func dropped(t http.RoundTripper, r *http.Request) { _, _ = t.RoundTrip(r) }\n\n"
        "func real(r *http.Request) { resp, _ := http.DefaultTransport.RoundTrip(r); println(resp.Body) }\n"
    )

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    assert [finding.function for finding in found] == ["real"]


def test_what_answers_a_test_in_place_of_a_server_has_no_connection(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    (tmp_path / "a_test.go").write_text(
        'package a\n\nimport (\n\t"io"\n\t"net/http"\n\t"net/http/httptest"\n\t"strings"\n)\n\n'
        "type canned string\n\n"
        "func (c canned) RoundTrip(*http.Request) (*http.Response, error) {\n"
        "\treturn &http.Response{Body: io.NopCloser(strings.NewReader(string(c)))}, nil\n}\n\n"
        "type counted struct{ n int }\n\n"
        "func (c *counted) RoundTrip(r *http.Request) (*http.Response, error) {\n"
        "\tc.n++\n\treturn http.DefaultTransport.RoundTrip(r)\n}\n\n"
        'func client() *http.Client { return &http.Client{Transport: canned("yes")} }\n\n'
        'func told() { resp, _ := (&http.Client{Transport: canned("")}).Get("x"); println(resp.Body) }\n\n'
        'func made() { _, _ = client().Get("x") }\n\n'
        "func passed() {\n\tc := &http.Client{Transport: &counted{}}\n"
        '\tresp, _ := c.Get("x")\n\tprintln(resp.Body)\n}\n\n'
        'func address(h http.Handler) string { return httptest.NewServer(h).URL + "/" }\n\n'
        "func served(h http.Handler) {\n\ts := httptest.NewServer(h)\n\tdefer s.Close()\n"
        '\t_ = canned("")\n\tresp, _ := http.Get(address(h))\n\tprintln(resp.Body)\n}\n\n'
        "func parts(run func(func()), h http.Handler) {\n"
        '\trun(func() { _, _ = (&http.Client{Transport: canned("")}).Get("x") })\n'
        "\trun(func() {\n\t\ts := httptest.NewServer(h)\n\t\tdefer s.Close()\n"
        "\t\tresp, _ := http.Get(address(h))\n\t\tprintln(resp.Body)\n\t})\n}\n"
    )

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    assert [finding.function for finding in found] == ["passed", "served", "parts.func2"]


def test_what_a_test_never_does_or_has_a_mock_do_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    (tmp_path / "a.go").write_text(
        'package a\n\nimport "net/http"\n\n'
        "func Head(url string) (*http.Response, error) { return Send(http.MethodHead, url) }\n\n"
        "func Send(method, url string) (*http.Response, error) {\n"
        "\treq, err := http.NewRequest(method, url, nil)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n"
        "\treturn http.DefaultClient.Do(req)\n}\n"
    )
    (tmp_path / "a_test.go").write_text(
        'package a\n\nimport (\n\t"net/http"\n\t"testing"\n)\n\n'
        "type recorder struct{}\n\n"
        "func (recorder) RoundTrip(...any) {}\n\n"
        "type mock struct{ http.RoundTripper }\n\n"
        "func (mock) EXPECT() recorder { return recorder{} }\n\n"
        'func TestSkipped(t *testing.T) {\n\tt.Skip("later")\n\t_, _ = http.Get("x")\n}\n\n'
        "func TestMocked(t *testing.T) {\n\tvar m mock\n\tm.EXPECT().RoundTrip()\n"
        '\t_, _ = (&http.Client{Transport: m}).Get("x")\n}\n\n'
        'func TestHead(t *testing.T) {\n\t_, _ = Head("x")\n}\n\n'
        'func TestReal(t *testing.T) {\n\tresp, _ := Send("GET", "x")\n\tprintln(resp.Body)\n}\n'
    )

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    assert [finding.function for finding in found] == ["TestReal"]


def test_what_stands_for_a_client_in_tests_has_no_connection(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    (tmp_path / "a.go").write_text(
        'package a\n\nimport "net/http"\n\n'
        "type doer interface{ Do(*http.Request) (*http.Response, error) }\n\n"
        "type Retrying struct{ inner doer }\n\n"
        "func (r *Retrying) Do(req *http.Request) (*http.Response, error) { return r.inner.Do(req) }\n"
    )
    (tmp_path / "a_test.go").write_text(
        'package a\n\nimport (\n\t"io"\n\t"net/http"\n\t"strings"\n)\n\n'
        "type canned string\n\n"
        "func (c canned) Do(*http.Request) (*http.Response, error) {\n"
        "\treturn &http.Response{Body: io.NopCloser(strings.NewReader(string(c)))}, nil\n}\n\n"
        "type job string\n\n"
        "func (job) Do() {}\n\n"
        "func faked(r *http.Request) {\n"
        '\tresp, _ := (&Retrying{canned("")}).Do(r)\n\tprintln(resp.Body)\n}\n\n'
        "func real(r *http.Request) {\n"
        '\tjob("").Do()\n'
        "\tresp, _ := (&Retrying{http.DefaultClient}).Do(r)\n\tprintln(resp.Body)\n}\n"
    )

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    assert [finding.function for finding in found] == ["real"]


def test_what_one_test_leaves_open_again_and_again_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    ask = '\tresp{0}, err := http.Get("x")\n\tif err != nil {{\n\t\tt.Fatal()\n\t}}\n\tt.Log(resp{0}.Body)\n'
    (tmp_path / "a_test.go").write_text(
        'package a\n\nimport (\n\t"net/http"\n\t"testing"\n)\n\n'
        "func TestAll(t *testing.T) {\n" + "".join(map(ask.format, "123")) + "}\n\n"
        "func TestTwo(t *testing.T) {\n"
        '\tone, _ := http.Get("x")\n\tt.Log(one.Body)\n'
        '\tt.Run("y", func(t *testing.T) { other, _ := http.Get("y"); t.Log(other.Body) })\n}\n\n'
        "func It(string, func()) bool { return true }\n\n"
        'var _ = It("x", func() { resp, _ := http.Get("x"); println(resp.Body) }) &&\n'
        '\tIt("y", func() { resp, _ := http.Get("y"); println(resp.Body) })\n'
    )

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    assert [finding.message.partition(": ")[2] for finding in found] == [
        "one connection and two goroutines per call; 2 more are left so in this test",
        "one connection and two goroutines per call; 1 more is left so in this test",
        "one connection and two goroutines per call",
        "one connection and two goroutines per call",
    ]
    assert [len(finding.related) for finding in found] == [2, 1, 0, 0]
    assert found[0].fix is not None
    assert [edit.new.strip() for edit in found[0].fix.edits] == [
        f"defer resp{n}.Body.Close()" for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(("folder", "told"), [("test", False), ("cmd", True)])
def test_what_panics_in_programs_for_tests_is_told_on_demand_only(
    tmp_path: Path, folder: str, *, told: bool
) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    (tmp_path / folder / "shop").mkdir(parents=True)
    (tmp_path / folder / "shop" / "main.go").write_text(
        'package main\n\nimport "net/http"\n\n'
        'func main() {\n\tresp, err := http.Get("x")\n\tdefer resp.Body.Close()\n'
        "\tif err != nil {\n\t\tpanic(err)\n\t}\n}\n"
    )

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    assert ({"defer-before-error-check"} if told else set()) == {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("demo", False),
        ("demo-server", False),
        ("quickstart", False),
        ("network-test", False),
        ("testenv", False),
        ("latest", True),
        ("experimental", True),
    ],
)
def test_what_programs_for_tests_and_shows_do_is_told_on_demand_only(
    tmp_path: Path, folder: str, *, told: bool
) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "main.go").write_text(
        'package main\n\nimport (\n\t"io"\n\t"net/http"\n)\n\n'
        "func read(_ http.ResponseWriter, r *http.Request) { _, _ = io.ReadAll(r.Body) }\n\n"
        'func main() {\n\thttp.HandleFunc("/", read)\n\tpanic(http.ListenAndServe(":80", nil))\n}\n'
    )

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    expected = {"body-read-unbounded", "server-without-timeouts"} if told else set()
    assert expected == {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("folder", "beside", "told"),
    [
        ("examples/shop", "cmd/shop", {"lock-not-released"}),
        ("bench", "cmd/shop", {"lock-not-released"}),
        ("examples/shop", "examples/bank", {"response-body-not-closed", "lock-not-released"}),
        ("cmd/bank", "cmd/shop", {"response-body-not-closed", "lock-not-released"}),
    ],
)
def test_what_examples_beside_a_service_lose_is_told_on_demand_only(
    tmp_path: Path, folder: str, beside: str, told: set[str]
) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    for name in (folder, beside):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / beside / "main.go").write_text("package main\n\nfunc main() {}\n")
    (tmp_path / folder / "main.go").write_text(
        'package main\n\nimport (\n\t"net/http"\n\t"sync"\n)\n\nvar (\n\tmu sync.Mutex\n\tsum int\n)\n\n'
        'func Ask() int {\n\tresp, err := http.Get("x")\n\tif err != nil {\n\t\treturn 0\n\t}\n'
        "\treturn resp.StatusCode\n}\n\n"
        "func Add(n int) {\n\tmu.Lock()\n\tif n == 0 {\n\t\treturn\n\t}\n\tsum += n\n\tmu.Unlock()\n}\n\n"
        "func main() {}\n"
    )

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    assert told == {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("test_util/help.go", False),
        ("mocktest/help.go", False),
        ("mockmail/help.go", False),
        ("e2e_test/help.go", False),
        ("latest/help.go", True),
        ("store/fixture.go", False),
        ("store/fixed.go", True),
    ],
)
def test_what_only_helps_tests_is_not_told(tmp_path: Path, path: str, *, told: bool) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    folder = path.partition("/")[0]
    (tmp_path / folder).mkdir()
    (tmp_path / path).write_text(
        f'package {folder}\n\nimport (\n\t"net/http"\n\t"os"\n)\n\n'
        'func Help() error {\n\tf, err := os.Open("x")\n\tif err != nil {\n\t\treturn err\n\t}\n'
        "\t_, err = f.Stat()\n\treturn err\n}\n\n"
        'func Ask() error { resp, err := http.Get("x"); println(resp.Body); return err }\n'
    )
    (tmp_path / "a_test.go").write_text(
        f'package a\n\nimport "example.com/m/{folder}"\n\nvar _ = {folder}.Help\n'
    )

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    ends = path.startswith("e2e")
    expected = {*([] if ends else ["response-body-not-closed"]), *(["file-not-closed"] if told else [])}
    assert expected == {finding.rule for finding in found}


@pytest.mark.parametrize(("package", "told"), [("cli", False), ("store", True)])
def test_what_is_given_values_of_a_command_line_ends_with_it(
    tmp_path: Path, package: str, *, told: bool
) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    for folder in (package, "show"):
        (tmp_path / folder).mkdir()
    (tmp_path / package / "values.go").write_text(f"package {package}\n\ntype Values map[string]string\n")
    (tmp_path / "show" / "show.go").write_text(
        f'package show\n\nimport (\n\t"os"\n\n\t"example.com/m/{package}"\n)\n\n'
        f"func Show(v {package}.Values) error {{\n"
        '\tf, err := os.Open(v["file"])\n\tif err != nil {\n\t\treturn err\n\t}\n'
        "\t_, err = f.Stat()\n\treturn err\n}\n"
    )

    found = run(discover(["./..."], cwd=str(tmp_path)), list(RULES.values()), Config(jobs=1)).findings

    assert told == bool(found)
