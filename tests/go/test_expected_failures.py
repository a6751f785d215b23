"""Calls in tests whose error is wanted give nothing that would have to be closed."""

from __future__ import annotations

import pytest

from tests.go.gotext import project

HEAD = """package a

import (
	"errors"
	"net/http"
	"testing"

	. "github.com/onsi/gomega"
	"github.com/stretchr/testify/require"
)

"""


def opened(body: str, *, name: str) -> int:
    """Return how many acquisitions of a test are kept in mind, dropped ones too."""
    text = f"{HEAD}func TestIt(t *testing.T) {{\n{body}\n}}\n"
    linked = project({name: text})
    package = linked.packages[0]
    ledger = linked.ledger(package)
    return len(ledger.sites) + len(ledger.dropped)


@pytest.mark.parametrize(
    "asked",
    [
        "require.Error(t, err)",
        "require.ErrorIs(t, err, http.ErrHandlerTimeout)",
        "if err == nil { t.Fatal() }",
        "if err == nil || !errors.Is(err, http.ErrHandlerTimeout) { t.Fatal() }",
        "if err != http.ErrHandlerTimeout { t.Fatal() }",
        "if !errors.Is(err, http.ErrHandlerTimeout) { t.Fatal(err) }",
        "require.True(t, errors.Is(err, http.ErrHandlerTimeout))",
        "Expect(err).To(HaveOccurred())",
        'Expect(err).Should(MatchError("refused"))',
        "require.True(t, http.IsRefused(err))",
        "refused, ok := err.(refusal)\nprintln(refused, ok)",
    ],
)
@pytest.mark.parametrize("value", ["resp", "_"])
def test_an_error_that_is_wanted(value: str, asked: str) -> None:
    body = f'{value}, err := http.Get("x")\n{asked}\nprintln({value})'.replace("println(_)", "")

    assert opened(body, name="a_test.go") == 0
    assert opened(body, name="a.go") == 1


@pytest.mark.parametrize(
    "asked",
    [
        "require.NoError(t, err)",
        "if err != nil { t.Fatal() }",
        "if err != nil || resp != nil { t.Fatal() }",
        "Expect(err).NotTo(HaveOccurred())",
        "Expect(err).To(BeNil())",
        "_ = err",
        "require.False(t, http.IsRefused(err))",
    ],
)
def test_an_error_that_is_not_wanted(asked: str) -> None:
    assert opened(f'_, err := http.Get("x")\n{asked}', name="a_test.go") == 1
