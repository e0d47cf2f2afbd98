"""What an outlet of the demo serves: its feed in RSS or Atom, and a page per article."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime
from html import escape

from monitor.demo.story import Article, Format, Outlet

CONTENT_TYPES = {
    Format.RSS: "application/rss+xml",
    Format.RSS_FULL_TEXT: "application/rss+xml",
    Format.ATOM: "application/atom+xml",
}

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>{name}</title>
<link>{link}</link>
<description>News from {name}</description>
<language>en</language>
{items}
</channel>
</rss>
"""
RSS_ITEM = """<item>
<title>{title}</title>
<link>{link}</link>
<guid isPermaLink="false">{path}</guid>
<pubDate>{published}</pubDate>
<description>{summary}</description>
{content}</item>"""
ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>{name}</title>
<id>{link}</id>
<link href="{link}"/>
<updated>{updated}</updated>
{entries}
</feed>
"""
ATOM_ENTRY = """<entry>
<title>{title}</title>
<id>{link}</id>
<link href="{link}"/>
<published>{published}</published>
<updated>{published}</updated>
<summary>{summary}</summary>
</entry>"""
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title} – {name}</title></head>
<body>
<header><a href="/{outlet}/">{name}</a>
<nav><a href="#">Home</a> <a href="#">Politics</a> <a href="#">Sport</a> <a href="#">Sea</a></nav>
</header>
<main><article>
<h1>{title}</h1>
<p class="byline"><time datetime="{published}">{day}</time></p>
{paragraphs}
</article></main>
<footer><p>© {name}. Terms of use. Privacy. Subscribe to our newsletter.</p></footer>
</body>
</html>
"""


def feed(outlet: Outlet, articles: Sequence[Article], base: str) -> str:
    """The outlet's feed document, newest first, from its articles and the site's root URL."""
    newest_first = sorted(articles, key=lambda article: article.published, reverse=True)
    if outlet.format is Format.ATOM:
        return _atom(outlet, newest_first, base)
    return _rss(outlet, newest_first, base)


def page(article: Article) -> str:
    """The HTML page of an article, with the furniture that real pages have."""
    return PAGE.format(
        title=escape(article.title),
        name=escape(article.outlet.name),
        outlet=article.outlet.id,
        published=article.published.isoformat(),
        day=f"{article.published:%A, %-d %B %Y, %H:%M}",
        paragraphs=_html(article),
    )


def _rss(outlet: Outlet, articles: Sequence[Article], base: str) -> str:
    items = (
        RSS_ITEM.format(
            title=escape(article.title),
            link=base + article.path,
            path=article.path,
            published=format_datetime(article.published),
            summary=escape(article.paragraphs[0]),
            content=_content(article),
        )
        for article in articles
    )
    return RSS.format(name=escape(outlet.name), link=f"{base}/{outlet.id}/", items="\n".join(items))


def _content(article: Article) -> str:
    if article.outlet.format is not Format.RSS_FULL_TEXT:
        return ""
    return f"<content:encoded><![CDATA[{_html(article)}]]></content:encoded>\n"


def _atom(outlet: Outlet, articles: Sequence[Article], base: str) -> str:
    entries = (
        ATOM_ENTRY.format(
            title=escape(article.title),
            link=base + article.path,
            published=article.published.isoformat(),
            summary=escape(article.paragraphs[0]),
        )
        for article in articles
    )
    return ATOM.format(
        name=escape(outlet.name),
        link=f"{base}/{outlet.id}/",
        updated=articles[0].published.isoformat() if articles else "1970-01-01T00:00:00+00:00",
        entries="\n".join(entries),
    )


def _html(article: Article) -> str:
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
