"""Tongue: in which language a text is, as far as its commonest words tell.

Cheaper than a model and never sure of a short text: it serves to notice a page that is in another
language than its item, as where a server sends everybody to the edition of their country.
"""

from __future__ import annotations

import re

FUNCTION_WORDS = {
    "en": "the of and to in that is was for on with by from at has had were which this be are",
    "de": "der die und den von zu das mit sich des auf für ist dem nicht ein eine als auch es wird",
    "fr": "le la les des et du une est dans que pour qui sur par plus pas au avec sont été ce",
    "es": "el la los de las y en que del se por con una para es al lo su como más fue",
    "it": "il di che la per della con del una sono alla nel gli è dei le si anche ha più",
    "pt": "o de a que e do da em um para com não uma os no se na por mais as dos foi",
    "nl": "de het een van en in dat is op te voor met zijn niet aan er die bij ook door",
    "pl": "w i na z do że się nie jest to o po od przez za dla jak oraz był przy",
    "ru": "и в не на что с по как к из за от для это его о но у был до при",
    "uk": "і в не на що з та до у як за від для це його про але був при під й",
}
"""The commonest words of each. Source: any frequency list of the language; a choice of about 20."""

WORDS = {language: frozenset(words.split()) for language, words in FUNCTION_WORDS.items()}
TOKEN = re.compile(r"[^\W\d_]+")

LOOKED_AT = 400
"""Words of a text that are looked at."""
LEAST_WORDS = 40
LEAST_OWN_WORDS = 12
"""Fewer words of a page, or of an item's title and summary, tell nothing. A choice."""
LEAST_SHARE = 0.15
"""Of all words: prose in each of these languages has 25 to 45 %. Measured on the tests' texts."""
LEAD = 1.5
"""So many times as often as those of the next language: neighbours share some. A choice."""


def language_of(text: str, least_words: int = LEAST_WORDS) -> str | None:
    """An ISO 639-1 code from a text; None where its words do not tell."""
    tokens = [token.casefold() for token in TOKEN.findall(text)[:LOOKED_AT]]
    if len(tokens) < least_words:
        return None
    counts = {
        language: sum(token in words for token in tokens) for language, words in WORDS.items()
    }
    ranked = sorted(counts, key=counts.__getitem__, reverse=True)
    best, next_best = (counts[language] for language in ranked[:2])
    return ranked[0] if best >= max(LEAST_SHARE * len(tokens), LEAD * next_best) else None


def other_language(text: str, own: str, expected: str | None) -> str | None:
    """The language of a page's text if it is another one than its item's; None: it is not, or unknown.

    Args:
        text: Of the page.
        own: Title and summary of the item: what they are in counts before what the feed says.
        expected: What operator or feed say, ISO 639-1; None: nothing.
    """
    found = language_of(text)
    wanted = language_of(own, LEAST_OWN_WORDS) or expected
    return found if found and wanted in WORDS and found != wanted else None
