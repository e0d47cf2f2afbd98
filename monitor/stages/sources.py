"""Sources: the articles that say the same in, the independent ones among them out.

Thirty outlets that print one report are one source, and so are two feeds of one publisher. Whose
words an article has is told by the text that it copies, by the agency that it credits or cites, and
by who publishes it; articles that share any of these are one source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from monitor.model.claims import Claim, Stance, Standing, Status
from monitor.model.events import ArticleClaims, Change
from monitor.model.sources import IndependentSource
from monitor.stages.credit import agency_name, cited_in
from monitor.stages.tracking.choice import is_background, says_more_than_text
from monitor.stages.tracking.contradiction import voice

CONFIRMATION = timedelta(hours=72)
"""Within which time reports confirm each other. Source: judgement; a second newsroom has the same
news within a day or never, and three days bridge a weekend."""

SHARED_HOSTS = frozenset(
    {
        *("news.google.com", "feedproxy.google.com", "t.me", "youtube.com", "facebook.com"),
        *("x.com", "twitter.com", "msn.com", "medium.com", "substack.com", "blogspot.com"),
        *("wordpress.com", "livejournal.com", "tumblr.com", "github.io", "yahoo.com"),
    }
)
"""Where many publish: there a common domain says nothing. Source: the services' own terms."""
SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "in"})
"""What stands below a country's domain in place of a publisher's name: bbc.co.uk, unian.com.ua."""
WORD_GAPS = re.compile(r"[\W_]+")
NUMBER = re.compile(r"[\d.:\[\]]+")

Key = tuple[str, str]
"""What makes articles one source: its kind (text, agency, outlet, domain, voice) and its value."""


def counted_from(since: datetime, before: datetime | None, min_sources: int) -> datetime:
    """From when on reports count as sources of a status (UTC).

    Args:
        since: When the status began.
        before: When the one before it did; None: there was none.
        min_sources: How many it took; where one is enough, nothing was said before it.
    """
    if min_sources <= 1:
        return since
    begins = since - CONFIRMATION
    return max(begins, before) if before and before < since else begins


def sources_of(
    change: Change,
    history: Iterable[ArticleClaims],
    since: datetime,
    until: datetime | None = None,
) -> tuple[IndependentSource, ...]:
    """The independent sources that say what a change's claim says, the first one first.

    Args:
        change: What they say.
        history: All that articles say of the event.
        since: Leave out what was published before (UTC).
        until: Leave out what was published then or later (UTC); None: to the end.
    """
    said = (change.claim.status, change.claim.stance)
    return independent_sources(
        saying(each, *said)
        for each in history
        if since <= each.published and (until is None or each.published < until)
    )


def saying(article: ArticleClaims, status: Status, stance: Stance) -> ArticleClaims:
    """An article with those of its claims alone that count and say a status.

    A copy says what its original does, wherever that stands in it.
    """
    heard = [claim for claim in article.claims if claim.standing.counts and not claim.weak]
    said = (
        claim
        for claim in heard
        if (claim.status, claim.stance) == (status, stance)
        and (article.copy or stance is not Stance.ASSERTED or not _is_empty(claim, heard))
    )
    return replace(article, claims=tuple(said))


def independent_sources(articles: Iterable[ArticleClaims]) -> tuple[IndependentSource, ...]:
    """The independent sources among articles, the one that published first before the others.

    An article without claims is none. A copy counts with its original, or not at all. A feed of
    low trust speaks for whom it quotes, unless somebody else quotes them too. The operator is no
    source.
    """
    by_age = sorted(
        (each for each in articles if any(_is_report(claim) for claim in each.claims)),
        key=lambda each: (each.published, each.article_id),
    )
    present = {each.article_id: each for each in by_age}
    quoted = {voice(claim) for each in by_age if not each.low_trust for claim in each.claims}
    groups: list[_Group] = []
    for each in by_age:
        keys = frozenset(_keys(each, present, quoted))
        if keys:
            groups = _add(groups, each, keys)
    return tuple(group.source for group in groups)


