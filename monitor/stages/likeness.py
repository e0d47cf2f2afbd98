"""Likeness: how much of one text is taken from another, in the same words or in others.

Sentence by sentence: who rewrites a report keeps its names, figures and most of its verbs, and
keeps them together; who writes another report of the same thing spreads them differently. Words
are compared by their beginnings, which is what inflected languages leave alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from monitor.stages.dedupe import normal_text
from monitor.stages.signature import SPACELESS, words

STEM_LETTERS = 5
"""How much of a word counts. Source: of 3 to 6, the one that told rewritten reports from other
reports of the same event by the widest gap, on labelled timelines in five languages."""
WORD_LETTERS = 4
"""Shorter words are mostly grammar, in any language. Source: as above."""
SENTENCE_STEMS = 3
"""Fewer make no sentence: datelines, names of agencies, navigation. Source: as above."""
LEAD_STEMS = 6
"""Fewer make no lead: "By the news desk", "Table of contents". Source: as above."""
LEAD_SENTENCES = 2
LEAD_SHARED = 3
"""Words that a first sentence shares with the titles or how the other begins; a slogan does not."""
TAKEN = 0.5
"""Share of a sentence's words from which it is taken. Source: the definition of a copy, one half."""

FIGURES = 4
"""Fewer numbers tell no text from another: a date and a sum are in every report."""

PROFILES = 256
"""Profiles that are kept: the newest articles of a few topics are compared with each batch again."""

FIGURE = re.compile(r"\d+")
SENTENCE_END = re.compile(r"\n+|(?<=[.!?…])[\"'”’»)]*(?:\s+|(?=[^\W\d_a-zа-я]))|[。！？]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a text is compared by: the stems of its title, of each sentence, of all, its figures."""

    title: frozenset[str]
    sentences: tuple[frozenset[str], ...]
    stems: frozenset[str]
    figures: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How a later text relates to an earlier one; all numbers are shares, 0–1.

    `share`: of the later text, what is taken from the earlier; `lead`: of its first sentence;
    `figures`: of its numbers, those that stand in the earlier text too, 1 if it has hardly any.
    """

    share: float
    lead: float
    figures: float


NOTHING_ALIKE = Likeness(share=0.0, lead=0.0, figures=0.0)


@lru_cache(maxsize=PROFILES)
def profile(title: str, text: str) -> Profile:
    """What a text is compared by, from its title and itself."""
    sentences = tuple(s for s in map(_stems, SENTENCE_END.split(text)) if len(s) >= SENTENCE_STEMS)
    heading = _stems(title)
    stems = heading.union(*sentences)
    figures = frozenset(found[0] for stem in stems if (found := FIGURE.match(stem)))
    return Profile(title=heading, sentences=sentences, stems=stems, figures=figures)


def likeness(later: Profile, earlier: Profile) -> Likeness:
    """How a text relates to an earlier one, from the profiles of both."""
    total = sum(map(len, later.sentences))
    if not total or len(later.stems & earlier.stems) < TAKEN * TAKEN * len(later.stems):
        return NOTHING_ALIKE  # a quarter of the words: half of the text, half of its words
    sources = _sources(earlier)
    taken = [(len(s), _taken(s, sources)) for s in later.sentences]
    return Likeness(
        share=sum(size for size, share in taken if share >= TAKEN) / total,
        lead=_lead(later, earlier, [share for _size, share in taken]),
        figures=_figures(later.figures, earlier.figures),
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        word if word[0].isdigit() else word[:STEM_LETTERS]
        for word in words(normal_text(text))
        if len(word) >= WORD_LETTERS or word[0].isdigit() or SPACELESS.match(word)
    )


def _sources(earlier: Profile) -> list[frozenset[str]]:
    """What a sentence can be taken from: rewriting joins two sentences, or splits one."""
    sentences = [earlier.title, *earlier.sentences]
    return [one | other for one, other in pairwise(sentences)] or sentences


def _taken(sentence: frozenset[str], sources: Iterable[frozenset[str]]) -> float:
    return max(map(len, map(sentence.intersection, sources))) / len(sentence)


def _lead(later: Profile, earlier: Profile, taken: list[float]) -> float:
    """How far the first sentence is taken that is about what the article is about."""
    subject = later.title.union(earlier.title, *earlier.sentences[:LEAD_SENTENCES])
    for sentence, share in zip(later.sentences, taken, strict=True):
        if len(sentence) >= LEAD_STEMS and len(sentence & subject) >= LEAD_SHARED:
            return share
    return 1.0


def _figures(later: frozenset[str], earlier: frozenset[str]) -> float:
    return len(later & earlier) / len(later) if len(later) >= FIGURES else 1.0
