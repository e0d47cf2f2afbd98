"""An article's title → whether the page tells no news: a look-back, an explainer, a list of links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from monitor.config.lexicon import LANGUAGES
from monitor.config.marks import Mark
from monitor.language.annotation import read_passages
from monitor.language.folding import fold
from monitor.language.passages import Source
from monitor.language.watch import CompiledEvent
from monitor.model.articles import Article, Part

KICKER_WORDS = 2
"""Words before what a title calls its page: `A short history of`, `Just ten years ago`; a choice."""


def tells_no_news(article: Article, titled: Sequence[CompiledEvent]) -> bool:
    """Whether a page that makes no claim looks back, explains in general or lists what is sought.

    Source: docs/data-format.md, "topics"; of 660 labelled articles eight that were taken for news
    were such pages, and none that was any.

    Args:
        article: With its title.
        titled: The events that the title names in full.
    """
    return _looks_back(article) or _lists(titled)


def _looks_back(article: Article) -> bool:
    """Whether the title says so: `Ten years on`, `A short history of`, `What is a treaty?`."""
    if article.language not in LANGUAGES:
        return False
    title = Source(Part.TITLE, article.title, fold(article.title), ())
    passages = read_passages([title], article.language, {})
    return any(
        mark.meaning is Mark.RECALL
        or (mark.meaning is Mark.RETROSPECT and mark.start <= KICKER_WORDS)
        for each in passages
        for mark in each.marks
    )


def _lists(titled: Iterable[CompiledEvent]) -> bool:
    """Whether some events have no party in common, so that no news can be of all of them."""
    return any(_names(one).isdisjoint(_names(other)) for one, other in combinations(titled, 2))


def _names(event: CompiledEvent) -> frozenset[str]:
    return frozenset(name for party in event.parties for name in party.names)
