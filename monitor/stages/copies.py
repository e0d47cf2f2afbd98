"""Copies: whether an article re-publishes another one, in its words or in others.

Two things are asked. Is half of the later text taken from the earlier one? And is there news in
what arrives: a first sentence of its own, or a claim that the other does not make? The update of an
agency's report keeps most of its words, and is no copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.model.articles import DedupeReason, Novelty, Verdict
from monitor.model.claims import Reading, Stance, Status
from monitor.model.copies import Comparison, Finding, Printed, Told
from monitor.model.signatures import estimate
from monitor.stages.dedupe import NEW, normal_text
from monitor.stages.likeness import NOTHING_ALIKE, Likeness, Profile, likeness, profile
from monitor.stages.signature import TITLE_WORDS, words

WINDOW = timedelta(days=14)
"""How far apart copies are published at most: later, the same words tell another thing."""
REWRITE_WINDOW = timedelta(days=3)
"""The same for copies in other words. Source: of labelled copies the latest came after 17 hours."""
SHORT_WINDOW = timedelta(hours=12)
"""The same for short texts: a day later "talks postponed" may be another postponement. Source:
chosen; of 23 labelled copies, all of them longer, 22 came within 12 hours."""
MIN_ESTIMATE = 0.15
"""Similarity of shingles below which no texts are compared: a text that is cut to a fifth has 0.2,
unrelated ones have 0.00 to 0.05. Source: tools/bench_copies.py."""
NEAREST = 3
"""How many of the most similar are compared word by word: one copy of a report is as good as
another."""
COPIED = 0.45
"""Share of the later text that makes it a copy: one half, less what no comparison of words sees in
a rewritten text. Source: labelled timelines; of 23 copies the lowest had .44, .51 and .68, of 642
other pairs the highest .39, .35 and .33."""
NEW_LEAD = 0.5
"""Share of the first sentence below which it is the article's own: one half, as for any sentence.
Source: labelled timelines; copies had .56 and more."""
DATED = frozenset({Status.CONFIRMED, Status.RESCHEDULED, Status.EXTENDED})
"""Statuses of which another day is news. Source: docs/data-format.md, when an alert is due."""
SAME_FIGURES = 0.4
"""Share of the numbers below which they are others: results, prices, the weather. Source: of the
labelled copies with so many that they count, the lowest had .5."""

OUTCOMES = (
    (Finding.COPY, Novelty.COPY, DedupeReason.NEAR_TEXT),
    (Finding.RETOLD, Novelty.COPY, DedupeReason.RETOLD),
    (Finding.NEW_CLAIM, Novelty.NEW, DedupeReason.UPDATE),
    (Finding.NEW_LEAD, Novelty.NEW, DedupeReason.UPDATE),
)
"""What each finding makes of an article; of several comparisons the first in this order decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """An article that is compared with others, and what it is compared by."""

    printed: Printed
    profile: Profile
    title: str


def peer(printed: Printed) -> Peer:
    """An article made ready to be compared."""
    return Peer(
        printed=printed,
        profile=profile(printed.title, printed.text),
        title=normal_text(printed.title),
    )


def told(reading: Reading) -> frozenset[Told]:
    """What may be news in an article, from everything that was read in it."""
    return frozenset(
        Told(event=claim.event, status=claim.status, stance=claim.stance, day=claim.day)
        for claim in reading.claims
        if claim.standing.counts and not claim.weak and claim.stance is not Stance.HYPOTHETICAL
    )


def nearest(
    signature: bytes, published: datetime, signed: Mapping[int, tuple[bytes, datetime]]
) -> list[int]:
    """Which articles are worth comparing word by word, the most similar first.

    Args:
        signature: Of the article that is judged.
        published: When it was.
        signed: Signature and time of publication of those that share a key with it, by id.
    """
    alike = [
        (estimate(signature, other), number)
        for number, (other, at) in signed.items()
        if abs(at - published) <= WINDOW
    ]
    alike = [pair for pair in alike if pair[0] >= MIN_ESTIMATE]
    return [number for _share, number in sorted(alike, reverse=True)[:NEAREST]]


def recent(published: datetime, others: Mapping[int, datetime]) -> list[int]:
    """Which articles may be told again in other words, from when each was published, by id."""
    return [number for number, at in others.items() if abs(at - published) <= REWRITE_WINDOW]


