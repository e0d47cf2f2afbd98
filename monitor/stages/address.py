"""Addresses: many ways to write the URL of one article in, one way out."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

TRACKING_PREFIXES = ("utm_", "at_", "mtm_", "pk_", "hsa_", "ns_")
"""Campaign parameters of Google, AT Internet, Matomo, HubSpot, comScore. Source: their manuals."""
TRACKING = frozenset(
    {
        *("fbclid", "gclid", "dclid", "gbraid", "wbraid", "gclsrc", "msclkid", "twclid", "ttclid"),
        *("yclid", "ysclid", "igshid", "igsh", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok"),
        *("_ga", "_gl", "_hsenc", "_hsmi", "vero_id", "xtor", "wt_mc", "cmpid", "ocid", "smid"),
    }
)
"""Click and campaign ids that say how a reader came, not what is read. Source: the services' own
manuals; they agree with the lists of the common tracking-parameter removers."""
DEFAULT_PORTS = frozenset({80, 443})
ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
SAFE = "%/:@!$&'()*+,;=?"
"""What stands for itself in a path or query, the sign of an escape included."""
WWW = re.compile(r"^(www\.)+")


def canonical_url(url: str) -> str | None:
    """The one way to write an article's URL; None for what names no article.

    `http` and `www.` are folded into `https` and the bare host, since no publisher serves another
    article there; tracking parameters, fragment, credentials, default port and a trailing slash
    are dropped. A front page names no article: feeds without links of their own give it for all.
    Source: RFC 3986, section 6.2.
    """
    try:
        parts = urlsplit(url.strip())
        host = _host(parts)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    path = _escape(parts.path).rstrip("/")
    query = "&".join(_kept(parts.query))
    if not path and not query:
        return None
    return urlunsplit(("https", host, path, query, ""))


def _host(parts: SplitResult) -> str:
    host = WWW.sub("", (parts.hostname or "").rstrip("."))
    host = f"[{host}]" if ":" in host else host
    is_default = parts.port is None or parts.port in DEFAULT_PORTS
    return host if is_default else f"{host}:{parts.port}"


def _kept(query: str) -> list[str]:
    return [_escape(pair) for pair in query.split("&") if pair and not _is_tracking(pair)]


def _is_tracking(pair: str) -> bool:
    name = _escape(pair.partition("=")[0]).lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _escape(text: str) -> str:
    """Percent-escapes where they are needed and nowhere else, in capitals."""
    return quote(ESCAPE.sub(_unescape_one, text), safe=SAFE, errors="replace")


def _unescape_one(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if UNRESERVED.match(character) else escape[0].upper()
