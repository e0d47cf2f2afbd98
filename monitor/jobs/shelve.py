"""Shelve: a batch of articles judged against the corpus and against itself, and stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.jobs.peers import Peers
from monitor.model.articles import (
    ArticleDraft,
    ArticleKeys,
    Candidate,
    DedupeReason,
    Novelty,
    Verdict,
)
from monitor.stages.read import ReadArticle
from monitor.store import bands, corpus
from monitor.store.engine import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """An article with its verdict; `article_id` is the earlier one's where it was known already."""

    article_id: int
    read: ReadArticle
    verdict: Verdict


def shelve(tx: Transaction, batch: Sequence[ReadArticle], now: datetime) -> list[Shelved]:
    """A batch, oldest first: what each article is to the corpus, and its place in it.

    Articles that the corpus knows are not stored again. Within the batch, an article stands under
    a negative number until it is stored; what refers to it is stored after it.
    """
    shelf, peers = _Shelf(corpus.candidates(tx, [each.keys for each in batch])), Peers(tx, batch)
    verdicts: list[Verdict] = []
    signed: dict[int, tuple[int, ...]] = {}
    for number, each in enumerate(batch):
        verdict = peers.judge(each, shelf.alike(each.keys))
        verdicts.append(verdict)
        if verdict.novelty is Novelty.KNOWN:
            continue
        place = -1 - number
        original = _original(verdict, place)
        shelf.add(_candidate(each, place, None if original == place else original))
        # A copy word for word is found wherever its original is.
        if verdict.reason is not DedupeReason.SAME_TEXT:
            keys = peers.add(each, place, original)
            signed |= {number: keys} if keys else {}
    ids = _store(tx, batch, verdicts, signed, now)
    bands.add(tx, [(ids[number], keys) for number, keys in signed.items()])
    return [
        _shelved(each, _resolve(verdict, ids), ids.get(number))
        for number, (each, verdict) in enumerate(zip(batch, verdicts, strict=True))
    ]


class _Shelf:
    """Candidates by each of their keys."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._by_key: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        for key in _keys(candidate.keys):
            self._by_key[key].append(candidate)

    def alike(self, keys: ArticleKeys) -> list[Candidate]:
        found = (each for key in _keys(keys) for each in self._by_key.get(key, ()))
        return list({each.article_id: each for each in found}.values())


def _keys(keys: ArticleKeys) -> list[str]:
    tagged = (("guid", keys.guid), ("url", keys.canonical_url), ("text", keys.text_hash))
    return [f"{kind} {value}" for kind, value in tagged if value]


def _original(verdict: Verdict, place: int) -> int:
    """Whom a later copy is a copy of: a copy stands for its original."""
    is_copy = verdict.novelty is Novelty.COPY and verdict.of is not None
    return verdict.of if is_copy and verdict.of is not None else place


def _candidate(read: ReadArticle, place: int, copy_of: int | None) -> Candidate:
    return Candidate(
        article_id=place,
        feed_id=read.article.feed_id,
        published=read.article.published,
        keys=read.keys,
        copy_of=copy_of,
    )


def _store(
    tx: Transaction,
    batch: Sequence[ReadArticle],
    verdicts: Sequence[Verdict],
    signed: Container[int],
    now: datetime,
) -> dict[int, int]:
    """The ids of the articles that are new, by their number in the batch.

    Who refers to another of the batch is stored after it.
    """
    ids: dict[int, int] = {}
    waiting = [n for n, verdict in enumerate(verdicts) if verdict.novelty is not Novelty.KNOWN]
    while waiting:
        ready = [n for n in waiting if _is_settled(verdicts[n], ids)]
        drafts = [_draft(batch[n], _resolve(verdicts[n], ids), n in signed, now) for n in ready]
        ids |= dict(zip(ready, corpus.add_articles(tx, drafts), strict=True))
        waiting = [n for n in waiting if n not in ids]
    return ids


def _is_settled(verdict: Verdict, ids: Container[int]) -> bool:
    return verdict.of is None or verdict.of > 0 or -1 - verdict.of in ids


def _resolve(verdict: Verdict, ids: Mapping[int, int]) -> Verdict:
    if verdict.of is None or verdict.of > 0:
        return verdict
    return replace(verdict, of=ids[-1 - verdict.of])


def _draft(read: ReadArticle, verdict: Verdict, signed: bool, now: datetime) -> ArticleDraft:  # noqa: FBT001
    return ArticleDraft(
        article=read.article,
        keys=read.keys if signed else replace(read.keys, signature=b""),
        verdict=verdict,
        found_at=now,
        no_text=read.missing,
        credit=read.credit,
    )


def _shelved(read: ReadArticle, verdict: Verdict, article_id: int | None) -> Shelved:
    place = verdict.of if article_id is None else article_id
    if place is None:
        msg = "a known article names no earlier one"
        raise AssertionError(msg)
    return Shelved(article_id=place, read=read, verdict=verdict)
