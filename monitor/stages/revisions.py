"""Revisions: what an edit changes in an article, and what the article says after all its edits.

The versions of an article are one voice. The newest counts: what it says no more is taken back, and
what it still says is as old as the version that said it first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from monitor.language.sentences import split_sentences
from monitor.model.articles import Article, Part, StoredArticle, TextSource
from monitor.model.events import Claim, IgnoredReason, Position, Standing
from monitor.model.versions import Edit, EditKind, Version, VersionClaim
from monitor.stages.dedupe import normal_text

TURNS_A_DAY = 3
"""How often an article may change what it says within a day: what comes after waits for the next.
Source: hash changes of one entry are limited likewise by long-lived feed readers; a choice."""
TYPO_WORDS = 3
"""So few words come or go where somebody mends a slip. A choice."""
CUT_RATIO = 0.7
"""A text with a smaller share of its words, and no new sentence, was cut and not edited: who takes a
report back leaves out a sentence or two. A choice."""
FOREIGN_RATIO = 0.2
"""Titles that share less than this of their words are of two articles. A choice."""
PAYWALL = re.compile(
    r"subscri|sign (in|up)|log ?in|register|continue reading|read (more|the full)|cookies|javascript"
    r"|s'abonner|abonné|abonnieren|anmelden|weiterlesen|подпи|читать (далее|полностью)",
    re.IGNORECASE,
)
"""What stands in the place of a text that is not shown. Source: judgement."""

Mark = IgnoredReason | None
"""How a claim stands beside the other versions': None, SAID_BEFORE or REVISED."""


def diff(old_title: str, old_text: str, new_title: str, new_text: str) -> Edit:
    """What an edit changed, from two versions of an article."""
    old, new = _sentences(old_title, old_text), _sentences(new_title, new_text)
    added, removed = _changed(old, new)
    kind = EditKind.TEXT
    if normal_text(f"{old_title} {old_text}") == normal_text(f"{new_title} {new_text}"):
        kind = EditKind.NOTHING
    elif _is_typo(added, removed):
        kind = EditKind.TYPO
    elif is_cut(new_text, old_text):
        kind = EditKind.CUT
    elif normal_text(old_text) == normal_text(new_text):
        kind = EditKind.TITLE
    return Edit(kind=kind, added=tuple(added), removed=tuple(removed))


def is_cut(new: str, old: str) -> bool:
    """Whether a text is what was left of an older one, a note on subscribing aside."""
    whole = normal_text(old)
    if len(normal_text(new).split()) >= CUT_RATIO * len(whole.split()):
        return False
    return all(normal_text(each) in whole or PAYWALL.search(each) for each in _sentences("", new))


def is_another_article(before: StoredArticle, article: Article) -> bool:
    """Whether a feed has given the guid of one article to another: nothing of it is the same."""
    old = before.article
    if old.url == article.url or _shared(old.title, article.title) >= FOREIGN_RATIO:
        return False
    return not {*_sentences("", old.text)} & {*_sentences("", article.text)}


def is_partial(before: StoredArticle, article: Article) -> bool:
    """Whether a version may know less of the article than the one before.

    Another feed's rendering of the same page, or a summary in the place of a page that could not
    be read.
    """
    old = before.article
    is_summary = article.source is TextSource.SUMMARY and old.source is not TextSource.SUMMARY
    return is_summary or old.feed_id != article.feed_id


def version_time(article: Article, newest: Version, noticed_at: datetime) -> datetime:
    """When a version was written (UTC), as far as can be known.

    Args:
        article: With the date that its feed gives it.
        newest: Of the versions that are known.
        noticed_at: When a poll brought it: the feeds of most publishers keep the date of an edited
            article.
    """
    if article.published < newest.published or article.published > newest.at:
        return article.published
    return max(noticed_at, newest.at)


def settle(versions: Sequence[Version]) -> list[tuple[Mark, ...]]:
    """How the claims of each version stand, in their order.

    Args:
        versions: Of one article, in the order of their places.
    """
    standing: list[VersionClaim] = []
    marks: dict[int, Mark] = {}
    whole: str | None = None
    for number, version in enumerate(versions):
        said = [each.claim for each in version.claims]
        is_less = number > 0 and _is_less(version, whole)
        if not version.partial:
            standing = [each for each in standing if _stays(each.claim, said, cut=is_less)]
        for each in version.claims:
            known = any(_covers(other.claim, each.claim) for other in standing)
            marks[each.id] = IgnoredReason.SAID_BEFORE if known else None
            standing += [] if known else [each]
        if not version.partial and (whole is None or not is_less):
            whole = version.text
    last = [each.claim for each in standing]
    own = {each.id for each in standing}
    return [tuple(_mark(each, marks, own, last) for each in one.claims) for one in versions]


def _mark(
    said: VersionClaim, marks: dict[int, Mark], own: Collection[int], last: Sequence[Claim]
) -> Mark:
    if said.id in own:
        return None
    is_kept = marks[said.id] is not None and any(_covers(each, said.claim) for each in last)
    return IgnoredReason.SAID_BEFORE if is_kept else IgnoredReason.REVISED


def _is_less(version: Version, whole: str | None) -> bool:
    """Whether a version's text takes nothing back; so does one that nothing can be compared with."""
    return version.text is None or whole is None or is_cut(version.text, whole)


def _stays(claim: Claim, said: Sequence[Claim], *, cut: bool) -> bool:
    """Whether a claim outlives a newer version that says so much."""
    is_left_out = cut and claim.part is Part.TEXT
    return is_left_out or any(_key(each) == _key(claim) for each in said)


def _covers(older: Claim, newer: Claim) -> bool:
    """Whether a claim says nothing that an older one has not said as clearly."""
    return _key(older) == _key(newer) and _weight(older) >= _weight(newer)


def _key(claim: Claim) -> tuple[object, ...]:
    """What a claim says, whatever the words."""
    return (
        claim.event,
        claim.status,
        claim.stance,
        claim.standing,
        claim.side,
        claim.day,
        claim.weak,
    )


def _weight(claim: Claim) -> int:
    """How much its place gives a claim: background, then a headline, then the text below it."""
    if claim.standing is Standing.OUTLET and claim.position is Position.BODY:
        return 0
    return 1 if claim.part is Part.TITLE else 2


def _sentences(title: str, text: str) -> list[str]:
    found = [text[each.start : each.end] for each in split_sentences(text, Part.TEXT)]
    return [title, *found] if title else found


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """The sentences that came, and those that went."""
    matcher = SequenceMatcher(
        None, [*map(normal_text, old)], [*map(normal_text, new)], autojunk=False
    )
    added: list[str] = []
    removed: list[str] = []
    for change, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if change != "equal":
            removed += old[old_start:old_end]
            added += new[new_start:new_end]
    return added, removed


def _is_typo(added: Sequence[str], removed: Sequence[str]) -> bool:
    came = Counter(normal_text(" ".join(added)).split())
    went = Counter(normal_text(" ".join(removed)).split())
    return max((came - went).total(), (went - came).total()) <= TYPO_WORDS


def _shared(one: str, other: str) -> float:
    """The share of the words of two lines that both have."""
    words, others = {*normal_text(one).split()}, {*normal_text(other).split()}
    return len(words & others) / max(1, len(words | others))
