"""Bundles by name: what waits in one is told in one message to its channel."""

from __future__ import annotations

OVERFLOW = "overflow"
"""What waits for room in a channel that has a limit."""

DIGESTS = "digest:"
"""How the names of digests begin."""


def digest_bundle(rhythm: str) -> str:
    """What waits for the digest of a rhythm."""
    return f"{DIGESTS}{rhythm}"


def flap_bundle(event: str, ordinal: int) -> str:
    """What an occurrence that goes back and forth still has to tell."""
    return f"flap:{event}:{ordinal}"
