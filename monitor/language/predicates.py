"""A cue as a predicate → its voice, what it governs at all, and where its subject ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.config.lexicon import Cue
from monitor.language.clauses import PARENTHESIS_REACH
from monitor.language.cues import Found
from monitor.language.lines import Word
from monitor.language.passages import Mention, is_calendar
from monitor.language.phrases import SLAVIC, Phrases

BRACKETS = frozenset({",", "-", "(", ")"})
AGREEING = frozenset({"fr"})
"""Languages whose participles agree with the subject of a passive, and not with that of an active."""
AGREEMENT = ("ée", "ées", "és", "ue", "ues", "us", "ise", "ises")
"""How French participles agree with a feminine or plural noun. Source: Grevisse, Le bon usage."""
ACCUSATIVE = ("у", "ю")
"""Endings of feminine objects: `встречу`. Source: Русская грамматика 1980, paragraph 1182; Український
правопис 2019, paragraph 83."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A cue and the words around it."""

    phrases: Phrases
    cue: Found[Cue]

    @property
    def words(self) -> Sequence[Word]:
        """The words of the sentence."""
        return self.phrases.passage.words

    @property
    def subject_end(self) -> int:
        """The word before the cue and its auxiliaries; -1 for none."""
        index = self.cue.start - 1
        while index >= 0 and (
            self.phrases.is_kind(index, "aux") or self.words[index].text in BRACKETS
        ):
            index -= 1
        return index

    @property
    def object_start(self) -> int:
        """The word behind the cue, a parenthesis and a day aside: `cancelled, he said, the talks`."""
        words, index = self.words, self.cue.end
        if index < len(words) and words[index].text == ",":
            inner = range(index + 1, min(len(words) - 1, index + 1 + PARENTHESIS_REACH))
            behind = next((i + 1 for i in inner if words[i].text == ","), index)
            return index if self.phrases.is_kind(behind, "stop") else behind
        while self._is_day(index):
            index += 1 + self.phrases.is_kind(index, "oblique")
        return index

    def _is_day(self, index: int) -> bool:
        """Whether a day stands at an index, with its preposition or without."""
        words, grammar = self.words, self.phrases.grammar
        if index + 1 >= len(words):
            return False
        day = index + self.phrases.is_kind(index, "oblique")
        return is_calendar(words[day].text, grammar)

    def is_attribute(self) -> bool:
        """Whether an article makes the cue a noun or an attribute: `the postponed summit`."""
        return self.cue.start > 0 and self.phrases.is_kind(self.cue.start - 1, "article")

    def stands_alone(self) -> bool:
        """Whether nothing follows that a noun could describe: `there will be no delay`."""
        return self.cue.end >= len(self.words) or not self.words[self.cue.end].text[:1].isalnum()

    def is_passive(self) -> bool:
        """Whether an auxiliary of the passive stands before the cue, adverbs between them aside."""
        if self.phrases.is_kind(self.cue.start, "active"):
            return False
        index = self.cue.start - 1
        while index >= 0 and self.phrases.is_kind(index, "aux"):
            if self.phrases.is_kind(index, "passive"):
                return True
            index -= 1
        return False

    def agrees(self) -> bool:
        """Whether the cue is a participle that agrees with its subject: `la visite reportée`."""
        if self.phrases.grammar.language not in AGREEING or self.cue.start < 1:
            return False
        ending = self.words[self.cue.end - 1].text.endswith(AGREEMENT)
        return ending and not self.phrases.is_kind(self.cue.start - 1, "aux")

    def has_complement(self) -> bool:
        """Whether a preposition or an article right behind the cue leads to its complement."""
        kinds = ("article", "govern", "oblique")
        return self.cue.end < len(self.words) and self.phrases.is_kind(self.cue.end, *kinds)

    def governs_another(self, before: Mention) -> bool:
        """Whether a word right behind the cue may begin its object, with a mention before it."""
        words = self.words
        if self.cue.end >= len(words) or self.phrases.is_kind(
            self.cue.end - 1, "oblique", "govern"
        ):
            return False
        starts = words[self.cue.end].text[:1].isalnum()
        if not starts or self.phrases.is_kind(self.cue.end, "oblique", "stop", "aux"):
            return False
        return not self._is_object(before)

    def _is_object(self, mention: Mention) -> bool:
        """Whether what stands before the verb is its object: `Саммит отменил Дорн`."""
        if self.phrases.grammar.language not in SLAVIC:
            return False
        between = self.words[mention.span.end : self.cue.start]
        if any(word.text in BRACKETS for word in between):
            return False
        ends_so = self.words[mention.span.end - 1].text.endswith(ACCUSATIVE)
        return ends_so or self.phrases.passage.is_named(self.cue.end)
