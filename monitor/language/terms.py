"""The words of an event → whether they are its own terms or plain event nouns of the language."""

from __future__ import annotations

from monitor.language.cues import grammar_of
from monitor.language.fields import names_subject
from monitor.language.folding import fold
from monitor.language.gazetteer import noun_finder
from monitor.language.passages import Mention, Passage, Span
from monitor.language.subjects import STEM_LETTERS
from monitor.language.watch import CompiledEvent


class Terms:
    """What events are called in one language."""

    def __init__(self, language: str) -> None:
        self._nouns = noun_finder(language)
        self._grammar = grammar_of(language)

    def calls(self, event: CompiledEvent, mention: Mention, passage: Passage) -> bool:
        """Whether the noun is one of the event's own terms, where these are special."""
        if not event.event.terms:
            return True
        signs = passage.signs_of(event)
        if signs.covers(mention.span) or self._has_subject(mention, passage, event):
            return True
        return not self._are_special(event) or self._is_head(mention, passage, event)

    def stand_in(self, passage: Passage, event: CompiledEvent) -> bool:
        """Whether a sentence calls the event by more than a plain event noun.

        By a term of several words, or by such a noun with the event's subject beside it.
        """
        signs = passage.signs_of(event)
        long = (span for span in signs.terms if span.end - span.start > 1)
        return any(not self.is_plain(passage, span) for span in long) or any(
            self._has_subject(mention, passage, event) for mention in passage.mentions
        )

    def is_plain(self, passage: Passage, span: Span) -> bool:
        """Whether words are an event noun of the language and nothing special."""
        term = " ".join(word.text for word in passage.words[span.start : span.end])
        return any(end - start == len(term) for start, end, _ in self._nouns.find(term, term))

    def _has_subject(self, mention: Mention, passage: Passage, event: CompiledEvent) -> bool:
        return names_subject(passage.words, mention, event, self._grammar)

    def _is_head(self, mention: Mention, passage: Passage, event: CompiledEvent) -> bool:
        """Whether the noun is a word of one of the terms: `moratorium` of `moratorium on strikes`."""
        said = passage.words[mention.span.end - 1].text[:STEM_LETTERS]
        words = (word for term in event.event.terms for word in fold(term).split())
        return any(word.startswith(said) for word in words)

    def _are_special(self, event: CompiledEvent) -> bool:
        """Whether no term of the event is a plain event noun."""
        return not any(
            next(self._nouns.find(term, fold(term)), None)
            for term in event.event.terms
            if " " not in term and "-" not in term
        )
