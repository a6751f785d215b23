"""What becomes of a client that keeps connections: forgotten, returned, closed or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of, function_of, last_name
from ginlint.go.names import Func, Named, deref
from ginlint.go.ownership.errors import is_error
from ginlint.go.ownership.release import root_variable
from ginlint.go.ownership.uses import Use, UseKind, uses_of, uses_of_variable
from ginlint.go.requests import callers_of
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Callee, Function, Variable

MAX_DEPTH = 4


class Kind(NamedTuple):
    """A kind of client: `bounded` says that what it keeps goes away by itself after a while.

    `maker` is the function of the module that makes it, "" if another module's does; `seldom` says
    that it also gives clients that keep nothing of their own. `shares` names an option by which it
    is given what it would else make for itself, `needs` one without which it makes none. `settings`
    are the beginnings of the names of its methods that give itself.
    """

    what: str
    cost: str
    bounded: bool = False
    transport: bool = False
    maker: str = ""
    shares: str = ""
    needs: str = ""
    seldom: bool = False
    settings: tuple[str, ...] = ()

    def and_also(self, other: Kind | None) -> Kind:
        """Return the kind of what comes either as this or as another."""
        if other is None:
            return self
        bounded, seldom = self.bounded and other.bounded, self.seldom and other.seldom
        return self._replace(bounded=bounded, seldom=seldom)


def verdict(function: Function, node: ast.Expr, kind: Kind) -> str:
    """Return what becomes of a client: forgotten, returned, closed or kept."""
    node = _set_up(function, node, kind)
    around = function.parent_of(node)
    if isinstance(around, ast.AssignStmt) and not _is_local(function, around, node):
        return "forgotten" if kind.transport and _is_for_callers_own(function, around, kind) else "kept"
    if kind.shares and not kind.maker and isinstance(node, ast.CallExpr) and _is_given(node, kind.shares):
        return "kept"
    if kind.needs and isinstance(node, ast.CallExpr) and _goes_without(node, kind.needs):
        return "kept"
    if isinstance(around, ast.ReturnStmt) or _is_result(around):
        return "returned"
    if _asks_to_close(function):
        return "closed"
    found = {_fate(use, kind, 0) for use in uses_of(function, node)}
    found |= {
        _fate(use, kind, 0) for other in _given_too(around, node) for use in uses_of_variable(function, other)
    }
    return next((fate for fate in ("closed", "kept", "returned") if fate in found), "forgotten")


def _set_up(function: Function, node: ast.Expr, kind: Kind) -> ast.Expr:
    """Return the client with its settings: `resty.New().SetTimeout(t)`."""
    while kind.settings:
        member = function.parent_of(node)
        call = function.parent_of(member) if isinstance(member, ast.SelectorExpr) else None
        if not isinstance(member, ast.SelectorExpr) or not isinstance(call, ast.CallExpr):
            break
        if call.fun is not member or not member.sel.startswith(kind.settings):
            break
        node = call
    return node


def _is_for_callers_own(function: Function, statement: ast.AssignStmt, kind: Kind) -> bool:
    """Tell `client.Transport = &http.Transport{}` in a helper all of whose callers forget their client."""
    root = root_variable(statement.lhs[0])
    if root is None or root not in function.parameters or function.symbol is None:
        return False
    if str(deref(function.file.typer.variable_type(root))) not in table("clients")["transport"]["holders"]:
        return False
    callers, index = callers_of(function), function.parameters.index(root)
    return bool(callers) and all(
        index < len(call.node.args) and _is_forgotten_besides(call, call.node.args[index], kind)
        for call in callers
    )


def _is_forgotten_besides(call: Call, given: ast.Expr, kind: Kind) -> bool:
    """Tell a local client that nothing keeps, but for the call that it is given to."""
    given = given.x if isinstance(given, ast.UnaryExpr) else given
    client = given.obj if isinstance(given, ast.Ident) else None
    if client is None or client.kind != "local":
        return False
    uses = uses_of_variable(call.function, client)
    return _worst({_fate(use, kind, 1) for use in uses if use.call is not call.node}) == "used"


def _given_too(statement: ast.Node | None, node: ast.Expr) -> Iterator[Variable]:
    """Yield the variables that get the other results: the transport beside its client."""
    if isinstance(statement, ast.AssignStmt) and statement.rhs == [node]:
        for target in statement.lhs[1:]:
            if isinstance(target, ast.Ident) and target.obj is not None and not is_error(target.obj):
                yield target.obj


def _is_given(call: ast.CallExpr, option: str) -> bool:
    """Tell a call with a literal, written there or kept in a variable, that sets a field."""
    for arg in call.args:
        for value in _set_to(arg.obj) if isinstance(arg, ast.Ident) and arg.obj is not None else (arg,):
            for node in ast.walk(value):
                key = node.key if isinstance(node, ast.KeyValueExpr) else None
                if isinstance(key, ast.Ident) and key.name == option:
                    return True
    return False


def _set_to(variable: Variable) -> Iterator[ast.Expr]:
    """Yield what a variable is declared with and what it is set to, one value at a time."""
    if variable.definition.value is not None:
        yield variable.definition.value
    for write in variable.writes:
        if isinstance(write, ast.AssignStmt) and len(write.rhs) == 1:
            yield write.rhs[0]


def _is_result(statement: ast.Node | None) -> bool:
    """Tell an assignment to a named result."""
    targets = statement.lhs if isinstance(statement, ast.AssignStmt) else []
    return any(
        isinstance(target, ast.Ident) and target.obj is not None and target.obj.kind == "result"
        for target in targets[:1]
    )


def _is_local(function: Function, statement: ast.AssignStmt, node: ast.Expr) -> bool:
    """Tell an assignment to a local variable of the function itself."""
    index = statement.rhs.index(node)
    if index >= len(statement.lhs):
        return False
    target = statement.lhs[index]
    if not isinstance(target, ast.Ident):
        root = root_variable(target)
        return root is not None and root.function is function and root.kind == "local"
    return target.obj is not None and target.obj.function is function and target.name != "_"


def _asks_to_close(function: Function) -> bool:
    """Tell `req.Close = true`, and the header that says so: the connection is not kept."""
    for node in ast.walk(function.body):
        match node:
            case ast.AssignStmt(lhs, _, _):
                if any(isinstance(target, ast.SelectorExpr) and target.sel == "Close" for target in lhs):
                    return True
            case ast.CallExpr(ast.SelectorExpr(_, "Set" | "Add"), [name, value], _):
                text = function.file.text
                if text(name).lower() == '"connection"' and text(value).lower() == '"close"':
                    return True
    return False


def _fate(use: Use, kind: Kind, depth: int) -> str:
    flow = table("clients")["flow"]
    match use.kind:
        case UseKind.METHOD if kind.settings and use.call is not None and depth <= MAX_DEPTH:
            whole = _set_up(use.function, use.node, kind)
            if whole is not use.node and not isinstance(use.function.parent_of(whole), ast.ExprStmt):
                return _of_value(use.function, whole, kind, depth)
            return "closed" if use.member in flow["closing"] else "used"
        case UseKind.METHOD:
            return "closed" if use.member in flow["closing"] else "used"
        case UseKind.READ if kind.transport and use.member == "Transport":
            part = use.function.parent_of(use.node)
            value = part if isinstance(part, ast.Expr) and depth <= MAX_DEPTH else use.node
            return _worst({_fate(inner, kind, depth + 1) for inner in uses_of(use.function, value)})
        case UseKind.READ:
            return "kept" if use.member in flow["closing"] else "used"
        case UseKind.RETURNED:
            return "returned" if use.function.node is None else "kept"
        case UseKind.COMPOSITE:
            return _of_holder(use, kind, depth)
        case UseKind.STORED:
            return _of_target(use, kind, depth)
        case UseKind.ARGUMENT if use.callee is not None and use.call is not None:
            if use.callee.name in flow["wrapping"] and depth <= MAX_DEPTH:
                return _of_value(use.function, use.call, kind, depth)
            if use.callee.name in flow["carrying"]:
                return "kept" if _lives_on(use.function, use.call) else "used"
            return _of_argument(use, use.callee, use.call, kind, depth)
    return "kept"


def _lives_on(function: Function, value: ast.Expr, depth: int = 0) -> bool:
    """Tell whether something, or what is made with it elsewhere, becomes a part of what is made here."""
    for use in uses_of(function, value):
        if use.kind in (UseKind.COMPOSITE, UseKind.STORED):
            return True
        if use.kind is UseKind.ARGUMENT and use.callee is not None and use.call is not None:
            outside = use.callee.symbol is None and _gives_object(use.callee)
            if outside and depth < MAX_DEPTH and _lives_on(function, use.call, depth + 1):
                return True
    return False


def _of_holder(use: Use, kind: Kind, depth: int) -> str:
    """Follow a transport into the client or proxy that is made around it."""
    if not kind.transport or use.around is None or depth > MAX_DEPTH:
        return "kept"
    if not _is_holder(use.function, use.around):
        return "kept"
    around = use.function.parent_of(use.around)
    value = around if isinstance(around, ast.UnaryExpr) else use.around
    return _of_value(use.function, value, kind, depth)


def _is_holder(function: Function, literal: ast.Expr) -> bool:
    """Tell a client or a proxy, and what the module declares to send requests by a transport inside."""
    typer = function.file.typer
    type_ = typer.type_of(literal)
    if str(type_) in table("clients")["transport"]["holders"]:
        return True
    sends = typer.program.select(type_, "RoundTrip")
    return sends is not None and function_of(sends.symbol) is not None


def _of_value(function: Function, value: ast.Expr, kind: Kind, depth: int) -> str:
    """Follow what is made around a client."""
    statement = function.parent_of(value)
    if isinstance(statement, ast.AssignStmt) and not _is_local(function, statement, value):
        return "kept"
    return _worst({_fate(inner, kind, depth + 1) for inner in uses_of(function, value)})


def _of_target(use: Use, kind: Kind, depth: int) -> str:
    """Follow a transport into a client whose field it becomes."""
    target = use.target
    root = root_variable(target) if target is not None else None
    if not kind.transport or root is None or root.kind != "local" or depth > MAX_DEPTH:
        return "kept"
    typer = use.function.file.typer
    if str(deref(typer.variable_type(root))) not in table("clients")["transport"]["holders"]:
        return "kept"
    return _worst({_fate(inner, kind, depth + 1) for inner in uses_of_variable(use.function, root)})


def _worst(fates: set[str]) -> str:
    return next((fate for fate in ("closed", "kept", "returned") if fate in fates), "used")


def _of_argument(use: Use, callee: Callee, call: ast.CallExpr, kind: Kind, depth: int) -> str:
    """Tell whether a function keeps what it is given: by what it does, or else by its name."""
    flow = table("clients")["flow"]
    statement = use.function.parent_of(call)
    if isinstance(statement, ast.AssignStmt) and not _is_local(use.function, statement, call):
        return "kept"  # what is made with it outlives the function
    name = callee.name.rpartition(".")[2] or last_name(call.fun)
    if name in flow["keeping"] or any(word in name.lower() for word in ("close", "shutdown", "cleanup")):
        return "kept"
    if kind.transport and _is_function(use) and depth <= MAX_DEPTH:
        return _of_value(use.function, call, kind, depth)  # an option of what is made
    function = body_of(callee)
    if function is None:
        if callee.name in flow["using"] or not _gives_object(callee):
            return "used"
        followed = kind.transport and name.startswith(tuple(flow["making"])) and depth <= MAX_DEPTH
        return _of_value(use.function, call, kind, depth) if followed else "kept"
    if not function.parameters or depth > MAX_DEPTH:
        return "kept"
    parameter = function.parameters[min(use.index, len(function.parameters) - 1)]
    if kind.transport and (_is_wrapped(function, parameter) or _is_put_by_option(function, parameter)):
        return _of_value(use.function, call, kind, depth)
    return "kept" if _keeps(function, parameter, depth) else "used"


def _is_wrapped(function: Function, parameter: Variable) -> bool:
    """Tell `return &signed{base: base}`: a transport around the one that is given, and nothing else."""
    uses = [use for use in uses_of_variable(function, parameter) if use.kind is not UseKind.READ]
    return bool(uses) and all(
        use.kind is UseKind.COMPOSITE
        and use.around is not None
        and {inner.kind for inner in uses_of(function, use.around)} == {UseKind.RETURNED}
        for use in uses
    )


def _is_function(use: Use) -> bool:
    typer = use.function.file.typer
    return isinstance(typer.program.underlying(typer.type_of(use.node)), Func)


def _is_put_by_option(function: Function, parameter: Variable) -> bool:
    """Tell `return func(o *options) { o.transport = transport }`."""
    uses = list(uses_of_variable(function, parameter))
    return bool(uses) and all(
        use.kind is UseKind.STORED
        and use.function.parent is function
        and use.function.node is not None
        and isinstance(function.parent_of(use.function.node), ast.ReturnStmt)
        for use in uses
    )


def _gives_object(callee: Callee) -> bool:
    """Tell a function of another module that gives something which may hold the argument."""
    results = getattr(callee.signature, "results", None)
    if results is None:
        return True
    return any(isinstance(deref(result), Named) for result in results)


def _keeps(function: Function, parameter: Variable, depth: int) -> bool:
    """Tell whether a function of the module stores, returns or closes its parameter."""
    kind = Kind("", "")
    return any(
        _fate(use, kind, depth + 1) in ("kept", "closed", "returned")
        for use in uses_of_variable(function, parameter)
    )


def _goes_without(call: ast.CallExpr, option: str) -> bool:
    """Tell a call whose only options are a literal that leaves one of them out."""
    literals = [arg for arg in call.args if isinstance(arg, ast.CompositeLit)]
    keyed = all(isinstance(elt, ast.KeyValueExpr) for literal in literals for elt in literal.elts)
    return bool(literals) and keyed and not _is_given(call, option)
