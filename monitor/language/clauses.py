"""A sentence → its clauses: where they end, what stands within them, what only interrupts them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from monitor.config.lexicon import Cue, Grammar
from monitor.config.marks import Mark
from monitor.language.cues import Found
from monitor.language.lines import Word
from monitor.language.passages import Passage
from monitor.language.phrases import CONJUNCTIONS

CLAUSE_END = frozenset(".;:!?()")
SENTENCE_END = frozenset(".;!?")
PAUSES = frozenset({",", "-"})
PARENTHESIS_REACH = 8
"""Words that may stand between two commas and interrupt a clause: `, broken off in February,`."""


def clause_bounds(
    words: Sequence[Word], start: int, end: int, breaks: Container[str] = ()
) -> tuple[int, int]:
    """The words from the last to the next end of a clause around `start:end`; commas do not end.

    `breaks` are conjunctions behind which a negation or a modal no longer holds.
    """
    first = start
    while first > 0 and words[first - 1].text not in CLAUSE_END:
        if words[first - 1].text in breaks:
            break
        first -= 1
    last = end
    while last < len(words) and words[last].text not in CLAUSE_END:
        last += 1
    return first, last


def sentence_bounds(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """The words around `start:end` up to a semicolon: what stands behind one tells of others."""
    first = max((i + 1 for i in range(start) if words[i].text in SENTENCE_END), default=0)
    last = next((i for i in range(end, len(words)) if words[i].text in SENTENCE_END), len(words))
    return first, last


def marks_within(passage: Passage, mark: Mark, start: int, end: int) -> list[Found[Mark]]:
    """The marks of a kind that stand wholly within some words."""
    return [
        found
        for found in passage.marks
        if found.meaning is mark and start <= found.start and found.end <= end
    ]


def pauses(words: Sequence[Word]) -> bool:
    """Whether a comma or a dash stands among some words."""
    return any(word.text in PAUSES for word in words)


def pause_before(words: Sequence[Word], start: int, end: int) -> int:
    """The word behind the last comma or dash among some words; 0 where none stands there."""
    return max((i + 1 for i in range(start, end) if words[i].text in PAUSES), default=0)


def pause_behind(words: Sequence[Word], start: int, end: int) -> int:
    """The first comma or dash among some words; their end where none stands there."""
    return next((i for i in range(start, end) if words[i].text in PAUSES), end)


def spoken_before(passage: Passage, end: int) -> int:
    """The word behind the last verb of speech before a word; 0 where none stands there."""
    return max((m.end for m in passage.marks if m.meaning is Mark.SAYS and m.end <= end), default=0)


def next_pause(passage: Passage, start: int, end: int, grammar: Grammar) -> int:
    """Where a comma or conjunction opens another clause that tells of others; the end if none does.

    One in which somebody says what stands before it tells of the same: `, Poe said`.
    """
    texts = ((index, passage.words[index].text) for index in range(start, end))
    pause = next((i for i, text in texts if text == "," or text in grammar.words["break"]), end)
    return end if marks_within(passage, Mark.SAYS, pause, end) else pause


def before_parenthesis(words: Sequence[Word], comma: int, grammar: Grammar) -> int | None:
    """The comma that opens what another one closes: `the truce, signed in May, takes effect`.

    None where the words between them are no relative clause or participle, but a part of the
    clause.
    """
    for index in range(comma - 1, max(-1, comma - 2 - PARENTHESIS_REACH), -1):
        if words[index].text == ",":
            inner = words[index + 1].text
            opens = grammar.is_kind(inner, "participle", "relative")
            return index if opens else None
    return None


def without_interruption(words: Sequence[Word], grammar: Grammar) -> Sequence[Word]:
    """Some words but for a phrase between commas that follows a conjunction: `that, in May, they`."""
    for index, word in enumerate(words[:-1]):
        if word.text in grammar.words["complementizer"] and words[index + 1].text == ",":
            closes = (i for i in range(index + 2, len(words)) if words[i].text == ",")
            end = next(closes, None)
            return words if end is None else [*words[: index + 1], *words[end + 1 :]]
    return words


def is_in_another_clause(words: Sequence[Word], index: int, before: int, grammar: Grammar) -> bool:
    """Whether a word stands in a clause of its own: `the talks, which failed last year, resume`.

    A phrase of time is one, too: `after the raid of May 5, the talks resumed`.
    """
    first = index
    while first > 0 and words[first - 1].text not in CLAUSE_END | PAUSES:
        first -= 1
    opens = grammar.is_kind(words[first].text, "relative", "backing", "temporal")
    return opens and pauses(words[index:before])


def is_parenthesis(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether some words begin right behind a comma and another one soon follows them."""
    closes = (word.text == "," for word in words[end : end + PARENTHESIS_REACH])
    return start > 1 and words[start - 1].text == "," and any(closes)


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause around a cue: the words `start` to `end` (exclusive) of its passage."""

    passage: Passage
    cue: Found[Cue]
    grammar: Grammar
    start: int
    end: int

    @property
    def words(self) -> Sequence[Word]:
        """The words of the sentence."""
        return self.passage.words

    def marks(self, mark: Mark, start: int, end: int) -> list[Found[Mark]]:
        """The marks of a kind within some words."""
        return marks_within(self.passage, mark, start, end)

    def lowest(self, reach: int) -> int:
        """The first word of the clause that is no further than some words before the cue."""
        return max(self.start, self.cue.start - reach)

    def reaches(self, mark: Found[Mark]) -> bool:
        """Whether no pause parts a mark from the cue, but for one that opens a content clause."""
        between = without_interruption(self.words[mark.end : self.cue.start], self.grammar)
        if any(word.text in SENTENCE_END for word in between):
            return False
        last = max((i for i, word in enumerate(between) if word.text in PAUSES), default=-1)
        if last < 0:
            return True
        opens = between[last + 1 : last + 2]
        return any(word.text in self.grammar.words["complementizer"] for word in opens)


def clause_of(passage: Passage, cue: Found[Cue], grammar: Grammar) -> Clause:
    """The clause around a cue."""
    start, end = clause_bounds(passage.words, cue.start, cue.end, grammar.words["break"])
    return Clause(passage, cue, grammar, max(start, _joined(passage, cue, grammar, start)), end)


def _joined(passage: Passage, cue: Found[Cue], grammar: Grammar, start: int) -> int:
    """Where a clause of its own begins: behind `and`, an event noun and a finite auxiliary.

    `He may resign and the summit has been put off`: the modal reaches no further, unless an
    infinitive shares it: `may resign and the summit be put off`.

    Args:
        passage: The sentence.
        cue: Where the cue stands in it.
        grammar: Articles, auxiliaries and infinitives of the language.
        start: Where the clause begins otherwise.
    """
    words = passage.words
    for mention in passage.mentions:
        opening = mention.span.start - 1
        while opening > start and words[opening].text in grammar.words["article"]:
            opening -= 1
        behind = range(mention.span.end, cue.start)
        finite = any(words[index].text in grammar.words["aux"] for index in behind)
        shared = any(words[index].text in grammar.words["infinitive"] for index in behind)
        if opening > start and words[opening].text in CONJUNCTIONS and finite and not shared:
            return opening + 1
    return start
