"""The demo shows each message beside the article that led to it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from rich.console import Console

from monitor.demo.inbox import Letter
from monitor.demo.show import Show
from monitor.demo.story import Act, Article, Format, Outlet

OUTLET = Outlet(id="herald", name="Herald", format=Format.RSS)


def article(title: str) -> Article:
    return Article(
        outlet=OUTLET,
        path=f"/{title}.html",
        title=title,
        paragraphs=("Text.",),
        published=datetime(2026, 11, 3, 9, tzinfo=UTC),
    )


def letter(title: str, text: str = "Because.") -> Letter:
    return Letter(title=title, text=text, kind="warning")


def shown(quiet: dict[str, str | None], *letters: Letter, width: int = 80) -> str:
    screen = io.StringIO()
    act = Act(day=date(2026, 11, 3), heading="A day", articles=tuple(map(article, quiet)))
    show = Show(Console(file=screen, width=width))
    show.act(act, {f"/{title}.html": reason for title, reason in quiet.items()}, letters)
    show.close()
    return screen.getvalue()


def test_a_message_stands_under_its_article_and_a_reason_under_the_other() -> None:
    text = shown(
        {"First": None, "Second": "kept quiet: old", "Third": None}, letter("A"), letter("B")
    )
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines == [
        "Tue 3 Nov  A day",
        "● Herald             First",
        "┃ A",
        "┃ Because.",
        "○ Herald             Second",
        "kept quiet: old",
        "● Herald             Third",
        "┃ B",
        "┃ Because.",
        "3 articles, 2 messages. All of it again, from the database:",
    ]


def test_a_message_more_than_expected_is_shown_all_the_same() -> None:
    assert "┃ Surprise" in shown({"First": "kept quiet: old"}, letter("Surprise"))


def test_long_lines_keep_their_bar_and_mark_up_is_only_text() -> None:
    text = shown({"First": None}, letter("[bold]A[/bold]", "word " * 20), width=40)
    bars = [line for line in text.splitlines() if "┃" in line]
    assert bars[0].endswith("[bold]A[/bold]")
    assert len(bars) == 4
    assert max(map(len, bars)) <= 40


@pytest.mark.parametrize("quiet", [{}, {"First": "not about it"}])
def test_an_act_without_messages_has_no_bar(quiet: dict[str, str | None]) -> None:
    assert "┃" not in shown(quiet)
