"""What a page's markup says of its access, whatever its text says."""

from __future__ import annotations

import re
from dataclasses import dataclass

NOT_FREE = re.compile(
    r"isAccessibleForFree[\"']?\s*(?::|content\s*=|=)\s*[\"']?(?:https?://schema\.org/)?false"
    r"|article:content_tier[\"']\s+content\s*=\s*[\"']?locked",
    re.IGNORECASE,
)
"""Source: schema.org, isAccessibleForFree; Facebook's article:content_tier."""

METERED = re.compile(
    r"(?:class|id|data-[\w-]+)\s*=\s*[\"'][^\"'>]{0,200}"
    r"(?:paywall|pay-wall|regwall|meter(?:ed)?-?content|piano-|tp-modal|subscriber-only|premium-wall)",
    re.IGNORECASE,
)
"""What the boxes in front of paid articles are called. Source: the public scripts of paywalls."""

CHALLENGE = re.compile(
    r"challenges\.cloudflare\.com|cdn-cgi/challenge-platform|captcha-delivery\.com|px-captcha"
    r"|hcaptcha\.com/1/api|google\.com/recaptcha|_Incapsula_Resource|smartcaptcha",
    re.IGNORECASE,
)
"""Where bot defences are loaded from. Good pages have them too, for their forms."""

PASSWORD_FIELD = re.compile(r"<input\b[^>]{0,300}type\s*=\s*[\"']?password", re.IGNORECASE)

CONSENT_FRAME = re.compile(
    r"consent\.[\w.-]+/|/consent[/?-]|onetrust|sp_message|didomi|usercentrics|cmp-?(?:page|wall)",
    re.IGNORECASE,
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
    """The signs in a page's HTML."""
    return Markup(
        not_free=NOT_FREE.search(html) is not None,
        metered=METERED.search(html) is not None,
        challenge=CHALLENGE.search(html) is not None,
        password=PASSWORD_FIELD.search(html) is not None,
        consent=CONSENT_FRAME.search(html) is not None,
    )
