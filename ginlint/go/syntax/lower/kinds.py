"""The numbers of the node kinds and fields that lowering meets."""

from __future__ import annotations

from ginlint.go.syntax.grammar import field, kind

COMMENT = kind("comment")
IDENTIFIER = kind("identifier")
EXPRESSION_LIST = kind("expression_list")
STATEMENT_LIST = kind("statement_list")
PARENTHESIZED = kind("parenthesized_expression")
BINARY = kind("binary_expression")
FOR_CLAUSE = kind("for_clause")
RANGE_CLAUSE = kind("range_clause")
BLOCK = kind("block")
TYPE_CASE = kind("type_case")
COMMUNICATION_CASE = kind("communication_case")
LITERAL_VALUE = kind("literal_value")
LITERAL_ELEMENT = kind("literal_element")
KEYED_ELEMENT = kind("keyed_element")
VARIADIC_ARGUMENT = kind("variadic_argument")
VARIADIC_PARAMETER = kind("variadic_parameter_declaration")
PARAMETER_LIST = kind("parameter_list")
GENERIC_TYPE = kind("generic_type")
QUALIFIED_TYPE = kind("qualified_type")
TYPE_ELEM = kind("type_elem")
TYPE_IDENTIFIER = kind("type_identifier")
VAR_SPEC = kind("var_spec")
CONST_SPEC = kind("const_spec")
TYPE_SPEC = kind("type_spec")
TYPE_ALIAS = kind("type_alias")

F_ALIAS, F_ALTERNATIVE, F_ARGUMENTS, F_BODY = (
    field("alias"),
    field("alternative"),
    field("arguments"),
    field("body"),
)
F_CAPACITY, F_CHANNEL, F_COMMUNICATION = field("capacity"), field("channel"), field("communication")
F_CONDITION, F_CONSEQUENCE, F_END, F_FIELD = (
    field("condition"),
    field("consequence"),
    field("end"),
    field("field"),
)
F_FUNCTION, F_INDEX, F_INITIALIZER, F_KEY = (
    field("function"),
    field("index"),
    field("initializer"),
    field("key"),
)
F_LABEL, F_LEFT, F_NAME, F_OPERAND = field("label"), field("left"), field("name"), field("operand")
F_OPERATOR, F_PARAMETERS, F_RESULT, F_RIGHT = (
    field("operator"),
    field("parameters"),
    field("result"),
    field("right"),
)
F_START, F_TYPE, F_TYPE_ARGUMENTS = field("start"), field("type"), field("type_arguments")
F_UPDATE, F_VALUE, F_PACKAGE = field("update"), field("value"), field("package")
F_TYPE_PARAMETERS = field("type_parameters")

LITERALS = {
    kind("int_literal"): "INT",
    kind("float_literal"): "FLOAT",
    kind("imaginary_literal"): "IMAG",
    kind("rune_literal"): "CHAR",
    kind("raw_string_literal"): "STRING",
    kind("interpreted_string_literal"): "STRING",
}
NAMES = (IDENTIFIER, kind("nil"), kind("true"), kind("false"), kind("iota"), kind("blank_identifier"))
TYPES = (
    TYPE_IDENTIFIER,
    QUALIFIED_TYPE,
    GENERIC_TYPE,
    kind("pointer_type"),
    kind("slice_type"),
    kind("array_type"),
    kind("implicit_length_array_type"),
    kind("map_type"),
    kind("channel_type"),
    kind("function_type"),
    kind("struct_type"),
    kind("interface_type"),
    kind("parenthesized_type"),
    kind("negated_type"),
    TYPE_ELEM,
)
DEFAULT_CASE = kind("default_case")
CASES = (kind("expression_case"), TYPE_CASE, DEFAULT_CASE)
VAR_SPEC_LIST = kind("var_spec_list")
IGNORED = (COMMENT, kind("empty_statement"))
