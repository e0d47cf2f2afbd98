"""A cue in its clause → whether it tells news or only what came before: history, time, cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from monitor.config.lexicon import Argument, Cue, Grammar
from monitor.config.marks import Mark
from monitor.language.clauses import (
    CLAUSE_END,
    PAUSES,
    before_parenthesis,
    clause_bounds,
    is_in_another_clause,
    is_parenthesis,
    marks_within,
    pause_behind,
    pauses,
)
from monitor.language.cues import Found
from monitor.language.history import why_history
from monitor.language.lines import Word
from monitor.language.modality import VERB_LAST
from monitor.language.passages import Mention, Passage

BACKING_REACH = 7
"""Words between a conjunction and the verb of its clause, the subject among them."""
VERB_BEFORE_OBJECT = frozenset({"en", "fr"})
"""Languages in which a participle right behind a noun describes it, and whose relative clauses need
no comma; elsewhere the verb may well close the main clause there."""


def why_background(
    passage: Passage, cue: Found[Cue], mention: Mention | None, grammar: Grammar, published: date
) -> str:
    """Why a cue tells no news of its own; empty where nothing says so.

    Args:
        passage: The sentence.
        cue: Where the cue stands in it.
        mention: What the cue is said of: before a conjunction, it makes this a preposition.
        grammar: The grammar of its language.
        published: The day of publication (UTC): a clause about one long before is background.
    """
    start, end = clause_bounds(passage.words, cue.start, cue.end, grammar.words["break"])
    conjunction = _subordinator(passage, cue, mention, grammar)
    if conjunction:
        return f"subordinate to {conjunction}"
    aside = _aside(passage, cue, grammar, start)
    if aside:
        return aside
    end = pause_behind(passage.words, cue.end, end)  # what stands beyond it dates something else
    dated = why_history(passage, start, end, cue, published, grammar)
    if dated:
        return dated
    for found in marks_within(passage, Mark.HISTORY, start, end):
        if not is_in_another_clause(passage.words, found.start, cue.start, grammar):
            return f"history {found.source}"
    return ""


def _aside(passage: Passage, cue: Found[Cue], grammar: Grammar, start: int) -> str:
    """What takes a cue out of the line of the story; empty for nothing."""
    if _is_in_protasis(passage, cue, start):
        return "in a condition"
    if _is_in_parenthesis(passage, cue, grammar):
        return "in parenthesis"
    if any(found.end <= cue.start for found in marks_within(passage, Mark.COUNT, start, cue.start)):
        return "counted"
    if _is_detached(passage, cue, grammar, start):
        return "before its noun"
    return "past perfect" if _is_before_the_past(passage, cue, grammar) else ""


def is_relative(passage: Passage, cue: Found[Cue], grammar: Grammar) -> bool:
    """Whether a cue only describes a noun: `the talks that were put off`, `the truce ordered by`."""
    if _relative_pronoun(passage, cue, grammar) is not None:
        return True
    if grammar.language not in VERB_BEFORE_OBJECT:
        return False
    ends = {mention.span.end for mention in passage.mentions}
    return cue.meaning.argument is Argument.OBJECT and cue.start in ends


def _is_in_parenthesis(passage: Passage, cue: Found[Cue], grammar: Grammar) -> bool:
    """Whether a participle between commas describes a noun: `talks, broken off in May, resume`."""
    return (
        grammar.language in VERB_BEFORE_OBJECT
        and cue.meaning.argument is Argument.OBJECT
        and any(mention.span.end < cue.start for mention in passage.mentions)
        and not any(cue.start <= mention.span.start for mention in passage.mentions)
        and is_parenthesis(passage.words, cue.start, cue.end)
    )


def _is_detached(passage: Passage, cue: Found[Cue], grammar: Grammar, start: int) -> bool:
    """Whether a participle opens a clause and describes its subject: `Twice put off, the visit`."""
    words = passage.words
    if grammar.language not in VERB_BEFORE_OBJECT or cue.meaning.argument is not Argument.OBJECT:
        return False
    opening = max((i + 1 for i in range(start, cue.start) if words[i].text == ","), default=start)
    counted = all(_counts(passage, i, grammar) for i in range(opening, cue.start))
    comma = next((i for i in range(cue.end, len(words)) if words[i].text in CLAUSE_END | {","}), 0)
    subject = comma + 1
    while subject < len(words) and words[subject].text in grammar.words["article"]:
        subject += 1
    opens = counted and words[comma].text == "," and subject > comma + 1
    return opens and any(mention.span.start == subject for mention in passage.mentions)


def _counts(passage: Passage, index: int, grammar: Grammar) -> bool:
    """Whether a word may say how often: a number, or what is no name, pronoun, verb or noun phrase."""
    text = passage.words[index].text
    kinds = ("aux", "stop", "pronoun", "person", "backing", "article", "oblique", "temporal")
    return text in grammar.numerals or not (
        passage.is_named(index) or grammar.is_kind(text, *kinds)
    )


def _relative_pronoun(passage: Passage, cue: Found[Cue], grammar: Grammar) -> int | None:
    words = passage.words
    for index in range(cue.start - 1, max(0, cue.start - 1 - BACKING_REACH), -1):
        if not words[index].text[:1].isalnum():
            return None
        if words[index].text in grammar.words["relative"]:
            nouns = {mention.span.end for mention in passage.mentions}
            bare = grammar.language in VERB_BEFORE_OBJECT and index in nouns
            return index if bare or words[index - 1].text == "," else None
    return None


def _is_before_the_past(passage: Passage, cue: Found[Cue], grammar: Grammar) -> bool:
    """Whether a cue stands in the past perfect and nobody reports it: `had been put off in May`.

    Reported speech shifts every past tense; in a relative clause it is background all the same.
    """
    opens = _relative_pronoun(passage, cue, grammar)
    if opens is None:
        speech = {Mark.SAYS, Mark.ACCORDING, Mark.DENIER, Mark.HEARSAY}
        said = (found.start for found in passage.marks if found.meaning in speech)
        if not all(_is_beyond(passage, cue, index) for index in said):
            return False
        opens = _opening_of_verb(passage, cue, grammar)
    verb = _uninterrupted(passage.words[opens : cue.end])
    return any(word.text in grammar.words["pluperfect"] for word in verb)


def _uninterrupted(words: Sequence[Word]) -> Sequence[Word]:
    """Some words but for those between the first and the last mark: they tell of something else."""
    marks = [index for index, word in enumerate(words) if word.text in PAUSES]
    return [*words[: marks[0]], *words[marks[-1] :]] if len(marks) > 1 else words


def _opening_of_verb(passage: Passage, cue: Found[Cue], grammar: Grammar) -> int:
    """Where the verb of a cue begins: with its auxiliaries, in German with its whole clause.

    There an auxiliary opens the bracket that the participle closes: `hatte den Gipfel abgesagt`.
    """
    words, opens = passage.words, cue.start
    closes = cue.end == len(words) or not words[cue.end].text[:1].isalnum()
    while opens > 0 and words[opens - 1].text in grammar.words["aux"]:
        opens -= 1
    if grammar.language in VERB_LAST and closes:
        while opens > 0 and words[opens - 1].text not in CLAUSE_END | PAUSES:
            opens -= 1
    return opens


def _is_beyond(passage: Passage, cue: Found[Cue], index: int) -> bool:
    """Whether a semicolon parts a word from a cue, as a full stop would."""
    first, last = sorted((index, cue.start))
    return any(word.text == ";" for word in passage.words[first:last])


def _is_in_protasis(passage: Passage, cue: Found[Cue], start: int) -> bool:
    """Whether a cue stands in an if-clause: what would have to happen first is no claim."""
    return any(
        not pauses(passage.words[found.end : cue.start])
        for found in marks_within(passage, Mark.CONDITION, start, cue.start)
    )


def _subordinator(
    passage: Passage, cue: Found[Cue], mention: Mention | None, grammar: Grammar
) -> str:
    """What makes a cue a circumstance: `once it expires`, `after the cancellation of`."""
    preposition = _preposition(passage, cue, grammar)
    if preposition:
        return preposition
    for index in _before(passage, cue, grammar):
        word = passage.words[index].text
        behind = passage.words[index + 1].text
        if _is_part_of_a_mark(passage, index):
            continue
        if word in grammar.words["backing"] and behind not in grammar.words["deictic"]:
            governs_noun = mention is not None and mention.span.end <= index
            return "" if governs_noun or _leads_a_phrase(passage, index, cue, grammar) else word
    return ""


def _is_part_of_a_mark(passage: Passage, index: int) -> bool:
    """Whether a word only leads to who says so, or to what is wanted: `d'après X`, `calls for`."""
    marks = (found for found in passage.marks if found.meaning in {Mark.ACCORDING, Mark.MODAL})
    return any(found.start <= index < found.end for found in marks)


def _leads_a_phrase(passage: Passage, index: int, cue: Found[Cue], grammar: Grammar) -> bool:
    """Whether a conjunction is but the preposition of a noun that a subject by name follows.

    `After weeks of rumours Doe confirmed the summit` is news, `after Doe confirmed it` is not.
    """
    words = passage.words
    inner = words[index + 1 : cue.end]
    name = next((place for place, word in enumerate(inner) if word.capital), 0)
    kinds = ("determiner", "article", "official", "aux")
    return words[index].text in grammar.words["temporal"] and any(
        not grammar.is_kind(word.text, *kinds) for word in inner[:name]
    )


def _before(passage: Passage, cue: Found[Cue], grammar: Grammar) -> Iterator[int]:
    """The words of a cue's clause before it, from right to left, parentheses left out."""
    index = cue.start - 1
    for _ in range(BACKING_REACH):
        if index >= 0 and passage.words[index].text == ",":
            index = (before_parenthesis(passage.words, index, grammar) or 0) - 1
        text = passage.words[index].text if index >= 0 else ","
        if not text[:1].isalnum() and text != "'s":
            return
        yield index
        index -= 1


def _preposition(passage: Passage, cue: Found[Cue], grammar: Grammar) -> str:
    """The preposition of time or cause right before a cue that is a noun; empty for none."""
    index = cue.start - 1
    while index >= 0 and passage.words[index].text in grammar.words["article"]:
        index -= 1
    if index >= 0 and _is_part_of_a_mark(passage, index):
        return ""
    is_noun = cue.meaning.argument is Argument.NOUN or index < cue.start - 1
    word = passage.words[index].text if index >= 0 else ""
    return word if is_noun and word in grammar.words["temporal"] else ""
