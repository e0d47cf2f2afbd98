"""An article's beginning → whether it is a report at all, by what it calls itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.config.lexicon import Grammar
from monitor.config.marks import Mark
from monitor.language.cues import Found
from monitor.language.folding import fold
from monitor.language.passages import Passage, Span
from monitor.model.articles import Part

KICKER_WORDS = 2
"""Words or marks before a kicker: `[Satire] …`, `The Opinion: …`."""
KICKER_ENDS = frozenset({":", ".", "-", "!", "]", "|"})
PHRASE_ENDS = ("oblique", "govern", "temporal", "stop", "break", "particle")
"""Kinds of words that begin another phrase."""
REASONS = ("temporal", "break", "backing")
"""Kinds of words behind which stands what something came after, or came of."""


def is_report(passages: Sequence[Passage]) -> bool:
    """Whether an article tells news in its own voice: no opinion, satire, explainer or look-back.

    Its title says so, or its text with a kicker; a text that has no title begins as one. A question
    that a title asks without a kicker is left to the scope of what it asks for.
    """
    title, text = _first(passages, Part.TITLE), _first(passages, Part.TEXT)
    if text is not None and _has_kicker(text, Mark.GENRE, Mark.SATIRE):
        return False
    heading = title or text
    if heading is None or not heading.words:
        return True
    if _has_kicker(heading, Mark.GENRE, Mark.SATIRE):
        return False
    return heading.words[-1].text == "?" or not _opens_with(heading, Mark.EXPLAINER)


def is_invented(passages: Sequence[Passage]) -> bool:
    """Whether an article calls itself satire, so that even what it quotes was never said."""
    openings = (_first(passages, part) for part in Part)
    return any(_has_kicker(each, Mark.SATIRE) for each in openings if each is not None)


def is_made_up(passages: Sequence[Passage], grammar: Grammar) -> bool:
    """Whether a headline is satire by its form: the meeting is at home in a household, or gets lost.

    Not where the circumstance is what something else came after, or stands before a noun: `after an
    attack in a supermarket`, `talks in supermarket row`.
    """
    heading = _first(passages, Part.TITLE) or _first(passages, Part.TEXT)
    if heading is None:
        return False
    return any(
        mark.meaning is Mark.ABSURD and _is_circumstance(heading, mark, grammar)
        for mark in heading.marks
    )


def looks_back(passages: Sequence[Passage]) -> bool:
    """Whether a page only shows again what was, so that even what it quotes was said long ago."""
    openings = (_first(passages, part) for part in Part)
    return any(
        mark.meaning is Mark.RECALL for each in openings if each is not None for mark in each.marks
    )


def names_field(passage: Passage, span: Span, states: Iterable[str]) -> bool:
    """Whether a state before a colon tells where, and says nothing: `Sudan: la trêve tient`.

    Args:
        passage: The sentence.
        span: Its words that seem to name who speaks.
        states: What a state is called, in any language.
    """
    behind = passage.words[span.end : span.end + 1]
    opens = span.start == 0 and [word.text for word in behind] == [":"]
    written = " ".join(word.text for word in passage.words[: span.end])
    return opens and written in {fold(name) for name in states}


def _first(passages: Sequence[Passage], part: Part) -> Passage | None:
    return next((each for each in passages if each.sentence.part is part), None)


def _is_circumstance(heading: Passage, mark: Found[Mark], grammar: Grammar) -> bool:
    """Whether a mark's words close a phrase that belongs to the first thing a headline tells."""
    texts = [word.text for word in heading.words]
    behind = texts[mark.end] if mark.end < len(texts) else "."
    closes = not behind[0].isalnum() or grammar.is_kind(behind, *PHRASE_ENDS)
    return closes and not any(grammar.is_kind(each, *REASONS) for each in texts[: mark.start])


def _has_kicker(passage: Passage, *marks: Mark) -> bool:
    ends = any(word.text in KICKER_ENDS for word in passage.words[: KICKER_WORDS + 2])
    return ends and any(_opens_with(passage, mark) for mark in marks)


def _opens_with(passage: Passage, mark: Mark) -> bool:
    return any(found.meaning is mark and found.start <= KICKER_WORDS - 1 for found in passage.marks)
