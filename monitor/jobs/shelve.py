"""Shelve: a batch of articles judged against the corpus and against itself, and stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.model.articles import ArticleDraft, ArticleKeys, Candidate, Novelty, Verdict
from monitor.stages.dedupe import judge
from monitor.stages.read import ReadArticle
from monitor.store import corpus
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
    shelf = _Shelf(corpus.candidates(tx, [each.keys for each in batch]))
    verdicts = []
    for number, each in enumerate(batch):
        verdict = judge(each.article, each.keys, shelf.alike(each.keys))
        verdicts.append(verdict)
        if verdict.novelty is not Novelty.KNOWN:
            shelf.add(_candidate(each, _root(verdict, -1 - number)))
    ids: dict[int, int] = {}
    first = [n for n, verdict in enumerate(verdicts) if _stands_alone(verdict)]
    ids |= _store(tx, batch, verdicts, first, now)
    resolved = [_resolve(verdict, ids) for verdict in verdicts]
    then = [n for n, v in enumerate(resolved) if n not in ids and v.novelty is not Novelty.KNOWN]
    ids |= _store(tx, batch, resolved, then, now)
    return [
        Shelved(article_id=_place(number, verdict, ids), read=batch[number], verdict=verdict)
        for number, verdict in enumerate(resolved)
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


def _root(verdict: Verdict, provisional: int) -> int:
    """Whom a later copy is a copy of: a copy stands for its original."""
    return verdict.of if verdict.novelty is Novelty.COPY and verdict.of else provisional


def _candidate(read: ReadArticle, article_id: int) -> Candidate:
    return Candidate(
        article_id=article_id,
        feed_id=read.article.feed_id,
        published=read.article.published,
        keys=read.keys,
    )


def _stands_alone(verdict: Verdict) -> bool:
    """Whether an article can be stored before any other of its batch."""
    return verdict.novelty is not Novelty.KNOWN and (verdict.of is None or verdict.of > 0)


def _resolve(verdict: Verdict, ids: dict[int, int]) -> Verdict:
    if verdict.of is None or verdict.of > 0:
        return verdict
    return replace(verdict, of=ids[-1 - verdict.of])


def _store(
    tx: Transaction,
    batch: Sequence[ReadArticle],
    verdicts: Sequence[Verdict],
    numbers: Sequence[int],
    now: datetime,
) -> dict[int, int]:
    drafts = [
        ArticleDraft(
            article=batch[n].article,
            keys=batch[n].keys,
            verdict=verdicts[n],
            found_at=now,
            no_text=batch[n].missing,
        )
        for n in numbers
    ]
    return dict(zip(numbers, corpus.add_articles(tx, drafts), strict=True)) if drafts else {}


def _place(number: int, verdict: Verdict, ids: dict[int, int]) -> int:
    place = ids.get(number, verdict.of)
    if place is None:
        msg = "a known article names no earlier one"
        raise AssertionError(msg)
    return place
