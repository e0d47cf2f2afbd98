"""The demo on a terminal: coloured where somebody looks, plain text in a pipe or file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap

from rich.console import Console
from rich.markup import escape

from monitor.demo.inbox import Letter
from monitor.demo.story import Act, Article, Story

COLOURS = {"info": "cyan", "success": "green", "warning": "yellow", "failure": "red"}
"""A letter's colour by Apprise's type of message."""
OUTLET_WIDTH = 18
BAR_WIDTH = 6


class Show:
    """Prints the acts of the story and counts what it printed."""

    def __init__(self, console: Console) -> None:
        self._out = console
        self._articles = 0
        self._letters = 0

    def open(self, story: Story) -> None:
        """Say what is going to be seen."""
        names = [outlet.name for outlet in story.outlets]
        self._out.print(
            f"[bold]{len(names)} outlets on this machine[/bold] ({', '.join(names)}), "
            f"[bold]one watched event[/bold]: the summit of Valdoria and Kestria.\n"
            "Twelve days of news in a few seconds: what is told, and what is kept quiet."
        )

    def act(self, act: Act, quiet: Mapping[str, str | None], letters: Sequence[Letter]) -> None:
        """One act: each article, with the message that it led to or the reason for none.

        Args:
            act: What was published.
            quiet: Why nobody was told of an article, None where somebody was, by its path.
            letters: What arrived, in the order of the articles that led to it.
        """
        self._out.print(f"\n[bold]{spell(act.day)}[/bold]  [italic]{act.heading}[/italic]")
        waiting = iter(letters)
        for article in act.articles:
            self._articles += 1
            reason = quiet.get(article.path, "not read yet")
            self._article(article, reason)
            if reason is None and (letter := next(waiting, None)):
                self._letter(letter)
        for letter in waiting:
            self._letter(letter)

    def close(self) -> None:
        """Say what it came to."""
        self._out.print(
            f"\n[bold]{self._articles} articles, {self._letters} messages.[/bold] "
            "All of it again, from the database:\n"
        )

    def _article(self, article: Article, reason: str | None) -> None:
        mark = "[bold]●[/bold]" if reason is None else "[dim]○[/dim]"
        outlet = f"{article.outlet.name:<{OUTLET_WIDTH}}"
        self._out.print(f"  {mark} [cyan]{outlet}[/cyan] {escape(article.title)}")
        if reason:
            self._out.print(f"    {'':{OUTLET_WIDTH}} [dim]{escape(reason)}[/dim]")

    def _letter(self, letter: Letter) -> None:
        self._letters += 1
        colour = COLOURS.get(letter.kind, "white")
        bar = f"    [{colour}]┃[/{colour}]"
        self._out.print(f"{bar} [bold {colour}]{escape(letter.title)}[/bold {colour}]")
        for line in letter.text.splitlines():
            for part in wrap(line, self._out.width - BAR_WIDTH) or [""]:
                self._out.print(f"{bar} {escape(part)}")


def spell(day: date) -> str:
    """A day as the demo's headings tell it."""
    return f"{day:%a %-d %b}"
