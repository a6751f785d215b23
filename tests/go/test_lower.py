"""Each kind of statement and expression as the syntax that rules see."""

from __future__ import annotations

import pytest

from ginlint.go.syntax import ast, parse
from ginlint.go.syntax.lower.expr import MAX_CHAIN, MAX_DEPTH
from tests.go.gotext import corpus, dump

EXPRESSIONS = {
    "x": "x",
    "_": "_",
    "nil": "nil",
    "true": "true",
    "iota": "iota",
    "1_000": "1_000",
    "0x1p-2": "0x1p-2",
    "2i": "2i",
    "'a'": "'a'",
    '"a\\n"': '"a\\n"',
    "`a`": "`a`",
    "(x)": "x",
    "((x))": "x",
    "a.b": "Selector(a, b)",
    "a.b.c": "Selector(Selector(a, b), c)",
    "a[i]": "Index(a, [i])",
    "a[T]{}": "CompositeLit(<a[T]>, [])",
    "a[:]": "Slice(a, -, -, -)",
    "a[i:]": "Slice(a, i, -, -)",
    "a[:j]": "Slice(a, -, j, -)",
    "a[i:j:k]": "Slice(a, i, j, k)",
    "x.(T)": "TypeAssert(x, <T>)",
    "x.(*p.T)": "TypeAssert(x, <*p.T>)",
    "f()": "Call(f, [], False)",
    "f(a, b...)": "Call(f, [a, b], True)",
    "f(a,\n)": "Call(f, [a], False)",
    "f(/* c */ a /* d */)": "Call(f, [a], False)",
    "f[int](a)": "Call(Index(f, [int]), [a], False)",
    "p.f[int, p.T](a)": "Call(Index(Selector(p, f), [int, Selector(p, T)]), [a], False)",
    "f[int](a, b)": "Call(Index(f, [int]), [a, b], False)",
    "[]byte(s)": "Call(<[]byte>, [s], False)",
    "(*T)(x)": "Call(Star(T), [x], False)",
    "make([]T, n)": "Call(make, [<[]T>, n], False)",
    "new(p.T)": "Call(new, [<p.T>], False)",
    "size(p.T)": "Call(size, [Selector(p, T)], False)",
    "make(chan int)": "Call(make, [<chan int>], False)",
    "func() {}()": "Call(FuncLit(FuncType([], []), Block([])), [], False)",
    "*x": "Star(x)",
    "&x": "Unary(&, x)",
    "-x": "Unary(-, x)",
    "!x": "Unary(!, x)",
    "^x": "Unary(^, x)",
    "<-x": "Unary(<-, x)",
    "a + b": "Binary(+, a, b)",
    "a + b + c": "Binary(+, Binary(+, a, b), c)",
    "a - b + c": "Binary(+, Binary(-, a, b), c)",
    "a + b*c": "Binary(+, a, Binary(*, b, c))",
    "a - (b - c)": "Binary(-, a, Binary(-, b, c))",
    "a && b || c": "Binary(||, Binary(&&, a, b), c)",
    "a &^ b << 1": "Binary(<<, Binary(&^, a, b), 1)",
    "T{}": "CompositeLit(<T>, [])",
    "&p.T{1, x: 2}": "Unary(&, CompositeLit(<p.T>, [1, KeyValue(x, 2)]))",
    "[]T{{1}, {a: 2}}": ("CompositeLit(<[]T>, [CompositeLit(-, [1]), CompositeLit(-, [KeyValue(a, 2)])])"),
    "map[T]U{{1}: {2}}": "CompositeLit(<map[T]U>, [KeyValue(CompositeLit(-, [1]), CompositeLit(-, [2]))])",
    "[...]int{0: 1}": "CompositeLit(<[...]int>, [KeyValue(0, 1)])",
    "struct{ a int }{1}": "CompositeLit(<struct{ a int }>, [1])",
    "func(a, b int, _ ...T) (err error) { return nil }": (
        "FuncLit(FuncType([Field(a, <int>, False), Field(b, <int>, False), Field(_, <T>, True)], "
        "[Field(err, <error>, False)]), Block([Return([nil])]))"
    ),
    "func(int, ...p.T) *U {}": (
        "FuncLit(FuncType([Field(-, <int>, False), Field(-, <p.T>, True)], "
        "[Field(-, <*U>, False)]), Block([]))"
    ),
}
STATEMENTS = {
    "x": "Expr(x)",
    "f()": "Expr(Call(f, [], False))",
    "<-c": "Expr(Unary(<-, c))",
    "c <- x": "Send(c, x)",
    "x++": "IncDec(x, ++)",
    "a[0]--": "IncDec(Index(a, [0]), --)",
    "x = 1": "Assign([x], =, [1])",
    "x, y = y, x": "Assign([x, y], =, [y, x])",
    "x += 1": "Assign([x], +=, [1])",
    "x &^= 1": "Assign([x], &^=, [1])",
    "x, err := f()": "Assign([x, err], :=, [Call(f, [], False)])",
    "x, ok := <-c": "Assign([x, ok], :=, [Unary(<-, c)])",
    "go f(x)": "Go(Call(f, [x], False))",
    "defer x.Close()": "Defer(Call(Selector(x, Close), [], False))",
    "return": "Return([])",
    "return a, b": "Return([a, b])",
    "return /* c */ a": "Return([a])",
    "break": "Branch(break, -)",
    "break l": "Branch(break, l)",
    "continue l": "Branch(continue, l)",
    "goto l": "Branch(goto, l)",
    "{ f() }": "Block([Expr(Call(f, [], False))])",
    "{ { } }": "Block([Block([])])",
    "if a {}": "If(-, a, Block([]), -)",
    "if a := f(); a {}": "If(Assign([a], :=, [Call(f, [], False)]), a, Block([]), -)",
    "if a { b() } else { c() }": (
        "If(-, a, Block([Expr(Call(b, [], False))]), Block([Expr(Call(c, [], False))]))"
    ),
    "if a {} else if b {} else {}": "If(-, a, Block([]), If(-, b, Block([]), Block([])))",
    "for {}": "For(-, -, -, Block([]))",
    "for a {}": "For(-, a, -, Block([]))",
    "for ;; {}": "For(-, -, -, Block([]))",
    "for ; a; {}": "For(-, a, -, Block([]))",
    "for i := 0; i < n; i++ {}": ("For(Assign([i], :=, [0]), Binary(<, i, n), IncDec(i, ++), Block([]))"),
    "for range x {}": "Range(-, -, False, x, Block([]))",
    "for i := range 10 {}": "Range(i, -, True, 10, Block([]))",
    "for k, v := range m {}": "Range(k, v, True, m, Block([]))",
    "for k, a.b = range m {}": "Range(k, Selector(a, b), False, m, Block([]))",
    "for /* c */ range x { f() }": "Range(-, -, False, x, Block([Expr(Call(f, [], False))]))",
    "switch {}": "Switch(-, -, [])",
    "switch x := f(); x { case 1, 2: a(); default: }": (
        "Switch(Assign([x], :=, [Call(f, [], False)]), x, "
        "[CaseClause([1, 2], [Expr(Call(a, [], False))], False), CaseClause([], [], True)])"
    ),
    "switch { case a: fallthrough; case b: }": (
        "Switch(-, -, [CaseClause([a], [Branch(fallthrough, -)], False), CaseClause([b], [], False)])"
    ),
    "switch x.(type) { case int, *p.T: case nil: default: a() }": (
        "TypeSwitch(-, -, x, [CaseClause([<int>, <*p.T>], [], False), CaseClause([<nil>], [], False), "
        "CaseClause([], [Expr(Call(a, [], False))], True)])"
    ),
    "switch y := f(); x := y.(type) {}": "TypeSwitch(Assign([y], :=, [Call(f, [], False)]), x, y, [])",
    "select {}": "Select([])",
    "select { case <-c: a(); case c <- 1: default: b() }": (
        "Select([CommClause(Expr(Unary(<-, c)), [Expr(Call(a, [], False))]), CommClause(Send(c, 1), []), "
        "CommClause(-, [Expr(Call(b, [], False))])])"
    ),
    "select { case x := <-c: case x, ok = <-c: }": (
        "Select([CommClause(Assign([x], :=, [Unary(<-, c)]), []), "
        "CommClause(Assign([x, ok], =, [Unary(<-, c)]), [])])"
    ),
    "var x int": "Decl([ValueSpec([x], <int>, [], False)])",
    "var x, y = 1, 2": "Decl([ValueSpec([x, y], -, [1, 2], False)])",
    "var x, err T = f()": "Decl([ValueSpec([x, err], <T>, [Call(f, [], False)], False)])",
    "var (\n\ta int\n\tb = 1\n)": "Decl([ValueSpec([a], <int>, [], False), ValueSpec([b], -, [1], False)])",
    "const c = 1": "Decl([ValueSpec([c], -, [1], True)])",
    "const (\n\ta = iota\n\tb\n)": "Decl([ValueSpec([a], -, [iota], True), ValueSpec([b], -, [], True)])",
    "type t struct{}": "Decl([])",
    "l: for {}": "Labeled(l, For(-, -, -, Block([])))",
    "l: f()": "Labeled(l, Expr(Call(f, [], False)))",
    "l:": "Labeled(l, -)",
    "// only a comment": "",
    ";;": "",
}


