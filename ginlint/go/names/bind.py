"""Binding names to variables by the Go spec's "Declarations and scope".

After `bind`, `Ident.obj` of every name in a function is its Variable, or None
for what is declared outside of functions. Blocks, if, for, switch, select and
their clauses open scopes; := declares only names new to the innermost scope.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names.variables import Definition, Function, Variable
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ginlint.go.file import File


def bind(
    file: File, name: str, receiver: ast.Field | None, type_: ast.FuncTypeExpr, body: ast.BlockStmt
) -> Function:
    """Make the Function of a declaration, with all names in it bound."""
    function = Function(file, name, type_, body)
    binder = _Binder(function)
    if receiver is not None and receiver.name is not None:
        function.receiver = binder.declare(receiver.name, "receiver", Definition(type_=receiver.type))
    binder.signature(function)
    binder.statements(body.stmts)
    return function


def bind_expression(file: File, name: str, exprs: Sequence[ast.Expr]) -> Function:
    """Make a Function of package-level initialisers, so that literals in them are bound."""
    pos, end = (exprs[0].pos, exprs[-1].end) if exprs else (0, 0)
    body = ast.BlockStmt(pos, end, [ast.ExprStmt(expr.pos, expr.end, expr) for expr in exprs])
    return bind(file, name, None, ast.FuncTypeExpr(pos, pos, [], []), body)


class _Binder:
    """The state of one function and, in turn, of the literals in it.

    `known` maps each name to the variable that it stands for here; `scopes` hold, for the
    names that each declares, what they stood for outside.
    """

    __slots__ = ("function", "known", "scopes")

    def __init__(self, function: Function) -> None:
        self.function = function
        self.known: dict[str, Variable] = {}
        self.scopes: list[dict[str, Variable | None]] = [{}]

    # Scopes

    def declare(self, name: ast.Ident, kind: str, definition: Definition) -> Variable:
        """Declare a variable in the innermost scope; the name is bound, not a use."""
        variable = Variable(name.name, name.pos, kind, self.function, definition)
        name.obj = variable
        self.function.variables.append(variable)
        if name.name != "_":
            self.scopes[-1].setdefault(name.name, self.known.get(name.name))
            self.known[name.name] = variable
        return variable

    def leave(self) -> None:
        """Leave the innermost scope: its names stand for what they stood for before."""
        for name, outer in self.scopes.pop().items():
            if outer is None:
                del self.known[name]
            else:
                self.known[name] = outer

    def signature(self, function: Function) -> None:
        """Declare parameters and results."""
        for kind, fields, variables in (
            ("parameter", function.type.params, function.parameters),
            ("result", function.type.results, function.results),
        ):
            for field in fields:
                definition = Definition(type_=field.type, variadic=field.variadic)
                name = field.name or ast.Ident(field.pos, field.pos, "_")
                variables.append(self.declare(name, kind, definition))

    def scoped(self, stmts: Sequence[ast.Stmt]) -> None:
        """Bind statements in a scope of their own."""
        self.scopes.append({})
        self.statements(stmts)
        self.leave()

    def statements(self, stmts: Sequence[ast.Stmt]) -> None:
        """Bind statements in the current scope."""
        for stmt in stmts:
            self.stmt(stmt)

    # Statements

    def stmt(self, stmt: ast.Stmt | None) -> None:
        """Bind one statement."""
        method = STATEMENTS.get(type(stmt))
        if method is not None:
            method(self, stmt)

    def block(self, stmt: ast.BlockStmt) -> None:
        self.scoped(stmt.stmts)

    def simple(self, stmt: ast.ExprStmt) -> None:
        self.expr(stmt.x)

    def send(self, stmt: ast.SendStmt) -> None:
        self.expr(stmt.chan)
        self.expr(stmt.value)

    def inc_dec(self, stmt: ast.IncDecStmt) -> None:
        self.expr(stmt.x)
        self.written(stmt.x, stmt)

    def call(self, stmt: ast.GoStmt | ast.DeferStmt) -> None:
        self.expr(stmt.call)

    def return_(self, stmt: ast.ReturnStmt) -> None:
        self.exprs(stmt.results)

    def labeled(self, stmt: ast.LabeledStmt) -> None:
        self.stmt(stmt.stmt)

    def assign(self, stmt: ast.AssignStmt, kind: str = "local") -> None:
        self.exprs(stmt.rhs)
        if stmt.op != ":=":
            self.exprs(stmt.lhs)
            for target in stmt.lhs:
                self.written(target, stmt)
            return
        single = len(stmt.rhs) == len(stmt.lhs)
        for number, target in enumerate(stmt.lhs):
            if not isinstance(target, ast.Ident):
                self.expr(target)
                continue
            if target.name in self.scopes[-1]:
                known = self.known[target.name]
                self.use(target, known)
                known.writes.append(stmt)
                continue
            value = stmt.rhs[number] if single else (stmt.rhs[0] if stmt.rhs else None)
            self.declare(target, kind, Definition(value=value, index=-1 if single else number))

    def written(self, target: ast.Expr, stmt: ast.Stmt) -> None:
        """Note that a statement assigns to a whole variable."""
        if isinstance(target, ast.Ident) and target.obj is not None:
            target.obj.writes.append(stmt)

    def declaration(self, stmt: ast.DeclStmt) -> None:
        for spec in stmt.specs:
            self.exprs(spec.values)
            single = len(spec.values) == len(spec.names)
            for number, name in enumerate(spec.names):
                value = spec.values[number] if single else (spec.values[0] if spec.values else None)
                index = number if value is not None and not single else -1
                self.declare(name, "local", Definition(type_=spec.type, value=value, index=index))

    def if_(self, stmt: ast.IfStmt) -> None:
        self.scopes.append({})
        self.stmt(stmt.init)
        self.expr(stmt.cond)
        self.stmt(stmt.body)
        self.stmt(stmt.orelse)
        self.leave()

    def for_(self, stmt: ast.ForStmt) -> None:
        self.scopes.append({})
        if isinstance(stmt.init, ast.AssignStmt):
            self.assign(stmt.init, "loop")
        else:
            self.stmt(stmt.init)
        self.expr(stmt.cond)
        self.stmt(stmt.post)
        self.stmt(stmt.body)
        self.leave()

    def range_(self, stmt: ast.RangeStmt) -> None:
        self.expr(stmt.x)
        self.scopes.append({})
        for number, target in enumerate((stmt.key, stmt.value)):
            if target is None:
                continue
            if stmt.define and isinstance(target, ast.Ident):
                self.declare(target, "range", Definition(range_of=stmt, index=number))
            else:
                self.expr(target)
                self.written(target, stmt)
        self.stmt(stmt.body)
        self.leave()

    def switch(self, stmt: ast.SwitchStmt) -> None:
        self.scopes.append({})
        self.stmt(stmt.init)
        self.expr(stmt.tag)
        for clause in stmt.clauses:
            self.exprs(clause.exprs)
            self.scoped(clause.body)
        self.leave()

    def type_switch(self, stmt: ast.TypeSwitchStmt) -> None:
        self.scopes.append({})
        self.stmt(stmt.init)
        self.expr(stmt.x)
        for clause in stmt.clauses:
            self.scopes.append({})
            if stmt.name is not None:
                name = ast.Ident(stmt.name.pos, stmt.name.end, stmt.name.name)
                self.declare(name, "local", Definition(value=stmt.x, case=clause))
            self.statements(clause.body)
            self.leave()
        self.leave()

    def select(self, stmt: ast.SelectStmt) -> None:
        for clause in stmt.clauses:
            self.scopes.append({})
            self.stmt(clause.comm)
            self.statements(clause.body)
            self.leave()

    # Expressions

    def exprs(self, exprs: Sequence[ast.Expr]) -> None:
        """Bind the names in several expressions."""
        for expr in exprs:
            if isinstance(expr, ast.Ident):
                self.name(expr)
            elif expr.children:
                self.expr(expr)

    def expr(self, expr: ast.Expr | None) -> None:
        """Bind the names in an expression."""
        if isinstance(expr, ast.Ident):
            self.name(expr)
        elif isinstance(expr, ast.SelectorExpr):
            self.expr(expr.x)
        elif isinstance(expr, ast.CallExpr):
            self.expr(expr.fun)
            self.exprs(expr.args)
        elif isinstance(expr, ast.FuncLit):
            self.literal(expr)
        elif isinstance(expr, ast.CompositeLit):
            self.composite(expr)
        elif expr is not None:
            self.parts(expr)

    def parts(self, expr: ast.Expr) -> None:
        """Bind the names in the parts of an expression."""
        for name in expr.children:
            child = getattr(expr, name)
            if type(child) is list:
                self.exprs(child)
            elif child is not None:
                self.expr(child)

    def name(self, ident: ast.Ident) -> None:
        """Bind a name, if it stands for a variable here."""
        found = self.known.get(ident.name)
        if found is not None:
            self.use(ident, found)

    def use(self, ident: ast.Ident, variable: Variable) -> None:
        """Bind one use."""
        ident.obj = variable
        variable.uses.append(ident)
        if variable.function is not self.function:
            variable.captured = True

    def composite(self, literal: ast.CompositeLit) -> None:
        """Bind a composite literal; a bare key of what may be a struct is a field's name."""
        keyed = literal.type is not None and literal.type.text.startswith(("map", "["))
        for element in literal.elts:
            if isinstance(element, ast.KeyValueExpr) and isinstance(element.key, ast.Ident) and not keyed:
                self.expr(element.value)
            else:
                self.expr(element)

    def literal(self, literal: ast.FuncLit) -> None:
        """Bind a function literal: a function of its own that sees the scopes around it."""
        outer = self.function
        inner = Function(outer.file, "", literal.type, literal.body)
        inner.parent, inner.node = outer, literal
        outer.literals.append(inner)
        number = len(outer.literals)
        inner.name = f"{outer.name}.func{number}" if outer.parent is None else f"{outer.name}.{number}"
        literal.scope = inner
        self.function = inner
        self.scopes.append({})
        self.signature(inner)
        self.scoped(literal.body.stmts)
        self.leave()
        self.function = outer


# Each method takes the statement that its key names.
STATEMENTS: dict[type, Callable[..., None]] = {
    ast.BlockStmt: _Binder.block,
    ast.ExprStmt: _Binder.simple,
    ast.SendStmt: _Binder.send,
    ast.IncDecStmt: _Binder.inc_dec,
    ast.AssignStmt: _Binder.assign,
    ast.GoStmt: _Binder.call,
    ast.DeferStmt: _Binder.call,
    ast.ReturnStmt: _Binder.return_,
    ast.LabeledStmt: _Binder.labeled,
    ast.DeclStmt: _Binder.declaration,
    ast.IfStmt: _Binder.if_,
    ast.ForStmt: _Binder.for_,
    ast.RangeStmt: _Binder.range_,
    ast.SwitchStmt: _Binder.switch,
    ast.TypeSwitchStmt: _Binder.type_switch,
    ast.SelectStmt: _Binder.select,
}
