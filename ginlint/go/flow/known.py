"""What a way through a function says of its variables: a value given on it decides a later test.

`id := ""` and no other value on the way: `id == ""` is true there. So does a test that is made
again: what `r.Method == method` was, it is still, until something sets one of its names. Only
variables that nobody sets behind the function's back are looked at.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from ginlint.go.flow.evaluation import evaluated
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ginlint.go.flow.graph import Edge
    from ginlint.go.names import Variable

# Go spec, "The zero value"; which of them a variable has, its type says.
ZERO = "zero"
ZEROS = frozenset(('""', "``", "0", "nil", "false"))


class Condition(NamedTuple):
    """A test that gives the same answer when it is made again: its text, and what it asks."""

    text: str
    names: frozenset[Variable]


class Fact(NamedTuple):
    """A variable is equal to a constant, or is not; constants are their source text, zero values `ZERO`.

    Or a test is true, or is not.
    """

    about: Variable | Condition
    equal: bool
    value: str


Facts: TypeAlias = frozenset[Fact]

NOTHING_KNOWN: Facts = frozenset()


def contradiction(steps: Iterable[ast.Node | Edge]) -> Variable | Condition | None:
    """Return what would need two values on a way, None if the way may be taken."""
    way = list(steps)
    answers = [told_by(step) for step in way if not isinstance(step, ast.Node)]
    asked = Counter(it.about for it in answers if it is not None and isinstance(it.about, Condition))
    once = {condition for condition, number in asked.items() if number == 1}
    facts = NOTHING_KNOWN
    for step in way:
        if isinstance(step, ast.Node):
            facts = facts_after(step, facts)
            continue
        told = told_by(step)
        if told is None or told.about in once:
            continue
        if is_denied(told, facts):
            return told.about
        facts |= {told}
    return None


def facts_after(node: ast.Node, facts: Facts, only: Collection[Variable | Condition] | None = None) -> Facts:
    """Return what is known after `node` has run; of what is in `only`, if that is given."""
    given = list(_given(node))
    if facts:
        anew = {variable for variable, _ in given}
        if any(isinstance(fact.about, Condition) for fact in facts):
            changed = anew.union(touched(node))
            others = _lets_others_run(node)
            facts = frozenset(fact for fact in facts if not _asks(fact, changed, others=others))
        facts = frozenset(fact for fact in facts if fact.about not in anew)
    news = {
        Fact(variable, equal=True, value=value)
        for variable, value in given
        if value is not None and (only is None or variable in only) and _is_its_own(variable)
    }
    return facts | news if news else facts


def told_by(edge: Edge) -> Fact | None:
    """Return what the test of an edge says of a variable, or how a condition comes out."""
    if edge.told == "unasked":
        edge.told = _told_by(edge)
    return edge.told


def _told_by(edge: Edge) -> Fact | None:
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
    return _answer(edge)


def _answer(edge: Edge) -> Fact | None:
    """Return how a condition comes out that would give the same answer if it was asked again."""
    cond, truth = edge.cond, edge.truth
    if not isinstance(cond, (ast.SelectorExpr, ast.BinaryExpr, ast.CallExpr)):
        return None
    names = {node.obj for node in ast.walk(cond) if isinstance(node, ast.Ident) and node.obj is not None}
    if not names or not all(map(_is_its_own, names)) or not _is_steady(cond, names):
        return None
    if _has_fields(cond) and any(map(_is_shared, names)):
        return None
    text = next(iter(names)).function.file.text
    if not isinstance(cond, ast.BinaryExpr):
        return Fact(Condition(text(cond), frozenset(names)), equal=truth, value="true")
    op, truth = ("==", not truth) if cond.op == "!=" else (cond.op, truth)
    # the test of a case is made up: its place in the source is that of the case alone
    return Fact(Condition(f"{text(cond.x)} {op} {text(cond.y)}", frozenset(names)), equal=truth, value="true")


def _is_steady(cond: ast.Expr, names: Iterable[Variable]) -> bool:
    """Tell what has the same value when it is evaluated again, as far as its variables have."""
    function = next(iter(names)).function
    for node in ast.walk(cond):
        if isinstance(node, (ast.IndexExpr, ast.FuncLit, ast.TypeAssertExpr, ast.StarExpr)):
            return False
        if isinstance(node, ast.UnaryExpr) and node.op == "<-":
            return False
        if isinstance(node, (ast.CallExpr, ast.Ident, ast.SelectorExpr)) and not function.is_steady(node):
            return False
    return True


def _has_fields(cond: ast.Expr) -> bool:
    return any(isinstance(node, ast.SelectorExpr) for node in ast.walk(cond))


def _is_shared(variable: Variable) -> bool:
    """Tell a variable whose value another one gets as well: what is in it may be set by that."""
    around = (variable.function.parent_of(use) for use in variable.uses)
    return any(isinstance(it, ast.AssignStmt | ast.ValueSpec | ast.KeyValueExpr) for it in around)


def _asks(fact: Fact, changed: Collection[Variable], *, others: bool) -> bool:
    """Tell a condition about what has changed, or may have, as fields do while others run."""
    about = fact.about
    if not isinstance(about, Condition):
        return False
    return not about.names.isdisjoint(changed) or (others and "." in about.text)


def touched(node: ast.Node) -> Iterator[Variable]:
    """Yield the variables in which something may be set at a node: by field, method, argument or address."""
    for inner in evaluated(node):
        reached: list[ast.Expr] = []
        match inner:
            case ast.AssignStmt():
                reached = inner.lhs
            case ast.IncDecStmt(x):
                reached = [x]
            case ast.CallExpr(fun, args):
                reached = [
                    arg for arg in args if isinstance(arg, (ast.Ident, ast.UnaryExpr, ast.SelectorExpr))
                ]
                reached += [fun.x] if isinstance(fun, ast.SelectorExpr) else []
        for expr in reached:
            root = _root(expr)
            if root is not None and not (isinstance(inner, ast.CallExpr) and root.function.is_steady(inner)):
                yield root


def _lets_others_run(node: ast.Node) -> bool:
    """Tell what waits for others, or calls a literal: what they set meanwhile is not seen."""
    if isinstance(node, (ast.SelectStmt, ast.GoStmt, ast.SendStmt)):
        return True
    for inner in evaluated(node):
        match inner:
            case ast.UnaryExpr("<-"):
                return True
            case ast.CallExpr(ast.Ident() as fun) if fun.obj is not None:
                return True
            case ast.CallExpr(ast.SelectorExpr(_, name)) if "Wait" in name:
                return True
    return False


def _root(expr: ast.Expr) -> Variable | None:
    """Return the variable by way of which `expr` is reached."""
    while isinstance(expr, (ast.SelectorExpr, ast.StarExpr, ast.IndexExpr, ast.UnaryExpr)):
        expr = expr.x
    return expr.obj if isinstance(expr, ast.Ident) else None


def is_denied(told: Fact, facts: Facts) -> bool:
    """Tell what cannot be, by what is known."""
    for fact in facts:
        if fact.about != told.about:
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