def statements(text: str) -> list[ast.Stmt]:
    file = parse(f"package p\n\nfunc f() {{\n{text}\n}}\n".encode())
    assert file.facts.errors == []
    return file.function(file.facts.functions[0])[2].stmts


def expression(text: str) -> ast.Expr:
    (stmt,) = statements(f"_ = {text}")
    assert isinstance(stmt, ast.AssignStmt)
    return stmt.rhs[0]


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS.items(), ids=list(EXPRESSIONS))
def test_expressions(text: str, expected: str) -> None:
    assert dump(expression(text)) == expected


@pytest.mark.parametrize(("text", "expected"), STATEMENTS.items(), ids=list(STATEMENTS))
def test_statements(text: str, expected: str) -> None:
    assert ", ".join(map(dump, statements(text))) == expected


def test_every_class_of_syntax_is_met() -> None:
    shown = " ".join([*EXPRESSIONS.values(), *STATEMENTS.values()])
    kinds = [value for value in vars(ast).values() if isinstance(value, type)]
    abstract = {ast.Node, ast.Expr, ast.Stmt}
    plain = {ast.Ident, ast.BasicLit, ast.TypeExpr}
    broken = {ast.BadExpr, ast.BadStmt}
    names = [
        kind.__name__.removesuffix("Expr").removesuffix("Stmt")
        for kind in kinds
        if kind not in abstract | plain | broken
    ]

    assert [name for name in names if f"{name}(" not in shown] == []


