"""Text → the same text in one shape, character for character.

Folding never changes a length: an offset into the folded text is an offset into the article, so
evidence can be cut out verbatim however the text was matched.
"""

from __future__ import annotations

SHAPES = {
    **dict.fromkeys("’‘ʼ`´ʹ‛′", "'"),
    **dict.fromkeys("“”„«»‟‹›″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u200b\u202f\u2060\ufeff\t", " "),
    "ё": "е",
    "Ё": "е",
    "\u00ad": "-",
}
"""Variants of quotes, hyphens, spaces and of the Russian letter whose dots are optional."""
TABLE = str.maketrans(SHAPES)


def fold(text: str) -> str:
    """Lower case with one kind of quote, hyphen and space, from text; as long as the text.

    Dashes become hyphens too: whoever needs the difference looks at the article itself.
    """
    folded = text.translate(TABLE)
    lower = folded.lower()
    if len(lower) == len(folded):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in folded)
