"""A sentence → the words that name who speaks in it: before a colon, behind `according to`, …."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.lexicon import Cue, Grammar
from monitor.config.marks import Mark
from monitor.language.appellations import Appellations, is_day
from monitor.language.cues import Found
from monitor.language.inversion import find_inversions
from monitor.language.passages import Passage, Span
from monitor.language.sentences import Block

IMPERSONAL = frozenset({"es", "on", "t"})
"""Subjects of verbs that nobody speaks with by name, in German and French: `dit-on`."""
NAME_REACH = 7
"""Words between a speech verb and its speaker: `said a senior official in the White House`."""
HEADLINE_WORDS = 6
"""A headline's speaker before a colon, or behind a dash, has at most so many words."""
APPOSITION_REACH = 10
"""Words of an apposition between a name and its verb: `Smith, a spokesman for the mayor, said`."""


def find_speech(passage: Passage, near: int, grammar: Grammar) -> Span | None:
    """The words that name the speaker of a sentence, or a pronoun for them; None for nobody.

    Args:
        passage: The sentence.
        near: Index of the word that is attributed: of several speakers the nearest counts.
        grammar: Speech verbs and roles of the language.
    """
    return next(_Speech(passage, near, grammar).candidates(), None)


def find_agent(passage: Passage, cue: Found[Cue], grammar: Grammar) -> Span | None:
    """The words that name who does what a verb tells: its subject, or behind `by` in the passive.

    Args:
        passage: The sentence.
        cue: The verb, active or passive, where it stands in the sentence.
        grammar: Auxiliaries and roles of the language.
    """
    return next(_Speech(passage, cue.start, grammar).agents(cue), None)


def is_pronoun(passage: Passage, index: int, grammar: Grammar) -> bool:
    """Whether a word stands for somebody named before: a pronoun that is no article as well."""
    text = passage.words[index].text
    return grammar.is_kind(text, "pronoun", "person") and not grammar.is_kind(text, "determiner")


