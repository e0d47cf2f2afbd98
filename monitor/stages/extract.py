"""Extract: a page to the article's text, or the reason why there is none; runs in a worker process.

trafilatura is imported late: the daemon refers to this module and never runs it, and a worker that
only parses feeds never loads it.
"""

from __future__ import annotations

import codecs
import re

from monitor.errors import ExtractError
from monitor.language.cleaning import clean_text, shorten
from monitor.model.pages import NoText, NoTextReason, Page, PageText
from monitor.stages.feeds.items import MAX_TEXT_CHARS
from monitor.stages.pagehead import read_head
from monitor.stages.pages.furniture import without_furniture
from monitor.stages.pages.walls import PageReading, wall_on

HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
HTML_START = re.compile(rb"<(!doctype\s+html|html)\b", re.IGNORECASE)
BINARY = re.compile(rb"%PDF-|\x1f\x8b|PK\x03\x04|\x89PNG|\xff\xd8\xff|GIF8|RIFF")

TABLE_RULE = re.compile(r"^\|[-| ]+\|$\n?", re.MULTILINE)
CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
START_BYTES = 2_048
"""Where a page says what it is; the HTML Living Standard wants the charset in the first 1,024."""


def extract_page(page: Page) -> PageText | NoText:
    """The article's text from a page, paragraphs and table rows separated by line breaks.

    Raises:
        ExtractError: the extractor failed on it.
    """
    if not page.body.strip():
        return NoText(NoTextReason.EMPTY)
    if not _is_html(page):
        return NoText(NoTextReason.NOT_HTML, page.content_type)
    html = _decoded(page)
    head = read_head(html)
    text = _body_text(_article(html, page.url), head.title or "")
    wall = wall_on(PageReading(html=html, title=head.title or "", text=text))
    if wall is not None:
        return wall
    return PageText(
        text=shorten(without_furniture(text), MAX_TEXT_CHARS),
        title=head.title,
        language=head.language,
        published=head.published,
    )


def _article(html: str, url: str) -> str:
    """What trafilatura takes for the article; empty where it finds none."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(html, fast=True, include_comments=False, include_tables=True)
    except MemoryError:
        raise
    except Exception as error:  # whatever lxml and its callers raise on odd pages
        msg = f"{url}: the extractor failed: {type(error).__name__}"
        raise ExtractError(msg, subject=url) from error
    return getattr(document, "text", None) or ""


def _body_text(text: str, title: str) -> str:
    """Clean text without the headline, which is the title's, and without rules of tables."""
    text = clean_text(TABLE_RULE.sub("", text))
    headline, _, rest = text.partition("\n")
    is_title = title.casefold().startswith(headline.casefold())
    return rest.lstrip() if is_title else text


def _is_html(page: Page) -> bool:
    """By its type, or by how it begins where the server is wrong; never a binary document."""
    if BINARY.match(page.body):
        return False
    kind = page.content_type.partition(";")[0].strip().lower()
    return kind in HTML_TYPES or HTML_START.search(page.body[:START_BYTES]) is not None


def _decoded(page: Page) -> str:
    """A page's characters: UTF-8 if it is that, else as header, page or Western Europe have it."""
    header = page.content_type.partition("charset=")[2].partition(";")[0].strip(" \"'")
    declared = CHARSET.search(page.body[:START_BYTES])
    in_page = declared[1].decode("ascii", "replace") if declared else ""
    wide = "utf-16" if page.body.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)) else ""
    for charset in (wide or "utf-8", header, in_page):
        try:
            return page.body.decode(charset)
        except (LookupError, ValueError):  # unknown, or not what it says
            continue
    return page.body.decode("windows-1252", "replace")
