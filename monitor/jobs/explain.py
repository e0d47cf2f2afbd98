"""Explain: each stage's outcome for one article; nothing is written and nothing is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.errors import ExtractError
from monitor.jobs.follow import quorum_of
from monitor.jobs.gather import PAGE_BYTES
from monitor.jobs.kin import Kin, kin_of_stored, kin_of_stranger
from monitor.language.watch import HitKind, Watch
from monitor.model.articles import Article, Novelty, StoredArticle, TopicMatch
from monitor.model.claims import Claim, Reading
from monitor.model.events import ArticleClaims, Outcome
from monitor.model.pages import NoText, NotModified, Page, PageRequest
from monitor.ports import Fetcher, Sandbox
from monitor.stages.article import page_article
from monitor.stages.extract import extract_page
from monitor.stages.read import ReadArticle, read_article
from monitor.stages.track import by_event, follow, replay
from monitor.store import events, readings
from monitor.store.engine import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOutcome:
    """What the article would do to an event as it stands now; `outcome` is None without a store."""

    event: str
    claims: tuple[Claim, ...]
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class SilentEvent:
    """An event that is named, and why the article claims nothing of it."""

    event: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Each stage's outcome; `kin` is None without a store."""

    article: Article
    kin: Kin | None
    topics: tuple[TopicMatch, ...]
    reading: Reading
    events: tuple[EventOutcome, ...]
    silent: tuple[SilentEvent, ...]


async def fetch_article(url: str, fetcher: Fetcher, sandbox: Sandbox, now: datetime) -> Article:
    """The article on a page of the web.

    Raises:
        FetchError: the page cannot be had.
        ExtractError: there is no article on it.
    """
    page = await fetcher.fetch(PageRequest(url=url, max_bytes=PAGE_BYTES))
    if isinstance(page, NotModified):
        msg = f"{url}: the server answered 304 to a request without validators"
        raise ExtractError(msg, subject=url)
    return await extract_article(page, sandbox, now)


async def extract_article(page: Page, sandbox: Sandbox, now: datetime) -> Article:
    """The article on a page that is here already, fetched or read from a file.

    Raises:
        ExtractError: there is no article on it.
    """
    found = await sandbox.run(extract_page, page)
    if isinstance(found, NoText):
        detail = f" ({found.detail})" if found.detail else ""
        msg = f"{page.url}: no article text was found: {found.reason.value}{detail}"
        raise ExtractError(msg, subject=page.url)
    return page_article(page.url, found, now)


def explain_article(article: Article, watch: Watch, tx: Transaction | None) -> Explanation:
    """Each stage's outcome for an article from outside the corpus, as if it came in now.

    Args:
        article: With its text.
        watch: What is watched.
        tx: A reading transaction, for what depends on the corpus; None: there is no corpus yet.
    """
    read = read_article(article, watch)
    if tx is None:
        return _explanation(read, watch, None, lambda _event, _claims: None)
    kin = kin_of_stranger(tx, read)

    def would_follow(event_id: str, claims: tuple[Claim, ...]) -> Outcome:
        event = watch.events[event_id]
        said = ArticleClaims(
            article_id=0,
            published=article.published,
            copy=False,
            outlet=article.outlet,
            claims=claims,
            credit=read.credit,
            url=article.url,
            low_trust=article.low_trust,
        )
        return follow(
            events.current(tx, event_id),
            claims,
            article.published,
            lifecycle=event.lifecycle,
            copy=False,
            quorum=quorum_of(tx, said, event),
        )

    return _explanation(read, watch, kin, would_follow)


def explain_stored(stored: StoredArticle, watch: Watch, tx: Transaction) -> Explanation:
    """Each stage's outcome for an article of the corpus, at its place in history.

    It is read again by the rules of today, unless its text is gone; what came of it then stands in
    `event ID`.
    """
    read = read_article(stored.article, watch)
    if stored.text_removed_at is not None:
        then = readings.reading(tx, stored.id)
        read = replace(read, reading=then, matches=stored.matches)

    def followed(event_id: str, claims: tuple[Claim, ...]) -> Outcome:
        article, verdict, event = stored.article, stored.verdict, watch.events[event_id]
        said = ArticleClaims(
            article_id=stored.id,
            published=article.published,
            copy=verdict.repeats,
            outlet=article.outlet,
            claims=claims,
            original=verdict.of if verdict.novelty is Novelty.COPY else None,
            credit=stored.credit,
            url=article.url,
            low_trust=article.low_trust,
        )
        others = [e for e in events.history(tx, event_id, None) if e.article_id != stored.id]
        return replay([said, *others], event.lifecycle, event.event.quorum).outcomes[0]

    return _explanation(read, watch, kin_of_stored(tx, stored, read), followed)


def _explanation(
    read: ReadArticle,
    watch: Watch,
    kin: Kin | None,
    outcome_of: Callable[[str, tuple[Claim, ...]], Outcome | None],
) -> Explanation:
    return Explanation(
        article=read.article,
        kin=kin,
        topics=read.matches,
        reading=read.reading,
        events=tuple(
            EventOutcome(
                event=event, claims=tuple(claims), outcome=outcome_of(event, tuple(claims))
            )
            for event, claims in by_event(read.reading.claims).items()
        ),
        silent=tuple(_silent_events(read, watch)),
    )


def _silent_events(read: ReadArticle, watch: Watch) -> Iterator[SilentEvent]:
    """The events that are named without a claim, with what was missing."""
    hits = watch.scan(f"{read.article.title}\n{read.article.text}")
    spoken = {claim.event for claim in read.reading.claims}
    for event in watch.events.values():
        kinds = {hit.kind for hit in hits if hit.event == event.id}
        parties = {hit.party for hit in hits if hit.event == event.id} - {None}
        if event.id in spoken or not (parties or HitKind.EVENT_NAME in kinds):
            continue
        missing = [p.label for n, p in enumerate(event.parties) if n not in parties]
        named = HitKind.EVENT_NAME in kinds or not missing
        reason = "no sentence says anything of its status" if named else _not_named(missing)
        yield SilentEvent(event.id, reason)


def _not_named(parties: Sequence[str]) -> str:
    return f"{' and '.join(parties)} {'is' if len(parties) == 1 else 'are'} not named"
