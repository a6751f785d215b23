"""Contexts that a framework lends to a handler, and the ways on which they outlive it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ginlint.go.call import body_of
from ginlint.go.callsite import import_before
from ginlint.go.goroutines import Start, is_awaited, starts_around
from ginlint.go.names import Pointer
from ginlint.go.owncontexts import reaches_the_wrapped
from ginlint.go.ownership.release import root_variable
from ginlint.go.ownership.uses import Use, UseKind, uses_of, uses_of_variable
from ginlint.go.requests import own_contexts, own_contexts_at, serves
from ginlint.go.syntax import ast
from ginlint.go.testsupport import for_tests
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package
    from ginlint.go.project import Project

MAX_DEPTH = 3
OWN_ADVICE = "take the values it needs before"


class Lent(NamedTuple):
    """What a framework lends to the handler `function`: `variable`, a parameter of it.

    It is `own` if the variable holds a type of the module that embeds what is lent. `given` is the call
    by which a handler hands it on as a context.Context.
    """

    function: Function
    variable: Variable
    framework: str
    advice: str
    copy: str
    own: bool = False
    given: Call | None = None


class Escape(NamedTuple):
    """A use of something lent that happens, or lasts, beyond the handler.

    `by` is goroutine, timer, stream (see `Start`), kept or sent. `start` is set for
    the first three, `target` is where it is kept.
    """

    lent: Lent
    use: Use
    by: str
    start: Start | None = None
    target: ast.Expr | None = None


@cache
def lent_types() -> dict[str, dict[str, Any]]:
    """Map the types that frameworks lend to handlers to what is known of them."""
    return {name: entry for entry in table("handlers")["context"] for name in entry["types"]}


def _type_names(project: Project) -> frozenset[str]:
    return frozenset(name.rpartition(".")[2] for name in (*lent_types(), *own_contexts(project)))


@cache
def _others(frameworks: tuple[str, ...]) -> frozenset[str]:
    """Return the packages whose types are not what `frameworks` lend, all of them if there are none."""
    lent = {name.lstrip("*").rpartition(".")[0]: entry["framework"] for name, entry in lent_types().items()}
    others = (path for path, framework in lent.items() if frameworks and framework not in frameworks)
    return frozenset((*others, "context"))  # by far the most Contexts are of that package


def lent_that_may_escape(package: Package) -> Iterator[Lent]:
    """Yield what is lent to functions that may let something outlive them."""
    return lent_in(package, within=_letting_go)


def lent_in(
    package: Package, *frameworks: str, within: Callable[[File], set[int]] | None = None
) -> Iterator[Lent]:
    """Yield the parameters of all functions of a package that a framework lends, those of literals too.

    With `frameworks` it is only what these lend; `within` returns where the declarations
    start that are looked into.
    """
    for file in package.speaking:
        if for_tests(file):
            continue
        offsets = _offsets(file, frameworks)
        if within is not None and offsets:
            starts = within(file)
            around = [(offset, file.declaration_at(offset)) for offset in offsets]
            offsets = [offset for offset, decl in around if decl is None or decl.pos in starts]
        for outer in file.functions_at(offsets):
            for function in outer.all():
                for variable in function.parameters:
                    found = lent(function, variable)
                    wanted = found is not None and (not frameworks or found.framework in frameworks)
                    if (
                        found is not None
                        and wanted
                        and not (found.framework == "fiber" and is_abandoned(file))
                    ):
                        yield found


def _letting_go(file: File) -> set[int]:
    """Return where the functions start that may let something outlive them, by the index.

    They start something, send, or write to what is not theirs.
    """
    index = file.facts.index
    offsets = [offset for kind in ("go", "literal", "send") for offset in index.kinds.get(kind, ())]
    keeping = {name.rpartition(".")[2] for name in table("handlers")["keeping"]["methods"]}
    offsets += [offset for name in keeping & index.calls.keys() for offset in index.calls[name]]
    started = {decl.pos for offset in offsets if (decl := file.declaration_at(offset)) is not None}
    for name, found in index.writes.items():
        shared = bool(file.names.dots) or name in file.names.aliases or file.typer.own_scope_has(name)
        around = (file.declaration_at(offset) for offset in found)
        started.update(decl.pos for decl in around if decl is not None and (shared or name == decl.recv_name))
    return started


def is_abandoned(file: File) -> bool:
    """Tell files that ask fiber not to use a context again."""
    return "Abandon" in file.facts.index.calls


def _offsets(file: File, frameworks: tuple[str, ...]) -> list[int]:
    index = file.facts.index.types
    others = _others(frameworks)
    return own_contexts_at(file) + [
        offset
        for name in _type_names(file.package.project) & index.keys()
        for offset in index[name]
        if import_before(file, offset) not in others
    ]


def lent(function: Function, variable: Variable) -> Lent | None:
    """Return what is lent to a handler in a parameter of it, None if it is none of that."""
    definition = variable.definition.type
    own = own_contexts(function.file.package.project)
    if definition is None or not (own or "." in definition.text):
        return None
    type_ = str(function.file.typer.variable_type(variable))
    entry = lent_types().get(own.get(type_, type_))
    if entry is None:
        return None
    if type_ in own:
        return Lent(function, variable, entry["framework"], OWN_ADVICE, "", own=True)
    copy = entry["kept"][0] if entry["kept"] else ""
    return Lent(function, variable, entry["framework"], entry["advice"], copy)


def escapes(lent: Lent) -> Iterator[Escape]:
    """Yield the uses of something lent that outlive the handler; one for each start."""
    outside = [] if lent.own else list(_put_outside(lent))
    if outside:
        yield from outside
        return
    seen: set[int] = set()
    for whole in (lent, *_parts_of(lent)):
        for use in uses_of_variable(whole.function, whole.variable):
            if whole.own and not reaches_the_wrapped(use, whole.variable):
                continue
            for escape in _escapes(whole, use, depth=0):
                place = escape.start.node if escape.start is not None else escape.use.node
                if id(place) not in seen:
                    seen.add(id(place))
                    yield escape


def _parts_of(lent: Lent) -> Iterator[Lent]:
    """Yield the variables that hold what is lent with a context: `w := c.Writer`."""
    parts = _parts_lent().get(lent.framework, ()) if not lent.own else ()
    for use in lent.variable.uses if parts else ():
        part = lent.function.parent_of(use)
        if not isinstance(part, ast.SelectorExpr) or part.sel not in parts:
            continue
        around = lent.function.parent_of(part)
        value = around if isinstance(around, ast.CallExpr) and around.fun is part else part
        for variable in lent.function.variables:
            if variable.definition.value is value and not variable.writes:
                yield lent._replace(variable=variable, copy="", advice=OWN_ADVICE)


@cache
def _parts_lent() -> dict[str, tuple[str, ...]]:
    return {entry["framework"]: tuple(entry.get("parts", ())) for entry in table("handlers")["context"]}


def _escapes(lent: Lent, use: Use, depth: int) -> Iterator[Escape]:
    if use.kind is UseKind.ARGUMENT and _is_ignored(use):
        return
    started = _started(lent, use)
    if started is not None:
        yield Escape(lent, use, started.by, started)
        return
    match use.kind:
        case UseKind.STORED if use.target is not None and _outlives(lent, use.target):
            if _is_registered(use, use.target):
                return
            yield Escape(lent, use, "kept", target=use.target)
        case UseKind.SENT:
            yield from _sent(lent, use)
        case UseKind.COMPOSITE if use.around is not None and depth < MAX_DEPTH:
            yield from _with_holder(lent, use, use.around, depth)
        case UseKind.ARGUMENT if use.callee is not None and use.call is not None:
            copies = use.call.ellipsis and use.index > 0  # append(b, text...) takes the bytes only
            if use.callee.name == "builtin.append" and depth < MAX_DEPTH and not copies:
                yield from _with_holder(lent, use, use.call, depth)
            receiver = use.callee.receiver
            keeps = use.callee.name in table("handlers")["keeping"]["methods"]
            if keeps and receiver is not None and _outlives(lent, receiver, any_place=True):
                yield Escape(lent, use, "kept", target=receiver)


def _is_registered(use: Use, target: ast.Expr) -> bool:
    """Tell the key of a map whose package removes keys: a handler's own, until it returns."""
    if not isinstance(target, ast.IndexExpr) or use.node not in target.indices:
        return False
    return any("delete" in file.facts.index.calls for file in use.function.file.package.files)


