"""Many patterns at once find what each of them finds by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.config.patterns import Pattern, Tag, compile_pattern
from monitor.language.cues import PatternFinder
from monitor.language.lines import Line, Word, make_line

PATTERNS = [
    "put off",
    "put ~1 off",
    "(put|call*) (off|back)",
    "put (NUMBER|) off",
    "EVENT off",
    "(EVENT|put) (back|PARTY)",
    "^ (a |)put",
    "NAME (?!off)",
    "PARTY put",
]
WORDS = ["put", "off", "back", "called", "a", "3", ","]


def _line(words: list[tuple[str, frozenset[Tag]]]) -> Line:
    made = [Word(index, index + 1, word, capital=False) for index, (word, _) in enumerate(words)]
    return make_line(tuple(made), {at: set(tags) for at, (_, tags) in enumerate(words)})


def _alone(pattern: Pattern, line: Line) -> set[tuple[str, int]]:
    """Where a pattern matches that is tried at every word."""
    return {(pattern.source, at) for at in line.offsets if pattern.regex.match(line.text, at)}


@given(
    st.lists(
        st.tuples(st.sampled_from(WORDS), st.frozensets(st.sampled_from(list(Tag)), max_size=2)),
        max_size=8,
    )
)
def test_no_pattern_is_passed_over_that_matches(words: list[tuple[str, frozenset[Tag]]]) -> None:
    line, patterns = _line(words), [compile_pattern(source) for source in PATTERNS]
    finder = PatternFinder([(each, each) for each in patterns])
    found = {(each.source, line.offsets[each.start]) for each in finder.find(line)}
    assert found == set[tuple[str, int]]().union(*(_alone(each, line) for each in patterns))
