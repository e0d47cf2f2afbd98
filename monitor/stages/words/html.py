"""Messages as HTML documents, for mail: the lines of the text with their structure shown.

Nothing outside the document is loaded and nothing runs. No colour is set but one accent, so that
the reader's program chooses light or dark. What is written between tags is escaped, whoever wrote
it; a link is a line of its own that holds nothing else.
"""

from __future__ import annotations

import re
from html import escape

from monitor.language.cleaning import shorten
from monitor.model.alerts import Severity
from monitor.stages.words.harmless import safe_link

ACCENTS = {
    Severity.INFO: "#1a73c7",
    Severity.SUCCESS: "#2e8b40",
    Severity.WARNING: "#b86e00",
    Severity.FAILURE: "#d03a3a",
}
"""Each contrasts with white and with #1e1e1e by more than 3:1. Source: WCAG 2.2, 1.4.11."""

SHOWN_LINK_CHARS = 80
"""A link is shown as it is, so that people see where it leads; its end matters least."""

IN_CAPITALS = re.compile(r"[A-Z]{2}")

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body style="margin:0 auto;padding:1em;max-width:40em;font:16px/1.5 sans-serif;overflow-wrap:anywhere">
<h1 dir="auto" style="font-size:1.3em;line-height:1.3;border-left:.3em solid {accent};padding-left:.6em">{title}</h1>
{content}
</body>
</html>
"""


def page(title: str, text: str, severity: Severity) -> str:
    """A whole document from a title and a text whose paragraphs are parted by blank lines.

    A paragraph that begins with “ is a quotation, its other lines say where from; one line that
    ends with a colon is a heading; a line that begins with a word in capitals is an alert's title.
    """
    return PAGE.format(
        title=escape(title), accent=ACCENTS[severity], content=content(text, severity)
    )


def content(text: str, severity: Severity) -> str:
    """What stands below the title: the paragraphs of a text, shown as `page` says."""
    paragraphs = (each.splitlines() for each in text.split("\n\n") if each)
    return "\n".join(_paragraph(lines, ACCENTS[severity]) for lines in paragraphs)


def _paragraph(lines: list[str], accent: str) -> str:
    match lines:
        case [line] if line.endswith(":"):
            return f'<h2 dir="auto" style="font-size:1.1em">{escape(line[:-1])}</h2>'
        case [first, *rest] if first.startswith("“"):
            return _quotation(first, rest, accent)
        case _:
            return f'<p dir="auto">{_joined(lines)}</p>'


def _quotation(sentence: str, source: list[str], accent: str) -> str:
    style = f"margin:1em 0;padding-left:1em;border-left:2px solid {accent}"
    footer = f'<footer dir="auto">{_joined(source)}</footer>' if source else ""
    quoted = f'<p dir="auto" style="margin:0">{escape(sentence)}</p>'
    return f'<blockquote style="{style}">{quoted}{footer}</blockquote>'


def _joined(lines: list[str]) -> str:
    return "<br>\n".join(_line(each) for each in lines)


def _line(line: str) -> str:
    link = safe_link(line)
    if link is None:
        return f"<strong>{escape(line)}</strong>" if IN_CAPITALS.match(line) else escape(line)
    shown = escape(shorten(link, SHOWN_LINK_CHARS))
    return f'<a href="{escape(link)}" rel="noopener noreferrer">{shown}</a>'
