"""What may follow a branch, by text."""

from __future__ import annotations

import pytest

from ginlint.go.outline import goes_on_after_branch


def _goes_on(body: str) -> bool:
    text = b"{\n" + body.encode() + b"\n}"
    return goes_on_after_branch(text, 0, len(text))


@pytest.mark.parametrize(
    "body",
    [
        "if a {\n\tfail(c)\n}\nok(c)",
        "if err := f(T{1}); err != nil {\n\tfail(c)\n}\nok(c)",
        "if err := f(&struct{}{}); err != nil {\n\tfail(c)\n}\nok(c)",
        "if f(func() bool { return a }) {\n\tfail(c)\n}\nok(c)",
        'if a {\n\tfail(c, H{\n\t\t"k": "}",\n\t})\n} else {\n\treturn\n}\nok(c)',
        "for {\n\tif a {\n\t\tfail(c)\n\t\tcontinue\n\t}\n}",
        "if a {\n\tif b {\n\t\tfail(c)\n\t}\n}\nok(c)",
        "if a { fail(c) }; ok(c)",
        "switch x {\ncase 1:\n\tif a {\n\t\tfail(c)\n\t}\n}\n(ok)(c)",
        "if a {\n\tfail(c)\n}\nreturn ok(c)",
        "if a {\n\treturn x\n}\nif b {\n\tfail(c) // return\n}\n`x`.f(c)",
    ],
)
def test_goes_on(body: str) -> None:
    assert _goes_on(body)


@pytest.mark.parametrize(
    "body",
    [
        "ok(c)",
        "if a {\n\tfail(c)\n\treturn\n}\nok(c)",
        "if a {\n\tfail(c)\n} else {\n\tok(c)\n}",
        "if a {\n\tfail(c)\n}\nreturn nil",
        "if a {\n\tfail(c)\n\tpanic(a)\n}\nok(c)",
        "if a {\n\tif b {\n\t\tfail(c)\n\t}\n}",
        'if a {\n\treturn f(H{\n\t\t"k": 1,\n\t})\n}\nok(c)',
        "if a {\n\t// nothing\n}\n// the end",
        "x := T{1, 2}\nok(x)",
        "if err := f(&struct{}{}); err != nil {\n\tfail(c)\n\treturn\n}\nok(c)",
    ],
)
def test_ends(body: str) -> None:
    assert not _goes_on(body)
