"""Walls: what stands on a page in place of its article, told by several signs at once.

A report about cookies or robots quotes one phrase of a wall; a wall says several, and little else.
So no sign alone takes a text away, and none takes away a long one.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.language.cleaning import plain_text, word_count
from monitor.model.pages import NoText, NoTextReason
from monitor.stages.feeds.items import BRIEF_WORDS
from monitor.stages.pages import wording
from monitor.stages.pages.furniture import without_furniture
from monitor.stages.pages.markup import Markup, read_markup

MIN_WORDS = BRIEF_WORDS
"""Fewer are a notice, an error or a caption: the feed's summary says more."""

WALL_WORDS = 150
"""A notice of bot defence, a login or a missing page is shorter. Source: the pages of the tests have
20 to 90; a choice above that."""

MARKED_WORDS = 60
"""Where so few words stand beside a bot defence's script or a password field, these count too, as
good pages have them for their forms; and a title that tells of a missing page counts twice. A choice."""

CONSENT_WORDS = 500
"""Consent walls list purposes and partners: up to so many words."""
WORDS_PER_SIGNAL = 50
"""A wall of consent has one of its phrases at least as often. A choice: those of the tests have one
in 10 to 25 words, reports about cookies one in 60 or more."""

INVITATION_WORDS = 30
"""An invitation to pay is a line of its own; a report quotes one in a paragraph. A choice."""

TEASER_WORDS = 300
"""What a paywall leaves to read is shorter; a longer text is taken for the article. A choice: from
teasers of one to four paragraphs."""

FEW, SEVERAL = 2, 3
"""Signs that convince: of notices that say little else; of walls that may be long."""

PROSE_ENDS = (".", "!", "?", "…", "”", "“", "»", '"', "。")
PROSE_WORDS = 8
"""What ends like a sentence and is as long as one is read where the feed has no word itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What was found on a page: its HTML, its title (or empty) and what was taken for its text."""

    html: str
    title: str
    text: str


def wall_on(page: PageReading) -> NoText | None:
    """Why a page is no article; None: its text is taken for one.

    A teaser in front of a paywall, and the sentence of a very short page, come with the reason.
    """
    words = word_count(page.text)
    if words >= CONSENT_WORDS:
        return None
    markup = read_markup(page.html)
    # A page without a text is judged by all that it says: the extractor drops what walls consist of.
    said = page.text if words >= MIN_WORDS else f"{page.text}\n{plain_text(page.html)}"
    return (
        _notice(page.title, said, markup)
        or _consent(page.title, said, markup)
        or _paywall(page, words, markup)
        or (_too_short(page.text, words) if words < MIN_WORDS else None)
    )


def _notice(title: str, said: str, markup: Markup) -> NoText | None:
    """A bot defence, a login, a missing page: short, and about nothing else."""
    words = word_count(said)
    if words >= WALL_WORDS:
        return None
    bare = words < MARKED_WORDS
    kinds = (
        (NoTextReason.NOT_FOUND, wording.NOT_FOUND, bare and bool(wording.NOT_FOUND.search(title))),
        (NoTextReason.BOT_WALL, wording.BOT, bare and markup.challenge),
        (NoTextReason.LOGIN_PAGE, wording.LOGIN, bare and markup.password),
    )
    for reason, pattern, marked in kinds:
        in_words = wording.signals(pattern, said) + (pattern.search(title) is not None)
        if in_words and in_words + marked >= FEW:
            return NoText(reason, _quoted(wording.first_signal(pattern, (title, said))))
    return None


def _consent(title: str, said: str, markup: Markup) -> NoText | None:
    words = word_count(said)
    found = wording.signals(wording.CONSENT, said)
    signs = found + markup.consent + (wording.CONSENT.search(title) is not None)
    if found and signs >= SEVERAL and words <= min(CONSENT_WORDS, found * WORDS_PER_SIGNAL):
        return NoText(
            NoTextReason.CONSENT_WALL, _quoted(wording.first_signal(wording.CONSENT, (said,)))
        )
    return None


def _paywall(page: PageReading, words: int, markup: Markup) -> NoText | None:
    """A text that stops: said to be for those who pay, or followed by words that say so."""
    if words >= TEASER_WORDS:
        return None
    invited = _invitation(page.text)
    if not invited and (markup.not_free or markup.metered):
        invited = _invitation(plain_text(page.html))
    if not invited and not (markup.not_free and words < WALL_WORDS):
        return None
    teaser = without_furniture(_before_invitation(page.text))
    detail = _quoted(invited) if invited else "isAccessibleForFree is false"
    return NoText(NoTextReason.PAYWALL, detail, teaser if _is_prose(teaser) else "")


def _invitation(text: str) -> str:
    """The words of the first line that asks to pay; empty where none does."""
    lines = [line for line in text.split("\n") if word_count(line) <= INVITATION_WORDS]
    return wording.first_signal(wording.PAYWALL, lines)


def _before_invitation(text: str) -> str:
    """The lines of a teaser that do not ask to pay."""
    return "\n".join(line for line in text.split("\n") if not _invitation(line)).strip()


def _too_short(text: str, words: int) -> NoText:
    reason = NoTextReason.TOO_SHORT if words else NoTextReason.NO_ARTICLE
    return NoText(reason, f"{words} words", text if _is_prose(text) else "")


def _is_prose(text: str) -> bool:
    return word_count(text) >= PROSE_WORDS and text.endswith(PROSE_ENDS)


def _quoted(signal: str) -> str:
    return f"“{' '.join(signal.split())}”"
