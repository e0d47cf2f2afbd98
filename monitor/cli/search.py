"""`search` and `articles`: the corpus by words, or as it came in; copies under their originals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.filters import (
    SHOWN,
    EventId,
    Filters,
    Language,
    Limit,
    OfStatus,
    Outlet,
    Since,
    Story,
    TopicId,
    Until,
)
from monitor.cli.options import Json, console, load_config, plain, print_json
from monitor.errors import ConfigError
from monitor.model.articles import Novelty

if TYPE_CHECKING:
    from rich.console import Console

    from monitor.config.schema.config import Config
    from monitor.model.search import Excerpt, Found, Term

CONTEXT = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""A word with a minus is a word here, no option: not even -h."""
Words = Annotated[
    list[str],
    typer.Argument(metavar="WORDS...", help="Words, 'words in a row', beginnings*, -without."),
]


def search(
    ctx: typer.Context,
    words: Words,
    *,
    topic: TopicId = None,
    event: EventId = None,
    status: OfStatus = None,
    outlet: Outlet = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
    story: Story = None,
    limit: Limit = SHOWN,
    json: Json = False,
) -> None:
    """Find articles by what their titles and texts say, the newest first.

    All words have to be there, in any case. In quotation marks they have to stand side by side
    (search 'put off'), a star stands for any ending (postpon*), and a minus leaves out articles
    with a word (-rumour). Copies are shown under their original.
    """
    from monitor.stages.query import read_terms

    try:
        terms = read_terms(words)
    except ValueError as error:
        raise ConfigError(str(error), subject="search") from error
    filters = Filters(
        topic=topic,
        event=event,
        status=status,
        outlet=outlet,
        language=language,
        since=since,
        until=until,
        story=story,
    )
    _show(ctx, terms, filters, " ".join(words), limit, json=json)


def articles(
    ctx: typer.Context,
    *,
    topic: TopicId = None,
    event: EventId = None,
    status: OfStatus = None,
    outlet: Outlet = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
    story: Story = None,
    limit: Limit = SHOWN,
    json: Json = False,
) -> None:
    """List the articles of the corpus, the newest first; `search` finds them by their words."""
    filters = Filters(
        topic=topic,
        event=event,
        status=status,
        outlet=outlet,
        language=language,
        since=since,
        until=until,
        story=story,
    )
    _show(ctx, (), filters, "", limit, json=json)


def _show(
    ctx: typer.Context,
    terms: tuple[Term, ...],
    filters: Filters,
    words: str,
    limit: int,
    *,
    json: bool,
) -> None:
    config = load_config(ctx)
    found = _find(config, terms, filters, limit)
    if json:
        print_json(found)
    elif found:
        _print(console(), found, limit)
    else:
        asked = "; ".join((*([words] if words else []), *filters.described()))
        of = f" for: {plain(asked)}" if asked else ": it is empty"
        console().print(f"Nothing found in the corpus{of}.")


def _find(config: Config, terms: tuple[Term, ...], filters: Filters, limit: int) -> Sequence[Found]:
    from monitor.store.search import find
    from monitor.wiring.clock import now
    from monitor.wiring.stores import open_for_reading

    query = filters.query(config, now(), terms)
    with open_for_reading(config) as store, store.read() as tx:
        return find(tx, query, limit)


def _print(out: Console, found: Sequence[Found], limit: int) -> None:
    for each in found:
        out.print(" ".join(_headline(each)))
        out.print(f"  {_marked(out, each.title)}")
        if each.snippet is not None:
            out.print(f"  {_marked(out, each.snippet)}")
        if each.url:
            out.print(f"  [dim]{plain(each.url)}[/dim]")
    if len(found) == limit:
        out.print(f"[dim]The newest {limit}; --limit shows more.[/dim]")


def _headline(found: Found) -> Iterator[str]:
    """When, who, what was made of it."""
    yield f"{found.published:%Y-%m-%d %H:%M} UTC  [bold]{plain(found.outlet)}[/bold]"
    yield f"[dim]#{found.article_id}[/dim]"
    if found.novelty is not Novelty.NEW:
        yield f"[dim]({found.novelty.value})[/dim]"
    if found.copies:
        yield f"[dim]and {found.copies} {'copy' if found.copies == 1 else 'copies'}[/dim]"
    for topic in found.topics:
        yield f"[cyan]{plain(topic)}[/cyan]"
    for event, status in found.claims:
        yield f"[yellow]{plain(event)}: {status.value.replace('_', ' ')}[/yellow]"
    if found.text_removed_at is not None:
        yield f"[dim](text removed {found.text_removed_at:%Y-%m-%d})[/dim]"


def _marked(out: Console, excerpt: Excerpt) -> str:
    """An excerpt with its hits in colour, or between asterisks where there is none."""
    before, after = ("[bold yellow]", "[/bold yellow]") if out.is_terminal else ("**", "**")
    pieces = []
    at = 0
    for start, end in excerpt.hits:
        pieces += [plain(excerpt.text[at:start]), before, plain(excerpt.text[start:end]), after]
        at = end
    return "".join((*pieces, plain(excerpt.text[at:])))
