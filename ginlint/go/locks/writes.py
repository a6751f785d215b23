"""What is written while a lock is held for reading only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of, last_name
from ginlint.go.flow import evaluated
from ginlint.go.locks.keys import place_of
from ginlint.go.locks.summary import Place
from ginlint.go.names import Map, deref
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.locks.keys import Lock
    from ginlint.go.locks.summary import Action, Held
    from ginlint.go.locks.walk import Event, Walk
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package

DELETES = ("slices.Delete", "slices.DeleteFunc", "slices.Insert")


def written_below(
    function: Function, node: ast.Node, held: frozenset[Held]
) -> Iterator[tuple[Held, ast.Expr]]:
    """Yield what `node` changes that lies beside a lock, where all that are held are held for reading."""
    if not held or any(one.mode != "read" for one in held):
        return
    for target in _changed(function, node):
        if _is_emptied_first(function, node, target):
            continue
        place = place_of(function, target)
        for one in held if place is not None else ():
            if place is not None and _is_beside(one.lock, *place):
                yield one, target


def written_in_calls(
    function: Function, node: ast.Node, held: frozenset[Held]
) -> Iterator[tuple[Held, tuple[Place, ...], ast.Expr]]:
    """Yield what methods that `node` calls change so, in what they are called on, with the way there.

    A method that has anything to do with locks may take the one for it.
    """
    if not held or any(one.mode != "read" for one in held):
        return
    for call in evaluated(node):
        if not isinstance(call, ast.CallExpr) or not isinstance(call.fun, ast.SelectorExpr):
            continue
        place = place_of(function, call.fun.x)
        near = [one for one in held if place is not None and one.lock.root is place[0]]
        method = body_of(function.file.typer.callee(call)) if near else None
        if place is None or method is None or not _is_private(method):
            continue
        for inner, target in _changed_in(method):
            below = place_of(method, target)
            for one in near if below is not None and below[0] is method.receiver else ():
                if below is not None and _is_beside(one.lock, place[0], (*place[1], *below[1])):
                    yield one, (Place(function, call), Place(method, inner)), target


def _is_private(method: Function) -> bool:
    """Tell a method of a pointer that only its package can call, and that has nothing to do with locks."""
    symbol = method.symbol
    own = symbol is not None and symbol.recv.startswith("*") and symbol.name[:1].islower()
    text = method.file.parsed.text[method.body.pos : method.body.end].lower()
    return own and b"lock" not in text


def _changed_in(method: Function) -> Iterator[tuple[ast.Node, ast.Expr]]:
    for inner in ast.walk(method.body, into_literals=False):
        for target in _changed(method, inner):
            if not _is_emptied_first(method, inner, target):
                yield inner, target


def may_guard(walk: Walk, event: Event) -> bool:
    """Tell whether a lock may be there for what is written below it.

    It is there for something else if others take it to write and none of them uses that, while
    those that do not take it do; and so it is where the function's name says that a lock is held
    already, if its owner has another.
    """
    lock, function = event.held.lock, walk.function
    if function.outermost.name.endswith(tuple(table("locks")["held_suffixes"])) and _has_another(walk, lock):
        return False
    name = last_name(event.action.on) if event.action.on is not None else ""
    package = function.file.package
    takers = {
        other.function.outermost: any(_is_of(it, lock.kind) and it.mode == "write" for it in other.touched)
        for other in package.project.locks.walks(package)
        if any(_is_of(it, lock.kind) for it in other.touched)
    }
    writers = [other for other, writes in takers.items() if writes and other is not function.outermost]
    by = event.action.chain[-1].function if event.action.chain else None
    names = (name,) if by is None else (name, by.name.rpartition(".")[2])
    if not lock.kind or not writers or any(_uses(other, it) for other in writers for it in names):
        return True
    bare = (other for other in _naming(package, name) if other not in takers and other is not by)
    return not any(_uses(other, name) for other in bare)


def _has_another(walk: Walk, lock: Lock) -> bool:
    """Tell whether the owner of a lock has a second one that its package takes."""
    owner, package = f"{lock.kind.rpartition('.')[0]}.", walk.function.file.package
    return bool(lock.kind) and any(
        action.lock is not None and action.lock.kind.startswith(owner) and action.lock.kind != lock.kind
        for other in package.project.locks.walks(package)
        for action in other.touched
    )


def _naming(package: Package, name: str) -> Iterator[Function]:
    """Yield the declared functions of a package whose text has a name after a dot."""
    sought = b"." + name.encode()
    for file in package.files:
        text = file.parsed.text
        for decl in file.facts.functions if not file.test and sought in text else ():
            if decl.body is not None and text.find(sought, decl.pos, decl.end) >= 0:
                yield file.function(decl)


def _is_of(action: Action, kind: str) -> bool:
    return action.lock is not None and action.lock.kind == kind


def _uses(function: Function, name: str) -> bool:
    return any(isinstance(node, ast.SelectorExpr) and node.sel == name for node in ast.walk(function.body))


def _is_emptied_first(function: Function, node: ast.Node, target: ast.Expr) -> bool:
    """Tell a buffer that is emptied in the same function, before all locks: it is this goroutine's own."""
    text = function.file.text(target)
    first = next((n.pos for n in ast.walk(function.body) if _locks(n)), node.pos)
    for inner in ast.nodes_of(function.body, ast.AssignStmt):
        match inner:
            case ast.AssignStmt([x], "=", [ast.SliceExpr(y)]) if inner.pos < first:
                if function.file.text(x) == text == function.file.text(y):
                    return True
    return False


def _locks(node: ast.Node) -> bool:
    return isinstance(node, ast.CallExpr) and last_name(node.fun) in table("locks")["methods"]


def _changed(function: Function, node: ast.Node) -> Iterator[ast.Expr]:
    """Yield the maps that gain or lose an entry, and the fields that are appended to or counted."""
    match node:
        case ast.AssignStmt([target], "=", [ast.CallExpr(_, [first, *_], _) as call]) if (
            function.file.typer.callee(call).name == "builtin.append"
            and function.file.text(_whole(first)) == function.file.text(target)
        ):
            yield target
        case ast.AssignStmt([target], "=", [ast.CallExpr(_, [first, *_], _) as call]) if (
            function.file.typer.callee(call).name in DELETES
            and function.file.text(first) == function.file.text(target)
        ):
            yield target
        case ast.AssignStmt(lhs, op, _) if op != ":=":
            yield from _maps(function, lhs)
        case ast.IncDecStmt(ast.IndexExpr() as x, _):
            yield from _maps(function, [x])
        case ast.IncDecStmt(x, _):
            yield x
        case ast.ExprStmt(ast.CallExpr(ast.Ident("delete" | "clear"), [x, *_], _) as call):
            if function.file.typer.callee(call).kind == "builtin":
                yield x


def _whole(part: ast.Expr) -> ast.Expr:
    """Return what a slice is cut from: append(s.all[:i], s.all[i+1:]...)."""
    return part.x if isinstance(part, ast.SliceExpr) else part


def _maps(function: Function, targets: list[ast.Expr]) -> Iterator[ast.Expr]:
    typer = function.file.typer
    for target in targets:
        if isinstance(target, ast.IndexExpr):
            shape = typer.program.underlying(deref(typer.type_of(target.x)))
            if isinstance(shape, Map):
                yield target.x


def _is_beside(lock: Lock, root: Variable | str, path: tuple[str, ...]) -> bool:
    """Tell a field of the same struct as the lock, or of a struct in it that is no pointer's."""
    return bool(path) and lock.root is root and lock.path[:-1] == path[:-1]