def test_children_lie_inside_their_parents_in_order() -> None:
    files = [parse(text) for text in corpus()]
    for file, decl in ((one, decl) for one in files for decl in one.facts.functions):
        receiver, type_, body = file.function(decl)
        for top in (type_, body, *([receiver] if receiver else [])):
            for node in ast.walk(top):
                assert decl.pos <= node.pos <= node.end <= decl.end
                children = list(ast.children(node))
                assert all(node.pos <= child.pos <= child.end <= node.end for child in children)
                assert [child.pos for child in children] == sorted(child.pos for child in children)


def test_a_literal_can_be_left_out_of_a_walk() -> None:
    (stmt,) = statements("f(func(a int) { g() }, h)")

    names = [node.name for node in ast.walk(stmt, into_literals=False) if isinstance(node, ast.Ident)]
    literal = next(node for node in ast.walk(stmt) if isinstance(node, ast.FuncLit))

    assert names == ["f", "h"]
    assert [n.name for n in ast.walk(literal, into_literals=False) if isinstance(n, ast.Ident)] == ["a", "g"]


@pytest.mark.parametrize("count", [2, MAX_CHAIN, MAX_CHAIN + 1, 5000])
def test_a_long_chain_keeps_its_operands_in_order(count: int) -> None:
    names = [f"x{number}" for number in range(count)]

    found = expression(" + ".join(names))

    assert [node.name for node in ast.walk(found) if isinstance(node, ast.Ident)] == names
    assert depth(found) <= MAX_CHAIN


def depth(node: ast.Node) -> int:
    return 1 + max((depth(child) for child in ast.children(node)), default=0)


@pytest.mark.parametrize(
    ("before", "after"),
    [("(", ")"), ("-", ""), ("f(", ")"), ("[]int{", "}"), ("x[-", "]"), ("func() { _ = ", " }"), ("*", "")],
)
def test_what_is_nested_too_deeply_is_bad_below_a_bound(before: str, after: str) -> None:
    times = 4 * MAX_DEPTH

    found = expression(before * times + "x" + after * times)

    assert isinstance(list(ast.walk(found))[-1], ast.BadExpr | ast.BadStmt)
    assert depth(found) < 4 * MAX_DEPTH


def test_deep_blocks_are_bad_below_a_bound() -> None:
    (found,) = statements("{" * 1000 + "}" * 1000)

    assert depth(found) < 2 * MAX_DEPTH
    assert isinstance(list(ast.walk(found))[-1], ast.BadStmt)


def test_broken_code_is_bad_where_it_stands() -> None:
    text = b"package p\n\nfunc f() {\n\ta()\n\tx := = 2\n\tb()\n}\n"
    file = parse(text)

    stmts = file.function(file.facts.functions[0])[2].stmts

    assert len(file.facts.errors) == 1
    assert dump(stmts[0]) == "Expr(Call(a, [], False))"
    assert dump(stmts[-1]) == "Expr(Call(b, [], False))"
