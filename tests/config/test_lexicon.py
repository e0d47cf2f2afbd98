"""Every entry of the shipped lexicons hits what it should, and only that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from monitor.config.lexicon import LANGUAGES, CueGroup, load_grammar, load_lexicon
from monitor.config.schema.topics import Topic
from monitor.language.annotation import read_passages
from monitor.language.cues import PatternFinder
from monitor.language.folding import fold
from monitor.language.lines import Line
from monitor.language.passages import Source
from monitor.language.watch import compile_watch
from monitor.model.articles import Part
from monitor.model.claims import STATUSES, Lifecycle

WATCH = compile_watch(
    [
        Topic.model_validate(
            {
                "topic": "none",
                "name": "None",
                "events": [
                    {"id": "x", "name": "Qqxx", "lifecycle": "meeting", "parties": [["Qqxx"]]}
                ],
            }
        )
    ]
)


def line_of(text: str, language: str) -> Line:
    source = Source(Part.TITLE, text, fold(text), ())
    (passage,) = read_passages((source,), language, WATCH.events)
    return passage.line


def groups() -> Iterator[Any]:
    for language in LANGUAGES:
        for lifecycle in Lifecycle:
            for number, group in enumerate(load_lexicon(lifecycle, language).groups):
                cue = group.cues[0]
                name = f"{language} {lifecycle} {number} {cue.status} {cue.argument}"
                yield pytest.param(language, group, id=name)


@pytest.mark.parametrize(("language", "group"), list(groups()))
def test_an_entry_hits_its_examples_and_not_its_counterexamples(
    language: str, group: CueGroup
) -> None:
    finder = PatternFinder([(cue.pattern, cue) for cue in group.cues])
    assert group.ok
    for text in group.ok:
        assert list(finder.find(line_of(text, language))), f"does not hit: {text}"
    for text in group.no:
        assert not list(finder.find(line_of(text, language))), f"hits: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lifecycles_cues_tell_only_its_statuses(language: str) -> None:
    for lifecycle in Lifecycle:
        told = {cue.status for cue in load_lexicon(lifecycle, language).cues}
        assert told == set(STATUSES[lifecycle])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_grammar_knows_a_whole_calendar(language: str) -> None:
    grammar = load_grammar(language)
    assert set(grammar.months.values()) == set(range(1, 13))
    assert set(grammar.weekdays.values()) == set(range(1, 8))


def test_all_grammars_have_the_same_kinds_of_words() -> None:
    kinds = {language: set(load_grammar(language).words) for language in LANGUAGES}
    assert all(words == kinds["en"] for words in kinds.values()), kinds