def escapes_of(lent: Lent, use: Use) -> Iterator[Escape]:
    """Yield how one use, of something lent or of a part of it, outlives the handler."""
    return _escapes(lent, use, depth=0)


def outlives_handler(lent: Lent, place: ast.Expr) -> bool:
    """Tell a variable, or a part of one, that lives longer than a request."""
    return _outlives(lent, place, any_place=True)


def _with_holder(lent: Lent, use: Use, holder: ast.Expr, depth: int) -> Iterator[Escape]:
    """Follow a literal or slice that the value has been put into."""
    around = use.function.parent_of(holder)
    value = around if isinstance(around, ast.UnaryExpr) else holder
    for outer in uses_of(use.function, value):
        for escape in _escapes(lent, outer, depth + 1):
            yield Escape(lent, use, escape.by, escape.start, escape.target)


def _started(lent: Lent, use: Use) -> Start | None:
    """Return what lets the use happen later than the handler's end, the outermost start first."""
    found = [start for start in starts_around(use.function, lent.function) if not is_awaited(start)]
    if found:
        return found[-1]
    if use.call is None:
        return None
    statement = use.function.parent_of(use.call)
    start: Start | None = None
    handed = use.kind is UseKind.METHOD or (use.kind is UseKind.GOROUTINE and not _is_ignored(use))
    if isinstance(statement, ast.GoStmt) and handed:
        start = Start(use.function, statement, None)
    return start if start is not None and not is_awaited(start) else None


