"""`explain`: why an article made a claim, an alert, or nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.kin import kin_lines
from monitor.cli.options import Json, console, load_config, plain, plain_lines, print_json
from monitor.errors import MonitorError, NoStoreError

if TYPE_CHECKING:
    from rich.console import Console

    from monitor.config.schema.config import Config
    from monitor.jobs.explain import EventOutcome, Explanation
    from monitor.model.articles import Article
    from monitor.model.claims import Claim


def explain(
    ctx: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="URL|FILE|ID", help="A page, a saved page or text file, or an article's id."
        ),
    ],
    json: Json = False,
) -> None:
    """Show each stage's outcome for one article: text, copies, topics, claims, change.

    A text file holds the title on its first line. Nothing is stored, nothing is sent.
    """
    config = load_config(ctx)
    explanation = asyncio.run(_explain(config, what))
    if json:
        print_json(explanation)
    else:
        _print(explanation)


async def _explain(config: Config, what: str) -> Explanation:
    from monitor.jobs.explain import explain_article, explain_stored
    from monitor.store import corpus
    from monitor.wiring.configuration import watch
    from monitor.wiring.stores import open_for_reading

    watched = watch(config)
    try:
        with open_for_reading(config) as store:
            with store.read() as tx:
                stored = corpus.find(tx, what)
                if stored is not None:
                    return explain_stored(stored, watched, tx)
            article = await _outside(config, what)
            with store.read() as tx:
                return explain_article(article, watched, tx)
    except NoStoreError:
        if what.isdecimal():
            raise
        return explain_article(await _outside(config, what), watched, None)


async def _outside(config: Config, what: str) -> Article:
    from monitor.jobs.explain import extract_article, fetch_article
    from monitor.model.pages import Page
    from monitor.wiring.clock import now
    from monitor.wiring.web import open_web

    async with open_web(config) as (fetcher, sandbox):
        if what.startswith(("http://", "https://")):
            return await fetch_article(what, fetcher, sandbox, now())
        body = _read_file(what)
        if b"<" in body[:1000]:
            return await extract_article(Page(url=what, body=body), sandbox, now())
    return _text_article(body)


def _read_file(what: str) -> bytes:
    path = Path(what)
    if what.isdecimal() and not path.exists():
        msg = f"the corpus has no article {what}; `news-monitor event ID` names them"
        raise MonitorError(msg, subject=what)
    try:
        return path.read_bytes()
    except OSError as error:
        msg = f"{what}: {error.strerror}; give a URL, a file or an article's id"
        raise MonitorError(msg, subject=what) from error


def _text_article(body: bytes) -> Article:
    from monitor.model.pages import PageText
    from monitor.stages.article import page_article
    from monitor.wiring.clock import now

    title, _, text = body.decode(errors="replace").partition("\n")
    return page_article(None, PageText(title=title.strip(), text=text.strip()), now())


def _print(explanation: Explanation) -> None:
    out = console()
    article = explanation.article
    out.print(f"[bold]{plain(article.title) or '(no title)'}[/bold]")
    out.print(
        f"{plain(article.outlet)}, {article.published:%Y-%m-%d %H:%M} UTC, language {article.language},"
        f" {len(article.text.split())} words from the {article.source.value}"
    )
    for line in kin_lines(explanation.kin):
        out.print(line)
    for topic in explanation.topics:
        out.print(
            f"Topic [cyan]{topic.topic}[/cyan]: {topic.role.value}, {topic.score:.2f} ({plain(topic.reason)})"
        )
    if not explanation.topics:
        out.print("Topic: none of those that are watched.")
    for event in explanation.events:
        _print_event(out, event)
    for signal in explanation.reading.signals:
        out.print(
            f"Event [cyan]{signal.event}[/cyan]: something changed, but no status could be read"
        )
        out.print(f"    “{plain(signal.evidence)}”")
    for silent in explanation.silent:
        out.print(f"Event [cyan]{silent.event}[/cyan]: no claim, {plain(silent.reason)}")
    if not explanation.reading.claims and not explanation.reading.signals:
        out.print("Claims: none on the status of a watched event.")
    _print_marked(out, explanation)


def _print_marked(out: Console, explanation: Explanation) -> None:
    """The article with its evidence marked, by brackets too: a pipe has no colours."""
    from monitor.model.articles import Part

    article = explanation.article
    out.print()
    for part, text in ((Part.TITLE, article.title), (Part.TEXT, article.text)):
        spans = {(c.start, c.end): c for c in explanation.reading.claims if c.part is part}
        at = 0
        pieces = []
        for (start, end), claim in sorted(spans.items()):
            if start >= at:
                pieces.append(plain_lines(text[at:start]))
                quoted = f"⟦{plain_lines(text[start:end])}⟧"
                pieces.append(f"[reverse]{quoted}[/reverse][dim] {claim.status.value}[/dim]")
                at = end
        out.print("".join((*pieces, plain_lines(text[at:]))))


def _print_event(out: Console, event: EventOutcome) -> None:
    out.print(f"Event [cyan]{event.event}[/cyan]:")
    for claim in event.claims:
        _print_claim(out, claim)
    if event.outcome is None:
        return
    if event.outcome.change:
        change = event.outcome.change
        out.print(
            f"    → [bold]changes it to {change.status.value}[/bold]"
            + (", disputed" if change.disputed else "")
        )
    for ignored in event.outcome.ignored:
        out.print(
            f"    → {ignored.claim.status.value} changes nothing: {ignored.reason.value.replace('_', ' ')}"
        )


def _print_claim(out: Console, claim: Claim) -> None:
    by = plain(claim.by) if claim.by else "the outlet itself"
    weak = ", weak" if claim.weak else ""
    out.print(
        f"  {claim.status.value}, {claim.stance.value} by {by} ({claim.standing.value});"
        f" confidence {claim.confidence:.2f}{weak}"
    )
    out.print(f"    “{plain(claim.evidence)}”")
    out.print(f"    why: {plain(' · '.join(claim.why))}")
