"""Types from their text: every form of the Go spec's section "Types", and no text that breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ginlint.go.names.typereader import Reader
from ginlint.go.names.types import (
    UNKNOWN,
    Array,
    Basic,
    Chan,
    Func,
    Interface,
    Map,
    Named,
    Pointer,
    Slice,
    Struct,
    StructField,
    Type,
    TypeParam,
)
from ginlint.go.names.typetext import (
    Parameter,
    parse_parameters,
    parse_results,
    parse_type,
    parse_type_parameters,
    type_param_names,
)

INT, STRING, ERROR = Basic("int"), Basic("string"), Basic("error")
T, U = Named("a", "T"), Named("a", "U")
PT = Named("path/p", "T")


class Names:
    """T and U are declared in package a, and p is imported."""

    def qualified(self, alias: str, name: str) -> Type:
        return Named("path/p", name) if alias == "p" else UNKNOWN

    def declared(self, name: str) -> Type | None:
        return Named("a", name) if name in ("T", "U") else None


def field(name: str, type_: Type, *, embedded: bool = False) -> StructField:
    return StructField(name, type_, embedded)


FORMS = {
    "int": INT,
    "byte": Basic("uint8"),
    "rune": Basic("int32"),
    "any": Basic("any"),
    "error": ERROR,
    "T": T,
    "p.T": PT,
    "q.T": UNKNOWN,
    "missing": UNKNOWN,
    "K": TypeParam("K"),
    "*T": Pointer(T),
    "**p.T": Pointer(Pointer(PT)),
    "(T)": T,
    "*(T)": Pointer(T),
    "[]T": Slice(T),
    "[][]T": Slice(Slice(T)),
    "[4]T": Array(T),
    "[n + 1]T": Array(T),
    "[len(a[0])]T": Array(T),
    "[...]T": Array(T),
    "map[string]T": Map(STRING, T),
    "map[[2]int][]T": Map(Array(INT), Slice(T)),
    "map[T]map[U]int": Map(T, Map(U, INT)),
    "chan T": Chan(T),
    "<-chan T": Chan(T),
    "chan<- T": Chan(T),
    "chan chan T": Chan(Chan(T)),
    "chan (<-chan T)": Chan(Chan(T)),
    "func()": Func((), ()),
    "func(int)": Func((INT,), ()),
    "func(a, b int)": Func((INT, INT), ()),
    "func(a int, b, c T)": Func((INT, T, T), ()),
    "func(T, U)": Func((T, U), ()),
    "func(a ...int)": Func((Slice(INT),), (), variadic=True),
    "func(...p.T)": Func((Slice(PT),), (), variadic=True),
    "func(int) T": Func((INT,), (T,)),
    "func(int) (T, error)": Func((INT,), (T, ERROR)),
    "func() (n int, err error)": Func((), (INT, ERROR)),
    "func(f func(int) T) func() U": Func((Func((INT,), (T,)),), (Func((), (U,)),)),
    "func() *T": Func((), (Pointer(T),)),
    "func() []T": Func((), (Slice(T),)),
    "func() <-chan T": Func((), (Chan(T),)),
    "func(\n\ta int,\n\tb T,\n)": Func((INT, T), ()),
    "func(a /* c */ int) // d": Func((INT,), ()),
    "func(p.T)": Func((PT,), ()),
    "func(t p.T)": Func((PT,), ()),
    "struct{}": Struct(()),
    "struct{ a int }": Struct((field("a", INT),)),
    "struct{ a, b int }": Struct((field("a", INT), field("b", INT))),
    "struct {\n\ta int\n\tb T\n}": Struct((field("a", INT), field("b", T))),
    "struct{ a int; b T }": Struct((field("a", INT), field("b", T))),
    'struct {\n\ta int `json:"a"`\n\tT\n}': Struct((field("a", INT), field("T", T, embedded=True))),
    'struct{ T "tag" }': Struct((field("T", T, embedded=True),)),
    "struct{ *T }": Struct((field("T", Pointer(T), embedded=True),)),
    "struct{ p.T }": Struct((field("T", PT, embedded=True),)),
    "struct{ *p.T }": Struct((field("T", Pointer(PT), embedded=True),)),
    "struct{ T[int] }": Struct((field("T", Named("a", "T", (INT,)), embedded=True),)),
    "struct{ a []int }": Struct((field("a", Slice(INT)),)),
    "struct{ a [2]int }": Struct((field("a", Array(INT)),)),
    "struct{ a func(int) T\n b int }": Struct((field("a", Func((INT,), (T,))), field("b", INT))),
    "struct {\n\t// c\n\ta int // d\n\n\tb T /* e */\n}": Struct((field("a", INT), field("b", T))),
    "interface{}": Interface((), ()),
    "interface{ M() }": Interface((("M", Func((), ())),), ()),
    "interface{ M(a int) T; N() (U, error) }": Interface(
        (("M", Func((INT,), (T,))), ("N", Func((), (U, ERROR)))), ()
    ),
    "interface {\n\tT\n\tp.T\n\tM()\n}": Interface((("M", Func((), ())),), (T, PT)),
    "T[int]": Named("a", "T", (INT,)),
    "p.T[int, U]": Named("path/p", "T", (INT, U)),
    "T[K]": Named("a", "T", (TypeParam("K"),)),
    "T[[]int]": Named("a", "T", (Slice(INT),)),
    "map[string]T[int]": Map(STRING, Named("a", "T", (INT,))),
    "~int": INT,
    "": UNKNOWN,
    "123": UNKNOWN,
}


@pytest.mark.parametrize(("text", "expected"), FORMS.items(), ids=[form or "nothing" for form in FORMS])
def test_each_form_of_a_type(text: str, expected: Type) -> None:
    assert parse_type(text, Names(), frozenset("K")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("()", []),
        ("(int)", [("", INT, False)]),
        ("(a int)", [("a", INT, False)]),
        ("(a, b int, c T)", [("a", INT, False), ("b", INT, False), ("c", T, False)]),
        ("(T, *U)", [("", T, False), ("", Pointer(U), False)]),
        ("(a ...int)", [("a", INT, True)]),
        ("(a int, _ ...T)", [("a", INT, False), ("_", T, True)]),
        ("(fn func(a, b int) error, c T)", [("fn", Func((INT, INT), (ERROR,)), False), ("c", T, False)]),
        ("(T, U T)", [("T", T, False), ("U", T, False)]),
        ("(a [2]int, b []T)", [("a", Array(INT), False), ("b", Slice(T), False)]),
        ("(a, b [n]int)", [("a", Array(INT), False), ("b", Array(INT), False)]),
        ("(T[int], []T)", [("", Named("a", "T", (INT,)), False), ("", Slice(T), False)]),
        ("(a T[int])", [("a", Named("a", "T", (INT,)), False)]),
        ("(a *T, b (T))", [("a", Pointer(T), False), ("b", T, False)]),
        ("(\n\ta int, // c\n\tb T,\n)", [("a", INT, False), ("b", T, False)]),
    ],
)
def test_parameters(text: str, expected: list[tuple[str, Type, bool]]) -> None:
    assert [(p.name, p.type, p.variadic) for p in parse_parameters(text, Names())] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("error", [("", ERROR)]),
        ("(T, error)", [("", T), ("", ERROR)]),
        ("(n int, err error)", [("n", INT), ("err", ERROR)]),
        ("func() (T, error)", [("", Func((), (T, ERROR)))]),
        ("*p.T", [("", Pointer(PT))]),
    ],
)
def test_results(text: str, expected: list[tuple[str, Type]]) -> None:
    assert [(p.name, p.type) for p in parse_results(text, Names())] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[T any]", ("T",)),
        ("[K comparable, V any]", ("K", "V")),
        ("[K, V any]", ("K", "V")),
        ("[S ~[]E, E any]", ("S", "E")),
        ("[F func(int, string), M map[string]int]", ("F", "M")),
        ("[T interface{ M(a, b int) }, U any]", ("T", "U")),
        ("[\n\tK any,\n\tV any,\n]", ("K", "V")),
        ("[]", ()),
    ],
)
def test_names_of_type_parameters(text: str, expected: tuple[str, ...]) -> None:
    assert type_param_names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[K any]", [("K", Basic("any"))]),
        ("[K, L T]", [("K", T), ("L", T)]),
        ("[S ~[]K, K any]", [("S", Slice(TypeParam("K"))), ("K", Basic("any"))]),
        ("[K int | string, L T]", [("K", UNKNOWN), ("L", T)]),
        ("K any", []),
    ],
)
def test_bounds_of_type_parameters(text: str, expected: list[tuple[str, Type]]) -> None:
    assert [(p.name, p.type) for p in parse_type_parameters(text, Names(), frozenset("K"))] == expected


WORDS = "( ) [ ] { } * , ; . .. ... <- | ~ chan map func struct interface T p.T K int \n `a` 'c' // /* */ é 1"
PIECES = st.sampled_from(WORDS.split(" "))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    assert isinstance(parse_type(text, Names(), frozenset("K")), Type)
    assert isinstance(parse_parameters(f"({text}", Names()), list)
    assert isinstance(parse_results(text, Names()), list)
    assert isinstance(parse_type_parameters(f"[{text}", Names(), frozenset()), list)
    assert isinstance(type_param_names(text), tuple)


LISTS = st.lists(
    st.sampled_from(["a T", "b *p.T", "T", "[]*int", "...K", "c ...K", "chan int", "d", "map", "interface{}"])
)
METHODS = st.lists(
    st.sampled_from(["M(T)(K)", "N()", "O(p.T,int) ", "E", "P(func(T))(int)", "*", "F(a T) p.T"])
)


@settings(max_examples=300, deadline=None)
@given(
    LISTS.map(", ".join)
    | LISTS.map(",".join)
    | METHODS.map(lambda found: f"interface{{{';'.join(found)}}}")
    | st.lists(PIECES, max_size=9).map("".join)
)
def test_plain_text_is_read_as_any_text_is(text: str) -> None:
    params, names = frozenset("K"), Names()
    reader = Reader(f"({text})", names, params)
    reader.accept("(")

    assert _told(parse_parameters(f"({text})", names, params)) == _told(reader.parameters())
    assert parse_type(text, names, params) == Reader(text, names, params).type()


def _told(found: list[Parameter]) -> list[tuple[str, Type, bool]]:
    return [(one.name, one.type, one.variadic) for one in found]


@pytest.mark.parametrize(
    "piece", ["*", "[]", "func(", "map[", "struct{ a ", "(", "chan ", "T[", "interface{ M("]
)
def test_deep_nesting_ends(piece: str) -> None:
    assert isinstance(parse_type(piece * 5000, Names()), Type)
