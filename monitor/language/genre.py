"""An article's beginning → whether it is a report at all, by what it calls itself."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.config.lexicon import Mark
from monitor.language.passages import Passage
from monitor.model.articles import Part

KICKER_WORDS = 2
"""Words or marks before a kicker: `[Satire] …`, `The Opinion: …`."""
KICKER_ENDS = frozenset({":", ".", "-", "!", "]", "|"})


def is_report(passages: Sequence[Passage]) -> bool:
    """Whether an article tells news in its own voice: no opinion, satire, explainer or look-back.

    Its title says so, or its text with a kicker. A question that a title asks is left to the scope
    of what it asks for.
    """
    title = next((each for each in passages if each.sentence.part is Part.TITLE), None)
    text = next((each for each in passages if each.sentence.part is Part.TEXT), None)
    if text is not None and _has_kicker(text):
        return False
    if title is None or not title.words or title.words[-1].text == "?":
        return True
    return not (_has_kicker(title) or _opens_with(title, Mark.EXPLAINER))


def _has_kicker(passage: Passage) -> bool:
    ends = passage.words[: KICKER_WORDS + 2]
    return _opens_with(passage, Mark.GENRE) and any(word.text in KICKER_ENDS for word in ends)


def _opens_with(passage: Passage, mark: Mark) -> bool:
    return any(found.meaning is mark and found.start <= KICKER_WORDS - 1 for found in passage.marks)
