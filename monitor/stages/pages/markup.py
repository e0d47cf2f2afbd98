"""What a page's markup says of its access, whatever its text says."""

from __future__ import annotations

import re
from dataclasses import dataclass

NOT_FREE = re.compile(
    r"isaccessibleforfree[\"']?\s{0,20}(?::|content\s{0,20}=|=)\s{0,20}[\"']?"
    r"(?:https?://schema\.org/)?false"
    r"|article:content_tier[\"']\s{1,20}content\s{0,20}=\s{0,20}[\"']?locked",
)
NOT_FREE_WORDS = ("isaccessibleforfree", "article:content_tier")
"""Source: schema.org, isAccessibleForFree; Facebook's article:content_tier."""

METERED = (
    *("paywall", "pay-wall", "regwall", "metered-content", "meteredcontent", "piano-", "tp-modal"),
    *("subscriber-only", "premium-wall"),
)
"""What the boxes in front of paid articles are called. Source: the public scripts of paywalls."""

CHALLENGES = (
    *("challenges.cloudflare.com", "cdn-cgi/challenge-platform", "captcha-delivery.com"),
    *("px-captcha", "hcaptcha.com/1/api", "google.com/recaptcha", "_incapsula_resource"),
    "smartcaptcha",
)
"""Where bot defences are loaded from. Good pages have them too, for their forms."""

PASSWORD_FIELDS = ('type="password"', "type='password'", "type=password")

CONSENT_PARTS = (
    *("//consent.", "/consent/", "/consent?", "/consent-", "onetrust", "sp_message", "didomi"),
    *("usercentrics", "cmp-wall", "cmp-page", "cmpwall"),
)
"""How consent platforms call their parts. Most good pages have one too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """Signs in the markup: each alone proves nothing.

    `not_free`: the publisher says that the article is for paying readers; `metered`: something is
    called like a paywall's box; the others: a bot defence, a password field, a consent platform.
    """

    not_free: bool = False
    metered: bool = False
    challenge: bool = False
    password: bool = False
    consent: bool = False


def read_markup(html: str) -> Markup:
    """The signs in a page's HTML, looked for as plain words: patterns took half of the extraction."""
    lower = html.lower()
    return Markup(
        not_free=_holds(lower, NOT_FREE_WORDS) and NOT_FREE.search(lower) is not None,
        metered=_holds(lower, METERED),
        challenge=_holds(lower, CHALLENGES),
        password=_holds(lower, PASSWORD_FIELDS),
        consent=_holds(lower, CONSENT_PARTS),
    )


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
