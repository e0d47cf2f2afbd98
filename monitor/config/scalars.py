"""Text → how YAML writes it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from monitor.config.documents import WORDS

PLAIN = re.compile(r"[^\W\d_][\w.'–—-]*( [\w.'–—-]+)*")
"""What YAML reads as text without quotes."""


def scalar(text: str) -> str:
    """Text as YAML reads it back as text."""
    plain = PLAIN.fullmatch(text) and text not in WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def flow_mapping(values: Mapping[str, str]) -> str:
    """Keys and texts on one line: `{url: "https://…", name: The Courier}`."""
    return f"{{{', '.join(f'{key}: {scalar(value)}' for key, value in values.items())}}}"
