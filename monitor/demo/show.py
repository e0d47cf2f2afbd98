"""The demo on a terminal: coloured where somebody looks, plain text in a pipe or file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.console import Console
from rich.markup import escape

from monitor.demo.fate import Fate
from monitor.demo.inbox import Letter
from monitor.demo.story import Act, Article, Story

COLOURS = {"info": "cyan", "success": "green", "warning": "yellow", "failure": "red"}
"""A letter's colour by Apprise's type of message."""
OUTLET_WIDTH = 18


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

    def act(self, act: Act, fates: Iterable[tuple[Article, Fate]], letters: list[Letter]) -> None:
        """One act: its articles with what became of them, then what arrived in the inbox."""
        self._out.print(f"\n[bold]{spell(act.day)}[/bold]  {act.heading}")
        for article, fate in fates:
            self._articles += 1
            self._article(article, fate)
        for letter in letters:
            self._letters += 1
            self._letter(letter)

    def close(self) -> None:
        """Say what it came to."""
        self._out.print(
            f"\n[bold]{self._articles} articles, {self._letters} messages.[/bold] "
            "All of it again, from the database:\n"
        )

    def _article(self, article: Article, fate: Fate) -> None:
        mark, style = ("●", "bold") if fate.told else ("·", "dim")
        outlet = f"{article.outlet.name:<{OUTLET_WIDTH}}"
        self._out.print(f"  {mark} [cyan]{outlet}[/cyan] {escape(article.title)}")
        self._out.print(f"    {'':{OUTLET_WIDTH}} [{style}]{escape(fate.text)}[/{style}]")

    def _letter(self, letter: Letter) -> None:
        colour = COLOURS.get(letter.kind, "white")
        bar = f"  [{colour}]┃[/{colour}]"
        self._out.print(f"{bar} [bold {colour}]{escape(letter.title)}[/bold {colour}]")
        for line in letter.text.splitlines():
            self._out.print(f"{bar} {escape(line)}")


def spell(day: date) -> str:
    """A day as the demo's headings tell it."""
    return f"{day:%a %-d %b}"