def _is_ignored(use: Use) -> bool:
    """Tell an argument for a parameter that a function of the module has and never uses."""
    body = body_of(use.callee) if use.callee is not None else None
    parameters = body.parameters if body is not None else []
    return 0 <= use.index < len(parameters) and not parameters[use.index].uses


def _sent(lent: Lent, use: Use) -> Iterator[Escape]:
    """Tell a value that goes to a channel of somebody else, and is not waited for."""
    statement = use.function.parent_of(use.node)
    while statement is not None and not isinstance(statement, ast.SendStmt):
        statement = use.function.parent_of(statement)
    if statement is None or not _outlives(lent, statement.chan, any_place=True):
        return
    waited = ast.GoStmt(statement.pos, statement.end, statement.value)
    if use.function.graph.position_of(statement) is not None and not is_awaited(
        Start(use.function, waited, None)
    ):
        yield Escape(lent, use, "sent", target=statement.chan)


def _outlives(lent: Lent, target: ast.Expr, *, any_place: bool = False) -> bool:
    """Tell a place that lives longer than a request: of the package, of a shared handler, of a factory.

    With `any_place` the expression itself is such a place, else a part of it must be assigned.
    """
    typer = lent.function.file.typer
    base = target
    while True:
        if typer.package_value(base) is not None:
            return True
        if not isinstance(base, (ast.SelectorExpr, ast.IndexExpr, ast.StarExpr)):
            break
        base = base.x
    variable = root_variable(base)
    if variable is None:
        return False
    if variable.kind == "receiver" and not (any_place or base is not target):
        return False  # the variable itself is this call's
    if variable.kind == "receiver" and variable.function is lent.function:
        return _is_shared_receiver(variable)
    return _is_of_factory(lent.function, variable)


def _is_of_factory(handler: Function, variable: Variable) -> bool:
    """Tell a variable of a function around a handler that runs once, not for each request."""
    owner = variable.function
    if owner not in _around(handler) or serves(owner) is not None:
        return False
    if variable.kind == "receiver" and not isinstance(owner.file.typer.variable_type(variable), Pointer):
        return False
    if variable.kind not in ("parameter", "receiver"):
        return owner.file.package.project.requests.heat(owner, owner.body) is None
    around = (
        handler.enclosing(handler.node, ast.ReturnStmt, ast.FuncLit) if handler.node is not None else None
    )
    return isinstance(around, ast.ReturnStmt)


def _around(function: Function) -> list[Function]:
    found = []
    current = function.parent
    while current is not None:
        found.append(current)
        current = current.parent
    return found


def _is_shared_receiver(receiver: Variable) -> bool:
    """Tell the receiver of a method that is registered as a handler, not called on a value of one request."""
    function = receiver.function
    symbol = function.symbol
    typer = function.file.typer
    if symbol is None or not isinstance(typer.variable_type(receiver), Pointer) or len(symbol.params) > 2:  # noqa: PLR2004
        return False
    if any(str(result.type) != "error" for result in symbol.results):
        return False
    project = function.file.package.project
    for file, offset in project.call_sites(symbol.name):
        decl = file.declaration_at(offset)
        call = file.calls(decl).get(offset) if decl is not None else None
        if call is not None and (call.callee.symbol is symbol or call.callee.dynamic):
            return False  # called on a value, or on an interface that it may be embedded for
    return True


def _put_outside(lent: Lent) -> Iterator[Escape]:
    """Yield the assignments to a variable of a function around the handler: `current = c`."""
    for ident in lent.variable.uses:
        statement = lent.function.parent_of(ident)
        if not isinstance(statement, ast.AssignStmt) or ident not in statement.rhs:
            continue
        if len(statement.lhs) != len(statement.rhs):
            continue
        target = statement.lhs[statement.rhs.index(ident)]
        variable = target.obj if isinstance(target, ast.Ident) else None
        if variable is not None and _is_of_factory(lent.function, variable):
            yield Escape(lent, Use(UseKind.STORED, ident, lent.function), "kept", target=target)


def only_reads(function: Function, uses: list[ast.Ident]) -> bool:
    """Tell whether a context is only asked for what a copy of it has, too."""
    reads = table("handlers")["copied"]["reads"]
    for use in uses:
        around = function.parent_of(use)
        if not isinstance(around, ast.SelectorExpr) or around.sel not in reads:
            return False
    return True


def copied_contexts_written(package: Package) -> Iterator[tuple[Function, ast.CallExpr]]:
    """Yield the calls that write a response with a copied context, which has no writer."""
    copied = table("handlers")["copied"]
    for call in package.calls(*copied["makes"]):
        if call.file.test:
            continue
        for use in uses_of(call.function, call.node):
            if use.kind is UseKind.METHOD and use.member in copied["writes"] and use.call is not None:
                yield use.function, use.call
