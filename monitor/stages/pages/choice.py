"""Choice: which text stands for an item, that of its page or that of its feed."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from monitor.language.cleaning import word_count
from monitor.model.items import FeedItem
from monitor.model.pages import NoText, NoTextReason, PageText
from monitor.stages.pages.tongue import other_language


def led_home(asked: str, found: str) -> bool:
    """Whether the address of an article led to the front page: some sites answer so for 404."""
    wanted, got = urlsplit(asked), urlsplit(found)
    has_place = wanted.path.strip("/") != "" or wanted.query != ""
    return has_place and got.path.strip("/") == "" and got.query == ""


def judged(page: PageText, item: FeedItem, expected: str | None) -> PageText | NoText:
    """A page's text, unless it is in another language than the item that led to it.

    Args:
        page: What was found on the page.
        item: What the feed says of it.
        expected: The language that operator or feed name; None: none.
    """
    found = other_language(page.text, f"{item.title}\n{item.summary}", expected)
    return NoText(NoTextReason.WRONG_LANGUAGE, found) if found else page


def fallback(item: FeedItem, missing: NoText) -> tuple[str, NoText]:
    """What is read where the page failed, and the reason, which says so where it is the page's.

    That is the feed's text, unless the page had more before it ended.
    """
    own = item.content or item.summary
    words = word_count(missing.teaser)
    if words <= word_count(own):
        return own, missing
    used = f"{missing.detail}; {words} words before it are used"
    return missing.teaser, replace(missing, detail=used)
