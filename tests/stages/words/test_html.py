from __future__ import annotations

from html.parser import HTMLParser

import pytest

from monitor.model.alerts import Severity
from monitor.stages.words.html import ACCENTS, page


class Reader(HTMLParser):
    """The elements of a document, their links, and what can be read of each line."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str | None] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.links += [value for name, value in attrs if name == "href"]


FRAME = ["html", "head", "meta", "meta", "meta", "title", "body", "h1"]


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        pytest.param("One line.", ["p"], id="a paragraph"),
        pytest.param("One line.\nAnother.", ["p", "br"], id="two lines"),
        pytest.param("One.\n\nTwo.", ["p", "p"], id="two paragraphs"),
        pytest.param("Notices (2):", ["h2"], id="a line with a colon at its end is a heading"),
        pytest.param("All of it:\nhere", ["p", "br"], id="but not with more lines below"),
        pytest.param("HELD: Summit", ["p", "strong"], id="a title is strong"),
        pytest.param(
            "“It is over.”\n— Rupert, in The Courier",
            ["blockquote", "p", "footer"],
            id="a quotation with its source",
        ),
        pytest.param("“It is over.”", ["blockquote", "p"], id="a quotation alone"),
        pytest.param("https://courier.example/7", ["p", "a"], id="a link on a line of its own"),
        pytest.param("See https://courier.example/7", ["p"], id="within a line it is text"),
        pytest.param("javascript:alert(1)", ["p"], id="what is no link stays text"),
        pytest.param("<script>alert(1)</script><img src=x>", ["p"], id="markup stays text"),
        pytest.param("", [], id="a title says it all"),
    ],
)
def test_lines_show_their_structure(text: str, elements: list[str]) -> None:
    document = page("HELD: Summit", text, Severity.INFO)
    assert Reader(document).elements == [*FRAME, *elements]


def test_a_link_leads_where_it_says() -> None:
    link = "https://courier.example/7?a=1&b='2'"
    assert Reader(page("HELD: Summit", link, Severity.INFO)).links == [link]


def test_a_long_link_is_shown_shortened_and_leads_on() -> None:
    link = f"https://courier.example/{'x' * 200}"
    document = page("HELD: Summit", link, Severity.INFO)
    assert Reader(document).links == [link]
    assert f">{link[:79]}…</a>" in document


def test_a_title_cannot_leave_its_place() -> None:
    title = "</title><script>x</script> {content}"
    document = page(title, "text", Severity.WARNING)
    assert Reader(document).elements == [*FRAME, "p"]
    assert document.count("&lt;/title&gt;&lt;script&gt;x&lt;/script&gt; {content}") == 2


def test_nothing_is_loaded_and_nothing_runs() -> None:
    document = page("HELD: Summit", "“It is over.”\nhttps://courier.example/7", Severity.SUCCESS)
    assert "src=" not in document
    assert "url(" not in document
    assert "<script" not in document


def luminance(colour: str) -> float:
    """How bright a colour is. Source: WCAG 2.2, relative luminance."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("ground", ["#ffffff", "#1e1e1e"])
def test_each_accent_is_seen_by_day_and_by_night(severity: Severity, ground: str) -> None:
    darker, lighter = sorted([luminance(ACCENTS[severity]), luminance(ground)])
    assert (lighter + 0.05) / (darker + 0.05) > 3
