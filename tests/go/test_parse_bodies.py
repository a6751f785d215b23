"""Bodies are the same with the tree and without it, whatever is broken around them."""

from __future__ import annotations

from dataclasses import asdict

from hypothesis import given, settings
from hypothesis import strategies as st

from ginlint.go.syntax import FuncDecl, ParsedFile, ast, parse
from tests.go.gotext import corpus, dump

FILES = corpus()


def everything(file: ParsedFile) -> list[str]:
    """Show all that a file's declarations lower to, with places."""
    functions = [dump(list(file.function(decl)), places=True) for decl in file.facts.functions]
    return functions + [dump(file.value(decl), places=True) for decl in file.facts.values]


def forgetful(text: bytes) -> tuple[list[str], list[str]]:
    """Show what a file lowers to with its tree and without."""
    file = parse(text)
    before = everything(file)
    file.forget()
    return before, everything(file)


def test_a_body_is_the_same_without_the_tree() -> None:
    for text in FILES:
        before, after = forgetful(text)

        assert before == after


def test_facts_hold_no_tree() -> None:
    for text in FILES[:10]:
        assert asdict(parse(text).facts)["functions"] == [asdict(d) for d in parse(text).facts.functions]


def is_whole(file: ParsedFile, decl: FuncDecl) -> bool:
    return not any(start < decl.end and decl.pos < end for start, end in file.facts.errors)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.floats(0, 1))
def test_a_file_cut_anywhere_is_read_up_to_there(text: bytes, part: float) -> None:
    whole = parse(text)
    cut = int(len(text) * part)

    file = parse(text[:cut])

    everything(file)
    found = {decl.name_pos for decl in file.facts.functions}
    before = [decl for decl in whole.facts.functions if decl.end < cut]
    # What is unclosed can swallow the declaration before it, never those further away.
    assert [decl.name for decl in before[:-1] if decl.name_pos not in found] == []


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.floats(0, 1), st.binary(min_size=1, max_size=6))
def test_a_corrupted_file_is_read_with_and_without_its_tree(text: bytes, part: float, junk: bytes) -> None:
    at = int(len(text) * part)

    file = parse(text[:at] + junk + text[at:])
    decls = [decl for decl in file.facts.functions if is_whole(file, decl)]
    before = [dump(list(file.function(decl)), places=True) for decl in decls]
    everything(file)
    file.forget()

    everything(file)
    assert [dump(list(file.function(decl)), places=True) for decl in decls] == before


def test_an_error_does_not_reach_into_bodies_after_it() -> None:
    text = b"""package a

func torn(path string) error {
	if err != nil {
	}
	r, err := list`s.Read(f)
	if err != nil {
	}
	_, err = io.Copy(io.Discard, r)
}

func handed(path string) error {
	if err != nil {
	}
	return lists.New(f).Walk()
}

func (s source) read(dir string) error {
	return s.format.Read(dir, s.reader)
}

func whole(path, dir string) error {
	if err != nil {
	}
	if err != nil {
	}
}
"""
    file = parse(text)
    last = file.facts.functions[-1]

    assert last.name == "whole"
    _, signature, _ = file.function(last)
    assert [field.name.name if field.name else "" for field in signature.params] == ["path", "dir"]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_can_be_parsed(text: bytes) -> None:
    before, after = forgetful(text)

    assert len(before) == len(after)


def test_every_node_of_a_broken_file_lies_in_the_file() -> None:
    for text in FILES[:20]:
        broken = text[: len(text) // 2] + b"}{(" + text[len(text) // 2 :]
        file = parse(broken)
        for decl in file.facts.functions:
            for node in ast.walk(file.function(decl)[2]):
                assert 0 <= node.pos <= node.end <= len(broken)
