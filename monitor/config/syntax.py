"""Why a text is no YAML, in words that help."""

from __future__ import annotations

HINTS = {
    "mapping values are not allowed": "check the indentation, and quote a value that holds ': '",
    "did not find expected key": "check the indentation and that every quote is closed",
    "could not find expected ':'": "a key needs a colon and a space after it",
    "did not find expected ',' or": "a bracket or comma is missing, or ${NAME} needs quotes",
    "found unexpected end of stream": "a quote is not closed",
    "did not find expected alphabetic": "quote a value that holds * or &",
}
"""What usually is the cause of what libyaml says."""


def hint(said: str, character: str) -> str:
    """What to do about what libyaml says, to be put behind it; empty: nothing is known.

    Args:
        said: Its words.
        character: The one at which it stopped; empty: the end of a line.
    """
    if "cannot start any token" in said:
        return ": indent with spaces, not tabs" if character == "\t" else ": put it in quotes"
    return next((f": {cure}" for sign, cure in HINTS.items() if sign in said), "")