class _Speech:
    """The search for a speaker around one word."""

    def __init__(self, passage: Passage, near: int, grammar: Grammar) -> None:
        self._passage = passage
        self._words = passage.words
        self._near = near
        self._grammar = grammar
        self._appellations = Appellations(passage, grammar)

    def candidates(self) -> Iterator[Span]:
        """Speakers by how plainly they are marked."""
        yield from self._of_headline()
        for found in self._marked(Mark.ACCORDING):
            if self._is(found.end - 1, "postposition"):
                yield from self._left(found.start)
            yield from self._right(found.end)
        for found in self._marked(Mark.SAYS, Mark.DENIER):
            comma = found.start > 0 and self._words[found.start - 1].text == ","
            if comma:  # behind a quotation, or behind an apposition
                yield from self._right(found.end)
                yield from self._apposed(found.start - 1)
                yield from self._before_apposition(found.start)
            else:
                yield from self._left(found.start)
                if self._inverts(found.end - 1):
                    yield from self._right(found.end)
        for verb in find_inversions(self._passage, self._near, self._grammar):
            yield from self._right(verb + 1)
        yield from self._in_manner()

    def agents(self, cue: Found[Cue]) -> Iterator[Span]:
        """Who does it, if anybody who can: a person, a party, an office."""
        behind = self._words[cue.end : cue.end + 1]
        by_somebody = any(word.text in self._grammar.words["agent"] for word in behind)
        spans = self._right(cue.end + 1) if by_somebody else self._left(cue.start)
        for span in spans:
            joined = span.start and self._is(span.start - 1, "with")  # `A and B do it`
            if not joined and any(word.capital for word in self._words[span.start : span.end]):
                yield span

    def _in_manner(self) -> Iterator[Span]:
        """Who closes a clause of manner with whatever verb of speech: `, wie der Sender meldete`."""
        manner = self._grammar.words["manner"]
        for index in range(1, len(self._words) - 1):
            if self._words[index].text not in manner or self._words[index - 1].text != ",":
                continue
            behind = range(index + 1, len(self._words))
            end = next((i for i in behind if not self._words[i].text[:1].isalnum()), None)
            kinds = ("official", "host", "press")
            inner = range(index + 1, (end or 0) - 1)
            if any(self._is(i, *kinds) or self._passage.is_named(i) for i in inner):
                yield from self._appellations.within(inner.start, inner.stop)

    def _inverts(self, verb: int) -> bool:
        """Whether a speaker may follow a verb without a comma: `warns him` has an object there."""
        inverting = self._grammar.words["inverting"]
        return not inverting.words or self._words[verb].text in inverting

    def _marked(self, *marks: Mark) -> list[Found[Mark]]:
        """Marks that are no part of a name, the nearest first."""
        found = [
            each
            for each in self._passage.marks
            if each.meaning in marks and not self._passage.is_named(each.start)
        ]
        return sorted(found, key=lambda each: abs(each.start - self._near))

    def _of_headline(self) -> Iterator[Span]:
        """`Kremlin: no talks` and `No talks - Kremlin`."""
        for index, word in enumerate(self._words[: HEADLINE_WORDS + 1]):
            if word.text == ":" and self._is_signature(Span(0, index)):
                yield Span(0, index)
        if self._passage.sentence.kind is not Block.TITLE:
            return
        last = max((i for i, word in enumerate(self._words) if word.text in {":", "-"}), default=-1)
        behind = Span(last + 1, len(self._words))
        if last > 0 and behind.end - behind.start <= HEADLINE_WORDS and self._is_signature(behind):
            yield behind

    def _is_signature(self, span: Span) -> bool:
        """Whether words are a name or an office and nothing else."""
        words = self._words[span.start : span.end]
        if not words or any(not word.text[:1].isalpha() and word.text != "'s" for word in words):
            return False
        if any(span.start <= each.span.start < span.end for each in self._passage.mentions):
            return False
        if any(self._is(index, "oblique", "stop", "aux") for index in range(span.start, span.end)):
            return False
        last = span.end - 1
        return self._passage.is_named(last) or self._is(last, "official", "outsider", "host")

    def _left(self, verb: int) -> Iterator[Span]:
        """The noun phrase that ends right before a speech verb."""
        end = verb
        while end > 0 and self._is(end - 1, "aux"):
            end -= 1
        if any(self._is(index, "passive") for index in range(end, verb)):
            return
        end = self._before_day(end)
        if end > 0 and self._is(end - 1, "first_person"):
            return
        if end > 0 and is_pronoun(self._passage, end - 1, self._grammar):
            yield Span(end - 1, end)
            return
        start = end
        while start > 0 and end - start < NAME_REACH and not self._ends_name(start - 1):
            start -= 1
        if start > 0 and self._words[start].text == "'s":
            start -= 1
        yield from self._appellations.within(start, end)

    def _before_day(self, end: int) -> int:
        """The end of a subject whose verb comes after the day: `the ministry on Tuesday denied`."""
        start = end
        while start > 0 and is_day(self._words[start - 1].text, self._grammar):
            start -= 1
        dated = 0 < start < end and self._is(start - 1, "oblique")
        return start - 1 if dated else start

    def _right(self, verb: int) -> Iterator[Span]:
        """The noun phrase right behind a speech verb."""
        impersonal = self._words[verb - 1].text in IMPERSONAL
        while verb < len(self._words) and self._words[verb].text in IMPERSONAL:
            verb, impersonal = verb + 1, True
        if verb < len(self._words) and is_pronoun(self._passage, verb, self._grammar):
            yield Span(verb, verb + 1)
            return
        if verb < len(self._words) and self._is(verb, "oblique"):
            if not impersonal:
                return
            verb += 1  # `hieß es aus dem Präsidialamt`, `dit-on au ministère`
        end = verb
        places = 0
        while end < len(self._words) and end - verb < NAME_REACH and not self._ends_name(end):
            places += self._is(end, "oblique")
            if places > 1:  # `said an official in Bern on the margins of`
                break
            end += 1
        yield from self._appellations.within(verb, end)

    def _apposed(self, comma: int) -> Iterator[Span]:
        """The name that is itself an apposition: `the envoy, Anne Doe, said`."""
        start = comma
        while start > 0 and self._words[start - 1].capital:
            start -= 1
        named = start < comma and start > 1 and self._words[start - 1].text == ","
        if named and not any(self._is(index, "official") for index in range(start, comma)):
            yield Span(start, comma)

    def _before_apposition(self, verb: int) -> Iterator[Span]:
        """The name before `, a spokesman for the mayor,` and its speech verb."""
        for index in range(verb - 2, max(0, verb - APPOSITION_REACH) - 1, -1):
            if self._words[index].text == "," and not self._ends_day(index):
                yield from self._left(index)
                return

    def _ends_day(self, comma: int) -> bool:
        """Whether a comma closes a date: `The ministry, on Friday, 3 May, said`."""
        return comma > 0 and is_day(self._words[comma - 1].text, self._grammar)

    def _ends_name(self, index: int) -> bool:
        text = self._words[index].text
        if text == "'s":
            return False
        if not text[:1].isalnum():
            return True
        return self._is(index, "stop", "aux") or text in self._grammar.weekdays

    def _is(self, index: int, *kinds: str) -> bool:
        return self._grammar.is_kind(self._words[index].text, *kinds)
