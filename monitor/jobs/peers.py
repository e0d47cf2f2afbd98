"""Peers: for each article of a batch, those of the corpus and of the batch that it may copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import chain

from monitor.model.articles import Candidate, DedupeReason, Novelty, Verdict
from monitor.model.copies import Comparison, Printed, Told
from monitor.model.signatures import band_keys
from monitor.stages.copies import (
    Peer,
    compare,
    near_verdict,
    nearest,
    peer,
    recent,
    same_text_verdict,
    told,
)
from monitor.stages.dedupe import judge
from monitor.stages.read import ReadArticle
from monitor.store import bands, printed
from monitor.store.engine import Transaction

NEWEST = 60
"""Articles on a topic that a new one may tell in other words. Source: labelled timelines have up to
eight a day on one topic; they are looked for within three days."""
CROWD = 64
"""Articles under one key from which on further ones are found by their other keys alone. What so many
share is a notice of the outlet, or one report whose copies are found without: each would slow all."""


class Peers:
    """Everything that the articles of a batch are compared with, read from the store at once.

    Articles of the batch are added under the numbers that they have until they are stored.
    """

    def __init__(
        self, tx: Transaction, batch: Sequence[ReadArticle], *, before: int | None = None
    ) -> None:
        """Read what the articles of a batch may resemble.

        Args:
            tx: A transaction; nothing is written.
            batch: The articles.
            before: The id of a stored article that is compared with those of before; None: none is.
        """
        self._tx = tx
        keys = Counter(chain.from_iterable(band_keys(each.keys.signature) for each in batch))
        self._holders = bands.holders(tx, keys)
        met = {article_id for ids in self._holders.values() for article_id in ids}
        self._signed = printed.signatures(
            tx, {each for each in met if before is None or each < before}
        )
        # A key that only one of the batch has leads to nobody: nearly all are of that kind.
        for key, number in keys.items():
            if number > 1:
                self._holders.setdefault(key, [])
        topics = {match.topic for each in batch for match in each.matches}
        self._newest: dict[str, dict[int, datetime]] = {
            topic: printed.newest(tx, topic, NEWEST, before=before) for topic in topics
        }
        wanted = {number for each in batch for number in self._resembling(each)}
        self._printed = printed.printed(tx, wanted)
        self._peers: dict[int, Peer] = {}

    def judge(self, read: ReadArticle, alike: Sequence[Candidate]) -> Verdict:
        """What an article is, from those of the corpus and of the batch that share a key with it."""
        verdict = judge(read.keys, alike)
        if verdict.novelty is Novelty.NEW:
            return near_verdict(self.compare(read))
        said = told(read.reading)
        if verdict.reason is not DedupeReason.SAME_TEXT or not said:
            return verdict
        same = {c.article_id for c in alike if c.keys.text_hash == read.keys.text_hash}
        self._printed |= printed.printed(self._tx, same - self._printed.keys())
        known = (self._printed[number].told for number in same & self._printed.keys())
        return same_text_verdict(verdict, said, frozenset[Told]().union(*known))

    def compare(self, read: ReadArticle) -> list[Comparison]:
        """An article beside each of those that it may be a copy of."""
        found = [number for number in self._resembling(read) if number in self._printed]
        if not found:
            return []
        article = peer(as_printed(read, 0))
        return [compare(article, self._peer(number)) for number in found]

    def at(self, number: int) -> Printed:
        """One of those that were compared, from its number."""
        return self._printed[number]

    def add(self, read: ReadArticle, number: int, original: int) -> tuple[int, ...]:
        """Let the articles that follow find one of the batch; under which keys, none: under no one."""
        self._printed[number] = as_printed(read, number, original)
        if number == original:
            for match in read.matches:
                self._newest[match.topic][number] = read.article.published
        found, keys = self._holders, band_keys(read.keys.signature)
        kept = tuple(key for key in keys if key not in found or len(found[key]) < CROWD)
        if kept:
            self._signed[number] = (read.keys.signature, read.article.published)
        for key in kept:
            if key in found:
                found[key].append(number)
        return kept

    def _resembling(self, read: ReadArticle) -> list[int]:
        signature, published = read.keys.signature, read.article.published
        holders = filter(None, map(self._holders.get, band_keys(signature)))
        met = set(chain.from_iterable(holders))
        signed = {number: self._signed[number] for number in met if number in self._signed}
        # Most articles are on no topic: they are copies of nothing that anybody is told of.
        newest = [] if read.keys.short else [self._newest[each.topic] for each in read.matches]
        told_again = [number for each in newest for number in recent(published, each)]
        return list(dict.fromkeys([*nearest(signature, published, signed), *told_again]))

    def _peer(self, number: int) -> Peer:
        if number not in self._peers:
            self._peers[number] = peer(self._printed[number])
        return self._peers[number]


def as_printed(read: ReadArticle, number: int, original: int | None = None) -> Printed:
    """An article that was just read, as it is compared; `original` is None where it is no copy."""
    article = read.article
    return Printed(
        article_id=number,
        original_id=number if original is None else original,
        title=article.title,
        text=article.text,
        language=article.language,
        outlet=article.outlet,
        published=article.published,
        short=read.keys.short,
        told=frozenset() if read.flooded else told(read.reading),
    )