@dataclass(slots=True)
class _Group:
    """Articles that are one source, the oldest first, and all that they have in common."""

    keys: frozenset[Key]
    articles: list[ArticleClaims] = field(default_factory=list)

    @property
    def source(self) -> IndependentSource:
        first, *others = sorted(self.articles, key=lambda each: (each.published, each.article_id))
        return IndependentSource(
            name=self._name(first),
            article_id=first.article_id,
            published=first.published,
            copies=sum(each.copy or not _is_same_outlet(each, first) for each in others),
        )

    def _name(self, first: ArticleClaims) -> str:
        agencies = sorted(value for kind, value in self.keys if kind == "agency")
        if agencies:
            return agency_name(agencies[0])
        if first.low_trust:
            return next((claim.by for claim in first.claims if claim.by), first.outlet)
        return first.outlet


def _add(groups: Sequence[_Group], article: ArticleClaims, keys: frozenset[Key]) -> list[_Group]:
    """Groups with one more article, which may make one group of several."""
    joined = [group for group in groups if group.keys & keys]
    others = [group for group in groups if not group.keys & keys]
    one = _Group(
        keys=keys.union(*(group.keys for group in joined)),
        articles=[*(each for group in joined for each in group.articles), article],
    )
    place = groups.index(joined[0]) if joined else len(groups)
    return [*others[:place], one, *others[place:]]


def _keys(
    article: ArticleClaims, present: Mapping[int, ArticleClaims], quoted: set[str]
) -> Iterator[Key]:
    """By what an article is one source with others; nothing: it is no source."""
    root = article.article_id if article.original is None else article.original
    original = present.get(root)
    if article.copy and original is None:
        return
    text = ("text", str(root))
    if article.low_trust and (original is None or original.low_trust):
        # It speaks for whom nobody else quotes.
        voices = [("voice", who) for who in map(voice, article.claims) if who not in quoted]
        yield from (text, *voices) if voices else ()
        return
    yield text
    agency = None if article.low_trust else article.credit or _cited(article.claims)
    if agency:
        yield "agency", agency
    elif article.original is None:
        yield from _publisher(article)


def _cited(claims: Sequence[Claim]) -> str | None:
    """The agency from which an article has all that it says; None: some of it is its own."""
    cited = [cited_in(claim.evidence) for claim in claims]
    return cited[0] if cited and all(cited) else None


def _publisher(article: ArticleClaims) -> Iterator[Key]:
    yield "outlet", _folded(article.outlet)
    domain = _domain(article.url, article.outlet)
    if domain:
        yield "domain", domain


def _folded(outlet: str) -> str:
    return WORD_GAPS.sub(" ", outlet.casefold()).strip()


def _is_same_outlet(one: ArticleClaims, other: ArticleClaims) -> bool:
    return _folded(one.outlet) == _folded(other.outlet)


def _domain(url: str | None, outlet: str) -> str | None:
    """The domain that a publisher owns; None where that is not told, or many publish there."""
    host = (urlsplit(url).hostname or "") if url else outlet.casefold().strip()
    labels = host.rstrip(".").split(".")
    if len(labels) < 2 or " " in host or NUMBER.fullmatch(host):  # noqa: PLR2004 - name and top level
        return None
    is_country = len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL  # noqa: PLR2004 - ISO 3166
    domain = ".".join(labels[-3:] if is_country else labels[-2:])
    return None if domain in SHARED_HOSTS or host in SHARED_HOSTS else domain


def _is_report(claim: Claim) -> bool:
    return claim.standing is not Standing.OPERATOR


def _is_empty(claim: Claim, heard: Sequence[Claim]) -> bool:
    """Whether a claim tells nothing: background, or a headline that its text does not bear out."""
    return is_background(claim) or says_more_than_text(claim, heard)
