"""A clause → the conditions that its cue depends on: `if it rains`, `unless …,`, `zahlt sie, …`."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.marks import Mark
from monitor.language.clauses import Clause
from monitor.language.cues import Found
from monitor.language.passages import is_calendar
from monitor.language.phrases import NO_VERBS

OPENING_WORDS = 2
"""Words from the start of a sentence, or of a clause behind, within which its conjunction stands."""
VERB_FIRST = frozenset({"de"})
"""Languages in which a verb that opens a sentence makes its first clause a condition. Source:
Duden, Die Grammatik, on uneingeleitete Nebensätze."""
PROTASIS_WORDS = 14
"""Words of such a clause: `Zahlt Velt die seit Mai offenen Gebühren nicht bis Juni, …`. A choice."""


def find_conditions(clause: Clause) -> list[Found[Mark]]:
    """The conditions of a cue; `asked if` and `even if` are none."""
    found = clause.marks(Mark.CONDITION, _opening(clause), clause.end)
    conditions = [
        each
        for each in found
        if not _follows(clause, each, "asking", "concessive") and not _is_of_another(clause, each)
    ]
    return [*conditions, *_verb_first(clause)]


def _opening(clause: Clause) -> int:
    """Where the conditions of a cue may begin: with the sentence, if its first clause is one.

    A conjunction within it, `unless it pays what is due since May, …`, parts nothing.
    """
    comma = _first_comma(clause)
    opens = any(each.start < OPENING_WORDS for each in clause.marks(Mark.CONDITION, 0, comma))
    return 0 if opens and clause.start <= comma < clause.cue.start else clause.start


def _first_comma(clause: Clause) -> int:
    words = clause.words
    return next((i for i, word in enumerate(words) if word.text == ","), len(words))


def _is_of_another(clause: Clause, condition: Found[Mark]) -> bool:
    """Whether a condition behind a cue is one of a clause that opens with something else.

    `It expired, ohne dass ein neuer Vertrag in Sicht wäre`.
    """
    between = clause.words[clause.cue.end : condition.start]
    last = max((i for i, word in enumerate(between) if word.text == ","), default=None)
    return last is not None and len(between) - last > OPENING_WORDS + 1


def _follows(clause: Clause, mark: Found[Mark], *kinds: str) -> bool:
    """Whether the word right before a mark is of one of some kinds."""
    before = clause.words[max(mark.start - 1, 0) : mark.start]
    return any(clause.grammar.is_kind(word.text, *kinds) for word in before)


def _verb_first(clause: Clause) -> Iterator[Found[Mark]]:
    """The verb that opens the sentence, where another one opens its second clause.

    `Lenkt Velt nicht ein, kündigt Okarin`; what reports the clause before it opens none.
    """
    comma = _first_comma(clause)
    if clause.grammar.language not in VERB_FIRST or not 1 < comma <= PROTASIS_WORDS:
        return
    if comma >= clause.cue.start:
        return  # no second clause
    opens = _may_be_verb(clause, 0, first=True) and _begins_noun(clause, 1)
    if opens and _may_be_verb(clause, comma + 1):
        yield Found(0, 1, Mark.CONDITION, clause.words[0].text)


def _may_be_verb(clause: Clause, index: int, *, first: bool = False) -> bool:
    """Whether a word may be a finite verb: an auxiliary, or no name, noun or function word."""
    word, grammar = clause.words[index], clause.grammar
    noun = word.capital and not first
    if noun or not word.text[:1].isalpha() or _is_named(clause, index) or _reports(clause, index):
        return False
    return grammar.is_kind(word.text, "passive") or not grammar.is_kind(word.text, *NO_VERBS)


def _is_named(clause: Clause, index: int) -> bool:
    """Whether a word is a name of somebody, of a day or of an event."""
    spans = (mention.span for mention in clause.passage.mentions)
    event = any(span.start <= index < span.end for span in spans)
    day = is_calendar(clause.words[index].text, clause.grammar)
    return event or day or clause.passage.is_named(index)


def _reports(clause: Clause, index: int) -> bool:
    marks = (Mark.SAYS, Mark.ACCORDING)
    return any(each.start == index and each.meaning in marks for each in clause.passage.marks)


def _begins_noun(clause: Clause, index: int) -> bool:
    """Whether a subject begins at a word: a name, an article or a pronoun, behind `sich` too."""
    index += clause.words[index].text in clause.grammar.words["aux"]
    word = clause.words[index]
    named = word.capital or clause.passage.is_named(index)
    return named or clause.grammar.is_kind(word.text, "article", "determiner", "pronoun")
