"""Dedupe: what an article is to the corpus, by the keys that exact duplicates share.

This is the exact layer: guid, canonical URL, text. Near-duplicates are another one (copies), which
is asked about what is new to this one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from monitor.model.articles import (
    Article,
    ArticleKeys,
    Candidate,
    DedupeReason,
    Novelty,
    TextSource,
    Verdict,
)
from monitor.stages.address import canonical_url
from monitor.stages.signature import sign, words

SHORT_WORDS = 40
"""Texts of fewer words prove no copy: a brief may be told again in the same words. Source: measured
on syndicated articles, where word shingles of shorter texts tell no more than the title does."""
HASH_BYTES = 16
"""Length of a text's hash: no accidental collision below 10^15 texts."""
NEW = Verdict(novelty=Novelty.NEW, reason=DedupeReason.NEW)
GAPS = re.compile(r"[\W_]+")
ASCII_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}


def article_keys(article: Article, feed_id: int | None) -> ArticleKeys:
    """The keys of an article.

    Args:
        article: With its text.
        feed_id: The feed that brought it, in which alone its guid means something; None: no feed.
    """
    said = normal_words(f"{article.title}\n{article.text}")
    normal = " ".join(said)
    if not normal.isascii():
        said = words(normal)
    title = words(normal_text(article.title))
    short = len(said) < SHORT_WORDS
    signature = sign(title, () if short else said[len(title) :])
    is_scoped = article.guid is not None and feed_id is not None
    return ArticleKeys(
        guid=f"{feed_id}:{article.guid}" if is_scoped else None,
        canonical_url=canonical_url(article.url) if article.url else None,
        text_hash=blake2b(normal.encode(), digest_size=HASH_BYTES).hexdigest(),
        short=short,
        # The operator's word is nobody's copy, however often it is the same.
        signature=b"" if article.source is TextSource.OPERATOR else signature,
    )


def normal_text(text: str) -> str:
    """Words in lower case with single spaces, from a text: case, marks and layout are no news."""
    return " ".join(normal_words(text))


def normal_words(text: str) -> list[str]:
    """The same words, one by one."""
    if text.isascii():  # the same, in a third of the time
        return text.lower().translate(ASCII_GAPS).split()
    return GAPS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split()


def judge(keys: ArticleKeys, candidates: Sequence[Candidate]) -> Verdict:
    """What an article is to the corpus, by its keys.

    The same item with the same text is known; a text that another article has already is a copy,
    whoever publishes it; the same item with a text of its own is a revision, and news.

    Args:
        keys: Of the article that is judged.
        candidates: The articles of the corpus that share at least one of them.
    """
    if not candidates:  # most articles
        return NEW
    same_item = [each for each in candidates if _is_same_item(keys, each.keys)]
    same_text = [each for each in candidates if each.keys.text_hash == keys.text_hash]
    known = [each for each in same_item if each in same_text]
    if known:
        return _verdict(Novelty.KNOWN, _item_reason(keys, known[-1]), known[-1])
    copied = [each for each in same_text if not keys.short]
    if copied:
        oldest = min(copied, key=_age)
        return Verdict(
            novelty=Novelty.COPY,
            reason=DedupeReason.SAME_TEXT,
            of=oldest.article_id if oldest.copy_of is None else oldest.copy_of,
            score=1.0,
        )
    if same_item:
        latest = max(same_item, key=_age)
        return _verdict(Novelty.REVISION, _item_reason(keys, latest), latest)
    return NEW


def _is_same_item(one: ArticleKeys, other: ArticleKeys) -> bool:
    same_guid = one.guid is not None and one.guid == other.guid
    same_url = one.canonical_url is not None and one.canonical_url == other.canonical_url
    return same_guid or same_url


def _item_reason(keys: ArticleKeys, candidate: Candidate) -> DedupeReason:
    same_guid = keys.guid is not None and keys.guid == candidate.keys.guid
    return DedupeReason.SAME_GUID if same_guid else DedupeReason.SAME_URL


def _age(candidate: Candidate) -> tuple[datetime, bool, int]:
    """Oldest first; of the same second, those that are stored before those of the same batch.

    Articles of the batch count down from -1.
    """
    number = candidate.article_id
    return candidate.published, number < 0, abs(number)


def _verdict(novelty: Novelty, reason: DedupeReason, of: Candidate) -> Verdict:
    is_same_text = novelty is not Novelty.REVISION
    return Verdict(novelty=novelty, reason=reason, of=of.article_id, score=float(is_same_text))
