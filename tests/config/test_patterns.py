"""The grammar of cues, pattern by pattern."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.patterns import compile_pattern
from monitor.errors import ConfigError

MACROS = {"be": "is|was", "off": "call* <gap> off", "gap": "~2"}


@pytest.mark.parametrize(
    ("pattern", "line", "hit"),
    [
        pytest.param("put off", " put off ", True, id="words follow one another"),
        pytest.param("put off", " put it off ", False, id="and nothing stands between"),
        pytest.param("put ~1 off", " put it off ", True, id="unless there is a gap"),
        pytest.param("put ~2 off", " put , off ", False, id="a gap crosses no comma"),
        pytest.param("cancel*", " cancelled ", True, id="a stem takes any ending"),
        pytest.param("cancel", " cancelled ", False, id="a word does not"),
        pytest.param("(put|pushed) back", " pushed back ", True, id="one of several"),
        pytest.param("was (now |)off", " was off ", True, id="an empty choice is optional"),
        pytest.param("отмен(а|ы)", " отмены ", True, id="a word whose ending varies"),
        pytest.param("off(?! (to))", " off to ", False, id="what must not follow"),
        pytest.param("off(?= (to))", " off to ", True, id="what must follow"),
        pytest.param("<be> off", " is off ", True, id="a macro"),
        pytest.param("no EVENT", " no summit\ue000 ", True, id="a class"),
        pytest.param("no EVENT", " no bread ", False, id="a word outside the class"),
        pytest.param("PARTY meets", " okarin\ue001 's meets ", True, id="a party's genitive"),
        pytest.param("^ off", " off ", True, id="the start of a line starts a clause"),
        pytest.param("in DATE", " in march\ue002 ", True, id="a date"),
        pytest.param("NUMBER days", " 3 days ", True, id="a number"),
    ],
)
def test_a_pattern_matches(pattern: str, line: str, *, hit: bool) -> None:
    compiled = compile_pattern(pattern, MACROS)
    assert (compiled.regex.match(line, 1) is not None) is hit


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        pytest.param("(put off", "never closed", id="an open bracket"),
        pytest.param("put) off", "never opened", id="a bracket too many"),
        pytest.param("<nobody> off", "unknown macro <nobody>", id="an unknown macro"),
        pytest.param("~2 off", "not with a gap", id="a gap at the start"),
        pytest.param("EVNT off", "did you mean EVENT", id="a class that is misspelt"),
        pytest.param("Put off", "small letters", id="a capital, which no line holds"),
        pytest.param("put ~x off", "small letters, gaps as ~1", id="a gap of no length"),
        pytest.param("<bee> off", "did you mean be", id="a macro that is misspelt"),
        pytest.param("(" * 400 + "a", "more than 20 deep", id="a tower of brackets"),
        pytest.param("(a|) b*", "", id="an option before a word is fine"),
    ],
)
def test_a_wrong_pattern_says_what_to_do(pattern: str, complaint: str) -> None:
    if not complaint:
        assert compile_pattern(pattern).triggers == {"a", "b*"}
        return
    with pytest.raises(ConfigError, match=complaint):
        compile_pattern(pattern, MACROS)


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        pytest.param("put off", {"off"}, id="the last of equally long words"),
        pytest.param("in doubt", {"doubt"}, id="a long word is rarer than a short one"),
        pytest.param("(put|pushed) (off|back) again", {"again"}, id="what has no other word"),
        pytest.param("(in doubt|off)", {"doubt", "off"}, id="one of each choice"),
        pytest.param("PARTY pull* (out |)", {"pull*"}, id="a word before a class, no option"),
        pytest.param("no EVENT", {"no"}, id="a short word before a class"),
        pytest.param("EVENT ~2", {"EVENT"}, id="a class where there is nothing else"),
        pytest.param("(NUMBER|two) days", {"days"}, id="nothing where a choice may be any number"),
        pytest.param("NUMBER", set(), id="nothing known of a number"),
        pytest.param("off(?= (tomorrow))", {"off"}, id="nothing of what must follow"),
    ],
)
def test_a_pattern_tells_what_a_line_must_hold(pattern: str, needs: set[str]) -> None:
    assert compile_pattern(pattern, MACROS).needs == needs


LEXEMES = ["(", ")", "|", "~3", "^", "<be>", "EVENT", "off", "put*", "(?=", "(?!", " ", "*", "~"]


@given(
    st.lists(st.sampled_from(LEXEMES), max_size=12).map("".join) | st.text(max_size=40),
)
def test_whatever_is_written_compiles_or_is_a_mistake(source: str) -> None:
    try:
        compiled = compile_pattern(source, MACROS)
    except ConfigError:
        return
    assert compiled.triggers
    assert compiled.regex.groups == 0
