"""What `explain` says of an article's place in the corpus: copies, story, versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from monitor.cli.options import plain

if TYPE_CHECKING:
    from monitor.jobs.kin import Compared, Kin
    from monitor.model.articles import Verdict
    from monitor.model.stories import StoryView
    from monitor.model.versions import VersionView

WORTH_SHOWING = 0.1
"""Share of a text below which a comparison only says that two articles use the same language."""
SHOWN = 5
FINDINGS = {
    "copy": "a copy",
    "retold": "a copy, of which more could be read",
    "other_text": "another text",
    "other_figures": "the same words with other figures",
    "new_lead": "like it, with a first sentence of its own",
    "new_claim": "like it, and says something else of an event",
}


def kin_lines(kin: Kin | None) -> Iterator[str]:
    """Lines on an article's place in the corpus; None: there is no corpus."""
    if kin is None:
        yield "Corpus: there is none yet."
        return
    yield f"Corpus: {_verdict(kin.verdict)}."
    if kin.text_removed_at is not None:
        day = f"{kin.text_removed_at:%Y-%m-%d}"
        yield f"Its text was removed on {day} (retention.texts): this is what was read then."
    for each in [c for c in kin.compared if c.comparison.share >= WORTH_SHOWING][:SHOWN]:
        yield f"    {_compared(each)}"
    if kin.credit is not None:
        yield f"Credit: {_agency(kin.credit)}."
    if kin.story is not None:
        yield _story(kin.story)
    if kin.versions:
        yield from _versions(kin.versions)


def _verdict(verdict: Verdict) -> str:
    if verdict.of is None:
        return "new"
    how = f"{verdict.reason.value.replace('_', ' ')}, {verdict.score:.2f}"
    if verdict.novelty.value == "new":
        return f"new, though like article {verdict.of} ({how})"
    return f"{verdict.novelty.value} of article {verdict.of} ({how})"


def _compared(compared: Compared) -> str:
    found = compared.comparison
    return (
        f"{found.share:.2f} of the text, {found.lead:.2f} of the first sentence as in article"
        f" {found.article_id}, {compared.published:%Y-%m-%d %H:%M} UTC “{plain(compared.title)}”:"
        f" {FINDINGS[found.finding.value]}"
    )


def _agency(credit: str) -> str:
    from monitor.stages.credit import agency_name

    return plain(agency_name(credit))


def _story(story: StoryView) -> str:
    articles = ", ".join(
        f"{plain(each.outlet)} {each.published:%Y-%m-%d %H:%M}{' (copy)' if each.copy else ''}"
        for each in story.articles[:SHOWN]
    )
    more = f", and {story.size - SHOWN} more" if story.size > SHOWN else ""
    noun = "article" if story.size == 1 else "articles"
    return f"Story {story.id}, by {story.rule.value} ({story.size} {noun}): {articles}{more}."


def _versions(versions: Sequence[VersionView]) -> Iterator[str]:
    for each in versions:
        version, edit = each.version, each.edit
        kind = "first" if edit is None else edit.kind.value
        says = ", says something else" if version.changed else ""
        yield f"Version of {version.at:%Y-%m-%d %H:%M} UTC: {kind}{says}."
        for sign, sentences in (("+", edit.added), ("−", edit.removed)) if edit else ():
            yield from (f"    {sign} {plain(sentence)}" for sentence in sentences)
