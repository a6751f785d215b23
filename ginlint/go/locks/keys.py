"""Which lock an expression stands for: a root that can be told apart, and the fields from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.locks.elements import element_of, is_settled
from ginlint.go.names import Named, Struct, deref
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import field, record

if TYPE_CHECKING:
    from ginlint.go.names import Callee, Function, Type, Variable

RECEIVER = -1


@record(frozen=True, slots=True)
class Lock:
    """A lock, as one function sees it; two are the same lock if root and path are.

    `root` is a local variable, or the qualified name of a package's. In summaries
    it is RECEIVER or the number of a parameter. `kind` names the field that the lock
    is, whichever value it belongs to; "" if that is not known. `text` is as written. `chosen` are
    the local variables that say which element of a collection it is: `s.shards[key%n]`.
    """

    root: Variable | str | int
    path: tuple[str, ...]
    text: str = field(compare=False)
    kind: str = field(compare=False)
    chosen: tuple[Variable, ...] = field(compare=False, default=())

    def inside(self, root: Variable | str, path: tuple[str, ...]) -> bool:
        """Tell whether the lock is reached through what `root` and `path` name."""
        return self.root is root and self.path[: len(path)] == path


@record(frozen=True, slots=True)
class Operation:
    """A method of a lock is called: `verb` is take, try or release, `mode` write or read."""

    verb: str
    mode: str
    lock: Lock


def operation(function: Function, call: ast.CallExpr) -> Operation | None:
    """Return what a call does to a lock, if it is a lock's own method."""
    if call.args or not isinstance(call.fun, ast.SelectorExpr):
        return None
    return operation_of(function, call.fun, function.file.typer.callee(call))


def operation_of(function: Function, fun: ast.SelectorExpr, callee: Callee | None = None) -> Operation | None:
    """Return what the method that `fun` names does to a lock, if it is a lock's own."""
    method = table("locks")["methods"].get(fun.sel)
    if method is None or not _is_locks_own(function, fun, callee, method["undo"]):
        return None
    lock = lock_of(function, fun.x, fun.sel)
    return Operation(method["verb"], method["mode"], lock) if lock is not None else None


def _is_locks_own(function: Function, fun: ast.SelectorExpr, callee: Callee | None, undo: str) -> bool:
    typer = function.file.typer
    type_ = typer.type_of(fun.x)
    if callee is not None and callee.name.rpartition(".")[0] in table("locks")["types"]["locks"]:
        return True
    found = typer.program.select(type_, fun.sel)
    if found is None or not found.method:
        return False
    if str(found.owner) in table("locks")["types"]["locks"]:
        return True
    if found.symbol is not None and found.symbol.decl is not None:
        return False  # the module's own: what it does is looked up
    if getattr(found.type, "params", ()) or (
        getattr(found.type, "results", ()) and not fun.sel.startswith("Try")
    ):
        return False
    undone = typer.program.select(type_, undo)
    return undone is not None and not getattr(undone.type, "results", ())


def lock_of(function: Function, expr: ast.Expr, method: str = "") -> Lock | None:
    """Return the lock that `expr` names; with `method`, the embedded one that has it."""
    place = place_of(function, expr)
    return _lock_at(function, expr, method, place) if place is not None else None


def released_kind(function: Function, fun: ast.SelectorExpr) -> str:
    """Return the kind of lock that a method gives up, wherever the lock lies, as in `all[i].mu.Unlock`."""
    method = table("locks")["methods"].get(fun.sel)
    if (
        method is None
        or method["verb"] != "release"
        or not _is_locks_own(function, fun, None, method["undo"])
    ):
        return ""
    return _lock_at(function, fun.x, fun.sel, ("", ())).kind


def _lock_at(
    function: Function, expr: ast.Expr, method: str, place: tuple[Variable | str, tuple[str, ...]]
) -> Lock:
    root, path = place
    inner: tuple[str, ...] = ()
    if method:
        found = function.file.typer.program.select(function.file.typer.type_of(expr), method)
        inner = found.through if found is not None else ()
    text = function.file.text(expr).removeprefix("&").strip("()")
    return Lock(root, (*path, *inner), text, kind_of(function, expr, inner), _chosen_by(expr))