def compare(article: Peer, earlier: Peer) -> Comparison:
    """What arrives beside what is there, though that may have been published later."""
    there = earlier.printed
    found = resemblance(article, earlier)
    return Comparison(
        article_id=there.article_id,
        original_id=there.original_id,
        finding=_finding(article, earlier, found),
        share=found.share,
        lead=found.lead,
    )


def resemblance(one: Peer, other: Peer) -> Likeness:
    """How the later of two articles relates to the earlier one, whichever is named first."""
    earlier, later = sorted((one, other), key=_age)
    if one.printed.language != other.printed.language:
        return NOTHING_ALIKE
    if not (one.printed.short or other.printed.short):
        return likeness(later.profile, earlier.profile)
    apart = later.printed.published - earlier.printed.published
    # An outlet that says the same twice in so few words says that it is so again.
    same_outlet = one.printed.outlet == other.printed.outlet
    if not _same_title(one, other) or same_outlet or apart > SHORT_WINDOW:
        return NOTHING_ALIKE
    if not later.profile.sentences or not earlier.profile.sentences:
        return Likeness(share=1.0, lead=1.0, figures=1.0)
    return likeness(later.profile, earlier.profile)


def near_verdict(comparisons: Sequence[Comparison]) -> Verdict:
    """What an article is to the corpus, from its comparisons with those that resemble it.

    A copy of any of them is a copy; what is like one but has news of its own carries it on.
    """
    for finding, novelty, reason in OUTCOMES if comparisons else ():
        found = [each for each in comparisons if each.finding is finding]
        if found:
            best = max(found, key=lambda each: each.share)
            return Verdict(novelty=novelty, reason=reason, of=best.original_id, score=best.share)
    return NEW


def same_text_verdict(verdict: Verdict, said: Iterable[Told], known: Iterable[Told]) -> Verdict:
    """What a copy word for word is, beside what was read in those that have its text.

    Whose word counts depends on who publishes it, and what is read on what is watched by then.
    """
    is_heard = {claim.act for claim in said} - {claim.act for claim in known}
    return replace(verdict, reason=DedupeReason.RETOLD) if is_heard else verdict


def _finding(article: Peer, earlier: Peer, found: Likeness) -> Finding:
    if found.share < COPIED:
        return Finding.OTHER_TEXT
    if found.figures < SAME_FIGURES:
        return Finding.OTHER_FIGURES
    if found.lead < NEW_LEAD:
        return Finding.NEW_LEAD
    untold = [claim for claim in article.printed.told if not _is_told(claim, earlier)]
    if not untold:
        return Finding.COPY
    return Finding.NEW_CLAIM if _contradicts(article, earlier, untold) else Finding.RETOLD


def _contradicts(article: Peer, earlier: Peer, untold: Iterable[Told]) -> bool:
    """Whether one article says of an event what the other no longer says, or says of another day.

    Otherwise what is untold in one could only not be read there, as far as anybody can tell.
    """
    events = {claim.event for claim in untold}
    said = {claim.act for claim in article.printed.told}
    there = {claim.act for claim in earlier.printed.told}
    left_out = any(event in events for event, _status, _stance in there - said)
    return left_out or any(claim.act in there and _names(article, claim) for claim in untold)


def _is_told(claim: Told, earlier: Peer) -> bool:
    """Whether the other article says so too, with the day where that is news."""
    same = [each for each in earlier.printed.told if each.act == claim.act]
    if claim.day is None or claim.status not in DATED:
        return bool(same)
    # "Wednesday, July 23": the same day, though each article may have been read by another part.
    same_day = _names(earlier, claim) or any(each.day == claim.day for each in same)
    return bool(same) and same_day


def _names(article: Peer, claim: Told) -> bool:
    """Whether a text has the day of a claim as a figure."""
    return claim.day is not None and str(claim.day.day) in article.profile.figures


def _same_title(one: Peer, other: Peer) -> bool:
    return one.title == other.title and len(words(one.title)) >= TITLE_WORDS


def _age(each: Peer) -> tuple[datetime, bool, int]:
    number = each.printed.article_id
    return each.printed.published, number < 0, abs(number)
