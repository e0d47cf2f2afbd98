"""A cue is found in a sentence where it can be said of an event."""

from __future__ import annotations

import pytest

from monitor.config.lexicon import Argument, Cue, load_grammar
from monitor.config.patterns import compile_pattern
from monitor.language.examples import search
from monitor.model.claims import Lifecycle, Status


def cue(argument: Argument, pattern: str, language: str) -> Cue:
    compiled = compile_pattern(pattern, load_grammar(language).macros)
    return Cue(status=Status.POSTPONED, argument=argument, pattern=compiled)


GRASS = "kick* ~2 into the long grass"


@pytest.mark.parametrize(
    ("language", "argument", "pattern", "text", "found"),
    [
        pytest.param("en", Argument.OBJECT, GRASS, "They kicked the summit into the long grass", True, id="it is said of the event"),
        pytest.param("en", Argument.OBJECT, GRASS, "He kicked the ball into the long grass", False, id="it is said of something else"),
        pytest.param("en", Argument.OBJECT, GRASS, "They kicked the talks around the block", False, id="the words differ"),
        pytest.param("en", Argument.SUBJECT, "drag* on", "Nothing new. The talks drag on.", True, id="in a second sentence"),
        pytest.param("en", Argument.NOUN, "hiccup*", "A hiccup of the summit", True, id="a noun of the event"),
        pytest.param("en", Argument.PARTIES, "PARTY shake* hands", "Moscow shakes hands", True, id="of the parties that every example has"),
        pytest.param("en", Argument.INSIDE, "no EVENT in sight", "No meeting in sight", True, id="the event in the pattern itself"),
        pytest.param("en", Argument.CLAUSE, "chairs stay empty", "At the summit the chairs stay empty", True, id="somewhere in the clause"),
        pytest.param("ru", Argument.OBJECT, "отлож(или|ат) в долгий ящик", "Саммит отложили в долгий ящик", True, id="in Russian"),
        pytest.param("de", Argument.SUBJECT, "zieh* sich hin", "Die Gespräche ziehen sich hin", True, id="in German"),
    ],
)  # fmt: skip
def test_a_cue_is_found(
    language: str, argument: Argument, pattern: str, text: str, *, found: bool
) -> None:
    wanted = cue(argument, pattern, language)
    missing = cue(argument, "nowhere", language)
    hit = search(Lifecycle.MEETING, language, [missing, wanted], text)
    assert hit is (wanted if found else None)
