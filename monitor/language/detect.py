"""The language of a text whose feed and page tell none."""

from __future__ import annotations

from functools import cache
from typing import Any

UNDETERMINED = "und"
"""No language to be told. Source: ISO 639-2, section 4.1.3."""
SAMPLE = 2000
"""Characters that are looked at: the guess no longer changes after a few sentences."""


def detect_language(text: str) -> str:
    """An ISO 639-1 code from a text, `und` where there are no words to tell it by."""
    sample = text[:SAMPLE]
    if not any(character.isalpha() for character in sample):
        return UNDETERMINED
    language: str = _identifier().classify(sample)[0]
    return language if len(language) == len("en") else UNDETERMINED


@cache
def _identifier() -> Any:
    # Loaded at the first text without a language: it costs 0.7 CPU seconds and brings numpy.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