def place_of(function: Function, expr: ast.Expr) -> tuple[Variable | str, tuple[str, ...]] | None:
    """Return the root and the fields that `expr` is reached by; None where it may mean several things."""
    typer = function.file.typer
    match expr:
        case ast.UnaryExpr("&", x) | ast.StarExpr(x):
            return place_of(function, x)
        case ast.Ident() if expr.obj is not None:
            value = fixed_value(expr.obj)
            if isinstance(value, ast.UnaryExpr) and value.op == "&":
                return place_of(function, value.x) or (expr.obj, ())
            return expr.obj, ()
        case ast.Ident() | ast.SelectorExpr():
            known = typer.package_value(expr)
            if known is not None:
                return known.qualified, ()
        case ast.IndexExpr(x, [index]) if is_settled(function, index):
            array = place_of(function, x)
            return (array[0], (*array[1], element_of(function, index))) if array is not None else None
    if not isinstance(expr, ast.SelectorExpr):
        return None
    base = place_of(function, expr.x)
    if base is None:
        return None
    found = typer.program.select(typer.type_of(expr.x), expr.sel)
    return base[0], (*base[1], *(found.through if found is not None else ()), expr.sel)


def _chosen_by(expr: ast.Expr) -> tuple[Variable, ...]:
    """Return the local variables in the indexes of an expression."""
    indexes = (node.indices for node in ast.walk(expr) if isinstance(node, ast.IndexExpr))
    inside = (node for parts in indexes for part in parts for node in ast.walk(part))
    own = tuple(node.obj for node in inside if isinstance(node, ast.Ident) and node.obj is not None)
    base = expr
    while isinstance(base, ast.SelectorExpr):
        base = base.x
    value = fixed_value(base.obj) if isinstance(base, ast.Ident) and base.obj is not None else None
    return own + _chosen_by(value.x) if isinstance(value, ast.UnaryExpr) and value.op == "&" else own


def is_beside(function: Function, lock: Lock, node: ast.Node) -> bool:
    """Tell a field of the struct that a lock is in, or a variable of the package that it is one of."""
    place = place_of(function, node) if isinstance(node, (ast.Ident, ast.SelectorExpr)) else None
    if place is None or place == (lock.root, lock.path):
        return False
    root, path = place
    if isinstance(root, str) and isinstance(lock.root, str) and not lock.path:
        return root.rpartition(".")[0] == lock.root.rpartition(".")[0]
    return root == lock.root and bool(path) and path[:-1] == lock.path[:-1]


def fixed_value(variable: Variable) -> ast.Expr | None:
    """Return what a local variable is set to once and for all."""
    if variable.writes or variable.definition.index >= 0 or variable.kind != "local":
        return None
    return variable.definition.value


def _is_nothing_else(shape: Type) -> bool:
    """Tell a struct that has a lock embedded and nothing else: which field it is in tells them apart."""
    return isinstance(shape, Struct) and len(shape.fields) == 1


def kind_of(function: Function, expr: ast.Expr, inner: tuple[str, ...] = ()) -> str:
    """Name the field or package variable that a lock is: import/path.Type.field."""
    typer = function.file.typer
    known = typer.package_value(expr)
    if known is not None:
        return ".".join((known.qualified, *inner))
    if inner:
        owner = deref(typer.program.canonical(deref(typer.type_of(expr))))
        wraps = isinstance(expr, ast.SelectorExpr) and _is_nothing_else(typer.program.underlying(owner))
        base = str(owner) if isinstance(owner, Named) and not wraps else kind_of(function, expr, ())
        return ".".join((base, *inner)) if base else ""
    match expr:
        case ast.UnaryExpr("&", x) | ast.StarExpr(x):
            return kind_of(function, x, inner)
        case ast.Ident() if expr.obj is not None:
            value = fixed_value(expr.obj)
            return (
                kind_of(function, value.x, ()) if isinstance(value, ast.UnaryExpr) and value.op == "&" else ""
            )
        case ast.SelectorExpr(x, sel, _):
            found = typer.program.select(typer.type_of(x), sel)
            if found is None:
                return ""
            if isinstance(found.owner, Named):
                return f"{found.owner}.{sel}"
            base = kind_of(function, x, ())
            return f"{base}.{sel}" if base else ""
    return ""
