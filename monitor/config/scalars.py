"""Scalars of YAML: what an unquoted word means, and text as YAML writes it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""Unquoted words that are no text. Source: YAML 1.2.2, section 10.3.2 (core schema)."""
INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")

PLAIN = re.compile(r"[^\W\d_][\w.'–—-]*( [\w.'–—-]+)*")
"""What YAML reads as text without quotes."""


def plain_value(text: str) -> object:
    """What an unquoted word means: null, boolean, number or text, and nothing else."""
    if text in WORDS:
        return WORDS[text]
    if not text[:1].isascii() or text[0].isalpha():
        return text
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if FLOAT.fullmatch(text) else text


def scalar(text: str) -> str:
    """Text as YAML reads it back as text."""
    plain = PLAIN.fullmatch(text) and text not in WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def flow_mapping(values: Mapping[str, str]) -> str:
    """Keys and texts on one line: `{url: "https://…", name: The Courier}`."""
    return f"{{{', '.join(f'{key}: {scalar(value)}' for key, value in values.items())}}}"
