"""What a way through a function says of its variables: a value given on it decides a later test.

`id := ""` and no other value on the way: `id == ""` is true there. Only comparisons with constants
are looked at, and only variables that nobody sets behind the function's back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ginlint.go.flow.graph import Edge
    from ginlint.go.names import Variable

# Go spec, "The zero value"; which of them a variable has, its type says.
ZERO = "zero"
ZEROS = frozenset(('""', "``", "0", "nil", "false"))


class Fact(NamedTuple):
    """A variable is equal to a constant, or is not; constants are their source text, zero values `ZERO`."""

    variable: Variable
    equal: bool
    value: str


Facts: TypeAlias = frozenset[Fact]

NOTHING_KNOWN: Facts = frozenset()


def contradiction(steps: Iterable[ast.Node | Edge]) -> Variable | None:
    """Return a variable that would need two values on a way, None if the way may be taken."""
    facts = NOTHING_KNOWN
    for step in steps:
        if isinstance(step, ast.Node):
            facts = facts_after(step, facts)
            continue
        told = told_by(step)
        if told is None:
            continue
        if is_denied(told, facts):
            return told.variable
        facts |= {told}
    return None


def facts_after(node: ast.Node, facts: Facts, only: Collection[Variable] | None = None) -> Facts:
    """Return what is known after `node` has run; of the variables in `only`, if that is given."""
    given = list(_given(node))
    if facts:
        anew = {variable for variable, _ in given}
        facts = frozenset(fact for fact in facts if fact.variable not in anew)
    news = {
        Fact(variable, equal=True, value=value)
        for variable, value in given
        if value is not None and (only is None or variable in only) and _is_its_own(variable)
    }
    return facts | news if news else facts


def told_by(edge: Edge) -> Fact | None:
    """Return what the test of an edge says of a variable."""
    match edge.cond:
        case ast.Ident() as name if name.obj is not None and _is_its_own(name.obj):
            return Fact(name.obj, equal=not edge.truth, value=ZERO)
        case ast.BinaryExpr("==" | "!=" as op, x, y):
            for side, other in ((x, y), (y, x)):
                variable = side.obj if isinstance(side, ast.Ident) else None
                value = _constant(other)
                if variable is not None and value is not None:
                    if not _is_nil(other) and _has_methods_called(variable):
                        return None  # a method may set it
                    equal = edge.truth == (op == "==")
                    return Fact(variable, equal=equal, value=value) if _is_its_own(variable) else None
    return None


def is_denied(told: Fact, facts: Facts) -> bool:
    """Tell what cannot be, by what is known."""
    for fact in facts:
        if fact.variable is not told.variable:
            continue
        if fact.equal and told.equal:
            if fact.value != told.value:
                return True
        elif fact.equal != told.equal and fact.value == told.value:
            return True
    return False


def _given(node: ast.Node) -> Iterator[tuple[Variable, str | None]]:
    """Yield the variables that get a value at a node, with the constant it is, if it is one."""
    match node:
        case ast.AssignStmt(lhs, op, rhs):
            single = len(lhs) == len(rhs) and op in ("=", ":=")
            for index, target in enumerate(lhs):
                if isinstance(target, ast.Ident) and target.obj is not None:
                    yield target.obj, _constant(rhs[index]) if single else None
        case ast.DeclStmt(specs=specs):
            for spec in specs:
                if isinstance(spec, ast.ValueSpec):
                    yield from _declared(spec)
        case ast.IncDecStmt(x=ast.Ident() as name) if name.obj is not None:
            yield name.obj, None
        case ast.RangeStmt():
            for place in (node.key, node.value):
                if isinstance(place, ast.Ident) and place.obj is not None:
                    yield place.obj, None


def _declared(spec: ast.ValueSpec) -> Iterator[tuple[Variable, str | None]]:
    for index, name in enumerate(spec.names):
        if name.obj is None:
            continue
        if not spec.values:
            yield name.obj, None if spec.const else ZERO
        else:
            yield name.obj, _constant(spec.values[index]) if len(spec.values) == len(spec.names) else None


def _constant(value: ast.Expr) -> str | None:
    match value:
        case ast.BasicLit():
            return ZERO if value.value in ZEROS else value.value
        case ast.Ident("nil" | "false" | "true", obj=None):
            return ZERO if value.name in ZEROS else value.name
    return None


def _is_nil(value: ast.Expr) -> bool:
    return isinstance(value, ast.Ident) and value.name == "nil"


def _has_methods_called(variable: Variable) -> bool:
    around = (variable.function.parent_of(use) for use in variable.uses)
    return any(isinstance(it, ast.SelectorExpr) for it in around)


def _is_its_own(variable: Variable) -> bool:
    """Tell a variable that no literal sets, and whose address is not taken."""
    function = variable.function
    if variable.captured and any(
        function.enclosing(write, ast.FuncLit) is not function.node for write in variable.writes
    ):
        return False
    around = (function.parent_of(use) for use in variable.uses)
    return not any(isinstance(it, ast.UnaryExpr) and it.op == "&" for it in around)
