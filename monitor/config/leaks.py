"""Secrets that stand in a document in the clear, where a reader or a backup finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.config.documents import Document
from monitor.config.problems import KeyPath, Problem, Severity

PASSWORD_IN_URL = re.compile(r"^[A-Za-z0-9+.-]+://[^/?#@]*:(?!\$\{)[^/?#@]+@")
KEY_IN_QUERY = re.compile(
    r"[?&](?:[a-z_-]*(?:token|secret|password|passwd|apikey|api_key)|key|pass|pwd)=(?!\$\{)[^&#]",
    re.IGNORECASE,
)
TOKEN_SCHEMES = frozenset({"discord", "gchat", "msteams", "pover", "slack", "tgram", "workflows"})
"""Services whose address is the credential. Source: Apprise's documentation of each."""
SECRET_KEYS = frozenset({"password", "secret"})
SECRET_HEADER = re.compile(r"auth|cookie|key|secret|token", re.IGNORECASE)

ADVICE = "put it into the environment or secrets.env, and write ${NAME} here"


def leaks(document: Document) -> Iterator[Problem]:
    """A warning for each secret that a document itself holds."""
    yield from _leaks(document, document.value, ())


def _leaks(document: Document, value: object, path: KeyPath) -> Iterator[Problem]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaks(document, item, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _leaks(document, item, (*path, place))
    elif isinstance(value, str) and (what := _secret_in(value, path)):
        text = f"{what} stands in this file: {ADVICE}"
        yield document.problem(path, text, Severity.WARNING)


def _secret_in(value: str, path: KeyPath) -> str | None:
    around, key = (None, None, *path)[-2:]
    if "${" in value and PASSWORD_IN_URL.match(value) is None:
        return None
    if key in SECRET_KEYS or PASSWORD_IN_URL.match(value):
        return "a secret" if key == "secret" else "a password"
    if around == "headers" and SECRET_HEADER.search(str(key)):
        return "a secret header"
    if key == "url" and (KEY_IN_QUERY.search(value) or value.partition("://")[0] in TOKEN_SCHEMES):
        return "a key"
    return None
